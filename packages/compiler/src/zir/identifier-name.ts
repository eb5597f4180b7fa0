import { tokenEndOffset } from '../syntax/tree.ts';
import type { Lowering } from './lowering.ts';
import type { NameId } from './names.ts';

const AT = 0x40;

/** The name that identifier token `token` stands for. Fails on a malformed `@"..."`. */
export function identifierName(lo: Lowering, token: number): NameId {
  const source = lo.tree.source;
  const start = lo.tree.tokenStarts[token];
  const end = tokenEndOffset(lo.tree, token);
  if (source[start] !== AT) return lo.names.intern(source, start, end);
  lo.failToken(token, 'not supported yet: quoted identifiers');
}
