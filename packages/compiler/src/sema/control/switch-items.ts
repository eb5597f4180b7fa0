import type { AirRef } from '../../air/air.ts';
import { ContainerFlag } from '../../intern/container-table.ts';
import { containerOf } from '../../intern/containers.ts';
import type { Index, StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { errorSetHas, TypeKind, typeKind } from '../../intern/types.ts';
import { intBig } from '../../intern/values.ts';
import type { Src } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { ItemKind, type SwitchItem, type SwitchProng } from '../../zir/switch-payload.ts';
import { declLiteral } from '../access/decl-literals.ts';
import { bitCast } from '../casts/bit-cast.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block } from '../core/block.ts';
import { resolveInlineBody } from '../core/body.ts';
import { resolveInferredErrorSet } from '../core/inferred-errors.ts';
import { leaves, type Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { singleError } from '../errors/error-names.ts';
import { resolveConstDefinedValue } from '../values/operands.ts';
import type { SwitchTypes } from './switch-operand.ts';
import { itemSrc, rangeEndSrc, rangeSrc, type SwitchShape, underSrc } from './switch-shape.ts';

/** An item of a prong. */
export interface CheckedItem {
  /** Of the type of items. */
  readonly value: Index;
  /** What is compared with it. */
  readonly cond: Index;
  readonly src: Src;
}

/** The items of a prong. */
export interface CheckedProng {
  /** Without `_`, and without errors that the operand cannot be. */
  readonly items: readonly CheckedItem[];
  /** First and last of each range, one after the other. */
  readonly ranges: readonly Index[];
  readonly hasUnder: boolean;
  /** No value leads here: all items are errors that the operand cannot be. */
  readonly isNever: boolean;
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

/** What has a prong: integers by their value, all else by what is compared. */
export interface SeenItems {
  readonly ints: IntRanges;
  readonly others: Map<Index, Src>;
}

/** What evaluating items needs to know. */
interface Items {
  readonly sema: Sema;
  readonly block: Block;
  readonly shape: SwitchShape;
  readonly types: SwitchTypes;
  readonly seen: SeenItems;
  readonly comparesInts: boolean;
}

const PRONG_VALUES = 'switch prong values must be comptime-known';

/**
 * Evaluates the items of all prongs, and fails where a value has two prongs. Where the evaluation of an item leaves for outside of the
 * switch, returns what tells so.
 */
export function checkItems(
  sema: Sema,
  block: Block,
  shape: SwitchShape,
  types: SwitchTypes,
  seen: SeenItems,
): readonly CheckedProng[] | AirRef {
  const kind = typeKind(sema.pool, types.cond);
  const comparesInts = kind === TypeKind.int || kind === TypeKind.comptime_int;
  const items: Items = { sema, block, shape, types, seen, comparesInts };
  const all: CheckedProng[] = [];
  for (const prong of shape.prongs) {
    const checked = checkProng(items, prong);
    if (typeof checked === 'number') return checked;
    all.push(checked);
  }
  return all;
}

/** Whether the enum type `ty` has values without a name. */
export function isNonexhaustiveEnum(sema: Sema, ty: Index): boolean {
  return sema.pool.containers.has(containerOf(sema.pool, ty), ContainerFlag.nonexhaustive);
}

/** Fails where there is a `_` and the operand is no enum that it can be of. */
function checkUnder({ sema, block, shape, types }: Items): void {
  if (typeKind(sema.pool, types.operand) === TypeKind.enum && isNonexhaustiveEnum(sema, types.operand)) return;
  const { chunk } = block.frame;
  sema.fail(block, shape.src, "'_' prong only allowed when switching on non-exhaustive enums", [
    { chunk, src: underSrc(shape), message: "'_' prong here" },
    { chunk, src: shape.src, message: "consider using 'else'" },
  ]);
}

function checkProng(all: Items, prong: SwitchProng): CheckedProng | AirRef {
  const { shape, comparesInts } = all;
  const items: CheckedItem[] = [];
  let hasUnder = false;
  for (let i = 0; i < prong.items.length; i++) {
    const item = prong.items[i];
    if (item.kind === ItemKind.under) {
      checkUnder(all);
      hasUnder = true;
      continue;
    }
    if (prong.isExcused && isForeignError(all, item)) continue;
    const src = itemSrc(shape, prong, i);
    const checked = checkItem(all, item, src);
    if (typeof checked === 'number') return checked;
    see(all, checked, src);
    items.push(checked);
  }
  const ranges: Index[] = [];
  for (let i = 0; i < prong.ranges.length; i += 2) {
    const src = rangeSrc(shape, prong, i >> 1);
    const first = checkItem(all, prong.ranges[i], rangeEndSrc(shape, prong, i >> 1, false));
    if (typeof first === 'number') return first;
    const last = checkItem(all, prong.ranges[i + 1], rangeEndSrc(shape, prong, i >> 1, true));
    if (typeof last === 'number') return last;
    if (comparesInts) seeRange(all, first, last, src);
    else seeEnds(all, first, last, src);
    ranges.push(first.value, last.value);
  }
  const isNever = items.length === 0 && ranges.length === 0 && !hasUnder;
  return { items, ranges, hasUnder, isNever };
}

/** Ranges of anything but integers are refused later, but their ends count. */
function seeEnds(all: Items, first: CheckedItem, last: CheckedItem, src: Src): void {
  see(all, first, src);
  if (last.cond !== first.cond) see(all, last, src);
}

function seeRange(all: Items, first: CheckedItem, last: CheckedItem, src: Src): void {
  const { sema, block, seen } = all;
  const firstInt = intBig(sema.pool, first.cond);
  const lastInt = intBig(sema.pool, last.cond);
  if (firstInt > lastInt) sema.fail(block, src, 'range start value is greater than the end value');
  const previous = seen.ints.add(firstInt, lastInt, src);
  if (previous !== null) failDuplicate(all, previous, src);
}

function see(all: Items, item: CheckedItem, src: Src): void {
  const { sema, seen, comparesInts } = all;
  let previous: Src | null;
  if (comparesInts) {
    const int = intBig(sema.pool, item.cond);
    previous = seen.ints.add(int, int, src);
  } else {
    previous = seen.others.get(item.cond) ?? null;
    seen.others.set(item.cond, src);
  }
  if (previous !== null) failDuplicate(all, previous, src);
}

function failDuplicate({ sema, block }: Items, previous: Src, src: Src): never {
  return sema.fail(block, src, 'duplicate switch value', [
    { chunk: block.frame.chunk, src: previous, message: 'previous value here' },
  ]);
}

/** Whether an item is an error that the set which is switched on does not have. */
function isForeignError({ sema, block, shape, types }: Items, item: SwitchItem): boolean {
  if (item.kind !== ItemKind.error_value || typeKind(sema.pool, types.item) !== TypeKind.error_set) return false;
  const set = resolveInferredErrorSet(sema, block, shape.src, types.item);
  return set !== Ty.anyerror && !errorSetHas(sema.pool, set, itemName(sema, block, item));
}

function itemName(sema: Sema, block: Block, item: SwitchItem): StringIndex {
  return frameString(sema.pool, block.frame, item.name);
}

function checkItem(all: Items, item: SwitchItem, src: Src): CheckedItem | AirRef {
  const { sema, block, types } = all;
  const uncoerced = evaluateItem(all, item, src);
  if (leaves(uncoerced)) return uncoerced;
  const coerced = coerce(sema, block, types.item, uncoerced, src);
  const value = resolveConstDefinedValue(sema, block, src, coerced, PRONG_VALUES);
  if (types.cond === types.item) return { value, cond: value, src };
  const bits = bitCast(sema, block, types.cond, value as number as AirRef, src);
  return { value, cond: resolveConstDefinedValue(sema, block, src, bits, PRONG_VALUES), src };
}

function evaluateItem({ sema, block, shape, types }: Items, item: SwitchItem, src: Src): AirRef {
  switch (item.kind) {
    case ItemKind.enum_literal:
      return declLiteral(sema, block, src, types.item, itemName(sema, block, item));
    case ItemKind.error_value:
      return singleError(sema, itemName(sema, block, item));
    default: {
      const child = block.sub();
      child.beginComptime(src, ComptimeReason.switch_item);
      block.frame.instMap[shape.inst] = types.item;
      return resolveInlineBody(sema, child, item.body.start, item.body.len, shape.inst);
    }
  }
}
