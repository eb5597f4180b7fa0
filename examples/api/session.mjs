// @ts-check
// A program that is compiled, edited and compiled again, with `@rezig/compiler` as a library:
//
//     node session.mjs path/to/zig/lib
//
// The Zig library directory is that of the package `@rezig/zig-lib`, or any of Zig 0.16.0.
import { readFileSync } from 'node:fs';
import {
  bytesSource,
  Compilation,
  causeText,
  explanationText,
  MemoryHost,
  renderErrors,
  unitText,
  whyText,
} from '@rezig/compiler';

const zigLibDir = process.argv[2];
if (zigLibDir === undefined) throw new Error('usage: node session.mjs path/to/zig/lib');

/**
 * Files of the library come from the disk; those of the program are in memory.
 * @type {import('@rezig/compiler').Host}
 */
const disk = {
  readFile(path) {
    try {
      return new Uint8Array(readFileSync(path));
    } catch {
      return 'FileNotFound';
    }
  },
};
const host = new MemoryHost(disk);
const source = `const width = 20;

fn area(height: u32) u32 {
    return width * height;
}

export fn cube(side: u32) u32 {
    return side * side * side;
}

export fn box(height: u32) u32 {
    return area(height) + 2;
}
`;
host.files.set('main.zig', new TextEncoder().encode(source));

const options = { rootPath: 'main.zig', zigLibDir, host, target: 'wasm32-freestanding', isLibrary: true };
const compilation = new Compilation(options);

/**
 * What `box(10)` of a module returns.
 * @param {Uint8Array<ArrayBuffer>} module
 */
function box(module) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module));
  return /** @type {(height: number) => number} */ (instance.exports.box)(10);
}

// The first update builds the program.
let result = compilation.update();
if (result.module === null) throw new Error(renderErrors(result, false));
let module = new Uint8Array(result.module);
console.log(`box(10) is ${box(module)}`);

// An editor tells what was typed. Offsets are counted in the units that the editor counts in.
const at = source.indexOf('20');
result = compilation.update([{ path: 'main.zig', edits: [{ start: at, end: at + 2, text: '40' }], units: 'utf-16' }]);
for (const { unit, cause } of compilation.journal().analysed)
  console.log(`analysed ${unitText(unit)}, because ${causeText(cause, unit)}`);

// Who has the module before needs only what was written into it: here, or in another thread or process.
if (result.module === null) throw new Error(renderErrors(result, false));
const next = new Uint8Array(result.module.length);
next.set(module.subarray(0, next.length));
let written = 0;
for (const { start, end } of result.written) {
  next.set(result.module.subarray(start, end), start);
  written += end - start;
}
module = next;
console.log(`${written < 100 ? 'less than 100' : written} bytes were written`);
console.log(`box(10) is ${box(module)}`);
const explanation = compilation.explain('area');
if (explanation.kind !== 'found') throw new Error(explanationText(explanation));
for (const unit of explanation.units)
  if (unit.updatesAgo === 0) console.log(`${unitText(unit.unit)}: ${whyText(unit)}`);

// Errors are data, and text for those who want it.
result = compilation.update([{ path: 'main.zig', text: source.replace('* height', '* hight') }]);
for (const { code, text, location } of result.errors) {
  if (location === null) continue;
  const { line, column } = location;
  console.log(`${location.path}, line ${line + 1}, column ${column + 1}: ${text} (${code})`);
}

// Given back to the host, the file is what it was. What is known can be kept for another process.
result = compilation.update([{ path: 'main.zig', text: null }]);
console.log(`errors: ${result.errors.length}`);
const saved = compilation.saveState();
if (saved === null) throw new Error('there is nothing to save');
const state = new Uint8Array(saved.reduce((sum, part) => sum + part.length, 0));
let offset = 0;
for (const part of saved) {
  state.set(part, offset);
  offset += part.length;
}
const second = new Compilation({ ...options, state: bytesSource(state) });
const again = second.update();
if (again.module === null) throw new Error(renderErrors(again, false));
console.log(
  `from saved state: box(10) is ${box(new Uint8Array(again.module))}, ${second.journal().analysed.length} analysed`,
);
