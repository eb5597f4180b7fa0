import { readFileSync } from 'node:fs';
import { Compilation, MemoryHost, renderErrors } from '../packages/compiler/src/index.ts';
import { HotSwap } from '../packages/compiler/src/swap/index.ts';
import { applyPatch, type RunningProgram, startProgram } from '../packages/compiler/src/swap/runtime.ts';
import { type FuzzBudget, type FuzzReport, type FuzzSettings, goesOn } from './fuzz-report.ts';
import { Random } from './random-edit.ts';
import { changeHoles, parseTemplate, render, type State, someHoles, usualState } from './walk-template.ts';

/* Fuzzes patches for a simulation that runs, in a thread with a large stack: see fuzz.ts. */

const template = parseTemplate(readFileSync(new URL('../test/swaps/simulation', import.meta.url), 'utf8'));
const smallLib = new URL('../packages/compiler/test/sema/lib/', import.meta.url);

/** How many holes a walk changes at most, and after how many edits another walk begins. */
const MOST_HOLES = 8;
const LONGEST_WALK = 60;
/** How often the simulation is stepped after each edit. */
const STEPS = 12;

/** What a run came to. */
interface SwapReport extends FuzzReport {
  /** How many edits gave a patch. */
  readonly patches: number;
}

type Exports = Readonly<Record<string, (...args: number[]) => unknown>>;

/** What is the same in programs that can be swapped, as the programs themselves say it. */
interface Facts {
  readonly layout: unknown;
  readonly extraSize: number;
  readonly extraAlignment: number;
}

/**
 * Edits a simulation while it runs. After each patch the program is compared with one that starts from the module of the same update, and is given what the first has in its
 * state: step by step, both come to the same. A patch is given exactly where types say that they are in memory as before, and variables are what they were.
 * Stops when `budget` is used up, or at a difference.
 */
export async function fuzzSwaps(
  budget: FuzzBudget,
  seed: number,
  { collectsAlways }: FuzzSettings,
): Promise<SwapReport> {
  const random = new Random(seed);
  const start = performance.now();
  let edits = 0;
  let patches = 0;
  while (goesOn(budget, start, edits)) {
    const walk = new SwapWalk(collectsAlways);
    await walk.start(usualState(template));
    const holes = someHoles(random, template, MOST_HOLES);
    let state = usualState(template);
    for (let i = 0; i < LONGEST_WALK && goesOn(budget, start, edits); i++) {
      const last = state;
      state = changeHoles(random, template, state, holes);
      edits++;
      const { difference, isPatched } = await walk.edit(state, random);
      if (isPatched) patches++;
      if (difference !== null)
        return {
          edits,
          compiled: edits,
          patches,
          difference: `${difference}\nbefore:\n${textOf(last)}\nafter:\n${textOf(state)}`,
        };
    }
  }
  return { edits, compiled: edits, patches, difference: null };
}

function textOf(state: State): string {
  return render(template, state).get('main.zig')!;
}

