import { type FullSwitch, type FullSwitchCase, fullSwitch, fullSwitchCase } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type GenZir, type Label, NO_INST } from './block.ts';
import { checkLabelRedefinition, fullBodyExpr } from './block-expr.ts';
import { comptimeExpr } from './comptime.ts';
import { expr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { noteToken } from './lowering.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import { blockResult, Loc, ResultInfo, RI_NONE, RI_REF, resCoerced, rvalue } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { checkUsed } from './usage.ts';
import { isUnderscore, isUnderscoreToken } from './underscore.ts';

/*
 * `switch`. The payload of `switch_block` and `switch_block_ref` is { operand, bits (`SwitchBit`), multiCasesLen if there are
 * such, tag capture instruction if there is one, the `else` or `_` prong, the prongs of one item, the other prongs }.
 *
 * A prong is { flags (`ProngFlag`, body length in the low 28 bits), body }. Before the flags, a prong of one item has the item; a
 * prong of several has { itemsLen, rangesLen } before and { items, ranges (first, last) } behind.
 */

/** Bits of the second word of `switch_block` and `switch_block_ref`; from bit 6 on: how many prongs have one item. */
export enum SwitchBit {
  has_multi_cases = 1,
  has_else = 2,
  has_under = 4,
  any_has_tag_capture = 8,
  any_non_inline_capture = 16,
  has_continue = 32,
}

/** Flags of a prong, above its body's length. */
export enum ProngFlag {
  capture_by_val = 0x1000_0000,
  capture_by_ref = 0x2000_0000,
  is_inline = 0x4000_0000,
  has_tag_capture = 0x8000_0000,
}

/** What the prongs of a switch have in common, found before anything is lowered. */
interface Outline {
  anyPayloadIsRef: boolean;
  bits: number;
  scalarLen: number;
  multiLen: number;
  /** Node of the `else` or `_` prong; 0 if there is none. */
  specialNode: number;
}

/** `switch (x) { ... }`, with or without label. */
export function switchExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { chunk, lo } = gz;
  const full = fullSwitch(lo.tree, node) as FullSwitch;
  const { labelToken } = full;
  const blockRi = blockResult(gz, ri, node);
  if (labelToken !== null) checkLabelRedefinition(lo, scope, labelToken);
  const outline = outlineCases(gz, node, full.cases);

  const byRef = outline.anyPayloadIsRef;
  const operandToken = firstToken(lo.tree, full.condition);
  const operand = expr(gz, scope, byRef ? RI_REF : RI_NONE, full.condition);
  // `continue :label value` needs the type of the operand.
  const operandType = labelToken === null ? REF_NONE : gz.addUnNode(Tag.typeof, operand, full.condition);

  const blockScope = gz.makeSubBlock(scope);
  blockScope.unstack();
  blockScope.setBreakResultInfo(blockRi);

  gz.emitDbgStmtForceCurrentIndex(operandToken);
  const switchBlock = gz.makeBlockInst(byRef ? Tag.switch_block_ref : Tag.switch_block, node);
  let label: Label | null = null;
  if (labelToken !== null) {
    label = { token: labelToken, blockInst: switchBlock, used: false, usedForContinue: false };
    blockScope.label = label;
    blockScope.continueBlock = switchBlock;
    blockScope.continueResultInfo = byRef ? new ResultInfo(Loc.ref_coerced_ty, operandType) : resCoerced(operandType);
  }

  const tagInst =
    (outline.bits & SwitchBit.any_has_tag_capture) !== 0
      ? chunk.make(Tag.extended, Extended.value_placeholder, 0, gz.srcNode(node))
      : NO_INST;

  const table = new ProngTable(gz, outline.specialNode === 0 ? 0 : 1, outline.scalarLen, outline.multiLen);
  for (let i = 0; i < full.cases.length; i++) {
    const node = full.cases[i];
    const prong = fullSwitchCase(lo.tree, node) as FullSwitchCase;
    prongBody(gz, scope, blockScope, prong, switchBlock, tagInst, table, node === outline.specialNode ? 0 : -1);
  }

  if (label !== null && !label.used) lo.errorToken(label.token, 'unused switch label');

  // The items are instructions of the block around: the switch comes behind them.
  gz.append(switchBlock);
  if (label?.usedForContinue) outline.bits |= SwitchBit.has_continue;
  if (outline.multiLen !== 0) outline.bits |= SwitchBit.has_multi_cases;
  const payload = chunk.extra2(operand, (outline.bits | (outline.scalarLen << 6)) >>> 0);
  if (outline.multiLen !== 0) chunk.extra1(outline.multiLen);
  if (tagInst !== NO_INST) chunk.extra1(tagInst);
  chunk.a.data[switchBlock] = payload;
  table.finish();

  const result = instRef(switchBlock);
  return blockRi.loc === ri.loc ? result : rvalue(gz, ri, result, node);
}

