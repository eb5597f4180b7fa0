import type { AirRef } from '../air/air.ts';
import { ContainerFlag } from '../intern/container-table.ts';
import { containerOf, enumFieldByValue, fieldName, fieldsLen } from '../intern/containers.ts';
import type { Index, StringIndex } from '../intern/ids.ts';
import { Ty, Val } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { errorSetNames, errorSetType, intBits, intSigned, TypeKind, typeKind } from '../intern/types.ts';
import { enumTagInt, errName, intBig } from '../intern/values.ts';
import { Extended, Tag } from '../zir/inst.ts';
import type { ZirRef } from '../zir/ref.ts';
import type { Block, Frame } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import type { ErrorNote } from './errors.ts';
import { resolveInferredErrorSet } from './inferred-errors.ts';
import { resolveConstDefinedValue } from './operands.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';
import { itemSrc, operandSrc, type Prong, rangeSrc, type SwitchShape, specialSrc } from './switch-shape.ts';
import { addFieldNote, typeSrc } from './type-notes.ts';

/** The items of a prong as values of the switch's type. */
export interface ProngItems {
  readonly items: readonly Index[];
  /** First and last of each range, one after the other. */
  readonly ranges: readonly Index[];
}

/** What the check of a switch's items found. */
export interface CheckedSwitch {
  /** For each prong of the shape. */
  readonly values: readonly ProngItems[];
  /** Enum: whether each field has a prong. */
  readonly seenFields: readonly boolean[];
  /** Error set: the names that have a prong. */
  readonly seenErrors: ReadonlySet<StringIndex>;
  /** Integers that have a prong, in order. */
  readonly seenInts: IntRanges;
  readonly seenTrue: boolean;
  readonly seenFalse: boolean;
  /** Error set: what is left for `else`; NO type (-1) where nothing is. */
  readonly elseErrorTy: Index | -1;
  /** An enum without fields: the switch has nothing to do. */
  readonly emptyEnum: boolean;
}

interface IntRange {
  readonly first: bigint;
  readonly last: bigint;
  readonly src: Src;
}

/** Ranges of integers that do not overlap. */
export class IntRanges {
  readonly ranges: IntRange[] = [];

  /** Adds a range. Returns the place of one that it overlaps, or null. */
  add(first: bigint, last: bigint, src: Src): Src | null {
    const ranges = this.ranges;
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ranges[middle].first < first) low = middle + 1;
      else high = middle;
    }
    if (low > 0 && ranges[low - 1].last >= first) return ranges[low - 1].src;
    if (low < ranges.length && ranges[low].first <= last) return ranges[low].src;
    if (low === ranges.length) ranges.push({ first, last, src });
    else ranges.splice(low, 0, { first, last, src });
    return null;
  }

  /** Whether every integer from `first` to `last` is in a range. */
  covers(first: bigint, last: bigint): boolean {
    const ranges = this.ranges;
    if (ranges.length === 0 || ranges[0].first !== first || ranges[ranges.length - 1].last !== last) return false;
    for (let i = 1; i < ranges.length; i++) if (ranges[i - 1].last + 1n !== ranges[i].first) return false;
    return true;
  }
}

/** Whether the enum type `ty` has values without a name. */
export function isNonexhaustiveEnum(sema: Sema, ty: Index): boolean {
  return sema.pool.containers.has(containerOf(sema.pool, ty), ContainerFlag.nonexhaustive);
}

/** The least value of an integer type. */
export function minInt(sema: Sema, ty: Index): bigint {
  return intSigned(sema.pool, ty) ? -(1n << BigInt(Math.max(intBits(sema.pool, ty) - 1, 0))) : 0n;
}

/** The greatest value of an integer type. */
export function maxInt(sema: Sema, ty: Index): bigint {
  const bits = intBits(sema.pool, ty) - (intSigned(sema.pool, ty) ? 1 : 0);
  return (1n << BigInt(Math.max(bits, 0))) - 1n;
}

