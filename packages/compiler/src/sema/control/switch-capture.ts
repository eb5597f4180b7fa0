import { AIR_NONE, type AirRef, AirTag, airRef, interned } from '../../air/air.ts';
import { Layout } from '../../intern/container-table.ts';
import { containerLayout, enumFieldByValue, fieldType, tagType } from '../../intern/containers.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { isConstPtr, isVolatilePtr, ptrType, singleConstPtr } from '../../intern/pointers.ts';
import { ptrToValue } from '../../intern/ptr-values.ts';
import { errorSetType, TypeKind, typeKind } from '../../intern/types.ts';
import { enumTagInt, errName, errValue, isUndef, undefValue, unionPayload } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { CaptureKind, type SwitchProng } from '../../zir/switch-payload.ts';
import { coerce } from '../coercion/coerce.ts';
import { unionToTag } from '../coercion/coerce-aggregate.ts';
import { retype } from '../coercion/coercion.ts';
import { resolvePeerTypes } from '../coercion/peer-types.ts';
import { addBody } from '../core/air-bodies.ts';
import type { Block } from '../core/block.ts';
import { resolveLayout } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { fieldPtrType, ptrField } from '../memory/field-ptr-types.ts';
import { analyzeLoad } from '../memory/pointers.ts';
import { onePossibleValue } from '../types/classify-types.ts';
import { failWithType } from '../types/type-notes.ts';
import { coerceInMemory } from '../values/coerce-in-memory.ts';
import { isCompatible } from '../values/mismatch.ts';
import { requireRuntimeBlock, resolveDefinedValue } from '../values/operands.ts';
import { valueWithType } from '../values/value-cast.ts';
import type { CheckedItem, CheckedProng } from './switch-items.ts';
import type { SwitchOperand } from './switch-operand.ts';
import { captureSrc, operandSrc, type SwitchShape, tagCaptureSrc } from './switch-shape.ts';
import type { CheckedSwitch } from './switch-validate.ts';

/** A switch while its prongs are analysed. */
export interface ProngAnalysis {
  readonly sema: Sema;
  /** The block that the switch stands in. */
  readonly parent: Block;
  readonly shape: SwitchShape;
  readonly operand: SwitchOperand;
  readonly checked: CheckedSwitch;
}

/** A prong, and what is known of the value that leads to it. */
export interface TakenProng {
  readonly prong: SwitchProng;
  /** null for `else`. */
  readonly checked: CheckedProng | null;
  /** The one item that an `inline` prong is analysed for; NO_INDEX for any other. */
  readonly inlineItem: Index;
}

/** The operand of a switch as captures see it; in a loop, which its prongs run in, loaded anew. */
function currentOperand({ sema, shape, operand }: ProngAnalysis, block: Block): Pick<SwitchOperand, 'byVal' | 'byRef'> {
  if (operand.alloc === AIR_NONE) return operand;
  const src = operandSrc(shape);
  const given = analyzeLoad(sema, block, src, operand.alloc, src);
  if (!shape.operandIsRef) return { byVal: given, byRef: AIR_NONE };
  return { byVal: analyzeLoad(sema, block, src, given, src), byRef: given };
}

/** The only value that leads to a prong: NO_INDEX where there may be several. */
function onlyItem({ checked, inlineItem }: TakenProng): Index {
  if (inlineItem !== NO_INDEX) return inlineItem;
  if (checked === null || checked.hasUnder || checked.ranges.length > 0 || checked.items.length !== 1) return NO_INDEX;
  return checked.items[0].value;
}

/** What a prong captures beside the payload: the tag of the union that is switched on. */
export function captureTag(analysis: ProngAnalysis, block: Block, taken: TakenProng): AirRef {
  const { sema, shape, checked } = analysis;
  const { pool } = sema;
  const { union, operand, item } = checked.types;
  const src = tagCaptureSrc(shape, taken.prong);
  if (union === NO_INDEX) {
    if (typeKind(pool, operand) === TypeKind.union && containerLayout(pool, operand) === Layout.packed) {
      sema.fail(block, src, 'cannot capture tag of packed union');
    }
    failWithType(sema, block, src, 'cannot capture tag of non-union type', operand);
  }
  const only = onlyItem(taken);
  if (only !== NO_INDEX) return interned(only);
  return unionToTag(sema, block, item, currentOperand(analysis, block).byVal, operandSrc(shape));
}

