import { fullAssignDestructure } from '../../syntax/full.ts';
import { fullFnProto, fullVarDecl } from '../../syntax/full-decl.ts';
import { type NodeIndex, NodeTag, type TokenIndex } from '../../syntax/node.ts';
import { firstToken, lastToken } from '../../syntax/span.ts';
import { TokenTag } from '../../syntax/token.ts';
import { tokenEndOffset, tokenString } from '../../syntax/tree.ts';
import { declarationAt } from '../scopes.ts';
import { type Faulty, type Fix, type FixEdit, removal, statementAfter, statementInBlock } from './fix.ts';

/** `unused local constant` and `unused local variable`. */
export function discardLocal(fault: Faulty): Fix[] {
  const { tree, index, token } = fault;
  const name = tokenString(tree, token);
  const node = index.nodeAt(token);
  if (fullVarDecl(tree, node)?.mutToken !== token - 1) return [];
  const around = index.parent(node);
  if (fullAssignDestructure(tree, around) !== null) {
    const edit = {
      start: tree.tokenStarts[firstToken(tree, node)],
      end: tokenEndOffset(tree, lastToken(tree, node)),
      text: '_',
    };
    return [{ title: `Discard '${name}'`, edits: [edit], isPreferred: true }];
  }
  const semicolon = lastToken(tree, node) + 1;
  if (tree.tokenTags[semicolon] !== TokenTag.semicolon) return [];
  const discard = statementAfter(tree, firstToken(tree, node), semicolon, `_ = ${name};`);
  return [
    { title: `Discard '${name}'`, edits: [...constEdits(fault), discard], isPreferred: true },
    { title: `Remove '${name}'`, edits: [removal(tree, node)], isPreferred: false },
  ];
}

/** What makes the `var` before the name a `const`. */
function constEdits({ tree, token }: Faulty): FixEdit[] {
  if (tree.tokenTags[token - 1] !== TokenTag.keyword_var) return [];
  const start = tree.tokenStarts[token - 1];
  return [{ start, end: start + 'var'.length, text: 'const' }];
}

/** `local variable is never mutated`. */
export function varToConst(fault: Faulty): Fix[] {
  const edits = constEdits(fault);
  return edits.length === 0 ? [] : [{ title: "Make it 'const'", edits, isPreferred: true }];
}

/** `unused function parameter`. */
export function discardParameter({ tree, index, token }: Faulty): Fix[] {
  const node = index.nodeAt(token);
  for (const around of [node, ...index.ancestors(node)]) {
    if (tree.nodeTags[around] !== NodeTag.fn_decl) continue;
    const name = tokenString(tree, token);
    const edit = statementInBlock(tree, tree.mainTokens[tree.rhs[around]], `_ = ${name};`);
    return [{ title: `Discard '${name}'`, edits: [edit], isPreferred: true }];
  }
  return [];
}

/** `unused capture` and `unused switch tag capture`. */
export function discardCapture({ tree, index, token }: Faulty): Fix[] {
  const declared = declarationAt(index, token);
  if (declared === null || declared.kind !== 'capture') return [];
  const name = tokenString(tree, token);
  const edit = captureMustStay(tree.nodeTags[declared.node], tree.tokenTags, token)
    ? wordEdit(tree.tokenTags[token - 1] === TokenTag.asterisk ? token - 1 : token)
    : bars();
  return [{ title: `Discard '${name}'`, edits: [edit], isPreferred: true }];

  function wordEdit(first: TokenIndex): FixEdit {
    return { start: tree.tokenStarts[first], end: tokenEndOffset(tree, token), text: '_' };
  }

  function bars(): FixEdit {
    // The tag of `|value, tag|` goes alone.
    if (tree.tokenTags[token - 1] === TokenTag.comma)
      return { start: tokenEndOffset(tree, token - 2), end: tokenEndOffset(tree, token), text: '' };
    let first = token;
    while (tree.tokenTags[first] !== TokenTag.pipe) first--;
    let last = token;
    while (tree.tokenTags[last] !== TokenTag.pipe) last++;
    return { start: tokenEndOffset(tree, first - 1), end: tokenEndOffset(tree, last), text: '' };
  }
}

/** Whether a capture that is not used is to be `_` instead of being left out. */
function captureMustStay(tag: NodeTag, tags: Uint8Array, token: TokenIndex): boolean {
  switch (tag) {
    case NodeTag.catch:
    case NodeTag.errdefer:
      return false;
    case NodeTag.switch_case:
    case NodeTag.switch_case_one:
    case NodeTag.switch_case_inline:
    case NodeTag.switch_case_inline_one:
      return tags[token + 1] === TokenTag.comma;
    default:
      return true;
  }
}

/** `unused ... label`. */
export function removeLabel({ tree, token }: Faulty): Fix[] {
  const name = tokenString(tree, token);
  if (tree.tokenTags[token + 1] !== TokenTag.colon) return [];
  const edit = { start: tree.tokenStarts[token], end: tree.tokenStarts[token + 2], text: '' };
  return [{ title: `Remove the label '${name}'`, edits: [edit], isPreferred: true }];
}

/** `pointless discard of ...`. */
export function removeDiscard({ tree, index, token }: Faulty): Fix[] {
  const node = index.nodeAt(token);
  for (const around of [node, ...index.ancestors(node)]) {
    if (tree.nodeTags[around] !== NodeTag.assign) continue;
    return [{ title: 'Remove the discard', edits: [removal(tree, around)], isPreferred: true }];
  }
  return [];
}

/** The function around `node`; 0 for none. */
export function functionAround({ tree, index }: Faulty, node: NodeIndex): NodeIndex {
  for (const around of index.ancestors(node)) if (tree.nodeTags[around] === NodeTag.fn_decl) return around;
  return 0;
}

/** Whether the function around `node` says that it returns errors. */
export function returnsErrors(fault: Faulty, node: NodeIndex): boolean {
  const { tree } = fault;
  const around = functionAround(fault, node);
  const proto = around === 0 ? null : fullFnProto(tree, around);
  if (proto === null || proto.returnType === 0) return false;
  const before = firstToken(tree, proto.returnType) - 1;
  return tree.nodeTags[proto.returnType] === NodeTag.error_union || tree.tokenTags[before] === TokenTag.bang;
}