const PRONG_VALUES = 'switch prong values must be comptime-known';
const UNREACHABLE_ELSE = 'unreachable else prong; all cases already handled';
const MUST_HANDLE_ALL = 'switch must handle all possibilities';

/** What the check needs to know, and what it has seen. */
interface Check {
  readonly sema: Sema;
  readonly block: Block;
  readonly shape: SwitchShape;
  readonly ty: Index;
}

/**
 * Evaluates the items of a switch over type `ty` and checks them: types, duplicates, ranges, and that all is handled once. Where
 * `unionTy` holds, the switch is over a tagged union and `ty` is its tag.
 */
export function checkSwitch(sema: Sema, block: Block, shape: SwitchShape, ty: Index, isUnion: boolean): CheckedSwitch {
  const check: Check = { sema, block, shape, ty };
  const pool = sema.pool;
  const kind = typeKind(pool, ty);
  if (shape.hasUnder && (kind !== TypeKind.enum || !isNonexhaustiveEnum(sema, ty) || isUnion)) {
    sema.fail(block, shape.src, "'_' prong only allowed when switching on non-exhaustive enums", [
      { chunk: block.frame.chunk, src: specialSrc(shape), message: "'_' prong here" },
      { chunk: block.frame.chunk, src: shape.src, message: "consider using 'else'" },
    ]);
  }
  switch (kind) {
    case TypeKind.enum:
      return checkEnum(check, isUnion);
    case TypeKind.error_set:
      return checkErrors(check);
    case TypeKind.int:
    case TypeKind.comptime_int:
      return checkInts(check, kind === TypeKind.int);
    case TypeKind.bool:
      return checkBools(check);
    case TypeKind.enum_literal:
    case TypeKind.void:
    case TypeKind.fn:
    case TypeKind.pointer:
    case TypeKind.type:
      return checkSparse(check);
    default:
      return sema.fail(block, operandSrc(shape), `invalid switch operand type '${printType(pool, ty)}'`);
  }
}

const NO_FIELDS: readonly boolean[] = [];
const NO_ERRORS: ReadonlySet<StringIndex> = new Set();

function checked(values: readonly ProngItems[], found: Partial<CheckedSwitch>): CheckedSwitch {
  return {
    values,
    seenFields: NO_FIELDS,
    seenErrors: NO_ERRORS,
    seenInts: new IntRanges(),
    seenTrue: false,
    seenFalse: false,
    elseErrorTy: -1,
    emptyEnum: false,
    ...found,
  };
}

/** The value of an item, of the switch's type. */
function itemValue(check: Check, item: ZirRef, src: Src): Index {
  const { sema, block, ty } = check;
  const coerced: AirRef = coerce(sema, block, ty, resolveInst(block, item), src);
  return resolveConstDefinedValue(sema, block, src, coerced, PRONG_VALUES);
}

function failDuplicate(check: Check, previous: Src, src: Src): never {
  const { sema, block } = check;
  return sema.fail(block, src, 'duplicate switch value', [
    { chunk: block.frame.chunk, src: previous, message: 'previous value here' },
  ]);
}

const NO_RANGES: readonly Index[] = [];

/** Evaluates all items, where ranges are not allowed, and hands each to `see`. */
function itemsWithoutRanges(check: Check, see: (value: Index, src: Src) => void): ProngItems[] {
  const { shape } = check;
  const all: ProngItems[] = [];
  for (const prong of shape.prongs) {
    const items: Index[] = [];
    for (let i = 0; i < prong.items.length; i++) {
      const src = itemSrc(shape, prong, i);
      const value = itemValue(check, prong.items[i], src);
      see(value, src);
      items.push(value);
    }
    if (prong.ranges.length > 0) failRange(check, prong);
    all.push({ items, ranges: NO_RANGES });
  }
  return all;
}

