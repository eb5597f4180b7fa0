// Starts the language server for Visual Studio Code, which does the rest.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  commands,
  DebugAdapterExecutable,
  debug,
  EventEmitter,
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

/** The folder that a command about a file is carried out in, and the directory. */
function placeOf(uri) {
  const file = Uri.parse(uri);
  const folder = workspace.getWorkspaceFolder(file);
  return { folder, cwd: folder?.uri.fsPath ?? dirname(file.fsPath) };
}

/** Runs `args` of the command line in a terminal: a program, or tests, as lenses ask for it. */
async function run(uri, args) {
  await workspace.saveAll(false);
  const { folder, cwd } = placeOf(uri);
  const quoted = args.map((value) => ({ value, quoting: ShellQuoting.Strong }));
  const task = new Task(
    { type: 'shell' },
    folder ?? TaskScope.Workspace,
    titleOf(args),
    'rezig',
    new ShellExecution({ value: serverCommand(), quoting: ShellQuoting.Strong }, quoted, { cwd }),
  );
  task.presentationOptions = { clear: true };
  await tasks.executeTask(task);
}

/** Debugs the same. */
async function startDebugging(uri, command) {
  await workspace.saveAll(false);
  const { folder, cwd } = placeOf(uri);
  await debug.startDebugging(folder, { type: 'rezig', request: 'launch', name: titleOf(command), command, cwd });
}

/** What is run, for people: the goal, and which tests, or which file. */
function titleOf([goal, ...args]) {
  const filter = args.indexOf('--test-filter');
  const file = args.find((arg) => arg.endsWith('.zig')) ?? '';
  return `${goal} ${filter < 0 ? basename(file) : args[filter + 1]}`;
}

/** A session without a configuration debugs the program in the active file. */
const configurations = {
  resolveDebugConfiguration(_folder, configuration) {
    if (configuration.type || configuration.request || configuration.name) return configuration;
    const file = window.activeTextEditor?.document;
    if (file?.languageId !== 'zig') return configuration;
    const command = ['run', file.uri.fsPath];
    return { type: 'rezig', request: 'launch', name: titleOf(command), command, cwd: placeOf(`${file.uri}`).cwd };
  },
};

/** What texts of the server are shown under, which nobody writes or saves: the request is in the query. */
const SHOWN = 'rezig';
const shownAnew = new EventEmitter();
const shown = {
  onDidChange: shownAnew.event,
  async provideTextDocumentContent(uri) {
    const { method, params, otherwise } = JSON.parse(uri.query);
    return (await client.sendRequest(method, params)) ?? otherwise;
  },
};

/** Shows what the server answers to a request, as a text called `name` beside the active one; `otherwise` where it has nothing to say. */
async function show(name, method, params, otherwise) {
  const uri = Uri.from({ scheme: SHOWN, path: name, query: JSON.stringify({ method, params, otherwise }) });
  shownAnew.fire(uri);
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}

/** Shows why the declaration called `name` was analysed: as well. */
async function explain(uri, name) {
  await show(`why ${name}`, 'rezig/explain', { textDocument: { uri }, name }, `nothing is known of ${name}`);
}

/** Shows the type at the cursor as Zig. */
async function expand() {
  const place = placeOfCursor();
  if (place !== undefined) await show('type.zig', 'rezig/expand', place, '// there is no type here');
}

/** Where the cursor is, as requests have it; undefined where there is none. */
function placeOfCursor() {
  const editor = window.activeTextEditor;
  if (client === undefined || editor === undefined) return undefined;
  const { document, selection } = editor;
  return {
    textDocument: { uri: document.uri.toString() },
    position: client.code2ProtocolConverter.asPosition(selection.active),
  };
}

/** Asks which instance of the generic function at the cursor hovers and hints are to be about. */
async function chooseInstance() {
  const place = placeOfCursor();
  if (place === undefined) return;
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
    commands.registerCommand('rezig.run', run),
    commands.registerCommand('rezig.debug', startDebugging),
    commands.registerCommand('rezig.explain', explain),
    commands.registerCommand('rezig.chooseInstance', chooseInstance),
    commands.registerCommand('rezig.expand', expand),
    workspace.registerTextDocumentContentProvider(SHOWN, shown),
    commands.registerCommand('rezig.showReferences', showReferences),
    commands.registerCommand('rezig.showCost', () => {}),
    debug.registerDebugConfigurationProvider('rezig', configurations),
    debug.registerDebugAdapterDescriptorFactory('rezig', {
      createDebugAdapterDescriptor: () => new DebugAdapterExecutable(serverCommand(), ['dap']),
    }),
    workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration('rezig') ? restart() : undefined)),
  );
  await start();
}

export function deactivate() {
  return client?.stop();
}
