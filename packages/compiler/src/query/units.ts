import { type Depender, DependerKind, makeDepender } from '../incremental/depender.ts';
import type { DeclIndex, FuncIndex, Index } from '../intern/ids.ts';

/** The unit that gives the value of `decl`. */
export function declValueUnit(decl: DeclIndex): Depender {
  return makeDepender(DependerKind.declValue, decl);
}

/** The unit that gives the type of `decl`. */
export function declTypeUnit(decl: DeclIndex): Depender {
  return makeDepender(DependerKind.declType, decl);
}

/** The unit of the body of `func`. */
export function funcBodyUnit(func: FuncIndex): Depender {
  return makeDepender(DependerKind.funcBody, func);
}

/** The unit of the call at compile time `call`, which `memoizedCall` gave. */
export function callUnit(call: Index): Depender {
  return makeDepender(DependerKind.call, call);
}