/** A walk of a program that runs. */
class SwapWalk {
  readonly #host = new MemoryHost({
    readFile: (path) => new Uint8Array(readFileSync(new URL(path.slice(4), smallLib))),
  });
  readonly #compilation: Compilation;
  readonly #swap: HotSwap;
  #program: RunningProgram | null = null;
  #facts: Facts = { layout: 0, extraSize: 0, extraAlignment: 0 };

  constructor(collectsAlways: boolean) {
    const program = { rootPath: 'main.zig', zigLibDir: 'lib', target: 'wasm32-freestanding', isLibrary: true } as const;
    const link = { isSwappable: true };
    this.#compilation = new Compilation({ ...program, host: this.#host, link, collectsAlways });
    this.#swap = new HotSwap(this.#compilation);
  }

  get #exports(): Exports {
    return this.#program!.exports as Exports;
  }

  async start(state: State): Promise<void> {
    const errors = this.#update(state);
    if (errors !== '') throw new Error(errors);
    await this.#restart();
  }

  /** What is wrong after an edit; null if nothing is. */
  async edit(
    state: State,
    random: Random,
  ): Promise<{ readonly difference: string | null; readonly isPatched: boolean }> {
    const errors = this.#update(state);
    if (errors !== '') return { difference: errors, isPatched: false };
    const swap = this.#swap.next()!;
    const fresh = await instanceOf(this.#swapModule());
    const facts = factsOf(fresh);
    const { layout, extraSize, extraAlignment } = this.#facts;
    const isSame =
      facts.layout === layout &&
      (extraSize === 0 || (extraSize === facts.extraSize && facts.extraAlignment <= extraAlignment));
    if (swap.kind === 'reload') {
      if (isSame && extraSize === facts.extraSize && facts.extraAlignment === extraAlignment)
        return {
          difference: `refused though nothing in memory is another: ${swap.reasons.join('; ')}`,
          isPatched: false,
        };
      await this.#restart();
      return { difference: null, isPatched: false };
    }
    if (!isSame && facts.layout !== layout)
      return { difference: 'allowed though types are in memory otherwise', isPatched: false };
    if (!isSame && extraSize !== facts.extraSize)
      return { difference: 'allowed though a variable is another', isPatched: false };
    if (swap.kind === 'patch') await applyPatch(this.#program!, swap.patch);
    this.#facts = facts;
    return { difference: this.#compare(fresh, random), isPatched: swap.kind === 'patch' };
  }

  /** Steps the program that was patched, and one of the same code that is given its state. */
  #compare(fresh: Exports, random: Random): string | null {
    const patched = this.#exports;
    for (const [address, size] of VARIABLES) {
      const bytes = variable(patched, address, size);
      variable(fresh, address, size).set(bytes);
    }
    patched.restore();
    fresh.restore();
    for (let step = 0; step < STEPS; step++) {
      const input = random.below(1000);
      const [ours, theirs] = [attempt(patched, input), attempt(fresh, input)];
      if (ours !== theirs)
        return `step ${step} with ${input} gives ${ours}, and ${theirs} in a program that was always this one`;
      for (const [address, size] of VARIABLES) {
        const [a, b] = [variable(patched, address, size), variable(fresh, address, size)];
        if (Buffer.compare(a, b) !== 0)
          return `after step ${step} memory at ${address} is ${a.join()}, and ${b.join()} in a program that was always this one`;
      }
    }
    return null;
  }

  #update(state: State): string {
    this.#host.files.set('main.zig', new TextEncoder().encode(textOf(state)));
    const result = this.#compilation.update(['main.zig']);
    return renderErrors(result, false) + result.faults.join('\n');
  }

  /** The module of the last update. */
  #swapModule(): Uint8Array {
    return this.#compilation.linkedProgram()!.module;
  }

  async #restart(): Promise<void> {
    this.#program = await startProgram(this.#swap.start()!);
    this.#facts = factsOf(this.#exports);
  }
}

/** The exports that tell where variables are, and how large. */
const VARIABLES = [
  ['stateAddress', 'stateSize'],
  ['extraAddress', 'extraSize'],
  ['madeAddress', 'madeSize'],
  ['otherAddress', 'otherSize'],
] as const;

function variable(exports: Exports, address: string, size: string): Uint8Array {
  const { memory } = exports as unknown as { readonly memory: { readonly buffer: ArrayBuffer } };
  return new Uint8Array(memory.buffer, Number(exports[address]()), Number(exports[size]()));
}

function factsOf(exports: Exports): Facts {
  const { layout, extraSize, extraAlignment } = exports;
  return { layout: layout(), extraSize: Number(extraSize()), extraAlignment: Number(extraAlignment()) };
}

/** What a step gives, also where it traps. */
function attempt({ step }: Exports, input: number): string {
  try {
    return String(step(input));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function instanceOf(module: Uint8Array): Promise<Exports> {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { instantiate(bytes: Uint8Array): Promise<{ readonly instance: { readonly exports: object } }> };
  };
  return (await WebAssembly.instantiate(module)).instance.exports as Exports;
}
