import { firstToken, lastToken } from '../../syntax/span.ts';
import { TokenTag } from '../../syntax/token.ts';
import { rootMembers, type Tree, tokenEndOffset, tokenString } from '../../syntax/tree.ts';
import type { Faulty, Fix, FixEdit } from './fix.ts';
import { importOf } from './imports.ts';

/** `use of undeclared identifier '...'`, where something can be imported that is called so. */
export function addImport({ tree, token, importable }: Faulty): Fix[] {
  const name = tokenString(tree, token);
  return importable(name).map((target) => ({
    title: `Import '${target}'`,
    edits: [importEdit(tree, `const ${name} = @import("${target}");\n`)],
    isPreferred: true,
  }));
}

/** What puts `text`, a line, behind the imports at the top of a file. */
function importEdit(tree: Tree, text: string): FixEdit {
  let at = 0;
  let token = 0;
  while (tree.tokenTags[token] === TokenTag.container_doc_comment) at = lineAfter(tree, tokenEndOffset(tree, token++));
  for (const member of rootMembers(tree)) {
    if (importOf(tree, member) === null || firstToken(tree, member) < token) break;
    token = lastToken(tree, member) + 2;
    at = lineAfter(tree, tokenEndOffset(tree, token - 1));
  }
  return { start: at, end: at, text };
}

const NEWLINE = 0x0a;

function lineAfter({ source }: Tree, offset: number): number {
  const newline = source.indexOf(NEWLINE, offset);
  return newline < 0 ? source.length : newline + 1;
}

/** `expected ';' after ...` and its like: what is missing is in the text. */
export function addPunctuation({ message }: Faulty): Fix[] {
  const mark = /^expected '([;,)\]}])' after /.exec(message.text)?.[1];
  if (mark === undefined) return [];
  const at = message.location!.span.main;
  return [{ title: `Add '${mark}'`, edits: [{ start: at, end: at, text: mark }], isPreferred: true }];
}
