import type { Src } from '../../query/src.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';

/*
 * Bounds on what is computed at compile time, so that a program that asks for too much gets an error with a place rather than all of the machine.
 */

/** Bits of the longest integer that is computed: 8 megabytes. */
const MAX_BITS = 2 ** 26;

/** Elements of the longest value that are kept one by one. */
const MAX_ELEMENTS = 2 ** 24;

/** Elements of the longest array that is put together element by element when the program runs. */
const MAX_RUNTIME_ELEMENTS = 2 ** 22;

/** Bytes of the longest string, and of the longest value that is seen as another. */
const MAX_BYTES = 2 ** 27;

/** Bytes of all arrays and strings that one unit makes, also of those that it makes others from. */
export const MAX_BYTES_MADE = 2 ** 30;

/** How deep calls may be nested at compile time: past it the stack of this compiler would be in danger. */
export const MAX_CALL_DEPTH = 6000;

/** Characters of the longest name of a type or value that tells instances of a generic function apart. */
const MAX_NAME = 2 ** 15;

/** Fails where a name has so many characters that the type it is of must grow without end. */
export function checkName(sema: Sema, block: Block, src: Src, characters: number): void {
  if (characters > MAX_NAME)
    sema.unsupported(block, src, `an argument whose name has more than ${MAX_NAME} characters`);
}

/** Fails where an integer of so many bits is too long to be computed with. */
export function checkBits(sema: Sema, block: Block, src: Src, bits: number | bigint): void {
  if (bits > MAX_BITS) sema.unsupported(block, src, `an integer of more than ${MAX_BITS} bits`);
}

/** To be called before a value is made of which so many elements are kept one by one: fails where they are too many. */
export function checkElements(sema: Sema, block: Block, src: Src, elements: number): void {
  if (elements > MAX_ELEMENTS)
    sema.unsupported(block, src, `a compile-time value of more than ${MAX_ELEMENTS} elements`);
  noteMade(sema, block, src, elements * 4);
}

/** To be called before code is made that puts an array of so many elements together one by one: fails where they are too many. */
export function checkRuntimeElements(sema: Sema, block: Block, src: Src, elements: number): void {
  if (elements > MAX_RUNTIME_ELEMENTS)
    sema.unsupported(block, src, `an array of more than ${MAX_RUNTIME_ELEMENTS} elements that is put together`);
}

/** To be called before a string, or the memory of a value, of so many bytes is made: fails where they are too many. */
export function checkBytes(sema: Sema, block: Block, src: Src, bytes: number): void {
  if (bytes > MAX_BYTES) sema.unsupported(block, src, `a compile-time value of more than ${MAX_BYTES} bytes`);
  noteMade(sema, block, src, bytes);
}

/** Fails where a call is not to be gone into, since it is in too many others. */
export function checkCallDepth(sema: Sema, block: Block, src: Src): void {
  if (sema.callDepth >= MAX_CALL_DEPTH) sema.unsupported(block, src, `more than ${MAX_CALL_DEPTH} nested calls`);
}

/** Counts that a call is gone into. Who does so takes it back. */
export function countCallDepth(sema: Sema): void {
  sema.callDepth++;
  if (sema.callDepth > sema.deepestCall) sema.deepestCall = sema.callDepth;
}

/** Bytes of all items and strings there are. */
const MAX_POOL_BYTES = 3 * 2 ** 29;

/** Fails where so much has been interned that there may soon be no memory for more: by a loop without end, say. */
export function checkMemory(sema: Sema, block: Block, src: Src): void {
  if (sema.pool.byteLength > MAX_POOL_BYTES)
    sema.unsupported(block, src, `more than ${MAX_POOL_BYTES} bytes of values and types`);
}

function noteMade(sema: Sema, block: Block, src: Src, bytes: number): void {
  sema.bytesMade += bytes;
  if (sema.bytesMade > MAX_BYTES_MADE)
    sema.unsupported(block, src, `compile-time values of more than ${MAX_BYTES_MADE} bytes in one declaration`);
}
