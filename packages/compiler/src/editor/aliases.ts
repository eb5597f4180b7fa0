import { isFunc } from '../intern/functions.ts';
import { NO_INDEX } from '../intern/ids.ts';
import { isType } from '../intern/types.ts';
import { fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { symbolMeaning } from './kinds.ts';
import type { Program } from './program.ts';
import { type Sym, symbolAt } from './symbols.ts';

/** How many names of the same thing are followed. */
const MAX_STEPS = 50;

/** What a symbol is another name of, which is no such name itself: the file that a `const` imports, the function that it is. */
export function throughAliases(program: Program, symbol: Sym): Sym {
  let at = symbol;
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = aliased(program, at);
    if (next === null) return at;
    at = next;
  }
  return at;
}

function aliased(program: Program, symbol: Sym): Sym | null {
  if (symbol.kind !== 'declared') return null;
  const { view, declared } = symbol;
  const { tree } = view;
  if (declared.kind !== 'member' && declared.kind !== 'constant') return null;
  const init = fullVarDecl(tree, declared.node)?.initNode ?? 0;
  if (init === 0) return null;
  switch (tree.nodeTags[init] as NodeTag) {
    case NodeTag.identifier:
      return valueOnly(program, symbol, symbolAt(program, view, tree.mainTokens[init]));
    case NodeTag.field_access:
      return valueOnly(program, symbol, symbolAt(program, view, tree.rhs[init]));
    case NodeTag.builtin_call_two: {
      const argument = tree.lhs[init];
      return argument === 0 || tree.nodeTags[argument] !== NodeTag.string_literal
        ? null
        : symbolAt(program, view, tree.mainTokens[argument]);
    }
    default:
      return null;
  }
}

/** `target`, where `symbol` names what that is: not where it is a variable of its own with the same value. */
function valueOnly(program: Program, symbol: Sym, target: Sym | null): Sym | null {
  if (target === null || target.kind === 'primitive') return null;
  const meaning = symbolMeaning(program, symbol);
  if (meaning === null || meaning.value === NO_INDEX) return null;
  return isType(program.pool, meaning.value) || isFunc(program.pool, meaning.value) ? target : null;
}
