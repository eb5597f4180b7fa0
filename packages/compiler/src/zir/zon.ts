import { exactFloat64, floatLiteralBits } from '../syntax/float-literal.ts';
import { blockStatements, fullArrayInit, fullStructInit } from '../syntax/full.ts';
import { parseNumberLiteral } from '../syntax/literals.ts';
import { NodeTag } from '../syntax/node.ts';
import { leadingParseError } from '../syntax/parse-error.ts';
import { firstToken } from '../syntax/span.ts';
import { rootMembers, type Tree, tokenString, tokenText } from '../syntax/tree.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild, finishChunk, placeFailures } from './chunk-tree.ts';
import { failNegativeZero, failNumber } from './literal.ts';
import { addParseError } from './lower.ts';
import { LOWERING_FAILED, Lowering, noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { charValue, multilineName, stringName } from './string-text.ts';
import { ChunkKind, type Zir } from './zir.ts';
import { ZonTag } from './zon-node.ts';

/** Lowers a file of data, parsed by `parseZonTokens`. Where there are errors, nothing can be done with the rest. */
export function lowerZon(tree: Tree): Zir {
  const lo = new Lowering(tree);
  const chunk = acquireChild(lo, ChunkKind.zon, 0, null);
  if (tree.errors.length > 0) addParseError(lo, leadingParseError(tree));
  else new ZonLowering(lo, chunk).root(rootMembers(tree)[0]);
  chunk.beginHeader();
  finishChunk(lo, chunk);
  return { ...lo.zir, errors: placeFailures(lo), loweringFailed: lo.failures.length > 0 };
}

class ZonLowering {
  readonly #lo: Lowering;
  readonly #chunk: ChunkBuilder;

  constructor(lo: Lowering, chunk: ChunkBuilder) {
    this.#lo = lo;
    this.#chunk = chunk;
  }

  root(node: number): void {
    this.#reserve(1);
    this.#value(node, 0);
  }

  /** Makes `count` rows. Returns the first. */
  #reserve(count: number): number {
    const first = this.#chunk.length;
    for (let i = 0; i < count; i++) this.#chunk.make(ZonTag.failed as number, 0, 0, 0);
    return first;
  }

  #set(row: number, tag: ZonTag, node: number, a = 0, b = 0): void {
    const { tags, a: first, b: second, src } = this.#chunk;
    tags.data[row] = tag;
    first.data[row] = a;
    second.data[row] = b;
    src.data[row] = this.#lo.numbering.srcNode(this.#chunk.range, node);
  }

  /** Lowers the value `node` into `row`. */
  #value(node: number, row: number): void {
    try {
      this.#valueOrFail(node, row);
    } catch (error) {
      if (error !== LOWERING_FAILED) throw error;
    }
  }

  #valueOrFail(node: number, row: number): void {
    const { tree } = this.#lo;
    const main = tree.mainTokens[node];
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.number_literal:
        return this.#number(node, node, row, false);
      case NodeTag.negation:
        return this.#negation(node, row);
      case NodeTag.char_literal:
        return this.#set(row, ZonTag.char, node, charValue(this.#lo, main));
      case NodeTag.identifier:
        return this.#identifier(node, row);
      case NodeTag.enum_literal:
        return this.#set(row, ZonTag.enum_literal, node, this.#name(this.#lo.identName(main)));
      case NodeTag.string_literal:
        return this.#string(node, row, stringName(this.#lo, main, 0));
      case NodeTag.multiline_string_literal:
        return this.#string(node, row, multilineName(this.#lo, tree.lhs[node], tree.rhs[node]));
      case NodeTag.array_init_dot_two:
      case NodeTag.array_init_dot_two_comma:
      case NodeTag.array_init_dot:
      case NodeTag.array_init_dot_comma:
        return this.#array(node, row);
      case NodeTag.struct_init_dot_two:
      case NodeTag.struct_init_dot_two_comma:
      case NodeTag.struct_init_dot:
      case NodeTag.struct_init_dot_comma:
        return this.#struct(node, row);
      case NodeTag.grouped_expression: {
        const note = noteToken(main, 'these parentheses are always redundant');
        this.#lo.errorToken(main, 'expression grouping is not allowed in ZON', [note]);
        return this.#value(tree.lhs[node], row);
      }
      default:
        return failWithForbidden(this.#lo, node);
    }
  }

  #name(name: NameId): number {
    return this.#chunk.string(this.#lo.names, name);
  }

  #string(node: number, row: number, name: NameId): void {
    const offset = this.#name(name);
    this.#set(row, ZonTag.string, node, offset, this.#lo.names.bytes(name).length);
  }

  #number(node: number, sourceNode: number, row: number, negative: boolean): void {
    const lo = this.#lo;
    const token = lo.tree.mainTokens[node];
    const text = tokenText(lo.tree, token);
    const number = parseNumberLiteral(text);
    if (number.kind === 'failure') failNumber(lo, token, text, number);
    if (number.kind === 'float') return this.#float(sourceNode, row, floatLiteralBits(text), negative);
    if (number.value === 0n && negative) failNegativeZero(lo, token);
    const { bytes } = this.#chunk;
    const offset = bytes.length;
    for (let rest = number.value; rest !== 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
    this.#set(row, negative ? ZonTag.neg_int : ZonTag.int, sourceNode, offset, bytes.length - offset);
  }

  #float(node: number, row: number, bits: bigint, negative: boolean): void {
    const exact = exactFloat64(bits);
    if (exact !== null) {
      const [low, high] = new Uint32Array(Float64Array.of(negative ? -exact : exact).buffer);
      return this.#set(row, ZonTag.float, node, low, high);
    }
    const signed = negative ? bits | (1n << 127n) : bits;
    const word = (index: bigint): number => Number((signed >> (32n * index)) & 0xffff_ffffn);
    this.#set(row, ZonTag.float128, node, this.#chunk.extra4(word(0n), word(1n), word(2n), word(3n)));
  }

  #negation(node: number, row: number): void {
    const { tree } = this.#lo;
    const operand = tree.lhs[node];
    const tag: NodeTag = tree.nodeTags[operand];
    if (tag === NodeTag.number_literal) return this.#number(operand, node, row, true);
    if (tag === NodeTag.identifier && tokenString(tree, tree.mainTokens[operand]) === 'inf') {
      return this.#set(row, ZonTag.neg_inf, node);
    }
    this.#lo.failToken(tree.mainTokens[node], "expected number or 'inf' after '-'");
  }

  #identifier(node: number, row: number): void {
    const { tree } = this.#lo;
    const tag = IDENTIFIERS[tokenString(tree, tree.mainTokens[node])];
    if (tag !== undefined) return this.#set(row, tag, node);
    this.#lo.failNode(node, 'invalid expression', [
      noteNode(node, "ZON allows identifiers 'true', 'false', 'null', 'inf', and 'nan'"),
      noteNode(node, "precede identifier with '.' for an enum literal"),
    ]);
  }

  #array(node: number, row: number): void {
    const { elements } = fullArrayInit(this.#lo.tree, node)!;
    const first = this.#reserve(elements.length);
    this.#set(row, ZonTag.array, node, this.#chunk.extra2(elements.length, first));
    for (let i = 0; i < elements.length; i++) this.#value(elements[i], first + i);
  }

  #struct(node: number, row: number): void {
    const lo = this.#lo;
    const { extra } = this.#chunk;
    const { fields } = fullStructInit(lo.tree, node)!;
    if (fields.length === 0) return this.#set(row, ZonTag.empty, node);
    const first = this.#reserve(fields.length);
    const payload = this.#chunk.extra2(fields.length, first);
    for (let i = 0; i < fields.length; i++) extra.push(0);
    this.#set(row, ZonTag.struct, node, payload);
    const seen = new Map<NameId, number>();
    let reported = false;
    for (let i = 0; i < fields.length; i++) {
      const token = firstToken(lo.tree, fields[i]) - 2;
      const name = this.#fieldName(token);
      if (name !== null) {
        extra.data[payload + 2 + i] = this.#name(name);
        const earlier = seen.get(name);
        if (earlier !== undefined && !reported) {
          reported = true;
          lo.errorToken(earlier, 'duplicate struct field name', [noteToken(token, 'duplicate name here')]);
        }
        seen.set(name, token);
      }
      this.#value(fields[i], first + i);
    }
  }

  /** null where it is malformed. */
  #fieldName(token: number): NameId | null {
    try {
      return this.#lo.identName(token);
    } catch (error) {
      if (error !== LOWERING_FAILED) throw error;
      return null;
    }
  }
}