function failRange(check: Check, prong: Prong): never {
  const { sema, block, shape, ty } = check;
  const message = `ranges not allowed when switching on type '${printType(sema.pool, ty)}'`;
  return sema.fail(block, operandSrc(shape), message, [
    { chunk: block.frame.chunk, src: rangeSrc(shape, prong, 0), message: 'range here' },
  ]);
}

function checkEnum(check: Check, isUnion: boolean): CheckedSwitch {
  const { sema, block, shape, ty } = check;
  const pool = sema.pool;
  const count = fieldsLen(pool, ty);
  const seen: (Src | null)[] = new Array<Src | null>(count).fill(null);
  const unnamed = new IntRanges();
  const nonexhaustive = isNonexhaustiveEnum(sema, ty);
  const values = itemsWithoutRanges(check, (value, src) => {
    const int = enumTagInt(pool, value);
    const field = enumFieldByValue(pool, ty, int);
    let previous: Src | null;
    if (field < 0) {
      previous = unnamed.add(intBig(pool, int), intBig(pool, int), src);
    } else {
      previous = seen[field];
      seen[field] = src;
    }
    if (previous !== null) failDuplicate(check, previous, src);
  });
  const allHandled = !seen.includes(null);
  if (shape.hasElse) {
    if (allHandled && !nonexhaustive) sema.fail(block, specialSrc(shape), UNREACHABLE_ELSE);
  } else if (!allHandled) {
    const notes: ErrorNote[] = [];
    for (let i = 0; i < count; i++) {
      if (seen[i] !== null) continue;
      addFieldNote(sema, ty, i, `unhandled enumeration value: '${pool.text(fieldName(pool, ty, i))}'`, notes);
    }
    notes.push({ ...typeSrc(sema, ty), message: `enum '${printType(pool, ty)}' declared here` });
    sema.fail(block, shape.src, MUST_HANDLE_ALL, notes);
  } else if (!shape.hasUnder && nonexhaustive && !isUnion) {
    sema.fail(block, shape.src, "switch on non-exhaustive enum must include 'else' or '_' prong");
  }
  return checked(values, {
    seenFields: seen.map((src) => src !== null),
    seenInts: unnamed,
    emptyEnum: count === 0 && !nonexhaustive,
  });
}

/** Checks the items of a switch over an error set, that of a `catch` included. */
export function checkErrors(check: Check): CheckedSwitch {
  const { sema, block, shape, ty } = check;
  const pool = sema.pool;
  const seen = new Map<StringIndex, Src>();
  const values = itemsWithoutRanges(check, (value, src) => {
    const name = errName(pool, value);
    const previous = seen.get(name);
    if (previous !== undefined) failDuplicate(check, previous, src);
    seen.set(name, src);
  });
  const seenErrors = new Set(seen.keys());
  const set = resolveInferredErrorSet(sema, block, shape.src, ty);
  if (set === Ty.anyerror) {
    if (!shape.hasElse) sema.fail(block, shape.src, "else prong required when switching on type 'anyerror'");
    return checked(values, { seenErrors, elseErrorTy: Ty.anyerror });
  }
  const left: StringIndex[] = [];
  const names = Array.from(errorSetNames(pool, set)) as StringIndex[];
  for (const name of names) if (!seen.has(name)) left.push(name);
  if (left.length > 0 && !shape.hasElse) {
    const notes: ErrorNote[] = left.map((name) => ({
      chunk: block.frame.chunk,
      src: shape.src,
      message: `unhandled error value: 'error.${pool.text(name)}'`,
    }));
    sema.fail(block, shape.src, MUST_HANDLE_ALL, notes);
  }
  if (shape.hasElse && seen.size === names.length) {
    if (!isSimpleElse(block.frame, shape.special!)) sema.fail(block, specialSrc(shape), UNREACHABLE_ELSE);
    return checked(values, { seenErrors });
  }
  return checked(values, { seenErrors, elseErrorTy: errorSetType(pool, left) });
}

/**
 * Whether an `else` that can not be reached is one that generic code writes anyway: `else => unreachable`, `else => return`,
 * `else => |e| return e`.
 */
