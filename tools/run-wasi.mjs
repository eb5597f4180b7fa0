// Runs a WebAssembly file as a WASI program with the standard streams of this process: node run-wasi.mjs FILE [ARGUMENT...]
//
// A start section is left out: the official self-hosted linker writes one that calls `_start` before node:wasi is ready for it.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const START_SECTION = 8;

/** The sections of a module, but for its start section. */
function withoutStart(bytes) {
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const start = at;
    const id = bytes[at++];
    let length = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      byte = bytes[at++];
      length += (byte & 0x7f) * 2 ** shift;
    }
    at += length;
    if (id !== START_SECTION) parts.push(bytes.subarray(start, at));
  }
  return Buffer.concat(parts);
}

const [, , file, ...args] = process.argv;
const wasi = new WASI({
  version: 'preview1',
  args: [file, ...args],
  env: {},
  preopens: { '.': '.' },
  returnOnExit: true,
});
const module = await WebAssembly.compile(withoutStart(readFileSync(file)));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
