import { Cursor } from '../codegen/module-format.ts';
import { ByteWriter, Op } from '../codegen/wasm.ts';
import { pushLocal } from './emit.ts';
import { type BodyEditor, editBodies, type FunctionBody, type Instruction } from './function-body.ts';
import {
  complement,
  intersection,
  type MembershipTest,
  membershipTest,
  NUMBER_TYPE,
  type NumberSet,
  pushMembership,
  rangeOf,
  union,
} from './number-set.ts';
import { isUnary } from './pointer-flow.ts';

/**
 * `module` with comparisons of one local with several numbers, which lead to the same, made at once: whether it is in the set of these. So are tables of
 * jumps with two targets.
 */
export function joinComparisons(module: Uint8Array): Uint8Array {
  return editBodies(module, (body, editor) => {
    for (let i = 0; i < body.instructions.length; ) i = joinAt(body, editor, i) ?? i + 1;
  });
}

/** A condition of a local alone, as instructions from one that gets the local on. */
interface Condition {
  readonly local: number;
  /** For which of its values it holds. */
  readonly set: NumberSet;
  /** How many comparisons there are in it. */
  readonly comparisons: number;
  /** The number of the instruction behind it. */
  readonly end: number;
}

/** Several conditions that are one. */
interface Chain extends Condition {
  /** The jump that is taken where it holds; null where it is only asked. */
  readonly jump: Instruction | null;
}

/** The number of the instruction behind what is changed there; null for nothing. */
function joinAt(body: FunctionBody, editor: BodyEditor, at: number): number | null {
  const { instructions } = body;
  const instruction = instructions[at];
  if (instruction.op === Op.br_table) return joinTable(body, editor, at);
  if (instruction.op !== Op.local_get && instruction.op !== Op.local_tee) return null;
  const chain = chainAt(body, at);
  if (chain === null || chain.comparisons < 2) return null;
  const test = membershipTest(chain.set);
  if (test.cost >= chain.comparisons) return null;
  const out = new ByteWriter(64);
  if (instruction.op === Op.local_tee) {
    pushLocal(out, Op.local_set, instruction.first);
  }
  write(out, test, chain.local, editor);
  if (chain.jump !== null) out.append(bytesOf(body, chain.jump));
  editor.replace(instruction.start, instructions[chain.end - 1].end, out);
  return chain.end;
}

function write(out: ByteWriter, test: MembershipTest, local: number, editor: BodyEditor): void {
  pushMembership(out, test, local, () => editor.addLocal(NUMBER_TYPE));
}

function bytesOf({ bytes }: FunctionBody, { start, end }: Instruction): Uint8Array {
  return bytes.subarray(start, end);
}

function isSame(body: FunctionBody, one: Instruction, other: Instruction): boolean {
  const [left, right] = [bytesOf(body, one), bytesOf(body, other)];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
}

/** The condition that begins at `at`, with those behind it that jump to the same label, with the same value, if both jump. */
function chainAt(body: FunctionBody, at: number): Chain | null {
  const { instructions } = body;
  const condition = conditionAt(instructions, at);
  if (condition === null) return null;
  const jump = instructions[condition.end];
  if (jump.op !== Op.br_if) return { ...condition, jump: null };
  let chain: Chain = { ...condition, jump, end: condition.end + 1 };
  // With a value: that is pushed in front of each, and dropped behind it where nothing is jumped.
  const value = instructions[chain.end].op === Op.drop ? valueBefore(instructions, at) : null;
  for (;;) {
    const start = value === null ? chain.end : chain.end + 2;
    if (value !== null) {
      const [drop, again] = instructions.slice(chain.end, start);
      if (drop.op !== Op.drop || again === undefined || !isSame(body, again, value)) return chain;
    }
    const next = instructions[start]?.op === Op.local_get ? conditionAt(instructions, start) : null;
    if (next === null || next.local !== chain.local || !isSame(body, instructions[next.end], jump)) return chain;
    chain = {
      local: chain.local,
      set: union(chain.set, next.set),
      comparisons: chain.comparisons + next.comparisons,
      end: next.end + 1,
      jump,
    };
  }
}

/** The constant that is on the stack below the value which the local gets that instruction `at` gets or sets; null if none is there. */
function valueBefore(instructions: readonly Instruction[], at: number): Instruction | null {
  let needed = instructions[at].op === Op.local_tee ? 1 : 0;
  let i = at - 1;
  for (; needed > 0; i--) {
    const takes = i < 0 ? null : operandsOf(instructions[i]);
    if (takes === null) return null;
    needed += takes - 1;
  }
  const found = instructions[i];
  return found?.op === Op.i32_const || found?.op === Op.i64_const ? found : null;
}