function isSimpleElse(frame: Frame, prong: Prong): boolean {
  for (let i = 0; i < prong.bodyLen; i++) {
    const inst = frame.extra[prong.bodyStart + i];
    switch (frame.tags[inst] as Tag) {
      case Tag.dbg_stmt:
      case Tag.dbg_var_val:
      case Tag.ret_type:
      case Tag.as_node:
      case Tag.ret_node:
      case Tag.unreachable:
      case Tag.defer:
      case Tag.defer_err_code:
      case Tag.err_union_code:
      case Tag.ret_err_value_code:
      case Tag.save_err_ret_index:
      case Tag.restore_err_ret_index_unconditional:
      case Tag.restore_err_ret_index_fn_entry:
      case Tag.is_non_err:
      case Tag.ret_is_non_err:
      case Tag.condbr:
        break;
      case Tag.extended:
        if ((frame.a[inst] & 0xffff) !== Extended.restore_err_ret_index) return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

function checkInts(check: Check, isRuntimeInt: boolean): CheckedSwitch {
  const { sema, block, shape, ty } = check;
  const pool = sema.pool;
  const seen = new IntRanges();
  const values: ProngItems[] = [];
  for (const prong of shape.prongs) {
    const items: Index[] = [];
    const ranges: Index[] = [];
    for (let i = 0; i < prong.items.length; i++) {
      const src = itemSrc(shape, prong, i);
      const value = itemValue(check, prong.items[i], src);
      const int = intBig(pool, value);
      const previous = seen.add(int, int, src);
      if (previous !== null) failDuplicate(check, previous, src);
      items.push(value);
    }
    for (let i = 0; i < prong.ranges.length; i += 2) {
      const src = rangeSrc(shape, prong, i >> 1);
      const first = itemValue(check, prong.ranges[i], src);
      const last = itemValue(check, prong.ranges[i + 1], src);
      const firstInt = intBig(pool, first);
      const lastInt = intBig(pool, last);
      if (firstInt > lastInt) sema.fail(block, src, 'range start value is greater than the end value');
      const previous = seen.add(firstInt, lastInt, src);
      if (previous !== null) failDuplicate(check, previous, src);
      ranges.push(first, last);
    }
    values.push({ items, ranges });
  }
  if (isRuntimeInt && seen.covers(minInt(sema, ty), maxInt(sema, ty))) {
    if (shape.hasElse) sema.fail(block, specialSrc(shape), UNREACHABLE_ELSE);
  } else if (!shape.hasElse) {
    sema.fail(block, shape.src, MUST_HANDLE_ALL);
  }
  return checked(values, { seenInts: seen });
}

function checkBools(check: Check): CheckedSwitch {
  const { sema, block, shape } = check;
  let seenTrue = false;
  let seenFalse = false;
  const values = itemsWithoutRanges(check, (value, src) => {
    const isTrue = value === Val.true;
    if (isTrue ? seenTrue : seenFalse) sema.fail(block, src, 'duplicate switch value');
    if (isTrue) seenTrue = true;
    else seenFalse = true;
  });
  if (shape.hasElse) {
    if (seenTrue && seenFalse) sema.fail(block, specialSrc(shape), UNREACHABLE_ELSE);
  } else if (!seenTrue || !seenFalse) {
    sema.fail(block, shape.src, MUST_HANDLE_ALL);
  }
  return checked(values, { seenTrue, seenFalse });
}

function checkSparse(check: Check): CheckedSwitch {
  const { sema, block, shape, ty } = check;
  if (!shape.hasElse) {
    sema.fail(block, shape.src, `else prong required when switching on type '${printType(sema.pool, ty)}'`);
  }
  const seen = new Map<Index, Src>();
  const values = itemsWithoutRanges(check, (value, src) => {
    const previous = seen.get(value);
    if (previous !== undefined) failDuplicate(check, previous, src);
    seen.set(value, src);
  });
  return checked(values, {});
}
