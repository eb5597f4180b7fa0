import { Cursor } from '../codegen/module-format.ts';
import { BLOCK_VOID, ByteWriter, Op } from '../codegen/wasm.ts';
import { addressOf, type ConstantMemory, isLoad } from './constant-memory.ts';
import { type CountingLoop, countingLoops } from './counting-loops.ts';
import { pushConstant } from './emit.ts';
import { type BodyEditor, editBodies, type FunctionBody, type Instruction } from './function-body.ts';

/** Loops of more turns stay. */
const MAX_TURNS = 64;
/** Loops that do more in their turns together stay: load, store, call, or compute something of more than the number that they count in. */
const MAX_OPERATIONS = 256;

/**
 * `module` with the turns of loops that count from a known number to a known one written one after the other, where that is not much. The loop stays behind them for
 * turns that there may be beyond: so what it does is the same, whether the turns were counted rightly or not. An optimizer finds what is not reached.
 */
export function unrollLoops(module: Uint8Array, constants: ConstantMemory): Uint8Array {
  return editBodies(module, (body, editor) => {
    for (const loop of countingLoops(body)) {
      const turns = turnsOf(loop, body.instructions);
      if (turns === 0 || turns * operationsOf(loop, body.instructions) > MAX_OPERATIONS) continue;
      // A loop that takes values would have to be given them in each turn.
      if (body.instructions[loop.start].first < 0) unroll(editor, body, loop, turns, constants);
    }
  });
}

/** How many instructions of a turn do something that is left to do once it is known what the local holds. */
function operationsOf({ start, end, local }: CountingLoop, instructions: readonly Instruction[]): number {
  const isKnown = ({ op, first }: Instruction): boolean =>
    op === Op.i32_const || ((op === Op.local_get || op === Op.local_tee) && first === local);
  let count = 0;
  for (let i = start + 1; i < end; i++) {
    const { op } = instructions[i];
    if (isOperation(op) && !(isKnown(instructions[i - 1]) && isKnown(instructions[i - 2]))) count++;
  }
  return count;
}

/** Whether an instruction does more than to move values, or to say what comes next. */
function isOperation(op: number): boolean {
  return (
    op === Op.call ||
    op === Op.call_indirect ||
    op === Op.select ||
    (op >= Op.i32_load && op <= Op.memory_grow) ||
    op >= Op.i32_eqz
  );
}

/** What the local holds at instruction `at` in turn `turn`; null if that is not known. */
function valueAt({ from, step, update, updateEnd }: CountingLoop, turn: number, at: number): number | null {
  return at > updateEnd ? null : (from + step * (at >= update ? turn + 1 : turn)) | 0;
}

/**
 * How many turns the loop takes, the one in which it is left included, as far as comparisons with numbers tell; 0 if they do not, or if it takes more
 * than `MAX_TURNS`.
 */
function turnsOf(loop: CountingLoop, instructions: readonly Instruction[]): number {
  let most = 0;
  for (let i = loop.start + 1; i < loop.end; i++) {
    const compare = comparisonAt(loop, instructions, i);
    if (compare === null || i > loop.updateEnd) continue;
    const compareIn = (turn: number): boolean => compare(valueAt(loop, turn, i) as number);
    let turn = 1;
    while (turn <= MAX_TURNS && compareIn(turn) === compareIn(0)) turn++;
    if (turn > MAX_TURNS) return 0;
    most = Math.max(most, turn + 1);
  }
  return most;
}

type Comparison = (value: number) => boolean;

/** What a condition at `i` says of the local, if it compares that with a number. */
function comparisonAt({ local }: CountingLoop, instructions: readonly Instruction[], i: number): Comparison | null {
  const [one, other, compare, use] = instructions.slice(i, i + 4);
  // It is in a loop, and so in front of two instructions that end that and the function at least.
  if (use === undefined) return null;
  const isLocal = ({ op, first }: Instruction): boolean =>
    (op === Op.local_get || op === Op.local_tee) && first === local;
  if (isLocal(one) && isCondition(other)) return (value) => value !== 0;
  if (isLocal(one) && other.op === Op.i32_eqz && isCondition(compare)) return (value) => value !== 0;
  if (!isCondition(use) && use.op !== Op.i32_eqz) return null;
  if (isLocal(one) && other.op === Op.i32_const) return comparison(compare.op, (value) => [value, other.first]);
  if (isLocal(other) && other.op === Op.local_get && one.op === Op.i32_const)
    return comparison(compare.op, (value) => [one.first, value]);
  return null;
}

