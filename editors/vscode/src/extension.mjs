// Starts the language server for Visual Studio Code, which does the rest.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
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
      initializationOptions: { zigLibDir: settings.get('zigLibDir', null), state: settings.get('state', true) },
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

/** Shows places that a code lens of the server tells. */
function showReferences(uri, { line, character }, locations) {
  return commands.executeCommand(
    'editor.action.showReferences',
    Uri.parse(uri),
    client.protocol2CodeConverter.asPosition({ line, character }),
    locations.map((location) => client.protocol2CodeConverter.asLocation(location)),
  );
}

export async function activate({ subscriptions }) {
  subscriptions.push(
    commands.registerCommand('rezig.restart', restart),
    commands.registerCommand('rezig.showReferences', showReferences),
    workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration('rezig') ? restart() : undefined)),
  );
  await start();
}

export function deactivate() {
  return client?.stop();
}
