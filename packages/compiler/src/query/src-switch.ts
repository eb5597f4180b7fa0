import { fullIf, fullSwitch, fullSwitchCase } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';

/** What a part of a node is: a node, or a token; `first` and `last` are those of what is underlined, where that is more. */
export type Part =
  | { readonly node: number }
  | { readonly token: number; readonly first?: number; readonly last?: number };

/** The switch that `node` is, or that a `catch` or `if ... else` with a switch on its error has as its last part. */
export function switchOf(tree: Tree, node: number): { operand: number; cases: Uint32Array } | null {
  let at = node;
  if (tree.nodeTags[node] === NodeTag.catch) at = tree.rhs[node]!;
  const asIf = fullIf(tree, node);
  if (asIf !== null) at = asIf.elseExpr;
  const full = fullSwitch(tree, at);
  return full === null ? null : { operand: full.condition, cases: full.cases };
}

function isUnderscore(tree: Tree, token: number): boolean {
  const start = tree.tokenStarts[token]!;
  return (
    tree.tokenTags[token] === TokenTag.identifier &&
    tokenEndOffset(tree, token) === start + 1 &&
    tree.source[start] === 0x5f
  );
}

/** The `_` among the items of a switch. */
export function switchUnderscore(tree: Tree, node: number): number {
  for (const prong of switchOf(tree, node)?.cases ?? []) {
    for (const value of fullSwitchCase(tree, prong)!.values) {
      if (tree.nodeTags[value] === NodeTag.identifier && isUnderscore(tree, tree.mainTokens[value]!)) return value;
    }
  }
  return node;
}

/**
 * A prong of a switch: those with one item that is no range are counted among themselves (`index` is twice the count), the others too (twice
 * the count, plus one); -1 is `else`. The switch itself where there is none.
 */
export function switchProng(tree: Tree, node: number, index: number): number {
  let left = index >> 1;
  const wantsMulti = (index & 1) === 1;
  for (const prong of switchOf(tree, node)?.cases ?? []) {
    const { values } = fullSwitchCase(tree, prong)!;
    if (values.length === 0) {
      if (index < 0) return prong;
      continue;
    }
    const isMulti = values.length > 1 || tree.nodeTags[values[0]!] === NodeTag.switch_range;
    if (index >= 0 && isMulti === wantsMulti && left-- === 0) return prong;
  }
  return node;
}

/** Item `item` of a prong, ranges not counted, or range `item`. */
export function switchItem(
  tree: Tree,
  node: number,
  index: number,
  item: number,
  wantsRange: boolean,
): { node: number } {
  const prong = switchProng(tree, node, index);
  let left = item;
  for (const value of fullSwitchCase(tree, prong)?.values ?? []) {
    const isRange = tree.nodeTags[value] === NodeTag.switch_range;
    if (isRange === wantsRange && left-- === 0) return { node: value };
  }
  return { node: prong };
}

/** The capture of the payload of a prong, or of its tag. */
export function switchCapture(tree: Tree, node: number, index: number, isTag: boolean): Part {
  const prong = switchProng(tree, node, index);
  const payload = fullSwitchCase(tree, prong)?.payloadToken ?? null;
  if (payload === null) return { node };
  const name = tree.tokenTags[payload] === TokenTag.asterisk ? payload + 1 : payload;
  return isTag ? { token: name + 2 } : { token: payload, last: name };
}
