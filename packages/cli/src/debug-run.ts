import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugBuild } from './debug-build.ts';
import { framesOf, type Stop, withoutPanic } from './debug-stops.ts';
import { DebuggedProcess, type DebugListener, type Pause, type Script } from './debugged-process.ts';
import type { CodePlaces } from './protocol.ts';
import { temporaryDirectory } from './running-process.ts';
import type { TraceStyle } from './stack-trace.ts';
import { isFailure, TestRun } from './test-run.ts';

/** Who is told of what becomes of it. */
export interface DebugRunListener {
  wrote(stream: 'stdout' | 'stderr', text: string): void;
  stopped(stop: Stop): void;
  ended(exitCode: number): void;
}

/** How far a step goes. */
type Step = 'over' | 'into' | 'out';

const METHODS = { over: 'Debugger.stepOver', into: 'Debugger.stepInto', out: 'Debugger.stepOut' } as const;

/** The exit code of what a signal ended. */
const SIGNALED = 1;

/** A program, or tests, that run under the debugger. */
export class DebugRun {
  readonly #build: DebugBuild;
  readonly #isPlain: boolean;
  readonly #listener: DebugRunListener;
  readonly #style: TraceStyle;
  #process: DebuggedProcess | null = null;
  #script: Script | null = null;
  #tests: TestRun | null = null;
  #isEnded = false;
  #stopsAtTraps = true;
  /** By path, where in the code there are breakpoints. */
  readonly #breakpoints = new Map<string, readonly number[]>();
  /** Those that the engine knows, by where they are. */
  readonly #set = new Map<number, string>();
  #current: Pause | null = null;
  /** What the program does until it stops for something else. */
  #step: { readonly how: Step; readonly depth: number; readonly line: string } | null = null;
  #isPausing = false;

  /** `isPlain`: whether it runs without stopping. */
  constructor(build: DebugBuild, isPlain: boolean, listener: DebugRunListener) {
    this.#build = build;
    this.#isPlain = isPlain;
    this.#listener = listener;
    this.#style = { color: false, isFull: build.showsLibrary };
  }

  /** Begins. */
  async start(): Promise<void> {
    const { plan } = this.#build;
    if (plan === null) this.#startProgram();
    else void this.#runTests();
  }

