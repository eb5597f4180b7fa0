import { isAlwaysStatic, isPositionIndependent } from '../../intern/target.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Where an error is told. */
type Place = Pick<ErrorNote, 'chunk' | 'src'>;

/** Fails at `place` where the library `name`, which a declaration is said to be from, is one that a program has only if it is built with it, or for it. */
export function checkLibraryName(sema: Sema, block: Block, place: Place, name: string): void {
  const { target } = sema.pool;
  if (target.libcNames.includes(name)) {
    if (!target.alwaysLinksLibc) failUnlinked(sema, block, place, 'libc');
  } else if (LIBCXX_NAMES.includes(name)) failUnlinked(sema, block, place, 'libc++');
  else if (name === 'unwind') failUnlinked(sema, block, place, 'libunwind');
  else if (!target.arch.startsWith('wasm') && target.os !== 'windows') checkDynamicLibrary(sema, block, place, name);
}

/** Names of the library for C++ and of its parts. */
const LIBCXX_NAMES: readonly string[] = ['c++', 'stdc++', 'c++abi', 'supc++'];

function failUnlinked(sema: Sema, block: Block, place: Place, library: string): never {
  const message = `dependency on ${library} must be explicitly specified in the build command`;
  return sema.failAt(place.chunk, place.src, message, [], block);
}

function checkDynamicLibrary(sema: Sema, block: Block, place: Place, name: string): void {
  const { target } = sema.pool;
  const what = `dependency on dynamic library '${name}'`;
  const fail = (message: string): never => sema.failAt(place.chunk, place.src, message, [], block);
  if (isAlwaysStatic(target)) fail(`${what} cannot be satisfied because target does not support dynamic linking`);
  if (!isPositionIndependent(target))
    fail(`${what} requires enabling Position Independent Code; fixed by '-l${name}' or '-fPIC'`);
}
