import { tokenEndOffset } from '../syntax/tree.ts';
import type { Lowering } from './lowering.ts';
import { NAME_EMPTY, type NameId } from './names.ts';
import { stringName } from './string-text.ts';

const AT = 0x40;

/** The name that identifier token `token` stands for. Fails on a malformed `@"..."`. */
export function identifierName(lo: Lowering, token: number): NameId {
  const { source, tokenStarts } = lo.tree;
  const start = tokenStarts[token];
  if (source[start] !== AT) return lo.names.intern(source, start, tokenEndOffset(lo.tree, token));
  const name = stringName(lo, token, 1);
  if (name === NAME_EMPTY) lo.failToken(token, 'identifier cannot be empty');
  if (lo.names.bytes(name).includes(0)) lo.failToken(token, 'identifier cannot contain null bytes');
  return name;
}
