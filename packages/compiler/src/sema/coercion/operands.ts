import type { AirRef } from '../../air/air.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { AddressSpace } from '../../intern/pointers.ts';
import { archFamily } from '../../intern/target.ts';
import { intBig } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import type { ZirRef } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Sema } from '../core/sema.ts';
import { derefSliceAsArray } from '../values/comptime-ptr.ts';
import {
  arrayToString,
  definedLen,
  enumTagInt,
  failWithNeededComptime,
  failWithUseOfUndef,
  isUndef,
  resolveConstDefinedValue,
  validateAlign,
} from '../values/operands.ts';
import { coerce } from './coerce.ts';

/*
 * Operands as what an instruction needs: coerced to a type, an integer, a string, and known at compile time. `reason` is the official
 * wording of why a value must be known, for the note under `unable to resolve comptime value`.
 */

/** The type that a ZIR reference stands for. */
export function resolveType(sema: Sema, block: Block, src: Src, ref: ZirRef): Index {
  return analyzeAsType(sema, block, src, resolveInst(block, ref));
}

/** As `resolveType`, but gives NO_INDEX for `generic_poison`: a result type that is not known. */
export function resolveTypeOrPoison(sema: Sema, block: Block, src: Src, ref: ZirRef): Index {
  const ty = analyzeAsType(sema, block, src, resolveInst(block, ref));
  return ty === Ty.genericPoison ? NO_INDEX : ty;
}

/** The type that `operand` stands for. */
export function analyzeAsType(sema: Sema, block: Block, src: Src, operand: AirRef): Index {
  const coerced = coerce(sema, block, Ty.type, operand, src);
  return resolveConstDefinedValue(sema, block, src, coerced, 'types must be comptime-known');
}

/** The integer that a ZIR reference stands for, coerced to `destTy`. */
export function resolveConstInt(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  destTy: Index,
  reason: string | null,
): bigint {
  return analyzeAsInt(sema, block, src, resolveInst(block, ref), destTy, reason);
}

/** The integer that `operand` stands for, coerced to `destTy`. */
function analyzeAsInt(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  destTy: Index,
  reason: string | null,
): bigint {
  const coerced = coerce(sema, block, destTy, operand, src);
  return intBig(sema.pool, resolveConstDefinedValue(sema, block, src, coerced, reason));
}

/** The boolean that a ZIR reference stands for. */
export function resolveConstBool(sema: Sema, block: Block, src: Src, ref: ZirRef, reason: string | null): boolean {
  const coerced = coerce(sema, block, Ty.bool, resolveInst(block, ref), src);
  return resolveConstDefinedValue(sema, block, src, coerced, reason) === Val.true;
}

/** The bytes of the `[]const u8` that a ZIR reference stands for. */
export function resolveConstString(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  reason: string | null,
): StringIndex {
  return analyzeAsString(sema, block, src, resolveInst(block, ref), reason);
}

/** The bytes of the `[]const u8` that `operand` stands for. */
export function analyzeAsString(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  reason: string | null,
): StringIndex {
  const coerced = coerce(sema, block, Ty.sliceConstU8, operand, src);
  const value = resolveConstDefinedValue(sema, block, src, coerced, reason);
  return sliceToString(sema, block, src, value, reason);
}

/** The bytes that the comptime-known slice of `u8` `value` refers to. */
export function sliceToString(sema: Sema, block: Block, src: Src, value: Index, reason: string | null): StringIndex {
  const pool = sema.pool;
  const len = definedLen(sema, block, src, value);
  if (len === 0) return pool.string('');
  const array = derefSliceAsArray(sema, block, src, value);
  if (array === NO_INDEX) failWithNeededComptime(sema, block, src, reason);
  if (isUndef(sema, array)) failWithUseOfUndef(sema, block, src);
  return arrayToString(sema, array, len);
}

/** The number of the tag of a value of the enum `std.builtin.<name>` that a ZIR reference stands for. */
export function resolveBuiltinEnum(
  sema: Sema,
  block: Block,
  src: Src,
  ref: ZirRef,
  name: string,
  reason: string | null,
): number {
  return analyzeAsBuiltinEnum(sema, block, src, resolveInst(block, ref), name, reason);
}

/** The number of the tag of the value of the enum `std.builtin.<name>` that `operand` stands for. */
function analyzeAsBuiltinEnum(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  name: string,
  reason: string | null,
): number {
  const ty = builtinDecl(sema, block, src, name);
  const coerced = coerce(sema, block, ty, operand, src);
  const value = resolveConstDefinedValue(sema, block, src, coerced, reason);
  return enumTagInt(sema, value);
}

/** The alignment in bytes that a ZIR reference stands for: a power of two up to 2^28. */
export function resolveAlign(sema: Sema, block: Block, src: Src, ref: ZirRef): number {
  return analyzeAsAlign(sema, block, src, resolveInst(block, ref));
}

/** The alignment in bytes that `operand` stands for: a power of two up to 2^28. */
export function analyzeAsAlign(sema: Sema, block: Block, src: Src, operand: AirRef): number {
  const align = analyzeAsInt(sema, block, src, operand, Ty.u29, 'alignment must be comptime-known');
  return validateAlign(sema, block, src, align);
}

/** By family of architectures, the address spaces that all may be in. */
const ADDRESS_SPACES: ReadonlyMap<string, readonly AddressSpace[]> = new Map([
  ['avr', spaces('flash', 'flash1', 'flash2', 'flash3', 'flash4', 'flash5')],
  ['nvptx', spaces('global', 'param', 'shared', 'local')],
  ['amdgcn', spaces('global', 'shared', 'local')],
  ['propeller', spaces('cog', 'hub')],
  [
    'spirv',
    [
      ...spaces('global', 'shared', 'local', 'input', 'output', 'uniform'),
      ...spaces('push_constant', 'storage_buffer', 'physical_storage_buffer'),
    ],
  ],
]);

function spaces(...names: readonly (keyof typeof AddressSpace)[]): readonly AddressSpace[] {
  return names.map((name) => AddressSpace[name]);
}

/** Whether `what`, as the message calls it, may be in the address space. */
function hasAddressSpace(arch: string, space: AddressSpace, what: string): boolean {
  const family = archFamily(arch);
  switch (space) {
    case AddressSpace.gs:
    case AddressSpace.fs:
    case AddressSpace.ss:
      return family === 'x86' && what === 'pointers';
    case AddressSpace.far:
      return arch === 'x86_16';
    case AddressSpace.constant:
      return /^(nvptx|amdgcn|spirv)$/.test(family) && what === 'constant values';
    default:
      return ADDRESS_SPACES.get(family)?.includes(space) === true;
  }
}

/**
 * The address space that `operand` stands for. `what`, as the message calls it, is to be there.
 */
export function analyzeAsAddressSpace(
  sema: Sema,
  block: Block,
  src: Src,
  operand: AirRef,
  what: 'functions' | 'mutable values' | 'constant values' | 'pointers',
): AddressSpace {
  const reason = comptimeReasonMessage(ComptimeReason.addrspace);
  const space: AddressSpace = analyzeAsBuiltinEnum(sema, block, src, operand, 'AddressSpace', reason);
  const { arch } = sema.pool.target;
  if (space !== AddressSpace.generic && !hasAddressSpace(arch, space, what)) {
    const name = AddressSpace[space];
    sema.fail(block, src, `${what} with address space '${name}' are not supported on ${archFamily(arch)}`);
  }
  return space;
}
