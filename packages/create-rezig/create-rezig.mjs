#!/usr/bin/env node
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm create rezig@latest [directory] [-- --template web|node|worker]

web     a page that Vite builds
node    a library for Node with types
worker  a worker for servers that run fetch handlers`;

const templates = fileURLToPath(new URL('templates', import.meta.url));
/** The directories that make up each template. */
const layers = { web: ['common', 'web'], node: ['common', 'words', 'node'], worker: ['common', 'words', 'worker'] };
const names = Object.keys(layers);

/** What somebody answers who is asked; `otherwise` where there is nobody. */
async function ask(question, otherwise) {
  if (!process.stdin.isTTY) return otherwise;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} (${otherwise}): `);
  terminal.close();
  return answer.trim() || otherwise;
}

function fail(text) {
  console.error(`error: ${text}`);
  process.exit(1);
}

/** `text` as a word of a shell's command line. */
function shellWord(text) {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A name that npm takes. */
function packageName(path) {
  const name = basename(path)
    .toLowerCase()
    .replace(/[^a-z0-9-~]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'zig-app' : name;
}

let args;
try {
  args = parseArgs({
    options: { template: { type: 'string', short: 't' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
} catch (error) {
  fail(`${error.message}\n\n${USAGE}`);
}
if (args.values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (args.positionals.length > 1) fail(`one directory is needed, not ${args.positionals.length}\n\n${USAGE}`);
const directory = args.positionals[0] ?? (await ask('Directory', 'zig-app'));
const template = args.values.template ?? (await ask(`Template: ${names.join(', ')}`, 'web'));
if (!names.includes(template)) fail(`there is no template '${template}': it is one of ${names.join(', ')}`);
const path = resolve(directory);
if (existsSync(path) && !statSync(path).isDirectory()) fail(`'${directory}' is no directory`);
if (existsSync(path) && readdirSync(path).length > 0) fail(`'${directory}' is not empty`);

mkdirSync(path, { recursive: true });
for (const layer of layers[template]) cpSync(join(templates, layer), path, { recursive: true });
// npm leaves out files of that name.
renameSync(join(path, '_gitignore'), join(path, '.gitignore'));
const manifest = join(path, 'package.json');
writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"name": "app"', `"name": "${packageName(path)}"`));
console.log(`Made ${directory}. Next:

  cd ${shellWord(directory)}
  npm install
  npm test`);