/** Looks at all prongs; fails if there are two that catch the rest, or an item that no switch can have. */
function outlineCases(gz: GenZir, node: number, cases: Uint32Array): Outline {
  const { lo } = gz;
  const { tree } = lo;
  const outline: Outline = { anyPayloadIsRef: false, bits: 0, scalarLen: 0, multiLen: 0, specialNode: 0 };
  let elseToken = -1;
  let underToken = -1;
  for (let i = 0; i < cases.length; i++) {
    const prong = fullSwitchCase(tree, cases[i]) as FullSwitchCase;
    if (prong.payloadToken !== null) outlineCapture(gz, prong.payloadToken, outline);
    const token = prong.arrowToken - 1;
    if (prong.values.length === 0) {
      if (elseToken >= 0) {
        lo.failToken(token, 'multiple else prongs in switch expression', [
          noteToken(elseToken, 'previous else prong here'),
        ]);
      }
      if (underToken >= 0) failElseAndUnder(gz, node, token, underToken);
      outline.specialNode = cases[i];
      outline.bits |= SwitchBit.has_else;
      elseToken = token;
    } else if (isUnderscoreProng(gz, prong)) {
      if (underToken >= 0) {
        lo.failToken(token, "multiple '_' prongs in switch expression", [
          noteToken(underToken, "previous '_' prong here"),
        ]);
      }
      if (elseToken >= 0) failElseAndUnder(gz, node, elseToken, token);
      if (prong.inlineToken !== null) lo.failToken(token, "cannot inline '_' prong");
      outline.specialNode = cases[i];
      outline.bits |= SwitchBit.has_under;
      underToken = token;
    } else {
      checkItems(gz, prong);
      if (isMultiProng(gz, prong)) outline.multiLen++;
      else outline.scalarLen++;
    }
  }
  return outline;
}

function outlineCapture(gz: GenZir, payloadToken: number, outline: Outline): void {
  const { tree } = gz.lo;
  let name = payloadToken;
  if (tree.tokenTags[name] === TokenTag.asterisk) {
    outline.anyPayloadIsRef = true;
    name++;
  }
  if (tree.tokenTags[name + 1] === TokenTag.comma) outline.bits |= SwitchBit.any_has_tag_capture;
  if (!isUnderscoreToken(tree, name)) outline.bits |= SwitchBit.any_non_inline_capture;
}

function failElseAndUnder(gz: GenZir, node: number, elseToken: number, underToken: number): never {
  return gz.lo.failNode(node, "else and '_' prong in switch expression", [
    noteToken(elseToken, 'else prong here'),
    noteToken(underToken, "'_' prong here"),
  ]);
}

/** Whether a prong's only item is `_`. */
export function isUnderscoreProng(gz: GenZir, prong: FullSwitchCase): boolean {
  return prong.values.length === 1 && isUnderscore(gz.lo.tree, prong.values[0]);
}

