import { type AirRef, AirTag, airRef, interned } from '../air/air.ts';
import { enumFieldByValue, fieldType, tagType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { isConstPtr, isVolatilePtr, ptrType, singleConstPtr } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { ptrToValue } from '../intern/ptr-values.ts';
import { errorSetType, TypeKind, typeKind } from '../intern/types.ts';
import { enumTagInt, errName, isUndef, undefValue, unionPayload } from '../intern/values.ts';
import type { ZirIndex } from '../zir/ref.ts';
import { bitCast } from './bit-cast.ts';
import { type Block, type Merges, UNMAPPED } from './block.ts';
import { addBody, addBreak, analyzeBodyRuntimeBreak, placeBlock } from './blocks.ts';
import { analyzeBody, breaksTo, resolveInlineBody } from './body.ts';
import { coerce } from './coerce.ts';
import { coerceInMemory, isCompatible } from './coerce-in-memory.ts';
import { ptrField } from './field-ptr-types.ts';
import { requireRuntimeBlock, resolveDefinedValue } from './operands.ts';
import { resolvePeerTypes } from './peer-types.ts';
import { analyzeLoad } from './pointers.ts';
import { BODY_BREAK, BODY_END, leaves, type Sema } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { captureSrc, itemSrc, operandSrc, type Prong, type SwitchShape } from './switch-shape.ts';
import { valueWithType } from './value-cast.ts';

/** What a switch dispatches on, as its captures see it. */
export interface SwitchOperand {
  /** The value; AIR_NONE in a `switch` loop, where it is loaded from `alloc`. */
  byVal: AirRef;
  /** The pointer to it, where the switch has one. */
  byRef: AirRef;
  /** What is compared: the value, or the tag of the union. */
  cond: AirRef;
  /** In a `switch` loop that runs: where the operand is kept; AIR_NONE otherwise. */
  readonly alloc: AirRef;
}

/** A switch while its prongs are analysed. */
export interface ProngAnalysis {
  readonly sema: Sema;
  /** The block that the switch stands in. */
  readonly parent: Block;
  readonly shape: SwitchShape;
  readonly operand: SwitchOperand;
  /** Error set: the type of what `else` captures; -1 where nothing is left for it. */
  readonly elseErrorTy: Index | -1;
}

/** Whether any field of the tagged union `ty` that one of `items` names can exist. */
export function anyFieldPossible(sema: Sema, ty: Index, items: readonly Index[]): boolean {
  for (const item of items) if (unionFieldType(sema, ty, item) !== Ty.noreturn) return true;
  return false;
}

/** The type of the field of the tagged union `ty` whose tag is the enum value `tag`. */
function unionFieldType(sema: Sema, ty: Index, tag: Index): Index {
  return fieldType(sema.pool, ty, unionFieldIndex(sema, ty, tag));
}

function unionFieldIndex(sema: Sema, ty: Index, tag: Index): number {
  return enumFieldByValue(sema.pool, tagType(sema.pool, ty), enumTagInt(sema.pool, tag));
}

/**
 * Analyses a prong that is known to be the one taken, in `child`, the switch's own block. `items` are the values of the prong
 * (none for `else`), `inlineItem` the one that it is analysed for if it is `inline`.
 */
export function resolveProng(
  analysis: ProngAnalysis,
  child: Block,
  merges: Merges,
  prong: Prong,
  items: readonly Index[],
  inlineItem: Index,
): AirRef {
  const { sema, parent, shape } = analysis;
  const instMap = child.frame.instMap;
  if (prong.hasTagCapture) instMap[shape.tagCaptureInst] = analyzeTagCapture(analysis, child, prong, inlineItem);
  const before = instMap[shape.inst];
  if (prong.capture !== 'none') {
    const captured = analyzeCapture(analysis, child, prong, items, inlineItem);
    if (sema.typeOf(captured) === Ty.noreturn) return endProng(sema, parent, child);
    instMap[shape.inst] = captured;
  }
  const result = resolveBlockBody(sema, parent, shape.src, child, merges, prong.bodyStart, prong.bodyLen, shape.inst);
  instMap[shape.inst] = before;
  return result;
}

/** A prong whose capture cannot exist is never run. */
function endProng(sema: Sema, parent: Block, child: Block): AirRef {
  for (const inst of child.insts) parent.insts.push(inst);
  if (!parent.isComptime) sema.emit(parent, AirTag.unreach, Ty.noreturn);
  return BODY_END;
}

/** Analyses a prong that is taken or not at run time into `block`, which does not fall through afterwards. */
export function analyzeProngRuntime(
  analysis: ProngAnalysis,
  block: Block,
  prong: Prong,
  items: readonly Index[],
  inlineItem: Index,
): void {
  const { sema, shape } = analysis;
  const instMap = block.frame.instMap;
  if (prong.hasTagCapture) instMap[shape.tagCaptureInst] = analyzeTagCapture(analysis, block, prong, inlineItem);
  const before = instMap[shape.inst];
  if (prong.capture !== 'none') {
    const captured = analyzeCapture(analysis, block, prong, items, inlineItem);
    if (sema.typeOf(captured) === Ty.noreturn) {
      sema.emit(block, AirTag.unreach, Ty.noreturn);
      return;
    }
    instMap[shape.inst] = captured;
  }
  analyzeBodyRuntimeBreak(sema, block, prong.bodyStart, prong.bodyLen);
  instMap[shape.inst] = before;
}

/**
 * Analyses a body that is left by `break`s to `inst` in `child`, and puts that into `parent`. Returns the value of the block, or why
 * control leaves it.
 */
export function resolveBlockBody(
  sema: Sema,
  parent: Block,
  src: Src,
  child: Block,
  merges: Merges,
  start: number,
  len: number,
  inst: ZirIndex,
): AirRef {
  if (child.isComptime) {
    const value = resolveInlineBody(sema, child, start, len, inst);
    for (const emitted of child.insts) parent.insts.push(emitted);
    return value;
  }
  const result = analyzeBody(sema, child, start, len);
  if (result === BODY_BREAK && breaksTo(sema, child.frame, inst)) {
    const frame = child.frame;
    addBreak(sema, child, merges, sema.breakOperand, frame.extra[frame.b[sema.breakInst]]);
    return placeBlock(sema, parent, src, child, merges);
  }
  const placed = placeBlock(sema, parent, src, child, merges);
  return leaves(result) && result !== BODY_END ? result : placed;
}

/** The operand as captures see it: in a switch loop, loaded anew. */
function operandValues(analysis: ProngAnalysis, block: Block): { byVal: AirRef; byRef: AirRef } {
  const { sema, shape, operand } = analysis;
  if (operand.alloc === NO_ALLOC) return operand;
  const src = operandSrc(shape);
  const loaded = analyzeLoad(sema, block, src, operand.alloc, src);
  if (!shape.operandIsRef) return { byVal: loaded, byRef: NO_ALLOC };
  return { byVal: analyzeLoad(sema, block, src, loaded, src), byRef: loaded };
}

/** `SwitchOperand.alloc` of a switch that is no loop. */
export const NO_ALLOC = UNMAPPED as AirRef;

function analyzeTagCapture(analysis: ProngAnalysis, block: Block, prong: Prong, inlineItem: Index): AirRef {
  const { sema, shape } = analysis;
  const operandTy = sema.typeOf(operandValues(analysis, block).byVal);
  if (typeKind(sema.pool, operandTy) !== TypeKind.union) {
    const src = sub(shape.src, SrcPart.tag_capture, prong.caseIndex);
    sema.fail(block, src, `cannot capture tag of non-union type '${printType(sema.pool, operandTy)}'`);
  }
  return interned(inlineItem);
}

function analyzeCapture(
  analysis: ProngAnalysis,
  block: Block,
  prong: Prong,
  items: readonly Index[],
  inlineItem: Index,
): AirRef {
  const { sema, shape } = analysis;
  const pool = sema.pool;
  const { byVal, byRef } = operandValues(analysis, block);
  const operandTy = sema.typeOf(byVal);
  const isUnion = typeKind(pool, operandTy) === TypeKind.union;
  const isRef = prong.capture === 'by_ref';
  if (inlineItem !== NO_INDEX) {
    if (isUnion) return captureField(analysis, block, operandTy, byVal, byRef, isRef, inlineItem);
    if (!isRef) return interned(inlineItem);
    const ptrTy = singleConstPtr(pool, sema.typeOf(interned(inlineItem)));
    return interned(ptrToValue(pool, ptrTy, inlineItem, ptrTy));
  }
  if (prong === shape.special) {
    if (isRef) return byRef;
    if (typeKind(pool, operandTy) !== TypeKind.error_set) return byVal;
    if (analysis.elseErrorTy !== -1) {
      return bitCast(sema, block, analysis.elseErrorTy, byVal, operandSrc(shape));
    }
    return interned(Val.unreachable);
  }
  if (isUnion) return captureUnion(analysis, block, prong, operandTy, byVal, byRef, isRef, items);
  if (typeKind(pool, operandTy) === TypeKind.error_set) {
    if (isRef) sema.fail(block, captureSrc(shape, prong), 'error set cannot be captured by reference');
    const ty = errorSetType(
      pool,
      items.map((item) => errName(pool, item)),
    );
    return bitCast(sema, block, ty, byVal, operandSrc(shape));
  }
  return isRef ? byRef : byVal;
}

/** A pointer type to a field of what a pointer of type `ptrTy` points to. */
function fieldPtrType(sema: Sema, ptrTy: Index, child: Index): Index {
  return ptrType(sema.pool, {
    child,
    isConst: isConstPtr(sema.pool, ptrTy),
    isVolatile: isVolatilePtr(sema.pool, ptrTy),
  });
}

/** The payload of the one field that `tag` names, or a pointer to it. */
function captureField(
  analysis: ProngAnalysis,
  block: Block,
  unionTy: Index,
  byVal: AirRef,
  byRef: AirRef,
  isRef: boolean,
  tag: Index,
): AirRef {
  const { sema, shape } = analysis;
  const src = operandSrc(shape);
  const field = unionFieldIndex(sema, unionTy, tag);
  const ty = fieldType(sema.pool, unionTy, field);
  if (isRef) {
    const ptrTy = fieldPtrType(sema, sema.typeOf(byRef), ty);
    const ptr = resolveDefinedValue(sema, block, src, byRef);
    if (ptr !== NO_INDEX) return interned(valueWithType(sema, ptrField(sema, ptr, field), ptrTy));
    return sema.emit(block, AirTag.struct_field_ptr, ptrTy, byRef, field);
  }
  const value = resolveDefinedValue(sema, block, src, byVal);
  if (value !== NO_INDEX) return interned(unionPayload(sema.pool, value));
  return sema.emit(block, AirTag.struct_field_val, ty, byVal, field);
}

/** The payload of a prong over fields of a tagged union: of their peer type. */
function captureUnion(
  analysis: ProngAnalysis,
  block: Block,
  prong: Prong,
  unionTy: Index,
  byVal: AirRef,
  byRef: AirRef,
  isRef: boolean,
  items: readonly Index[],
): AirRef {
  const { sema, shape } = analysis;
  const pool = sema.pool;
  const src = operandSrc(shape);
  const fields = items.map((item) => unionFieldIndex(sema, unionTy, item));
  const types = fields.map((field) => fieldType(pool, unionTy, field));
  const sameTypes = types.every((ty) => ty === types[0]);
  const place = captureSrc(shape, prong);
  const itemSrcs = items.map((_, i) => itemSrc(shape, prong, i));
  if (isRef) {
    const ptrTypes = types.map((ty) => fieldPtrType(sema, sema.typeOf(byRef), ty));
    const ptrTy = sameTypes ? ptrTypes[0] : peerOfTypes(sema, block, place, ptrTypes, itemSrcs);
    const ptr = resolveDefinedValue(sema, block, src, byRef);
    if (ptr !== NO_INDEX) return interned(valueWithType(sema, ptrField(sema, ptr, fields[0]), ptrTy));
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, AirTag.struct_field_ptr, ptrTy, byRef, fields[0]);
  }
  const ty = sameTypes ? types[0] : peerOfTypes(sema, block, place, types, itemSrcs);
  const value = resolveDefinedValue(sema, block, src, byVal);
  if (value !== NO_INDEX) {
    const payload = unionPayload(pool, value);
    if (isUndef(pool, payload)) return interned(undefValue(pool, ty));
    return coerce(sema, block, ty, interned(payload), src);
  }
  requireRuntimeBlock(sema, block, src, null);
  if (sameTypes) return sema.emit(block, AirTag.struct_field_val, ty, byVal, fields[0]);
  if (types.every((from) => isCompatible(coerceInMemory(sema, block, src, ty, from, false)))) {
    const payload = sema.emit(block, AirTag.struct_field_val, types[0], byVal, fields[0]);
    return sema.emit(block, AirTag.bitcast, ty, payload);
  }
  return captureBySwitch(analysis, block, unionTy, byVal, ty, fields, types, items, itemSrcs);
}

