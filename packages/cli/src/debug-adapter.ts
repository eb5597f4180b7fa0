import { basename } from 'node:path';
import {
  DebugSession,
  ExitedEvent,
  InitializedEvent,
  OutputEvent,
  Source,
  StackFrame,
  StoppedEvent,
  TerminatedEvent,
  Thread,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ProgramCommand } from './commands.ts';
import { buildToDebug, type DebugBuild } from './debug-build.ts';
import { DebugRun } from './debug-run.ts';
import type { Stop } from './debug-stops.ts';

/** The only thread of a program. */
const THREAD = 1;

/** The exceptions that one can have it stop at. */
const TRAPS = 'traps';

/** What a client starts a session with. */
interface LaunchArguments extends DebugProtocol.LaunchRequestArguments {
  /** The arguments of this command line that run what is to be debugged: those of `run` or `test`. */
  readonly command?: readonly string[];
  /** The directory in which they are given; by default that in which this runs. */
  readonly cwd?: string;
}

/** A session of a debugger, as the debug adapter protocol has it. */
export class DebugAdapter extends DebugSession {
  readonly #parse: (args: readonly string[]) => Promise<ProgramCommand>;
  #build: DebugBuild | null = null;
  #run: DebugRun | null = null;
  #stop: Stop | null = null;

  constructor(parse: (args: readonly string[]) => Promise<ProgramCommand>) {
    super();
    this.#parse = parse;
    this.setDebuggerLinesStartAt1(false);
    this.setDebuggerColumnsStartAt1(false);
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsTerminateRequest: true,
      supportsExceptionInfoRequest: true,
      supportsDelayedStackTraceLoading: true,
      exceptionBreakpointFilters: [{ filter: TRAPS, label: 'Panics and traps', default: true }],
    };
    this.sendResponse(response);
  }

  protected override launchRequest(response: DebugProtocol.LaunchResponse, args: LaunchArguments): void {
    this.#answer(response, () => this.#launch(args));
  }

  async #launch({ command, cwd, noDebug }: LaunchArguments): Promise<void> {
    if (!Array.isArray(command) || command.length === 0)
      throw new Error('"command" is to be what is debugged, such as ["run", "main.zig"]');
    if (cwd !== undefined) process.chdir(cwd);
    const build = await buildToDebug(await this.#parse(command), (text) => this.#say('stderr', text));
    this.#build = build;
    this.#run = new DebugRun(build, noDebug === true, {
      wrote: (stream, text) => this.#say(stream, text),
      stopped: (stop) => {
        this.#stop = stop;
        this.sendEvent(new StoppedEvent(stop.reason, THREAD, stop.text));
      },
      ended: (exitCode) => {
        this.sendEvent(new ExitedEvent(exitCode));
        this.sendEvent(new TerminatedEvent());
      },
    });
    this.sendEvent(new InitializedEvent());
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    this.#answer(response, async () => {
      const asked = breakpoints.map(({ line }) => this.convertClientLineToDebugger(line));
      const lines = (await this.#run?.setBreakpoints(source.path ?? '', asked)) ?? asked.map(() => null);
      response.body = {
        breakpoints: lines.map((line) =>
          line === null
            ? { verified: false, message: 'no code is made from here' }
            : { verified: true, line: this.convertDebuggerLineToClient(line) },
        ),
      };
    });
  }

  protected override setExceptionBreakPointsRequest(
    response: DebugProtocol.SetExceptionBreakpointsResponse,
    { filters }: DebugProtocol.SetExceptionBreakpointsArguments,
  ): void {
    this.#answer(response, async () => this.#run?.stopAtTraps(filters.includes(TRAPS)));
  }

  protected override configurationDoneRequest(response: DebugProtocol.ConfigurationDoneResponse): void {
    this.#answer(response, async () => this.#run?.start());
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: [new Thread(THREAD, 'program')] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { startFrame = 0, levels = 0 }: DebugProtocol.StackTraceArguments,
  ): void {
    const frames = this.#stop?.frames ?? [];
    const end = levels === 0 ? frames.length : startFrame + levels;
    response.body = {
      totalFrames: frames.length,
      stackFrames: frames.slice(startFrame, end).map(({ name, place, isOwn }, i) => {
        if (place === null) return { ...new StackFrame(startFrame + i, name), presentationHint: 'subtle' };
        const source: DebugProtocol.Source = new Source(
          basename(place.path),
          this.convertDebuggerPathToClient(place.path),
        );
        if (!isOwn) source.presentationHint = 'deemphasize';
        const line = this.convertDebuggerLineToClient(place.line);
        const column = this.convertDebuggerColumnToClient(place.column);
        return new StackFrame(startFrame + i, name, source as Source, line, column);
      }),
    };
    this.sendResponse(response);
  }

  protected override scopesRequest(response: DebugProtocol.ScopesResponse): void {
    response.body = { scopes: [] };
    this.sendResponse(response);
  }

  protected override exceptionInfoRequest(response: DebugProtocol.ExceptionInfoResponse): void {
    const description = this.#stop?.text ?? '';
    response.body = { exceptionId: 'trap', description, breakMode: 'always' };
    this.sendResponse(response);
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    this.#answer(response, async () => this.#run?.resume());
  }

  protected override nextRequest(response: DebugProtocol.NextResponse): void {
    this.#answer(response, async () => this.#run?.step('over'));
  }

  protected override stepInRequest(response: DebugProtocol.StepInResponse): void {
    this.#answer(response, async () => this.#run?.step('into'));
  }

  protected override stepOutRequest(response: DebugProtocol.StepOutResponse): void {
    this.#answer(response, async () => this.#run?.step('out'));
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.#answer(response, async () => this.#run?.pause());
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.#run?.end();
    this.sendResponse(response);
    this.sendEvent(new TerminatedEvent());
  }

  protected override disconnectRequest(
    response: DebugProtocol.DisconnectResponse,
    args: DebugProtocol.DisconnectArguments,
    request?: DebugProtocol.Request,
  ): void {
    this.#run?.end();
    this.#build?.close();
    super.disconnectRequest(response, args, request);
  }

  #say(stream: 'stdout' | 'stderr', text: string): void {
    if (text !== '') this.sendEvent(new OutputEvent(text, stream));
  }

  /** Answers when `act` was done, with what it is rejected with if it is. */
  #answer(response: DebugProtocol.Response, act: () => Promise<unknown>): void {
    act().then(
      () => this.sendResponse(response),
      (error: Error) => this.sendErrorResponse(response, { id: 1, format: error.message, showUser: true }),
    );
  }
}
