// Starts the language server for Visual Studio Code, which does the rest.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  commands,
  ShellExecution,
  ShellQuoting,
  Task,
  TaskScope,
  tasks,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** @type {LanguageClient | undefined} */
let client;

/** The command of the server: as it is set, else of the workspace, else on the path. */
function serverCommand() {
  const set = workspace.getConfiguration('rezig').get('path', '');
  if (set !== '') return set;
  const name = process.platform === 'win32' ? 'rezig.cmd' : 'rezig';
  const own = (workspace.workspaceFolders ?? [])
    .map(({ uri }) => join(uri.fsPath, 'node_modules', '.bin', name))
    .find((path) => existsSync(path));
  return own ?? name;
}

async function start() {
  const settings = workspace.getConfiguration('rezig');
  const command = serverCommand();
  client = new LanguageClient(
    'rezig',
    'rezig',
    { command, args: ['lsp'], transport: TransportKind.stdio, options: { shell: process.platform === 'win32' } },
    {
      documentSelector: [{ language: 'zig' }, { language: 'zon' }],
      initializationOptions: {
        zigLibDir: settings.get('zigLibDir', null),
        target: settings.get('target', null),
        state: settings.get('state', true),
        runTests: settings.get('runTests', 'command'),
        lenses: settings.get('lenses'),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    window.showErrorMessage(`rezig: '${command}' cannot be started (${reason}): install it, or set 'rezig.path'`);
  }
}

async function restart() {
  await client?.dispose();
  await start();
}

/** Runs the tests of a file whose names have `filter` in them: what a code lens of the server asks for. */
async function runTest(uri, filter) {
  const file = Uri.parse(uri);
  await workspace.textDocuments.find((document) => document.uri.toString() === file.toString())?.save();
  const args = ['test', file.fsPath, '--test-filter', filter];
  const quoted = args.map((value) => ({ value, quoting: ShellQuoting.Strong }));
  const task = new Task(
    { type: 'shell' },
    workspace.getWorkspaceFolder(file) ?? TaskScope.Workspace,
    `test ${filter}`,
    'rezig',
    new ShellExecution({ value: serverCommand(), quoting: ShellQuoting.Strong }, quoted),
  );
  task.presentationOptions = { clear: true };
  await tasks.executeTask(task);
}

/** Shows why the declaration called `name` was analysed: as well. */
async function explain(uri, name) {
  const content = await client.sendRequest('rezig/explain', { textDocument: { uri }, name });
  const document = await workspace.openTextDocument({ content });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
}

/** Asks which instance of the generic function at the cursor hovers and hints are to be about. */
async function chooseInstance() {
  const editor = window.activeTextEditor;
  if (client === undefined || editor === undefined) return;
  const { document, selection } = editor;
  const place = {
    textDocument: { uri: document.uri.toString() },
    position: client.code2ProtocolConverter.asPosition(selection.active),
  };
  const names = await client.sendRequest('rezig/instances', place);
  if (names.length === 0) {
    window.showInformationMessage('rezig: no generic function that is in use is at the cursor');
    return;
  }
  const name = await window.showQuickPick(names, { placeHolder: 'The instance that hovers and hints are about' });
  if (name !== undefined) await client.sendRequest('rezig/chooseInstance', { ...place, name });
}

/** Shows the places that a lens counts. */
async function showReferences(uri, position, locations) {
  const { protocol2CodeConverter: convert } = client;
  const places = locations.map((location) => convert.asLocation(location));
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), convert.asPosition(position), places);
}

export async function activate({ subscriptions }) {
  subscriptions.push(
    commands.registerCommand('rezig.restart', restart),
    commands.registerCommand('rezig.runTest', runTest),
    commands.registerCommand('rezig.explain', explain),
    commands.registerCommand('rezig.chooseInstance', chooseInstance),
    commands.registerCommand('rezig.showReferences', showReferences),
    commands.registerCommand('rezig.showCost', () => {}),
    workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration('rezig') ? restart() : undefined)),
  );
  await start();
}

export function deactivate() {
  return client?.stop();
}