/** How many values an instruction takes that gives one and does nothing else; null for all others. */
function operandsOf({ op }: Instruction): number | null {
  if (op === Op.local_get || op === Op.global_get || (op >= Op.i32_const && op <= Op.f64_const)) return 0;
  if (op === Op.local_tee || (op >= Op.i32_load && op < Op.i32_store)) return 1;
  if (op === Op.select) return 3;
  if (op < Op.i32_eqz || op > Op.i64_extend32_s) return null;
  return isUnary(op) ? 1 : 2;
}

/** The longest condition that begins at `at`. */
function conditionAt(instructions: readonly Instruction[], at: number): Condition | null {
  const { first: local } = instructions[at];
  const sets: NumberSet[] = [];
  let comparisons = 0;
  let found: Condition | null = null;
  for (let i = at; i < instructions.length; ) {
    const { op } = instructions[i];
    const isOfLocal = i === at || (op === Op.local_get && instructions[i].first === local);
    const comparison: { readonly set: NumberSet; readonly end: number } | null = isOfLocal
      ? comparisonAt(instructions, i)
      : null;
    if (comparison !== null) {
      sets.push(comparison.set);
      comparisons++;
      i = comparison.end;
    } else if (op === Op.i32_eqz && sets.length > 0) {
      sets.push(complement(sets.pop() as NumberSet));
      i++;
    } else if ((op === Op.i32_or || op === Op.i32_and) && sets.length > 1) {
      const [left, right] = sets.splice(-2);
      sets.push(op === Op.i32_or ? union(left, right) : intersection(left, right));
      i++;
    } else break;
    if (sets.length === 1) found = { local, set: sets[0], comparisons, end: i };
  }
  return found;
}

/** For which numbers the comparison holds whose left side instruction `at` pushes. */
function comparisonAt(instructions: readonly Instruction[], at: number): { set: NumberSet; end: number } | null {
  let i = at + 1;
  if (instructions[i]?.op === Op.i32_eqz) return { set: rangeOf(0, 0), end: i + 1 };
  // What is added before it is compared.
  let added = 0;
  const [number, sum, other] = instructions.slice(i, i + 3);
  if (number?.op !== Op.i32_const || sum === undefined) return null;
  if ((sum.op === Op.i32_add || sum.op === Op.i32_sub) && other?.op === Op.i32_const) {
    added = sum.op === Op.i32_add ? number.first : -number.first;
    i += 2;
  }
  const compare = instructions[i + 1];
  const set = compare === undefined ? null : comparedWith(compare.op, instructions[i].first);
  if (set === null) return null;
  return { set: shifted(set, -added), end: i + 2 };
}

/** Each number with `by` added to it. */
function shifted(set: NumberSet, by: number): NumberSet {
  return set.reduce<NumberSet>((sum, [low, high]) => union(sum, rangeOf(low + by, high + by)), []);
}

const LEAST = 0x8000_0000;
const GREATEST = 0x7fff_ffff;

function comparedWith(op: number, number: number): NumberSet | null {
  const value = number >>> 0;
  switch (op) {
    case Op.i32_eq:
      return rangeOf(value, value);
    case Op.i32_ne:
      return complement(rangeOf(value, value));
    case Op.i32_lt_u:
      return value === 0 ? [] : rangeOf(0, value - 1);
    case Op.i32_le_u:
      return rangeOf(0, value);
    case Op.i32_gt_u:
      return complement(rangeOf(0, value));
    case Op.i32_ge_u:
      return complement(value === 0 ? [] : rangeOf(0, value - 1));
    case Op.i32_lt_s:
      return value === LEAST ? [] : rangeOf(LEAST, value - 1);
    case Op.i32_le_s:
      return rangeOf(LEAST, value);
    case Op.i32_gt_s:
      return value === GREATEST ? [] : rangeOf(value + 1, GREATEST);
    case Op.i32_ge_s:
      return rangeOf(value, GREATEST);
    default:
      return null;
  }
}

/** A table pays in the place of comparisons like these. */
const TABLE_COST = 4;

/** A table of jumps that leads to two places. */
function joinTable(body: FunctionBody, editor: BodyEditor, at: number): number | null {
  const { start, end, first: length } = body.instructions[at];
  const cursor = new Cursor(body.bytes, start + 1);
  cursor.uleb();
  const labels = Array.from({ length }, () => cursor.uleb());
  const otherwise = cursor.uleb();
  const label = labels.find((one) => one !== otherwise);
  if (label === undefined || labels.some((one) => one !== otherwise && one !== label)) return null;
  let set: NumberSet = [];
  labels.forEach((one, i) => {
    if (one === label) set = union(set, [[i, i]]);
  });
  const test = membershipTest(set);
  if (test.cost > TABLE_COST) return null;
  const local = editor.addLocal(NUMBER_TYPE);
  const out = new ByteWriter(64);
  pushLocal(out, Op.local_set, local);
  write(out, test, local, editor);
  out.op(Op.br_if);
  out.uleb(label);
  out.op(Op.br);
  out.uleb(otherwise);
  editor.replace(start, end, out);
  return at + 1;
}
