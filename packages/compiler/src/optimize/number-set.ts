import { type ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { pushConstant, pushLocal } from './emit.ts';

/** Numbers of 32 bits: ranges of them, unsigned and both ends included, in their order, none next to another. */
export type NumberSet = readonly (readonly [low: number, high: number])[];

const LAST = 0xffff_ffff;

/** The numbers from `low` to `high`, unsigned; those past the last one start again with 0, as where `high` is below `low`. */
export function rangeOf(low: number, high: number): NumberSet {
  const [from, to] = [low >>> 0, high >>> 0];
  if (from <= to) return [[from, to]];
  return from === to + 1 ? [[0, LAST]] : union([[0, to]], [[from, LAST]]);
}

export function union(left: NumberSet, right: NumberSet): NumberSet {
  const ranges: [number, number][] = [];
  for (const [low, high] of [...left, ...right].sort((a, b) => a[0] - b[0])) {
    const last = ranges.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else ranges.push([low, high]);
  }
  return ranges;
}

export function complement(set: NumberSet): NumberSet {
  const ranges: [number, number][] = [];
  let from = 0;
  for (const [low, high] of set) {
    if (low > from) ranges.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= LAST) ranges.push([from, LAST]);
  return ranges;
}

export function intersection(left: NumberSet, right: NumberSet): NumberSet {
  return complement(union(complement(left), complement(right)));
}

/** Ranges that are looked for at once, as bits of one number if they are several. */
interface Window {
  readonly base: number;
  /** How many numbers there are from the base on. */
  readonly span: number;
  /** A bit for each of these; null where all are in the set. */
  readonly bits: bigint | null;
}

/** How to find out whether a number is in a set. */
export interface MembershipTest {
  readonly windows: readonly Window[];
  /** Whether what they say is to be turned around. */
  readonly isInverted: boolean;
  /** How many comparisons take as long. */
  readonly cost: number;
}

const MAX_SPAN = 64;

/** The way that takes least. */
export function membershipTest(set: NumberSet): MembershipTest {
  const [straight, inverted] = [windowsOf(set), windowsOf(complement(set))];
  const [cost, otherCost] = [costOf(straight), costOf(inverted) + 0.5];
  return cost <= otherCost
    ? { windows: straight, isInverted: false, cost }
    : { windows: inverted, isInverted: true, cost: otherCost };
}

function costOf(windows: readonly Window[]): number {
  return windows.reduce((sum, { span, bits }) => sum + (bits === null ? 1 : span <= 32 ? 2 : 3), 0);
}

function windowsOf(set: NumberSet): Window[] {
  const windows: Window[] = [];
  for (let i = 0; i < set.length; ) {
    let end = i + 1;
    const isNarrow = set[i][1] - set[i][0] < MAX_SPAN;
    while (isNarrow && end < set.length && set[end][1] - set[i][0] < MAX_SPAN) end++;
    windows.push(windowOf(set.slice(i, end)));
    i = end;
  }
  return windows;
}

function windowOf(ranges: NumberSet): Window {
  const [low, high] = [ranges[0][0], ranges[ranges.length - 1][1]];
  if (ranges.length === 1) return { base: low, span: high - low + 1, bits: null };
  // From 0 on nothing has to be subtracted, and with 32 bits they are in a smaller number.
  const base = high < 32 || (high < MAX_SPAN && high - low >= 32) ? 0 : low;
  let bits = 0n;
  for (const [first, last] of ranges) for (let n = first; n <= last; n++) bits |= 1n << BigInt(n - base);
  return { base, span: high - base + 1, bits };
}

/** Code that pushes 1 where what `local` holds is in the set, else 0. `newLocal` gives a local of 32 bits that nothing else uses. */
export function pushMembership(
  out: ByteWriter,
  { windows, isInverted }: MembershipTest,
  local: number,
  newLocal: () => number,
): void {
  if (windows.length === 0) pushConstant(out, 0);
  windows.forEach((window, i) => {
    pushWindow(out, window, local, newLocal);
    if (i > 0) out.op(Op.i32_or);
  });
  if (isInverted) out.op(Op.i32_eqz);
}

function pushWindow(out: ByteWriter, { base, span, bits }: Window, local: number, newLocal: () => number): void {
  pushLocal(out, Op.local_get, local);
  if (span > LAST) {
    out.op(Op.drop);
    pushConstant(out, 1);
    return;
  }
  if (span === 1) {
    if (base === 0) out.op(Op.i32_eqz);
    else {
      pushConstant(out, base);
      out.op(Op.i32_eq);
    }
    return;
  }
  let difference = local;
  if (base !== 0) {
    pushConstant(out, -base);
    out.op(Op.i32_add);
    if (bits !== null) {
      difference = newLocal();
      pushLocal(out, Op.local_tee, difference);
    }
  }
  pushConstant(out, span);
  out.op(Op.i32_lt_u);
  if (bits === null) return;
  if (span <= 32) {
    pushConstant(out, Number(BigInt.asIntN(32, bits)));
    pushLocal(out, Op.local_get, difference);
    out.op(Op.i32_shr_u);
  } else {
    out.op(Op.i64_const);
    out.sleb64(BigInt.asIntN(64, bits));
    pushLocal(out, Op.local_get, difference);
    out.op(Op.i64_extend_i32_u);
    out.op(Op.i64_shr_u);
    out.op(Op.i32_wrap_i64);
  }
  // The bit is the last one, and what is above it comes to nothing with the other side.
  out.op(Op.i32_and);
}

/** The type of what is compared. */
export const NUMBER_TYPE = ValType.i32;
