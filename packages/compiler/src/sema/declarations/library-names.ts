import { isAlwaysStatic, isPositionIndependent } from '../../intern/target.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Fails where the library `name`, which a declaration is said to be from, is one that a program has only if it is built with it, or for it. */
export function checkLibraryName(sema: Sema, block: Block, src: Src, name: string): void {
  const { target } = sema.pool;
  if (target.libcNames.includes(name)) {
    if (!target.alwaysLinksLibc) failUnlinked(sema, block, src, 'libc');
  } else if (LIBCXX_NAMES.includes(name)) failUnlinked(sema, block, src, 'libc++');
  else if (name === 'unwind') failUnlinked(sema, block, src, 'libunwind');
  else if (!target.arch.startsWith('wasm') && target.os !== 'windows') checkDynamicLibrary(sema, block, src, name);
}

/** Names of the library for C++ and of its parts. */
const LIBCXX_NAMES: readonly string[] = ['c++', 'stdc++', 'c++abi', 'supc++'];

function failUnlinked(sema: Sema, block: Block, src: Src, library: string): never {
  return sema.fail(block, src, `dependency on ${library} must be explicitly specified in the build command`);
}

function checkDynamicLibrary(sema: Sema, block: Block, src: Src, name: string): void {
  const { target } = sema.pool;
  const what = `dependency on dynamic library '${name}'`;
  if (isAlwaysStatic(target))
    sema.fail(block, src, `${what} cannot be satisfied because target does not support dynamic linking`);
  if (!isPositionIndependent(target))
    sema.fail(block, src, `${what} requires enabling Position Independent Code; fixed by '-l${name}' or '-fPIC'`);
}
