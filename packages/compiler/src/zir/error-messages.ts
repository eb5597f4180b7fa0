import { type Message, messageAt } from '../source/messages.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { nodeSpan } from '../syntax/span.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { placeToNode, placeToToken } from './places.ts';
import { type LoweringError, SRC_TOKEN, type Zir } from './zir.ts';

/** The errors of parsing and lowering a file, as messages. `tree` is the file's. */
export function errorMessages(zir: Zir, tree: Tree, file: SourceFile): Message[] {
  if (zir.errors.length === 0) return [];
  return zir.errors.map((error) => toMessage(zir, tree, file, error));
}

function toMessage(zir: Zir, tree: Tree, file: SourceFile, error: LoweringError): Message {
  const notes = error.notes.map((note) => toMessage(zir, tree, file, note));
  return messageAt(file, spanOf(zir, tree, error), error.message, notes);
}

function spanOf(zir: Zir, tree: Tree, error: LoweringError): Span {
  if ((error.src & SRC_TOKEN) === 0) {
    return nodeSpan(tree, Math.max(placeToNode(zir, error.chunk, error.src, tree), 0));
  }
  const token = Math.max(placeToToken(zir, error.chunk, error.src, tree), 0);
  const start = tree.tokenStarts[token] + error.byteOffset;
  const shown = error.byteOffset === 0 ? token : tokenAt(tree, start);
  return { start, main: start, end: Math.max(tokenEndOffset(tree, shown), start) };
}

/** The last token that does not begin behind `offset`: a doc comment is placed by another token. */
function tokenAt(tree: Tree, offset: number): number {
  const { tokenStarts } = tree;
  let low = 0;
  let high = tokenStarts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (tokenStarts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low;
}
