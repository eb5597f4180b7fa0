// Runs a module with WASI whose working directory is the root of the file system: run-dump.mjs MODULE ARGUMENT...
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [, , path, ...args] = process.argv;
const wasi = new WASI({ version: 'preview1', args: [path, ...args], env: {}, preopens: { '.': '/' } });
const instance = await WebAssembly.instantiate(new WebAssembly.Module(readFileSync(path)), wasi.getImportObject());
process.exitCode = wasi.start(instance);
