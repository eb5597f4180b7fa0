import type { Debugger } from 'node:inspector';
import { createInterface } from 'node:readline';
import { COMMAND_FD, EVENT_FD, START } from './pipe-lines.ts';
import { RunningProcess } from './running-process.ts';

/** Where the module that is debugged says that its source map is: by this it is told from all others. */
export const MODULE_MARK = 'rezig:debugged';

/** The module that is debugged, as the engine has it. */
export interface Script {
  readonly scriptId: string;
  /** Where its code section starts. */
  readonly codeOffset: number;
}

/** Why it stands still, and where. */
export type Pause = Debugger.PausedEventDataType;

/** Who is told of a process that is debugged. */
export interface DebugListener {
  /** The module is there, and none of it has run. It goes on when this settles. */
  loaded(script: Script): Promise<void>;
  /** It runs again. */
  resumed(): void;
  /** It stands still. Where it does so in the module for the first time, `loaded` comes before. */
  paused(pause: Pause): void;
  /** It wrote to its standard output or error. */
  wrote(stream: 'stdout' | 'stderr', text: string): void;
}

/** A process whose program is debugged: what the engine is told of it, and tells (the `Debugger` domain of the Chrome DevTools Protocol). */
export class DebuggedProcess {
  readonly process: RunningProcess;
  readonly #listener: DebugListener;
  readonly #answers = new Map<number, (answer: Answer) => void>();
  #lastId = 0;
  #script: Script | null = null;

  /** `args`: see `debug-process.ts`. The process waits for `start`. */
  constructor(args: readonly string[], listener: DebugListener) {
    this.#listener = listener;
    this.process = new RunningProcess('debug-process.cjs', args, 'ignore', 'pipe', 2);
    for (const stream of ['stdout', 'stderr'] as const) {
      const pipe = this.process.pipe(stream === 'stdout' ? 1 : 2);
      pipe.setEncoding('utf8').on('data', (text: string) => listener.wrote(stream, text));
    }
    const lines = createInterface({ input: this.process.pipe(EVENT_FD) });
    lines.on('line', (line) => this.#receive(JSON.parse(line)));
    // One that is gone takes no commands any more.
    this.process.pipe(COMMAND_FD).on('error', () => {});
  }

  /** Lets the program begin. It stands still before the first of its code. */
  async start(): Promise<void> {
    await this.send('Debugger.enable');
    await this.send('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptWithSourceMapExecution' });
    this.#write({ method: START });
  }

  /** Has the engine do `method`. Rejects where it cannot. */
  send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId;
    this.#write({ id, method, params });
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ error, result }) => (error ? reject(new Error(error.message)) : resolve(result)));
    });
  }

  #write(command: object): void {
    this.process.pipe(COMMAND_FD).write(`${JSON.stringify(command)}\n`);
  }

  #receive(message: Answer | Event): void {
    if ('id' in message) {
      this.#answers.get(message.id)?.(message);
      this.#answers.delete(message.id);
    } else if (message.method === 'Debugger.scriptParsed') {
      const { sourceMapURL, scriptId, codeOffset } = message.params as Debugger.ScriptParsedEventDataType & Script;
      if (sourceMapURL === MODULE_MARK) this.#script = { scriptId, codeOffset };
    } else if (message.method === 'Debugger.paused') void this.#paused(message.params as Pause);
    else if (message.method === 'Debugger.resumed') this.#listener.resumed();
  }

  async #paused(pause: Pause): Promise<void> {
    if (pause.reason !== ('instrumentation' as string)) return this.#listener.paused(pause);
    const [frame] = pause.callFrames;
    if (this.#script !== null && frame?.location.scriptId === this.#script.scriptId)
      await this.#listener.loaded(this.#script);
    await this.send('Debugger.resume');
  }
}

interface Answer {
  readonly id: number;
  readonly error?: { readonly message: string } | null;
  readonly result?: unknown;
}

interface Event {
  readonly method: string;
  readonly params: object;
}