function peerOfTypes(sema: Sema, block: Block, src: Src, types: readonly Index[], srcs: readonly Src[]): Index {
  return resolvePeerTypes(
    sema,
    block,
    src,
    types.map((ty) => interned(undefValue(sema.pool, ty))),
    srcs,
    'capture group with incompatible types',
  );
}

/** A switch on the tag that converts each field's payload to the type of the capture. */
function captureBySwitch(
  analysis: ProngAnalysis,
  block: Block,
  unionTy: Index,
  byVal: AirRef,
  ty: Index,
  fields: readonly number[],
  types: readonly Index[],
  items: readonly Index[],
  srcs: readonly Src[],
): AirRef {
  const { sema } = analysis;
  const air = sema.air;
  const airBlock = sema.reserve(AirTag.block, ty);
  const bodies: { item: Index; insts: readonly number[] }[] = [];
  for (let i = 0; i < fields.length; i++) {
    const branch = block.sub();
    const payload = sema.emit(branch, AirTag.struct_field_val, types[i], byVal, fields[i]);
    const value = coerce(sema, branch, ty, payload, srcs[i]);
    sema.emit(branch, AirTag.br, Ty.noreturn, airBlock, value);
    bodies.push({ item: items[i], insts: branch.insts });
  }
  const inner = block.sub();
  const tag = sema.emit(inner, AirTag.get_union_tag, tagType(sema.pool, unionTy), byVal);
  const unreach = sema.reserve(AirTag.unreach, Ty.noreturn);
  const payload = air.extra.push(bodies.length);
  air.extra.push(1);
  for (const { item, insts } of bodies) {
    air.extra.pushAll([1, 0, insts.length, item]);
    air.extra.pushAll(insts);
  }
  air.extra.push(unreach);
  sema.emit(inner, AirTag.switch_br, Ty.noreturn, tag, payload);
  air.a.data[airBlock] = addBody(sema, inner.insts);
  block.insts.push(airBlock);
  return airRef(airBlock);
}
