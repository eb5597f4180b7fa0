import { Op } from '../codegen/wasm.ts';
import type { FunctionBody, Instruction } from './function-body.ts';

/** A loop that counts in a local. */
export interface CountingLoop {
  /** The numbers of its first and last instruction: `loop` and `end`. */
  readonly start: number;
  readonly end: number;
  readonly local: number;
  /** What the local holds when the loop is come to. */
  readonly from: number;
  /** What is added in each turn. */
  readonly step: number;
  /** The number of the instruction that sets the local: no other in the loop does, and none starts the loop again without it. */
  readonly update: number;
  /** Where the block ends in which that stands: what is behind it may have been reached without it. */
  readonly updateEnd: number;
}

/** A block, loop or `if` that is not closed yet. */
interface OpenBlock {
  readonly op: number;
  readonly start: number;
  /** Where each local that is set in it is set last. Several times: -1. */
  readonly sets: ReadonlyMap<number, number>;
  /** What such a local holds where it begins, of those of which that is known. */
  readonly known: ReadonlyMap<number, number>;
  /** Whether another loop is in it. */
  hasLoop: boolean;
  /** The first and the last jump to its label. */
  firstJump: number;
  lastJump: number;
}

/** The loops of a body that contain no other, and that count from a known number by a known one. */
export function countingLoops(body: FunctionBody): CountingLoop[] {
  const { instructions, locals, paramsLen } = body;
  const loops: CountingLoop[] = [];
  const setsOf = setsOfBlocks(instructions);
  /** What locals hold. At first that is zero. */
  const known = new Map<number, number>();
  for (let local = paramsLen; local < locals.length; local++) known.set(local, 0);
  const forget = ({ sets }: OpenBlock): void => {
    for (const local of sets.keys()) known.delete(local);
  };
  const open: OpenBlock[] = [];
  for (let i = 0; i < instructions.length; i++) {
    const { op, first } = instructions[i];
    switch (op) {
      case Op.block:
      case Op.loop:
      case Op.if: {
        const sets = setsOf.get(i) as ReadonlyMap<number, number>;
        const inside = restricted(known, sets);
        const block = {
          op,
          start: i,
          sets,
          known: inside,
          hasLoop: false,
          firstJump: instructions.length,
          lastJump: 0,
        };
        if (op === Op.loop) {
          forget(block);
          for (const outer of open) outer.hasLoop = true;
        }
        open.push(block);
        break;
      }
      case Op.else: {
        const block = open[open.length - 1];
        forget(block);
        for (const [local, value] of block.known) known.set(local, value);
        break;
      }
      case Op.end: {
        const block = open.pop();
        if (block === undefined) break;
        const loop = block.op === Op.loop && !block.hasLoop ? countingLoop(block, i, instructions) : null;
        if (loop !== null) loops.push(loop);
        forget(block);
        break;
      }
      case Op.br:
      case Op.br_if:
        jump(open[open.length - 1 - first], i);
        break;
      case Op.br_table:
        // It may have any label.
        for (const block of open) jump(block, i);
        break;
      case Op.local_set:
      case Op.local_tee: {
        const value = instructions[i - 1];
        if (value.op === Op.i32_const) known.set(first, value.first);
        else known.delete(first);
      }
    }
  }
  return loops;
}

/** `block`: undefined where the function is left. */
function jump(block: OpenBlock | undefined, from: number): void {
  if (block === undefined) return;
  block.firstJump = Math.min(block.firstJump, from);
  block.lastJump = from;
}

function restricted(known: ReadonlyMap<number, number>, sets: ReadonlyMap<number, number>): Map<number, number> {
  const some = new Map<number, number>();
  for (const local of sets.keys()) {
    const value = known.get(local);
    if (value !== undefined) some.set(local, value);
  }
  return some;
}

/** Where in each block locals are set, as `OpenBlock.sets` has it; blocks by the numbers of their first instructions. */
function setsOfBlocks(instructions: readonly Instruction[]): Map<number, ReadonlyMap<number, number>> {
  const all = new Map<number, ReadonlyMap<number, number>>();
  const open: Map<number, number>[] = [];
  for (let i = 0; i < instructions.length; i++) {
    const { op, first } = instructions[i];
    if (op === Op.block || op === Op.loop || op === Op.if) {
      const sets = new Map<number, number>();
      all.set(i, sets);
      open.push(sets);
    } else if (op === Op.end) open.pop();
    else if (op === Op.local_set || op === Op.local_tee)
      for (const sets of open) sets.set(first, sets.has(first) ? -1 : i);
  }
  return all;
}

function countingLoop(
  { start, sets, known, firstJump, lastJump }: OpenBlock,
  end: number,
  instructions: readonly Instruction[],
): CountingLoop | null {
  for (const [local, from] of known) {
    const update = sets.get(local) as number;
    if (update < start + UPDATE_LENGTH || firstJump < update) continue;
    const updateEnd = endOfBlock(instructions, update);
    // In a block all that is behind an instruction has come by it; what is behind the block may have jumped there.
    if (lastJump > updateEnd) continue;
    const [get, step, add] = instructions.slice(update - UPDATE_LENGTH + 1, update);
    if (get.op !== Op.local_get || get.first !== local || step.op !== Op.i32_const) continue;
    if (add.op === Op.i32_add || add.op === Op.i32_sub)
      return { start, end, local, from, step: add.op === Op.i32_add ? step.first : -step.first, update, updateEnd };
  }
  return null;
}

/** How many instructions it takes to add to a local. */
const UPDATE_LENGTH = 4;

/** Where the innermost block ends that instruction `at` stands in: its `else` or `end`. */
function endOfBlock(instructions: readonly Instruction[], at: number): number {
  let depth = 0;
  for (let i = at + 1; ; i++) {
    const { op } = instructions[i];
    if (op === Op.block || op === Op.loop || op === Op.if) depth++;
    else if (depth === 0 && (op === Op.else || op === Op.end)) return i;
    else if (op === Op.end) depth--;
  }
}