  /** Stops at code of these lines of the file at `path`, and at no others of it. Returns the lines where it stops instead, null where there is no code. */
  async setBreakpoints(path: string, asked: readonly number[]): Promise<(number | null)[]> {
    const found = asked.map((line) => this.#build.lines.codeOf(path, line));
    const offsets = this.#isPlain ? [] : found.flatMap((code) => code?.offsets ?? []);
    this.#breakpoints.set(path, offsets);
    await this.#applyBreakpoints();
    return found.map((code) => code?.line ?? null);
  }

  /** Whether it stops where code traps, as it does at the end of a panic. */
  async stopAtTraps(stops: boolean): Promise<void> {
    this.#stopsAtTraps = stops;
    if (this.#script !== null) await this.#applyTraps();
  }

  async resume(): Promise<void> {
    this.#step = null;
    this.#current = null;
    await this.#process?.send('Debugger.resume');
  }

  /** Goes on to another line: that after a call, or that of the called function, or that of the caller. */
  async step(how: Step): Promise<void> {
    const [frame] = this.#frames();
    if (frame === undefined) return this.resume();
    this.#step = { how, depth: this.#frames().length, line: lineOf(frame.place) };
    await this.#go();
  }

  /** Stops where it is; where it has not begun, as soon as it has. */
  async pause(): Promise<void> {
    this.#isPausing = true;
    if (this.#script !== null) await this.#process?.send('Debugger.pause');
  }

  /** Ends it at once. Nobody is told of its end any more. */
  end(): void {
    this.#isEnded = true;
    this.#tests?.stop();
    this.#process?.process.stop();
  }

  #startProgram(): void {
    const { module, world, locate } = this.#build;
    const file = join(temporaryDirectory(), 'program.wasm');
    writeFileSync(file, module);
    const { process } = this.#open([file, JSON.stringify(this.#style), JSON.stringify(world)]);
    process.listen(
      (places) => process.tell(locate(places as CodePlaces)),
      (code) => this.#ended(code ?? SIGNALED),
    );
  }

  async #runTests(): Promise<void> {
    const { module, plan, world, locate } = this.#build;
    const say = (text: string): void => this.#listener.wrote('stderr', text);
    const tests = plan!.tests;
    let failed = 0;
    this.#tests = new TestRun({
      style: this.#style,
      world,
      timeout: 0,
      locate,
      startProcess: () => this.#open([]).process,
    });
    const indices = tests.map((_, index) => index);
    await this.#tests.run(module, plan!, indices, {
      started: (index) => say(`${index + 1}/${tests.length} ${tests[index].name}...`),
      wrote: say,
      ended: (_, result) => {
        if (isFailure(result)) failed++;
        const isPassed = result.status === 'ok';
        say(isPassed ? 'OK\n' : `${result.status === 'skipped' ? 'SKIP' : `FAIL (${result.reason})`}\n`);
      },
    });
    this.#tests.stop();
    this.#ended(failed === 0 ? 0 : 1);
  }

  #open(args: readonly string[]): DebuggedProcess {
    const listener: DebugListener = {
      wrote: (stream, text) => this.#listener.wrote(stream, text),
      loaded: async (script) => {
        this.#script = script;
        this.#set.clear();
        await this.#applyBreakpoints();
        await this.#applyTraps();
      },
      // What stands still cannot be asked to stop.
      resumed: () => {
        if (this.#isPausing && this.#step === null) void this.pause();
      },
      paused: (pause) => void this.#paused(pause),
    };
    const opened = new DebuggedProcess(args, listener);
    this.#process = opened;
    void opened.start();
    return opened;
  }

  #ended(exitCode: number): void {
    if (!this.#isEnded) this.#listener.ended(exitCode);
    this.#isEnded = true;
  }

  async #applyBreakpoints(): Promise<void> {
    if (this.#script === null) return;
    const wanted = new Set([...this.#breakpoints.values()].flat());
    for (const [offset, breakpointId] of this.#set) {
      if (wanted.has(offset)) continue;
      this.#set.delete(offset);
      await this.#process!.send('Debugger.removeBreakpoint', { breakpointId });
    }
    for (const offset of wanted) {
      if (this.#set.has(offset)) continue;
      const answer = await this.#process!.send('Debugger.setBreakpoint', { location: this.#location(offset) });
      this.#set.set(offset, (answer as { readonly breakpointId: string }).breakpointId);
    }
  }

  async #applyTraps(): Promise<void> {
    // The host catches all of them.
    const state = this.#stopsAtTraps && !this.#isPlain ? 'all' : 'none';
    await this.#process!.send('Debugger.setPauseOnExceptions', { state });
  }

  #location(offset: number): object {
    const { scriptId, codeOffset } = this.#script!;
    return { scriptId, lineNumber: 0, columnNumber: offset + codeOffset };
  }

  #frames(): Stop['frames'] {
    if (this.#current === null || this.#script === null) return [];
    return framesOf(this.#current, this.#script, this.#build.lines);
  }

  async #paused(pause: Pause): Promise<void> {
    const [top] = pause.callFrames;
    this.#current = pause;
    const frames = this.#frames();
    if (top.location.scriptId !== this.#script?.scriptId) return this.#leaveHost(pause, frames.length > 0);
    const stop = (reason: Stop['reason'], shown = frames, text?: string): void => {
      this.#step = null;
      this.#isPausing = false;
      this.#listener.stopped({ reason, frames: shown, ...(text === undefined ? {} : { text }) });
    };
    if (pause.reason === 'exception') {
      const shown = withoutPanic(frames);
      return stop('exception', shown, shown.length < frames.length ? 'panic' : trapOf(pause));
    }
    if ((pause.hitBreakpoints ?? []).length > 0) return stop('breakpoint');
    const [{ place }] = frames;
    if (this.#isPausing && place !== null) return stop('pause');
    if (this.#isPausing) this.#step = { how: 'into', depth: frames.length, line: '' };
    if (this.#step === null) return this.resume();
    const { depth, line } = this.#step;
    if (place === null || (frames.length === depth && lineOf(place) === line)) return this.#go();
    stop('step');
  }

  /** Goes on to where the step ends. */
  async #go(): Promise<void> {
    const { how } = this.#step!;
    const [frame] = this.#frames();
    this.#current = null;
    const { lines } = this.#build;
    // A call that was put in line is left within the function.
    const method = how === 'out' && lines.isInLine(frame.offset) ? METHODS.over : METHODS[how];
    const ranges = lines.passedFrom(frame.offset, how);
    const { scriptId } = this.#script!;
    const skipList = ranges.map(([start, end]) => ({
      scriptId,
      start: position(start + this.#script!.codeOffset),
      end: position(end + this.#script!.codeOffset),
    }));
    await this.#process!.send(method, method === METHODS.out ? {} : { skipList });
  }

  /** Goes on where the host is, which is passed over; what it throws and catches is its own. */
  async #leaveHost({ reason }: Pause, isCalled: boolean): Promise<void> {
    this.#current = null;
    const isStepping = (this.#step !== null || this.#isPausing) && isCalled && reason !== 'exception';
    await this.#process!.send(isStepping ? METHODS.out : 'Debugger.resume');
  }
}

/** What the engine calls the trap that it paused at. */
function trapOf({ data }: Pause): string {
  const { description = '' } = (data ?? {}) as { readonly description?: string };
  return description.split('\n')[0].replace(/^\w+: /, '');
}

function position(columnNumber: number): object {
  return { lineNumber: 0, columnNumber };
}

function lineOf(place: Stop['frames'][number]['place']): string {
  return place === null ? '' : `${place.line} ${place.path}`;
}
