import { existsSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import type { TestPlan } from '@rezig/compiler';
import { completeOptions, type KnownResult, knownResult, timeNow } from '@rezig/compiler/state';
import { NodeHost, overlaysOf } from '@rezig/node/node-host.ts';
import { openState } from '@rezig/node/state-store.ts';
import { type CompilerUse, loadCompiler } from './bundles.ts';
import type { Compiler } from './compiler.ts';
import { CompilerFault } from './compiler-fault.ts';
import type { CompilerThread } from './compiler-thread.ts';
import { errorText } from './error-text.ts';
import type { LoadedBundle } from './load-bundle.ts';
import type { CodePlaces, CompileSetup, Locations, Outcome } from './protocol.ts';
import type { RemoteState } from './remote-state.ts';

/**
 * How much of the memory for objects that this thread may have an update takes here at most. Where a thread of its own has no more, the compiler can say so; here the process would end.
 */
const MAX_HEAP_SHARE = 0.5;

/** How long an update may keep this thread from other programs that are compiled at once, in milliseconds of processor time. */
const SHARED_MILLISECONDS = 1000;

/**
 * The compiler for one update. Where saved state tells that nothing changed it is not loaded. Where there is saved state, or an image of the library, it runs in this thread: to start
 * another takes longer than many an update, and none is faster there. What needs more memory or stack than this thread has is begun again in one that is made
 * for it.
 */
export class OneShotCompiler {
  readonly #setup: CompileSetup;
  readonly #isAlone: boolean;
  #bundle: LoadedBundle<{ Compiler: typeof Compiler }> | null = null;
  #here: Compiler | null = null;
  #thread: CompilerThread | null = null;
  #remote: RemoteState | null = null;
  /** Whether the update found out what was not known. */
  #isNew = false;

  /** `isAlone`: whether no other program is compiled at the same time, for which other threads are. */
  constructor(setup: CompileSetup, isAlone = true) {
    this.#setup = setup;
    this.#isAlone = isAlone;
  }

  /** The update. `detailed`: see `Request`. Rejects with a `CompilerFault`. */
  async update(detailed: boolean): Promise<Outcome> {
    const outcome = await this.#update(detailed || this.#setup.remote?.uploads === true);
    this.#isNew = outcome.journal === null || outcome.journal.analysed.length > 0;
    return outcome;
  }

  async #update(detailed: boolean): Promise<Outcome> {
    const start = timeNow();
    const { statePath, imagePath, remote } = this.#setup;
    if (remote) {
      const { RemoteState } = await import('./remote-state.ts');
      this.#remote = RemoteState.of(this.#setup);
      await this.#remote?.fetch();
    }
    const state = statePath === null ? null : openState(statePath);
    const known =
      state === null
        ? null
        : knownResult(state, completeOptions(this.#setup.program), new NodeHost(null, null, overlaysOf(this.#setup)));
    if (known !== null) return knownOutcome(known, start, this.#setup);
    const isFirst = state === null;
    const isHere = !isFirst || (this.#isAlone && imagePath !== null && existsSync(imagePath));
    const outcome = isHere ? this.#updateHere(isFirst ? 'image' : 'update', detailed) : null;
    return outcome ?? (await this.#startThread()).update([], detailed, true);
  }

  /** Where code of `module` comes from, which the update gave: see `Request`. Gives nothing if the compiler fails. */
  locate(places: CodePlaces, module: Uint8Array): Locations {
    return (this.#thread ?? this.#here ?? this.#loadHere()).locate(places, module);
  }

  /** As `Compiler.sourceMap`, of the module that `update` gave. Rejects with a `CompilerFault`. */
  async sourceMap(module: Uint8Array, directory: string): Promise<string | null> {
    return (this.#thread ?? this.#here ?? this.#loadHere()).sourceMap(module, directory);
  }

  /** How to run the tests of the module that `update` gave, where it did not say. */
  testPlan(): TestPlan {
    return (this.#here ?? this.#loadHere()).update([], false)!.testPlan!;
  }

  /** Keeps for later processes what this one found out, unless a thread does so by itself. To be called when the result was given. */
  keep(): void {
    this.#here?.flush();
    this.#here?.keep();
  }

  /** Lets what runs end, and then has what was kept sent to a team's server, if there is one for that. */
  close(): void {
    this.#thread?.close();
    this.#bundle?.keepCode(() => this.#rehearse());
    if (this.#remote !== null) void this.#share(this.#remote);
  }

  /** Throws a `CompilerFault`, though nobody asked for it: the next update may need what fails here. */
  #rehearse(): void {
    try {
      this.#here?.rehearse();
    } catch (cause) {
      throw new CompilerFault('internal fault of the compiler while linking all: please report it', { cause });
    }
  }

  async #share(remote: RemoteState): Promise<void> {
    await this.#thread?.ended;
    await remote.finish(this.#isNew);
  }

  async #startThread(): Promise<CompilerThread> {
    const { CompilerThread } = await import('./compiler-thread.ts');
    return (this.#thread = new CompilerThread(this.#setup));
  }

  #loadHere(use: CompilerUse = 'update'): Compiler {
    this.#bundle = loadCompiler(use);
    return (this.#here = new this.#bundle.exports.Compiler(this.#setup));
  }

  /** Null where it takes more than it may here, or fails. */
  #updateHere(use: CompilerUse, detailed: boolean): Outcome | null {
    const outcome = this.#loadHere(use).update([], detailed, this.#isAlone ? heapIsTaken() : timeIsOver());
    if (outcome !== null && outcome.faults.length === 0) return outcome;
    this.#here = null;
    return null;
  }
}

/** To look takes as long as to analyse a small unit: it is done every so many times. */
const HEAP_ASKED_EVERY = 16;

function heapIsTaken(): () => boolean {
  let asked = 0;
  return () => {
    if (++asked % HEAP_ASKED_EVERY !== 0) return false;
    const { used_heap_size, heap_size_limit } = getHeapStatistics();
    return used_heap_size > heap_size_limit * MAX_HEAP_SHARE;
  };
}

function timeIsOver(): () => boolean {
  const end = processorTime() + SHARED_MILLISECONDS;
  return () => processorTime() > end;
}

/** What this process has used, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function knownOutcome(known: KnownResult, start: number, setup: CompileSetup): Outcome {
  const times = { files: timeNow() - start, analysis: 0, code: 0, link: 0 };
  const moduleBytes = known.module?.length ?? 0;
  return {
    errorCount: known.errors.length,
    errorText: errorText(known, setup),
    testPlan: null,
    module: known.module,
    milliseconds: times.files,
    journal: { inputs: [], analysed: [], unchanged: [], generated: [], moduleBytes, times },
    watched: [],
    stateRefusal: null,
    isKnown: true,
    faults: [],
  };
}
