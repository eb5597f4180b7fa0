import { fnParams, fullFnProto } from '../syntax/full-decl.ts';
import { lastToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset, tokenString } from '../syntax/tree.ts';

/** A prototype as a text, with where in it the parameters are. */
export interface PrototypeText {
  readonly label: string;
  readonly parameters: readonly { readonly start: number; readonly end: number }[];
}

/** The text of the prototype `node`, on one line and without comments. */
export function prototypeText(tree: Tree, node: number): string {
  return prototypeParts(tree, node).label;
}

/** The same with its parameters. */
export function prototypeParts(tree: Tree, node: number): PrototypeText {
  const proto = fullFnProto(tree, node)!;
  const params = fnParams(tree, proto).map(({ comptimeNoalias, nameToken, anytypeEllipsis3, typeExpr }) => {
    const last = anytypeEllipsis3 ?? lastToken(tree, typeExpr);
    const first = comptimeNoalias ?? nameToken ?? anytypeEllipsis3 ?? last;
    return { first, last };
  });
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  let label = '';
  const end = lastToken(tree, node);
  for (let token = proto.fnToken; token <= end; token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.doc_comment) continue;
    const isAtBracket = label.endsWith('(') || tag === TokenTag.r_paren;
    if (isAtBracket && label.endsWith(',')) label = label.slice(0, -1);
    const hasSpace = token > proto.fnToken && tree.tokenStarts[token] > tokenEndOffset(tree, token - 1);
    if (hasSpace && !isAtBracket) label += ' ';
    starts.set(token, label.length);
    label += tokenString(tree, token);
    ends.set(token, label.length);
  }
  return {
    label,
    parameters: params.map(({ first, last }) => ({ start: starts.get(first) ?? 0, end: ends.get(last) ?? 0 })),
  };
}
