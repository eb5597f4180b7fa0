import { type Depender, DependerKind, dependerIndex, dependerKind } from '../incremental/depender.ts';
import { funcGenericOwner, funcTypeInfo } from '../intern/functions.ts';
import { type FuncIndex, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { typeOf } from '../intern/values.ts';
import { fullCall } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { nodeToPlace } from '../zir/places.ts';
import { tokenRange } from './lookup.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import type { FileView, Program } from './program.ts';
import type { TextRange } from './query-types.ts';
import { mentionsOf } from './references.ts';
import type { Sym } from './symbols.ts';

/** The units that the body around byte `at` is analysed in, where those are instances or calls: the innermost body that has some. */
export function instanceUnits(program: Program, view: FileView, at: number): Depender[] {
  const { tree, index } = view;
  const node = index.nodeAt(index.tokenAt(at));
  for (const around of [node, ...index.ancestors(node)]) {
    if (tree.nodeTags[around] !== NodeTag.fn_decl) continue;
    const place = nodeToPlace(view.zir, tree, tree.rhs[around]);
    const units = place === null ? [] : program.unitsOf(view, place.chunk);
    if (units.length > 1 || units.some((unit) => isInstance(program, unit))) return units;
  }
  return [];
}

function isInstance({ pool }: Program, unit: Depender): boolean {
  if (dependerKind(unit) === DependerKind.call) return true;
  if (dependerKind(unit) !== DependerKind.funcBody) return false;
  return funcGenericOwner(pool, pool.funcs.valueOf(dependerIndex(unit) as FuncIndex)) !== NO_INDEX;
}

/** The places that call the generic function `symbol`; none where it is no such function. */
export function instantiationsOf(
  program: Program,
  symbol: Sym,
): { readonly view: FileView; readonly range: TextRange }[] {
  const { pool } = program;
  if (symbol.kind !== 'declared' || symbol.decl === NO_DECL) return [];
  const func = program.funcOf(symbol.decl);
  if (func === NO_INDEX) return [];
  if (!funcTypeInfo(pool, typeOf(pool, func)).isGeneric) return [];
  return mentionsOf(program, symbol)
    .filter(({ isDeclaration }) => !isDeclaration)
    .map(({ view, token }) => ({ view, range: tokenRange(view, token) }));
}

/** What the innermost call around byte `at` comes to; null where there is none. */
export function calledAround(program: Program, view: FileView, at: number): Meaning | null {
  const { tree, index } = view;
  const node = index.nodeAt(index.tokenAt(at));
  for (const around of [node, ...index.ancestors(node)])
    if (fullCall(tree, around) !== null) return meaningOf(program, view, around);
  return null;
}