/** What a prong captures as its payload. */
export function capturePayload(analysis: ProngAnalysis, block: Block, taken: TakenProng): AirRef {
  const { sema, shape, checked } = analysis;
  const { pool } = sema;
  const { prong, inlineItem } = taken;
  const { union, operand } = checked.types;
  const isRef = prong.capture === CaptureKind.by_ref;
  const isErrors = typeKind(pool, operand) === TypeKind.error_set;
  if (isErrors && isRef) sema.fail(block, captureSrc(shape, prong), 'error set cannot be captured by reference');
  if (union !== NO_INDEX && inlineItem !== NO_INDEX) return captureField(analysis, block, isRef, inlineItem);
  if (inlineItem !== NO_INDEX) return isRef ? pointerToItem(sema, inlineItem) : interned(inlineItem);
  if (isErrors) return captureError(analysis, block, taken);
  if (union !== NO_INDEX && taken.checked !== null)
    return captureUnion(analysis, block, prong, isRef, taken.checked.items);
  if (isRef) return currentOperand(analysis, block).byRef;
  const only = onlyItem(taken);
  return only === NO_INDEX ? currentOperand(analysis, block).byVal : interned(only);
}

/** A constant pointer to the item of an inline prong, which is no pointer to the operand. */
function pointerToItem(sema: Sema, item: Index): AirRef {
  const ty = singleConstPtr(sema.pool, sema.typeOf(interned(item)));
  return interned(ptrToValue(sema.pool, ty, item, ty));
}

/** An error: of the set of those that lead to the prong. */
function captureError(analysis: ProngAnalysis, block: Block, taken: TakenProng): AirRef {
  const { sema, shape, checked } = analysis;
  const { pool } = sema;
  const src = operandSrc(shape);
  if (taken.checked === null) {
    if (checked.elseErrorTy === -1) return interned(Val.unreachable);
    return retype(sema, block, checked.elseErrorTy, currentOperand(analysis, block).byVal, src);
  }
  const names = taken.checked.items.map(({ value }) => errName(pool, value));
  const ty = errorSetType(pool, names);
  if (names.length === 1) return interned(errValue(pool, ty, names[0]));
  return retype(sema, block, ty, currentOperand(analysis, block).byVal, src);
}

function unionFieldIndex(sema: Sema, ty: Index, tag: Index): number {
  return enumFieldByValue(sema.pool, tagType(sema.pool, ty), enumTagInt(sema.pool, tag));
}

/** The type of the field of the tagged union `ty` whose tag is the enum value `tag`. */
export function unionFieldType(sema: Sema, ty: Index, tag: Index): Index {
  return fieldType(sema.pool, ty, unionFieldIndex(sema, ty, tag));
}

/** The payload of the one field that `tag` names, or a pointer to it: for an inline prong. */
function captureField(analysis: ProngAnalysis, block: Block, isRef: boolean, tag: Index): AirRef {
  const { sema, shape, checked } = analysis;
  const { pool } = sema;
  const src = operandSrc(shape);
  const unionTy = checked.types.union;
  const field = unionFieldIndex(sema, unionTy, tag);
  const ty = fieldType(pool, unionTy, field);
  const { byVal, byRef } = currentOperand(analysis, block);
  if (isRef) {
    const unionPtrTy = sema.typeOf(byRef);
    const isConst = isConstPtr(pool, unionPtrTy);
    const ptrTy = ptrType(pool, { child: ty, isConst, isVolatile: isVolatilePtr(pool, unionPtrTy) });
    const ptr = resolveDefinedValue(sema, block, src, byRef);
    if (ptr !== NO_INDEX) return interned(valueWithType(sema, ptrField(sema, ptr, field), ptrTy));
    return sema.emit(block, AirTag.struct_field_ptr, ptrTy, byRef, field);
  }
  const value = resolveDefinedValue(sema, block, src, byVal);
  if (value !== NO_INDEX) return interned(unionPayload(pool, value));
  return fieldValue(sema, block, src, byVal, field, ty);
}

