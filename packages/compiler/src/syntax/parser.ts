import { U32Column } from '../util/column.ts';
import { type NodeIndex, NodeTag, type TokenIndex } from './node.ts';
import { type ParseError, ParseErrorTag } from './parse-error.ts';
import { TokenTag } from './token.ts';
import type { RangeKind, Tokens, Tree } from './tree.ts';

/**
 * What a parsing function returns instead of a node or a token after it reported an error from which it cannot go on.
 * The caller returns it too, up to one that knows where the next statement or member begins.
 */
export const FAIL = -1;

/** What comes after an item of a list. */
export enum ListStep {
  /** Another item. */
  more,
  /** Nothing: the closing bracket is behind us. */
  done,
  /** An error was reported and the list cannot be read on. */
  fail,
}

const NEWLINE = 0x0a;

/**
 * Errors that are shown at the end of the token before, where that token is on an earlier line: what is missing is
 * missing there.
 */
const shownAtPrevious = new Set<ParseErrorTag>([
  ParseErrorTag.expected_semi_after_decl,
  ParseErrorTag.expected_semi_after_stmt,
  ParseErrorTag.expected_comma_after_field,
  ParseErrorTag.expected_comma_after_arg,
  ParseErrorTag.expected_comma_after_param,
  ParseErrorTag.expected_comma_after_initializer,
  ParseErrorTag.expected_comma_after_switch_prong,
  ParseErrorTag.expected_comma_after_for_operand,
  ParseErrorTag.expected_comma_after_capture,
  ParseErrorTag.expected_semi_or_else,
  ParseErrorTag.expected_semi_or_lbrace,
  ParseErrorTag.expected_token,
  ParseErrorTag.expected_block,
  ParseErrorTag.expected_block_or_assignment,
  ParseErrorTag.expected_block_or_expr,
  ParseErrorTag.expected_expr,
  ParseErrorTag.expected_expr_or_assignment,
  ParseErrorTag.expected_fn,
  ParseErrorTag.expected_inlinable,
  ParseErrorTag.expected_labelable,
  ParseErrorTag.expected_param_list,
  ParseErrorTag.expected_prefix_expr,
  ParseErrorTag.expected_pub_item,
  ParseErrorTag.expected_return_type,
  ParseErrorTag.expected_suffix_op,
  ParseErrorTag.expected_type_expr,
  ParseErrorTag.expected_var_decl,
  ParseErrorTag.expected_var_decl_or_fn,
  ParseErrorTag.expected_loop_payload,
  ParseErrorTag.expected_container,
]);

/**
 * The state of parsing one text: the position in the tokens, and the columns of the tree so far. The functions that know
 * the grammar are in the `parse-*.ts` files.
 */
export class Parser {
  readonly source: Uint8Array;
  readonly tokenTags: Uint8Array;
  readonly tokenStarts: Uint32Array;
  /** Index of the next token. Never behind the `eof`. */
  token: TokenIndex;

  nodeTags: Uint8Array;
  mainTokens: Uint32Array;
  lhs: Uint32Array;
  rhs: Uint32Array;
  nodeCount = 0;
  readonly extra = new U32Column(256);
  /** Items of the lists being read, innermost last. Who appends notes the length before and restores it. */
  readonly scratch = new U32Column(256);
  readonly errors: ParseError[] = [];

  private readonly rangeKinds = new U32Column();
  private readonly rangeNodes = new U32Column();
  private readonly rangeFirstNodes = new U32Column();
  private readonly rangeEndNodes = new U32Column();
  private readonly rangeFirstTokens = new U32Column();
  private readonly rangeEndTokens = new U32Column();

  private nesting = 0;
  private readonly maxNesting: number;
  private gaveUp = false;

  constructor(source: Uint8Array, tokens: Tokens, firstToken: TokenIndex, tokenCount: number, maxNesting: number) {
    this.source = source;
    this.tokenTags = tokens.tags;
    this.tokenStarts = tokens.starts;
    this.token = firstToken;
    this.maxNesting = maxNesting;
    const capacity = tokenCount + 16;
    this.nodeTags = new Uint8Array(capacity);
    this.mainTokens = new Uint32Array(capacity);
    this.lhs = new Uint32Array(capacity);
    this.rhs = new Uint32Array(capacity);
  }