function isCondition({ op }: Instruction): boolean {
  return op === Op.if || op === Op.br_if;
}

function comparison(op: number, operands: (value: number) => [number, number]): Comparison | null {
  const compare = COMPARISONS.get(op);
  return compare === undefined ? null : (value) => compare(...operands(value));
}

const COMPARISONS: ReadonlyMap<number, (left: number, right: number) => boolean> = new Map([
  [Op.i32_eq, (left, right) => left === right],
  [Op.i32_ne, (left, right) => left !== right],
  [Op.i32_lt_s, (left, right) => left < right],
  [Op.i32_lt_u, (left, right) => left >>> 0 < right >>> 0],
  [Op.i32_gt_s, (left, right) => left > right],
  [Op.i32_gt_u, (left, right) => left >>> 0 > right >>> 0],
  [Op.i32_le_s, (left, right) => left <= right],
  [Op.i32_le_u, (left, right) => left >>> 0 <= right >>> 0],
  [Op.i32_ge_s, (left, right) => left >= right],
  [Op.i32_ge_u, (left, right) => left >>> 0 >= right >>> 0],
]);

/** Writes `turns` turns, each in a block whose end is where the loop would start again, in a block around all whose end is where it is left. */
function unroll(
  editor: BodyEditor,
  body: FunctionBody,
  loop: CountingLoop,
  turns: number,
  constants: ConstantMemory,
): void {
  const { instructions } = body;
  const type = body.bytes.subarray(instructions[loop.start].start + 1, instructions[loop.start].end);
  const out = new ByteWriter(1024);
  out.op(Op.block);
  out.append(type);
  for (let turn = 0; turn < turns; turn++) {
    out.op(Op.block);
    out.byte(BLOCK_VOID);
    writeTurn(out, body, loop, turn, constants);
    out.op(Op.br);
    out.uleb(1);
    out.op(Op.end);
  }
  out.op(Op.loop);
  out.append(type);
  writeTurn(out, body, loop, null, constants);
  out.op(Op.end);
  out.op(Op.end);
  editor.replace(instructions[loop.start].start, instructions[loop.end].end, out);
}

/** `turn`: null for any. */
function writeTurn(
  out: ByteWriter,
  { bytes, instructions }: FunctionBody,
  loop: CountingLoop,
  turn: number | null,
  constants: ConstantMemory,
): void {
  let depth = 0;
  /** Numbers that were written last, with where each begins. */
  const numbers: { readonly at: number; readonly value: number }[] = [];
  const number = (value: number): void => {
    numbers.push({ at: out.length, value });
    pushConstant(out, value);
  };
  for (let i = loop.start + 1; i < loop.end; i++) {
    const instruction = instructions[i];
    const { op, first, start, end } = instruction;
    if (op === Op.i32_const) {
      number(first);
      continue;
    }
    const counted = turn !== null && op === Op.local_get && first === loop.local ? valueAt(loop, turn, i) : null;
    if (counted !== null) {
      number(counted);
      continue;
    }
    const right = numbers.pop();
    const left = numbers.pop();
    if ((op === Op.i32_add || op === Op.i32_sub) && left !== undefined && right !== undefined) {
      out.length = left.at;
      number((left.value + (op === Op.i32_add ? right.value : -right.value)) | 0);
      continue;
    }
    const loaded =
      right !== undefined && isLoad(instruction) ? constants.load(op, addressOf(right.value, instruction)) : null;
    numbers.length = 0;
    if (loaded !== null && right !== undefined) {
      out.length = right.at;
      out.append(loaded.toBytes());
      continue;
    }
    if (op === Op.block || op === Op.loop || op === Op.if) depth++;
    else if (op === Op.end) depth--;
    if (op === Op.br || op === Op.br_if || op === Op.br_table) writeJump(out, bytes, instruction, depth);
    else out.append(bytes.subarray(start, end));
  }
}

/** A jump, `depth` blocks deep in the loop. There is a block more around that than there was. */
function writeJump(out: ByteWriter, bytes: Uint8Array, { op, first, start }: Instruction, depth: number): void {
  const label = (number: number): void => out.uleb(number > depth ? number + 1 : number);
  out.byte(op);
  if (op !== Op.br_table) {
    label(first);
    return;
  }
  out.uleb(first);
  const cursor = new Cursor(bytes, start + 1);
  for (let left = cursor.uleb(); left >= 0; left--) label(cursor.uleb());
}