/** The payload of a prong over fields of a tagged union: of their peer type. */
function captureUnion(
  analysis: ProngAnalysis,
  block: Block,
  prong: SwitchProng,
  isRef: boolean,
  items: readonly CheckedItem[],
): AirRef {
  const { sema, shape, checked } = analysis;
  const { pool } = sema;
  const src = operandSrc(shape);
  const unionTy = checked.types.union;
  const fields = items.map(({ value }) => unionFieldIndex(sema, unionTy, value));
  const types = fields.map((field) => fieldType(pool, unionTy, field));
  const srcs = items.map((item) => item.src);
  const place = captureSrc(shape, prong);
  const { byVal, byRef } = currentOperand(analysis, block);
  if (isRef) {
    const unionPtrTy = sema.typeOf(byRef);
    resolveLayout(sema, block, src, unionTy, 'field usage');
    const ptrTypes = fields.map((field) => fieldPtrType(pool, unionPtrTy, field));
    const hint = 'this coercion is only possible when capturing by value';
    const ptrTy = peerOfTypes(sema, block, place, ptrTypes, srcs, hint);
    const ptr = resolveDefinedValue(sema, block, src, byRef);
    if (ptr !== NO_INDEX) return interned(valueWithType(sema, ptrField(sema, ptr, fields[0]), ptrTy));
    requireRuntimeBlock(sema, block, src, null);
    return sema.emit(block, AirTag.struct_field_ptr, ptrTy, byRef, fields[0]);
  }
  const ty = peerOfTypes(sema, block, place, types, srcs, '');
  const value = resolveDefinedValue(sema, block, src, byVal);
  if (value !== NO_INDEX) {
    const payload = unionPayload(pool, value);
    if (isUndef(pool, payload)) return interned(undefValue(pool, ty));
    return coerce(sema, block, ty, interned(payload), src);
  }
  requireRuntimeBlock(sema, block, src, null);
  if (types.every((from) => from === ty)) return fieldValue(sema, block, src, byVal, fields[0], ty);
  if (types.every((from) => isCompatible(coerceInMemory(sema, block, src, ty, from, false)))) {
    const payload = sema.emit(block, AirTag.struct_field_val, types[0], byVal, fields[0]);
    return sema.emit(block, AirTag.bitcast, ty, payload);
  }
  return captureBySwitch(analysis, block, byVal, ty, fields, types, items);
}

/** The field, of type `ty`, of a union that is known at run time only. */
function fieldValue(sema: Sema, block: Block, src: Src, union: AirRef, field: number, ty: Index): AirRef {
  const only = onePossibleValue(sema, block, src, ty);
  return only === NO_INDEX ? sema.emit(block, AirTag.struct_field_val, ty, union, field) : interned(only);
}

function peerOfTypes(
  sema: Sema,
  block: Block,
  src: Src,
  types: readonly Index[],
  srcs: readonly Src[],
  hint: string,
): Index {
  if (types.every((ty) => ty === types[0])) return types[0];
  const operands = types.map((ty) => interned(undefValue(sema.pool, ty)));
  return resolvePeerTypes(sema, block, src, operands, srcs, 'capture group with incompatible types', hint);
}

/** A switch on the tag that converts each field's payload to the type of the capture. */
function captureBySwitch(
  analysis: ProngAnalysis,
  block: Block,
  byVal: AirRef,
  ty: Index,
  fields: readonly number[],
  types: readonly Index[],
  items: readonly CheckedItem[],
): AirRef {
  const { sema, checked } = analysis;
  const air = sema.air;
  const airBlock = sema.reserve(AirTag.block, ty);
  const bodies: { item: Index; insts: readonly number[] }[] = [];
  for (let i = 0; i < fields.length; i++) {
    const branch = block.sub();
    const payload = sema.emit(branch, AirTag.struct_field_val, types[i], byVal, fields[i]);
    const value = coerce(sema, branch, ty, payload, items[i].src);
    sema.emit(branch, AirTag.br, Ty.noreturn, airBlock, value);
    bodies.push({ item: items[i].value, insts: branch.insts });
  }
  const inner = block.sub();
  const tag = sema.emit(inner, AirTag.get_union_tag, checked.types.item, byVal);
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