  /** The tree that was built. */
  finish(): Tree {
    const count = this.nodeCount;
    return {
      source: this.source,
      tokenTags: this.tokenTags,
      tokenStarts: this.tokenStarts,
      nodeTags: this.nodeTags.slice(0, count),
      mainTokens: this.mainTokens.slice(0, count),
      lhs: this.lhs.slice(0, count),
      rhs: this.rhs.slice(0, count),
      extra: this.extra.view().slice(),
      ranges: {
        kinds: Uint8Array.from(this.rangeKinds.view()),
        nodes: this.rangeNodes.view().slice(),
        firstNodes: this.rangeFirstNodes.view().slice(),
        endNodes: this.rangeEndNodes.view().slice(),
        firstTokens: this.rangeFirstTokens.view().slice(),
        endTokens: this.rangeEndTokens.view().slice(),
      },
      errors: this.errors,
    };
  }

  // Tokens

  /** Kind of the next token. */
  tag(): TokenTag {
    return this.tokenTags[this.token];
  }

  /** Kind of the token `offset` after the next one. `eof` behind the end. */
  peek(offset: number): TokenTag {
    const index = this.token + offset;
    return index < this.tokenTags.length ? this.tokenTags[index] : TokenTag.eof;
  }

  /** Passes over the next token if it is of kind `tag`. */
  eat(tag: TokenTag): boolean {
    if (this.tokenTags[this.token] !== tag) return false;
    this.token++;
    return true;
  }

  /** Passes over the next token, which has to be of kind `tag`, and returns it; reports and returns `FAIL` otherwise. */
  expect(tag: TokenTag): TokenIndex {
    if (this.tokenTags[this.token] !== tag) return this.failExpected(tag);
    return this.token++;
  }

  /** Whether there is no newline between the starts of two tokens in order. */
  onSameLine(first: TokenIndex, second: TokenIndex): boolean {
    const newline = this.source.indexOf(NEWLINE, this.tokenStarts[first]);
    return newline < 0 || newline >= this.tokenStarts[second];
  }

  // Errors

  /** Reports an error at the next token; parsing goes on. */
  warn(tag: ParseErrorTag): void {
    this.report(tag, this.token, null, false);
  }

  /** Reports an error at `token`; parsing goes on. */
  warnAt(tag: ParseErrorTag, token: TokenIndex, expected: TokenTag | null = null): void {
    this.report(tag, token, expected, false);
  }

  /** Reports a note to the last error. */
  note(tag: ParseErrorTag, token: TokenIndex, expected: TokenTag | null = null): void {
    this.report(tag, token, expected, true);
  }

  /** Reports that the next token ought to be of kind `expected`; parsing goes on. */
  warnExpected(expected: TokenTag): void {
    this.report(ParseErrorTag.expected_token, this.token, expected, false);
  }

  /** Reports an error at the next token and returns `FAIL`. */
  fail(tag: ParseErrorTag): typeof FAIL {
    this.report(tag, this.token, null, false);
    return FAIL;
  }

  /** Reports an error at `token` and returns `FAIL`. */
  failAt(tag: ParseErrorTag, token: TokenIndex): typeof FAIL {
    this.report(tag, token, null, false);
    return FAIL;
  }

  /** Reports that the next token ought to be of kind `expected` and returns `FAIL`. */
  failExpected(expected: TokenTag): typeof FAIL {
    this.report(ParseErrorTag.expected_token, this.token, expected, false);
    return FAIL;
  }

  private report(tag: ParseErrorTag, token: TokenIndex, expected: TokenTag | null, isNote: boolean): void {
    if (this.gaveUp) return;
    const tokenIsPrev = token > 0 && shownAtPrevious.has(tag) && !this.onSameLine(token - 1, token);
    this.errors.push({ tag, token: tokenIsPrev ? token - 1 : token, tokenIsPrev, isNote, expected });
  }

  /**
   * Enters one level of nesting, to be left with `leave`. Returns false, and passes over the rest of the text, if that
   * is deeper than the stack is made for.
   */
  enter(): boolean {
    if (this.nesting < this.maxNesting) {
      this.nesting++;
      return true;
    }
    this.warn(ParseErrorTag.nesting_too_deep);
    this.gaveUp = true;
    this.token = this.tokenTags.length - 1;
    return false;
  }

  /** Leaves a level of nesting. */
  leave(): void {
    this.nesting--;
  }

  // Nodes

  /** Appends a node. */
  node(tag: NodeTag, mainToken: TokenIndex, lhs: number, rhs: number): NodeIndex {
    const index = this.nodeCount++;
    if (index === this.nodeTags.length) this.grow();
    this.nodeTags[index] = tag;
    this.mainTokens[index] = mainToken;
    this.lhs[index] = lhs;
    this.rhs[index] = rhs;
    return index;
  }