const IDENTIFIERS: { readonly [name: string]: ZonTag | undefined } = {
  true: ZonTag.true,
  false: ZonTag.false,
  null: ZonTag.null,
  inf: ZonTag.inf,
  nan: ZonTag.nan,
};

/** Fails on an expression that is no data. */
function failWithForbidden(lo: Lowering, node: number): never {
  const { tree } = lo;
  const token = tree.mainTokens[node];
  const tag: NodeTag = tree.nodeTags[node];
  switch (tag) {
    case NodeTag.comptime:
      return lo.failNode(node, "keyword 'comptime' is not allowed in ZON");
    case NodeTag.asm_simple:
    case NodeTag.asm:
      return lo.failNode(node, 'inline asm is not allowed in ZON');
    case NodeTag.builtin_call_two:
    case NodeTag.builtin_call_two_comma:
    case NodeTag.builtin_call:
    case NodeTag.builtin_call_comma:
      return lo.failNode(node, 'builtin function calls are not allowed in ZON');
    case NodeTag.field_access:
      return lo.failNode(node, 'field accesses are not allowed in ZON');
    case NodeTag.slice_open:
    case NodeTag.slice:
    case NodeTag.slice_sentinel:
      return lo.failNode(node, 'slice operator is not allowed in ZON');
    case NodeTag.deref:
    case NodeTag.address_of:
      return lo.failToken(token, 'pointers are not available in ZON');
    case NodeTag.unwrap_optional:
      return lo.failToken(token, 'optionals are not available in ZON');
    case NodeTag.error_value:
      return lo.failNode(node, 'errors are not available in ZON');
    case NodeTag.array_access:
      return lo.failNode(node, 'array indexing is not allowed in ZON');
    case NodeTag.block_two:
    case NodeTag.block_two_semicolon:
    case NodeTag.block:
    case NodeTag.block_semicolon: {
      if (blockStatements(tree, node)!.length > 0) return lo.failNode(node, 'blocks are not allowed in ZON');
      const note = noteNode(node, 'void union payloads can be represented by enum literals');
      return lo.failNode(node, 'void literals are not available in ZON', [note]);
    }
    case NodeTag.array_init_one:
    case NodeTag.array_init_one_comma:
    case NodeTag.array_init:
    case NodeTag.array_init_comma:
      return failWithType(lo, fullArrayInit(tree, node)!.typeExpr);
    case NodeTag.struct_init_one:
    case NodeTag.struct_init_one_comma:
    case NodeTag.struct_init:
    case NodeTag.struct_init_comma:
      return failWithType(lo, fullStructInit(tree, node)!.typeExpr);
    default:
      if (CONTROL_FLOW.has(tag)) return lo.failNode(node, 'control flow is not allowed in ZON');
      if (OPERATORS.has(tag)) {
        return lo.failToken(token, `operator '${tokenString(tree, token)}' is not allowed in ZON`);
      }
      return lo.failNode(node, 'types are not available in ZON');
  }
}

