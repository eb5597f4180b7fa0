import { type FullSwitchCase, fullSwitchCase } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Lowering, noteNode, noteToken } from './lowering.ts';
import { SwitchBit } from './switch-payload.ts';
import { isUnderscore, isUnderscoreToken } from './underscore.ts';

/** What the prongs of a switch have in common, found before anything is lowered. */
export interface SwitchOutline {
  readonly cases: readonly FullSwitchCase[];
  anyPayloadIsRef: boolean;
  anyPayloadCapture: boolean;
  anyTagCapture: boolean;
  /** Those bits of `SwitchBit` that the prongs decide. */
  bits: number;
  scalarLen: number;
  multiLen: number;
  /** The `_` among the items; 0 if there is none. */
  underscoreNode: number;
}

/**
 * Looks at all prongs; fails if there are two that catch the rest, or an item that no switch can have. `onErrors`: what is switched on
 * is the error of a `catch` or `if`.
 */
export function outlineSwitch(lo: Lowering, caseNodes: Uint32Array, onErrors: boolean): SwitchOutline {
  const cases = Array.from(caseNodes, (node) => fullSwitchCase(lo.tree, node)!);
  const outline: SwitchOutline = {
    cases,
    anyPayloadIsRef: false,
    anyPayloadCapture: false,
    anyTagCapture: false,
    bits: 0,
    scalarLen: 0,
    multiLen: 0,
    underscoreNode: 0,
  };
  let elseToken = -1;
  for (const prong of cases) {
    if (prong.payloadToken !== null) outlineCapture(lo, prong, prong.payloadToken, outline);
    if (prong.values.length === 0) {
      const token = prong.arrowToken - 1;
      if (elseToken >= 0) {
        const note = noteToken(elseToken, 'previous else prong here');
        lo.failToken(token, 'multiple else prongs in switch expression', [note]);
      }
      elseToken = token;
      outline.bits |= SwitchBit.has_else;
    } else {
      outlineItems(lo, prong, outline, onErrors);
    }
  }
  if (outline.multiLen > 0) outline.bits |= SwitchBit.has_multi_cases;
  return outline;
}

function outlineCapture(lo: Lowering, prong: FullSwitchCase, payloadToken: number, outline: SwitchOutline): void {
  const { tree } = lo;
  let name = payloadToken;
  if (tree.tokenTags[name] === TokenTag.asterisk) {
    outline.anyPayloadIsRef = true;
    name++;
  }
  // The payload of a union may be known at run time only, even where its tag is that of an inline prong.
  if (!isUnderscoreToken(tree, name)) {
    outline.anyPayloadCapture = true;
    outline.bits |= SwitchBit.any_maybe_runtime_capture;
  }
  if (tree.tokenTags[name + 1] === TokenTag.comma) {
    outline.anyTagCapture = true;
    if (prong.inlineToken === null) outline.bits |= SwitchBit.any_maybe_runtime_capture;
  }
}

function outlineItems(lo: Lowering, prong: FullSwitchCase, outline: SwitchOutline, onErrors: boolean): void {
  const { tree } = lo;
  for (const value of prong.values) {
    if (tree.nodeTags[value] === NodeTag.switch_range) outline.bits |= SwitchBit.any_ranges;
    else if (tree.nodeTags[value] === NodeTag.string_literal) lo.failNode(value, 'cannot switch on strings');
    else if (isUnderscore(tree, value)) outlineUnderscore(lo, prong, value, outline, onErrors);
  }
  if (isMultiProng(lo, prong)) outline.multiLen++;
  else outline.scalarLen++;
}

function outlineUnderscore(
  lo: Lowering,
  prong: FullSwitchCase,
  node: number,
  outline: SwitchOutline,
  onErrors: boolean,
): void {
  if (onErrors) {
    const token = prong.arrowToken - 1;
    const note = noteToken(token, "consider using 'else'");
    lo.failToken(token, "'_' prong is not allowed when switching on errors", [note]);
  }
  if (outline.underscoreNode !== 0) {
    const note = noteNode(outline.underscoreNode, "previous '_' prong here");
    lo.failNode(node, "multiple '_' prongs in switch expression", [note]);
  }
  if (prong.inlineToken !== null) lo.failNode(node, "cannot inline '_' prong");
  outline.underscoreNode = node;
  outline.bits |= SwitchBit.has_under;
}

/** Whether a prong has several items or a range. */
export function isMultiProng(lo: Lowering, prong: FullSwitchCase): boolean {
  const count = prong.values.length;
  return count > 1 || (count === 1 && lo.tree.nodeTags[prong.values[0]] === NodeTag.switch_range);
}
