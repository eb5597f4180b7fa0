import type { Message } from '../../source/messages.ts';
import { fullStructInit, fullSwitch } from '../../syntax/full.ts';
import { type NodeIndex, NodeTag } from '../../syntax/node.ts';
import { lastToken } from '../../syntax/span.ts';
import { type Faulty, type Fix, itemsBefore, nodeOf, quotedName } from './fix.ts';

/** `switch must handle all possibilities`. */
export function addProngs(fault: Faulty): Fix[] {
  const { tree, message } = fault;
  const node = nodeOf(fault);
  if (node === 0 || fullSwitch(tree, node) === null) return [];
  const close = lastToken(tree, node);
  const all = { title: "Add an 'else' prong", edits: [itemsBefore(tree, close, ['else => unreachable'])] };
  const missing = message.notes.flatMap(unhandled);
  if (missing.length === 0) return [{ ...all, isPreferred: true }];
  const prongs = missing.map((name) => `${name} => unreachable`);
  const title = missing.length === 1 ? `Add a prong for ${missing[0]}` : `Add ${missing.length} prongs`;
  return [
    { title, edits: [itemsBefore(tree, close, prongs)], isPreferred: true },
    { ...all, isPreferred: false },
  ];
}

/** The value that a note says is not handled, as it is written in a prong. */
function unhandled({ text }: Message): string[] {
  const value = /^unhandled (?:enumeration|error) value: '(.*)'$/s.exec(text)?.[1];
  if (value === undefined) return [];
  const error = /^error\.(.*)$/s.exec(value)?.[1];
  return [error === undefined ? `.${quotedName(value)}` : `error.${quotedName(error)}`];
}

/** `missing struct field: ...`. */
export function addFields(fault: Faulty): Fix[] {
  const { tree, message } = fault;
  const node = nodeOf(fault);
  if (node === 0 || !isStructInit(fault, node)) return [];
  const names = [message, ...message.notes].flatMap(
    ({ text }) => /^missing struct field: (.*)$/s.exec(text)?.[1] ?? [],
  );
  const items = names.map((name) => `.${quotedName(name)} = undefined`);
  const title = names.length === 1 ? `Add the field '${names[0]}'` : `Add ${names.length} fields`;
  return [{ title, edits: [itemsBefore(tree, lastToken(tree, node), items)], isPreferred: true }];
}

/** Whether fields can be added to `node`: `.{}` is taken for an array. */
function isStructInit({ tree }: Faulty, node: NodeIndex): boolean {
  if (fullStructInit(tree, node) !== null) return true;
  const tag: NodeTag = tree.nodeTags[node];
  return (tag === NodeTag.array_init_dot_two || tag === NodeTag.array_init_one) && tree.rhs[node] === 0;
}