function failWithType(lo: Lowering, node: number): never {
  return lo.failNode(node, 'types are not available in ZON', [noteNode(node, "replace the type with '.'")]);
}

const CONTROL_FLOW: ReadonlySet<NodeTag> = new Set([
  NodeTag.call_one,
  NodeTag.call_one_comma,
  NodeTag.call,
  NodeTag.call_comma,
  NodeTag.return,
  NodeTag.if_simple,
  NodeTag.if,
  NodeTag.while_simple,
  NodeTag.while_cont,
  NodeTag.while,
  NodeTag.for_simple,
  NodeTag.for,
  NodeTag.catch,
  NodeTag.orelse,
  NodeTag.break,
  NodeTag.continue,
  NodeTag.switch,
  NodeTag.switch_comma,
  NodeTag.nosuspend,
  NodeTag.suspend,
  NodeTag.resume,
  NodeTag.try,
  NodeTag.unreachable_literal,
]);

const OPERATORS: ReadonlySet<NodeTag> = new Set([
  NodeTag.shl,
  NodeTag.shr,
  NodeTag.add,
  NodeTag.add_wrap,
  NodeTag.add_sat,
  NodeTag.sub,
  NodeTag.sub_wrap,
  NodeTag.sub_sat,
  NodeTag.mul,
  NodeTag.mul_wrap,
  NodeTag.mul_sat,
  NodeTag.div,
  NodeTag.mod,
  NodeTag.shl_sat,
  NodeTag.bit_and,
  NodeTag.bit_or,
  NodeTag.bit_xor,
  NodeTag.bang_equal,
  NodeTag.equal_equal,
  NodeTag.greater_than,
  NodeTag.greater_or_equal,
  NodeTag.less_than,
  NodeTag.less_or_equal,
  NodeTag.array_cat,
  NodeTag.array_mult,
  NodeTag.bool_and,
  NodeTag.bool_or,
  NodeTag.bool_not,
  NodeTag.bit_not,
  NodeTag.negation_wrap,
]);
