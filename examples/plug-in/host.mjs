// A host in Node for the plug-in: node host.mjs plug-in.wasm
import { readFileSync } from 'node:fs';

const values = { name: 'Zoë', from: 'a host in Node' };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of the plug-in's memory from `address` on. A view holds until the memory grows, so it is made anew for each use. */
const bytesAt = (address, length) => new Uint8Array(plugIn.memory.buffer, address, length);
const textAt = (address, length) => decoder.decode(bytesAt(address, length));

const imports = {
  host: {
    lookUp(nameAt, nameLength, bufferAt, bufferLength) {
      const value = values[textAt(nameAt, nameLength)];
      if (value === undefined) return -1;
      return encoder.encodeInto(value, bytesAt(bufferAt, bufferLength)).written;
    },
    log: (at, length) => console.log(`the plug-in says: ${textAt(at, length)}`),
  },
};

const module = await WebAssembly.compile(readFileSync(process.argv[2]));
const plugIn = (await WebAssembly.instantiate(module, imports)).exports;

/** What the plug-in makes of a template. */
function render(template) {
  const text = encoder.encode(template);
  const address = plugIn.allocate(text.length);
  if (address === 0) throw new Error('the plug-in is out of memory');
  bytesAt(address, text.length).set(text);
  const length = plugIn.render(address, text.length);
  plugIn.release(address, text.length);
  if (length < 0) throw new Error('the plug-in is out of memory');
  return textAt(plugIn.resultAddress(), length);
}

console.log(render('Hello {name}, this is {from}.'));
console.log(render('{greeting}, {name}!'));
