import type { FullSwitchCase } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { GenZir } from './block.ts';
import { fullBodyExpr } from './block-expr.ts';
import { Extended, Tag } from './inst.ts';
import { instRef, type ZirIndex, type ZirRef } from './ref.ts';
import { resCoerced } from './result.ts';
import { LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { namedItem, type SwitchCases, type SwitchItemPart, UNDERSCORE_ITEM } from './switch-cases.ts';
import type { SwitchOutline } from './switch-outline.ts';
import { CaptureKind, ItemKind, PRONG_CAPTURE_SHIFT, ProngFlag, SwitchBit } from './switch-payload.ts';
import { isUnderscoreToken } from './underscore.ts';
import { checkUsed } from './usage.ts';

/** The instructions that stand for what prongs capture. */
export interface SwitchCaptures {
  readonly payload: ZirRef;
  readonly tag: ZirRef;
  /** Those that are not the switch itself. */
  readonly placeholders: readonly ZirIndex[];
  readonly bits: number;
  /** The instructions that no body has and that prongs may take the address of. */
  readonly inNoBody: readonly ZirIndex[];
}

/** The switch stands for the first thing that it can; for the others placeholders are made. */
export function makeCaptures(
  gz: GenZir,
  node: number,
  outline: SwitchOutline,
  switchBlock: ZirIndex,
  isOccupied: boolean,
): SwitchCaptures {
  const placeholders: ZirIndex[] = [];
  let occupied = isOccupied;
  let bits = 0;
  const make = (bit: SwitchBit): ZirRef => {
    if (!occupied) {
      occupied = true;
      return instRef(switchBlock);
    }
    const placeholder = gz.chunk.make(Tag.extended, Extended.value_placeholder, 0, gz.srcNode(node));
    placeholders.push(placeholder);
    bits |= bit;
    return instRef(placeholder);
  };
  const none = instRef(switchBlock);
  const payload = outline.anyPayloadCapture ? make(SwitchBit.payload_capture_placeholder) : none;
  const tag = outline.anyTagCapture ? make(SwitchBit.tag_capture_placeholder) : none;
  const inNoBody = occupied ? [switchBlock, ...placeholders] : placeholders;
  return { payload, tag, placeholders, bits, inNoBody };
}

/** What is the same for all prongs of a switch. */
export interface SwitchLowering {
  readonly gz: GenZir;
  readonly scope: Scope;
  readonly blockScope: GenZir;
  readonly switchBlock: ZirIndex;
  readonly outline: SwitchOutline;
  readonly captures: SwitchCaptures;
  /** What is switched on is the error of a `catch` or `if`. */
  readonly onErrors: boolean;
}

/** What is special in the prongs of `switch_block_err_union`. */
export interface ErrorProngs {
  /** The scope of a prong that is lowered in `caseScope`: the captured error is in it. */
  scope(caseScope: GenZir): Scope;
  begin(caseScope: GenZir): void;
  /** Called before the `break` of a prong with the value `result` of `node`. */
  end(caseScope: GenZir, node: number, result: ZirRef): void;
}

/** Lowers the items and the body of a prong. */
export function lowerProng(
  lowering: SwitchLowering,
  cases: SwitchCases,
  prong: FullSwitchCase,
  errors: ErrorProngs | null,
): void {
  const { gz, blockScope, switchBlock, captures } = lowering;
  const { lo } = gz;
  const { items, ranges } = lowerItems(lowering, cases, prong);
  const caseScope = gz.makeSubBlock(blockScope);
  caseScope.unstack();
  const outer = errors === null ? caseScope : errors.scope(caseScope);
  const captured = captureScope(lowering, outer, prong);

  caseScope.restack();
  if (captured.value !== null) addDbgVar(caseScope, captured.value);
  if (captured.tag !== null) addDbgVar(caseScope, captured.tag);
  errors?.begin(caseScope);
  const target = prong.targetExpr;
  const result = fullBodyExpr(caseScope, captured.scope, blockScope.breakResultInfo, target, true);
  // The captured error itself need not be used: it is what is switched on.
  checkUsed(lo, outer, captured.scope);
  if (!caseScope.endsWithNoReturn()) {
    errors?.end(caseScope, target, result);
    caseScope.addBreak(Tag.break, switchBlock, result, target);
  }
  let flags = captured.kind << PRONG_CAPTURE_SHIFT;
  if (prong.inlineToken !== null) flags |= ProngFlag.is_inline;
  if (captured.tag !== null) flags |= ProngFlag.has_tag_capture;
  if (
    prong.values.length === 0 ? isSimpleNoreturn(lowering, prong, captured) : isComptimeUnreachable(lowering, prong)
  ) {
    flags |= ProngFlag.is_excused;
  }
  cases.add(prong, items, ranges, flags, cases.takeBody(caseScope, captures.inNoBody));
}

function lowerItems(
  lowering: SwitchLowering,
  cases: SwitchCases,
  prong: FullSwitchCase,
): { items: readonly SwitchItemPart[]; ranges: readonly SwitchItemPart[] } {
  const { tree } = lowering.gz.lo;
  const items: SwitchItemPart[] = [];
  const ranges: SwitchItemPart[] = [];
  for (const value of prong.values) {
    if (tree.nodeTags[value] === NodeTag.switch_range) {
      ranges.push(lowerItem(lowering, cases, tree.lhs[value]));
      ranges.push(lowerItem(lowering, cases, tree.rhs[value]));
    } else if (value === lowering.outline.underscoreNode) {
      items.push(UNDERSCORE_ITEM);
    } else {
      items.push(lowerItem(lowering, cases, value));
    }
  }
  return { items, ranges };
}

function lowerItem(lowering: SwitchLowering, cases: SwitchCases, node: number): SwitchItemPart {
  const { gz, scope, blockScope, switchBlock } = lowering;
  const { lo } = gz;
  const { tree } = lo;
  if (tree.nodeTags[node] === NodeTag.enum_literal) {
    return namedItem(ItemKind.enum_literal, lo.identString(gz, tree.mainTokens[node]));
  }
  if (tree.nodeTags[node] === NodeTag.error_value) {
    return namedItem(ItemKind.error_value, lo.identString(gz, tree.mainTokens[node] + 2));
  }
  const itemScope = gz.makeSubBlock(blockScope);
  const result = fullBodyExpr(itemScope, scope, resCoerced(instRef(switchBlock)), node, false);
  if (!itemScope.endsWithNoReturn()) itemScope.addBreak(Tag.break_inline, switchBlock, result, node);
  return cases.bodyItem(cases.takeBody(itemScope, [switchBlock]));
}

interface Captured {
  readonly scope: Scope;
  readonly kind: CaptureKind;
  readonly value: LocalVal | null;
  readonly tag: LocalVal | null;
}

/** The captures of a prong as scopes inside of `outer`. */
function captureScope(lowering: SwitchLowering, outer: Scope, prong: FullSwitchCase): Captured {
  const { gz, captures, onErrors } = lowering;
  const { lo } = gz;
  const { tree } = lo;
  const { payloadToken } = prong;
  if (payloadToken === null) return { scope: outer, kind: CaptureKind.none, value: null, tag: null };
  const isRef = tree.tokenTags[payloadToken] === TokenTag.asterisk;
  const nameToken = isRef ? payloadToken + 1 : payloadToken;
  let scope = outer;
  let kind = isRef ? CaptureKind.by_ref : CaptureKind.by_val;
  let value: LocalVal | null = null;
  if (isUnderscoreToken(tree, nameToken)) {
    if (isRef) lo.failToken(payloadToken, 'pointer modifier invalid on discard');
    kind = CaptureKind.none;
  } else {
    const name = lo.identName(nameToken);
    detectLocalShadowing(lo, scope, name, nameToken, 'capture');
    value = new LocalVal(scope, captures.payload, nameToken, name, 'capture');
    scope = value;
  }
  if (onErrors && isRef) lo.failToken(nameToken, 'error set cannot be captured by reference');
  if (tree.tokenTags[nameToken + 1] !== TokenTag.comma) {
    if (value === null) lo.failToken(payloadToken, 'discard of capture; omit it instead');
    return { scope, kind, value, tag: null };
  }
  const tagToken = nameToken + 2;
  if (isUnderscoreToken(tree, tagToken)) lo.failToken(tagToken, 'discard of tag capture; omit it instead');
  const name = lo.identName(tagToken);
  detectLocalShadowing(lo, scope, name, tagToken, 'switch tag capture');
  if (onErrors) lo.failToken(tagToken, 'cannot capture tag of error union');
  const tag = new LocalVal(scope, captures.tag, tagToken, name, 'switch tag capture');
  return { scope: tag, kind, value, tag };
}

/**
 * Whether the body of `else` is one that generic code writes where nothing may be left for it: `else => unreachable`,
 * `else => return`, `else => |e| return e`.
 */
function isSimpleNoreturn({ gz }: SwitchLowering, prong: FullSwitchCase, captured: Captured): boolean {
  const { tree } = gz.lo;
  const node = prong.targetExpr;
  if (tree.nodeTags[node] === NodeTag.unreachable_literal) return true;
  if (tree.nodeTags[node] !== NodeTag.return) return false;
  const operand = tree.lhs[node];
  if (operand === 0) return true;
  if (captured.value === null || captured.kind !== CaptureKind.by_val) return false;
  return (
    tree.nodeTags[operand] === NodeTag.identifier && gz.lo.identName(tree.mainTokens[operand]) === captured.value.name
  );
}

/** Whether the body is `comptime unreachable`: an item may then be an error that the set does not have. */
function isComptimeUnreachable({ gz }: SwitchLowering, prong: FullSwitchCase): boolean {
  const { tree } = gz.lo;
  const node = prong.targetExpr;
  return tree.nodeTags[node] === NodeTag.comptime && tree.nodeTags[tree.lhs[node]] === NodeTag.unreachable_literal;
}

/** The debug variable of a capture. */
export function addDbgVar(gz: GenZir, local: LocalVal): void {
  gz.addDbgVar(Tag.dbg_var_val, gz.chunk.string(gz.lo.names, local.name), local.inst, local.token);
}