/** Fails on strings, which cannot be compared. */
export function checkItems(gz: GenZir, prong: FullSwitchCase): void {
  const { nodeTags } = gz.lo.tree;
  for (let i = 0; i < prong.values.length; i++) {
    if (nodeTags[prong.values[i]] === NodeTag.string_literal) {
      gz.lo.failNode(prong.values[i], 'cannot switch on strings');
    }
  }
}

/** Whether a prong has several items or a range. */
export function isMultiProng(gz: GenZir, prong: FullSwitchCase): boolean {
  const count = prong.values.length;
  return count > 1 || (count === 1 && gz.lo.tree.nodeTags[prong.values[0]] === NodeTag.switch_range);
}

/**
 * The prongs of a switch while they are lowered, in source order, in the chunk's scratch column; `finish` writes them to `extra` in
 * the order of the payload: special prongs, prongs of one item, other prongs. The first words of the scratch part are a table of
 * where each starts.
 */
export class ProngTable {
  readonly #gz: GenZir;
  readonly #top: number;
  readonly #end: number;
  readonly #specialLen: number;
  #scalar: number;
  #multi: number;

  constructor(gz: GenZir, specialLen: number, scalarLen: number, multiLen: number) {
    this.#gz = gz;
    this.#specialLen = specialLen;
    this.#top = gz.chunk.scratch.pushZeros(specialLen + scalarLen + multiLen);
    this.#scalar = this.#top + specialLen;
    this.#multi = this.#scalar + scalarLen;
    this.#end = this.#multi + multiLen;
  }