  /** Appends a node that comes before its operands; `fill` says what it is. Left alone it is harmless. */
  reserve(): NodeIndex {
    return this.node(NodeTag.unreachable_literal, this.token, 0, 0);
  }

  /** Fills a reserved node in. */
  fill(node: NodeIndex, tag: NodeTag, mainToken: TokenIndex, lhs: number, rhs: number): NodeIndex {
    this.nodeTags[node] = tag;
    this.mainTokens[node] = mainToken;
    this.lhs[node] = lhs;
    this.rhs[node] = rhs;
    return node;
  }

  private grow(): void {
    const capacity = this.nodeTags.length * 2;
    const tags = new Uint8Array(capacity);
    tags.set(this.nodeTags);
    this.nodeTags = tags;
    this.mainTokens = grown(this.mainTokens, capacity);
    this.lhs = grown(this.lhs, capacity);
    this.rhs = grown(this.rhs, capacity);
  }

  // Lists and records in `extra`

  /** Appends two words to `extra` and returns the index of the first. */
  extra2(a: number, b: number): number {
    const index = this.extra.push(a);
    this.extra.push(b);
    return index;
  }

  /** Appends three words to `extra` and returns the index of the first. */
  extra3(a: number, b: number, c: number): number {
    const index = this.extra2(a, b);
    this.extra.push(c);
    return index;
  }

  /** Moves the scratch items from `top` on to `extra` and returns the index of the first. */
  listToExtra(top: number): number {
    const { scratch, extra } = this;
    const start = extra.length;
    for (let i = top; i < scratch.length; i++) extra.push(scratch.data[i]);
    scratch.truncate(top);
    return start;
  }

  /** Moves the scratch items from `top` on to `extra`, then their bounds, and returns the index of the bounds. */
  rangeToExtra(top: number): number {
    const start = this.listToExtra(top);
    return this.extra2(start, this.extra.length);
  }

  /**
   * After an item of a list: passes over the comma, or over the bracket `close`. If neither is there but something that
   * cannot be an item, the bracket is missed; else the comma is, with `missingComma`, and parsing goes on.
   */
  listStep(close: TokenTag, missingComma: ParseErrorTag): ListStep {
    switch (this.tag()) {
      case TokenTag.comma:
        this.token++;
        return this.eat(close) ? ListStep.done : ListStep.more;
      case close:
        this.token++;
        return ListStep.done;
      case TokenTag.colon:
      case TokenTag.r_paren:
      case TokenTag.r_brace:
      case TokenTag.r_bracket:
        this.failExpected(close);
        return ListStep.fail;
      default:
        this.warn(missingComma);
        return ListStep.more;
    }
  }

  /** After a list: whether there was a comma, or a semicolon, before the closing bracket that is behind us. */
  endedWith(separator: TokenTag): boolean {
    return this.tokenTags[this.token - 2] === separator;
  }

  // Ranges

  /** Starts a row of the range table with the next node and the next token, and returns its index. */
  beginRange(kind: RangeKind): number {
    this.rangeNodes.push(0);
    this.rangeFirstNodes.push(this.nodeCount);
    this.rangeEndNodes.push(0);
    this.rangeFirstTokens.push(this.token);
    this.rangeEndTokens.push(0);
    return this.rangeKinds.push(kind);
  }

  /** Ends a row before the next node and the next token. The node it is for is set apart: it may come later. */
  endRange(row: number): void {
    this.rangeEndNodes.data[row] = this.nodeCount;
    this.rangeEndTokens.data[row] = this.token;
  }

  /** Sets the node that a row is for. */
  setRangeNode(row: number, node: NodeIndex): void {
    this.rangeNodes.data[row] = node;
  }

  /** Drops `row` and all after it: what they were for has errors. */
  dropRanges(row: number): void {
    this.rangeKinds.truncate(row);
    this.rangeNodes.truncate(row);
    this.rangeFirstNodes.truncate(row);
    this.rangeEndNodes.truncate(row);
    this.rangeFirstTokens.truncate(row);
    this.rangeEndTokens.truncate(row);
  }

  /** How many rows there are. */
  get rangeCount(): number {
    return this.rangeKinds.length;
  }

  /** How deep we are, to be given to `restoreNesting` where parsing goes on after an error. */
  saveNesting(): number {
    return this.nesting;
  }

  /** Goes back to the depth at which an item began that could not be parsed. */
  restoreNesting(nesting: number): void {
    this.nesting = nesting;
  }
}

function grown(column: Uint32Array, capacity: number): Uint32Array {
  const result = new Uint32Array(capacity);
  result.set(column);
  return result;
}
