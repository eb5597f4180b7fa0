import { ConstantMemory, withoutConstantLoads } from './constant-memory.ts';
import { joinBits } from './join-bits.ts';
import { joinComparisons } from './join-comparisons.ts';
import { MARKERS_PATTERN, markFrames } from './mark-frames.ts';
import { promoteSlots } from './promote-slots.ts';
import { unrollLoops } from './unroll-loops.ts';
import { withoutUnusedLoads } from './unused-loads.ts';

/** What Binaryen is to do, and besides when it is run for the last time. */
export interface OptimizeLevel {
  /** The first two times. */
  readonly first: readonly string[];
  /** After that: what was inlined then would make the module larger and not faster. */
  readonly later: readonly string[];
  readonly last: readonly string[];
  /**
   * How often values are put in locals after functions were put into one another. With a function that was called by a pointer out of such a value, the
   * second time, the first has done; for what loops have in such values that are written out then, the third time. What such a loop makes of one number in several
   * turns is seen to be that where it has been simplified once more.
   */
  readonly rounds: number;
  /** Whether loops of few turns are written out. */
  readonly unrolls: boolean;
}

/** What Binaryen is to do in its run `number`, from 1. */
function argsOf({ first, later }: OptimizeLevel, number: number): readonly string[] {
  return number <= 2 ? first : later;
}

/** Has Binaryen make another module of one. */
type Run = (args: readonly string[], module: Uint8Array) => Promise<Uint8Array>;

/** `module` as Binaryen makes it, with what it leaves to be done in between. */
export async function optimizeModule(module: Uint8Array, level: OptimizeLevel, run: Run): Promise<Uint8Array> {
  const constants = new ConstantMemory(module);
  const prepared = joinComparisons(joinBits(await withSlotsInLocals(module, constants, level, run)));
  const optimized = await run([...argsOf(level, level.rounds + 1), ...level.last], prepared);
  return withoutUnusedLoads(withoutConstantLoads(joinBits(optimized), constants));
}

/**
 * `module` with functions put into one another, in locals what of the stack needs no address then, and with constants as numbers where it is known which are read.
 */
async function withSlotsInLocals(
  module: Uint8Array,
  constants: ConstantMemory,
  level: OptimizeLevel,
  run: Run,
): Promise<Uint8Array> {
  let marked = markFrames(module) ?? module;
  for (let round = 1; round <= level.rounds; round++) {
    // Names of functions are needed for the pattern.
    const args = ['-g', `--no-inline=${MARKERS_PATTERN}`, ...argsOf(level, round), '--ssa-nomerge'];
    const promoted = promoteSlots(await run(args, marked), round === level.rounds);
    marked = withoutUnusedLoads(withoutConstantLoads(promoted, constants));
    if (level.unrolls) marked = unrollLoops(marked, constants);
  }
  return marked;
}
