import { type NodeIndex, NodeTag } from '../../syntax/node.ts';
import { tokenEndOffset } from '../../syntax/tree.ts';
import { endOf, type Faulty, type Fix, type FixEdit, nodeOf, startOf } from './fix.ts';
import { returnsErrors } from './unused.ts';

const INTEGER = /^(?:[iu]\d+|[iu]size|c_(?:char|u?short|u?int|u?long|u?longlong))$/;
const FLOAT = /^(?:f\d+|c_longdouble)$/;

/** `expected type 'A', found 'B'`, where there is a way from one to the other. */
export function convert(fault: Faulty): Fix[] {
  const { message } = fault;
  const types = /^expected type '(.*)', found '(.*)'$/s.exec(message.text);
  const node = nodeOf(fault);
  if (types === null || node === 0) return [];
  const [, wanted, found] = types;
  const notes = message.notes.map(({ text }) => text);
  if (notes.includes('cannot convert error union to payload type')) return handleError(fault);
  if (notes.includes('cannot convert optional to payload type')) {
    return [
      { title: "Take what is in it with '.?'", edits: behind(fault, node, '.?'), isPreferred: true },
      { title: "Add 'orelse unreachable'", edits: behind(fault, node, ' orelse unreachable'), isPreferred: false },
    ];
  }
  const builtin = notes.includes('cast discards const qualifier')
    ? '@constCast'
    : conversion(wanted, found, notes.includes('enum declared here'));
  if (builtin === null) return [];
  const edits = around(fault, node, `${builtin}(`, ')');
  return [{ title: `Convert with '${builtin}'`, edits, isPreferred: false }];
}

function conversion(wanted: string, found: string, isFromEnum: boolean): string | null {
  if (INTEGER.test(wanted)) {
    if (INTEGER.test(found)) return '@intCast';
    if (FLOAT.test(found)) return '@intFromFloat';
    if (found === 'bool') return '@intFromBool';
    return isFromEnum ? '@intFromEnum' : null;
  }
  if (!FLOAT.test(wanted)) return null;
  if (FLOAT.test(found)) return '@floatCast';
  return INTEGER.test(found) ? '@floatFromInt' : null;
}

/** `error union is ignored`, and where an error union is no value of the type that is wanted. */
export function handleError(fault: Faulty): Fix[] {
  const node = nodeOf(fault);
  if (node === 0) return [];
  const canTry = returnsErrors(fault, node);
  const caught = { title: "Add 'catch unreachable'", edits: behind(fault, node, ' catch unreachable') };
  const tried = { title: "Add 'try'", edits: before(fault, node, 'try '), isPreferred: true };
  return canTry ? [tried, { ...caught, isPreferred: false }] : [{ ...caught, isPreferred: false }];
}

/** `value of type '...' ignored`. */
export function discardValue(fault: Faulty): Fix[] {
  const node = nodeOf(fault);
  if (node === 0) return [];
  const at = startOf(fault.tree, node);
  return [{ title: 'Discard the value', edits: [{ start: at, end: at, text: '_ = ' }], isPreferred: false }];
}

/** `variable of type 'comptime_int' must be const or comptime`. */
export function giveType({ tree, message, token }: Faulty): Fix[] {
  const type = message.text.includes("'comptime_int'")
    ? 'i32'
    : message.text.includes("'comptime_float'")
      ? 'f64'
      : null;
  if (type === null) return [];
  const at = tokenEndOffset(tree, token);
  return [
    { title: `Give it the type '${type}'`, edits: [{ start: at, end: at, text: `: ${type}` }], isPreferred: false },
  ];
}

/** Nodes that a postfix can follow, and a prefix stand before, without parentheses. */
function isPrimary(tag: NodeTag): boolean {
  switch (tag) {
    case NodeTag.identifier:
    case NodeTag.field_access:
    case NodeTag.array_access:
    case NodeTag.deref:
    case NodeTag.unwrap_optional:
    case NodeTag.grouped_expression:
    case NodeTag.call_one:
    case NodeTag.call_one_comma:
    case NodeTag.call:
    case NodeTag.call_comma:
    case NodeTag.builtin_call:
    case NodeTag.builtin_call_comma:
    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma:
      return true;
    default:
      return false;
  }
}

function behind(fault: Faulty, node: NodeIndex, text: string): FixEdit[] {
  return around(fault, node, '', text, !isPrimary(fault.tree.nodeTags[node]));
}

function before(fault: Faulty, node: NodeIndex, text: string): FixEdit[] {
  return around(fault, node, text, '', !isPrimary(fault.tree.nodeTags[node]));
}

function around({ tree }: Faulty, node: NodeIndex, before: string, after: string, isGrouped = false): FixEdit[] {
  const start = startOf(tree, node);
  const end = endOf(tree, node);
  return [
    { start, end: start, text: `${before}${isGrouped ? '(' : ''}` },
    { start: end, end, text: `${isGrouped ? ')' : ''}${after}` },
  ].filter(({ text }) => text !== '');
}
