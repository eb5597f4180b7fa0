import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Fails where the library `name`, which a declaration is said to be from, is one that a program has only if it is built with it. */
export function checkLibraryName(sema: Sema, block: Block, src: Src, name: string): void {
  const { target } = sema.pool;
  if (target.libcNames.includes(name)) {
    if (!target.alwaysLinksLibc) failUnlinked(sema, block, src, 'libc');
  } else if (LIBCXX_NAMES.includes(name)) failUnlinked(sema, block, src, 'libc++');
  else if (name === 'unwind') failUnlinked(sema, block, src, 'libunwind');
}

/** Names of the library for C++ and of its parts. */
const LIBCXX_NAMES: readonly string[] = ['c++', 'stdc++', 'c++abi', 'supc++'];

function failUnlinked(sema: Sema, block: Block, src: Src, library: string): never {
  return sema.fail(block, src, `dependency on ${library} must be explicitly specified in the build command`);
}