  /**
   * Begins a prong and lowers its items. `special` is the number of a special prong, -1 for another. Returns where in the
   * scratch column its flags go, for `setBody`.
   */
  begin(scope: Scope, prong: FullSwitchCase | null, special: number): number {
    const gz = this.#gz;
    const { scratch } = gz.chunk;
    const { tree } = gz.lo;
    const header = scratch.length;
    if (special >= 0 || prong === null) {
      scratch.data[this.#top + special] = header;
      return scratch.push(0);
    }
    const { values } = prong;
    if (!isMultiProng(gz, prong)) {
      scratch.data[this.#scalar++] = header;
      scratch.pushZeros(2);
      const item = comptimeExpr(gz, scope, RI_NONE, values[0]);
      scratch.data[header] = item;
      return header + 1;
    }
    scratch.data[this.#multi++] = header;
    scratch.pushZeros(3);
    let itemsLen = 0;
    for (let i = 0; i < values.length; i++) {
      if (tree.nodeTags[values[i]] === NodeTag.switch_range) continue;
      itemsLen++;
      scratch.push(comptimeExpr(gz, scope, RI_NONE, values[i]));
    }
    for (let i = 0; i < values.length; i++) {
      if (tree.nodeTags[values[i]] !== NodeTag.switch_range) continue;
      const first = comptimeExpr(gz, scope, RI_NONE, tree.lhs[values[i]]);
      const last = comptimeExpr(gz, scope, RI_NONE, tree.rhs[values[i]]);
      scratch.push(first);
      scratch.push(last);
    }
    scratch.data[header] = itemsLen;
    scratch.data[header + 1] = values.length - itemsLen;
    return header + 2;
  }

  /**
   * Ends a prong: what `body` has is its body. References that were taken to `capture` and `secondCapture`, which are in no
   * body, go to its start.
   */
  setBody(flagsIndex: number, flags: number, body: GenZir, capture: ZirIndex, secondCapture: number): void {
    const { chunk } = this.#gz;
    const { scratch } = chunk;
    const start = scratch.length;
    chunk.appendRefsOf(capture, scratch);
    if (secondCapture !== NO_INST) chunk.appendRefsOf(secondCapture, scratch);
    chunk.appendBody(body.start, chunk.stack.length, scratch);
    scratch.data[flagsIndex] = (flags | (scratch.length - start)) >>> 0;
  }

  /** Writes all prongs to `extra` and leaves the scratch column as it was before. */
  finish(): void {
    const { scratch, extra } = this.#gz.chunk;
    const firstScalar = this.#top + this.#specialLen;
    // By now `#scalar` and `#multi` stand behind the last prong of their kind.
    for (let row = this.#top; row < this.#end; row++) {
      const start = scratch.data[row];
      let flags = start;
      let end = start + 1;
      if (row >= firstScalar) {
        if (row < this.#scalar) {
          flags = start + 1;
          end = start + 2;
        } else {
          flags = start + 2;
          end = start + 3 + scratch.data[start] + 2 * scratch.data[start + 1];
        }
      }
      end += scratch.data[flags] & 0xfff_ffff;
      extra.pushAll(scratch.data.subarray(start, end));
    }
    scratch.truncate(this.#top);
  }
}

function prongBody(
  gz: GenZir,
  scope: Scope,
  blockScope: GenZir,
  prong: FullSwitchCase,
  switchBlock: ZirIndex,
  tagInst: number,
  table: ProngTable,
  special: number,
): void {
  const { lo } = gz;
  const { tree } = lo;
  // The items are lowered with `caseScope` unstacked.
  const caseScope = gz.makeSubBlock(blockScope);
  caseScope.unstack();
  let inner: Scope = caseScope;
  let flags = prong.inlineToken !== null ? ProngFlag.is_inline : 0;
  let value: LocalVal | null = null;
  let tag: LocalVal | null = null;

  if (prong.payloadToken !== null) {
    const isRef = tree.tokenTags[prong.payloadToken] === TokenTag.asterisk;
    const nameToken = isRef ? prong.payloadToken + 1 : prong.payloadToken;
    flags |= isRef ? ProngFlag.capture_by_ref : ProngFlag.capture_by_val;
    if (isUnderscoreToken(tree, nameToken)) {
      if (isRef) lo.failToken(prong.payloadToken, 'pointer modifier invalid on discard');
    } else {
      const name = lo.identName(nameToken);
      detectLocalShadowing(lo, caseScope, name, nameToken, 'capture');
      value = new LocalVal(caseScope, instRef(switchBlock), nameToken, name, 'capture');
      inner = value;
    }
    if (tree.tokenTags[nameToken + 1] === TokenTag.comma) {
      const tagToken = nameToken + 2;
      if (isUnderscoreToken(tree, tagToken)) {
        lo.errorToken(tagToken, 'discard of tag capture; omit it instead');
      } else if (prong.inlineToken === null) {
        lo.failToken(tagToken, 'tag capture on non-inline prong');
      }
      const name = lo.identName(tagToken);
      detectLocalShadowing(lo, inner, name, tagToken, 'switch tag capture');
      flags |= ProngFlag.has_tag_capture;
      tag = new LocalVal(inner, instRef(tagInst as ZirIndex), tagToken, name, 'switch tag capture');
      inner = tag;
    }
  }

  const flagsIndex = table.begin(scope, prong, special);
  caseScope.restack();
  if (value !== null) addDbgVar(caseScope, value);
  if (tag !== null) addDbgVar(caseScope, tag);
  const target = prong.targetExpr;
  const result = fullBodyExpr(caseScope, inner, blockScope.breakResultInfo, target, true);
  checkUsed(lo, caseScope, inner);
  if (!gz.refIsNoReturn(result)) caseScope.addBreak(Tag.break, switchBlock, result, target);
  table.setBody(flagsIndex, flags, caseScope, switchBlock, tag === null ? NO_INST : tagInst);
  caseScope.unstack();
}

/** The debug variable of a capture. */
export function addDbgVar(gz: GenZir, local: LocalVal): void {
  gz.addDbgVar(Tag.dbg_var_val, gz.chunk.string(gz.lo.names, local.name), local.inst, local.token);
}
