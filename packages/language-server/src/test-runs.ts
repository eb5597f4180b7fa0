import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { FromAnalysis, ToAnalysis } from './protocol.ts';
import type { KnownTest, TestedProgram } from './tests.ts';
import { pathOfUri } from './uris.ts';
import type { Workspace } from './workspace.ts';

/** Who the diagnostics of failed tests say that they are from. */
const SOURCE = 'rezig test';

/** Has tests run that somebody asks for, or that edits affect, and tells what is known of them. */
export class TestRuns {
  readonly #workspace: Workspace;
  readonly #tell: (message: FromAnalysis) => void;
  readonly #runsAffected: boolean;
  /** Requests to be answered when what they asked for was run, by what runs. */
  readonly #waiting = new Map<number, { readonly key: string; readonly path: string }>();
  /** What the client was told last of the tests of files, as JSON. */
  readonly #told = new Map<string, string>();

  /** `runsAffected`: whether tests of open files run without being asked for, where their results are not known. */
  constructor(workspace: Workspace, tell: (message: FromAnalysis) => void, runsAffected: boolean) {
    this.#workspace = workspace;
    this.#tell = tell;
    this.#runsAffected = runsAffected;
  }

  receive(message: Extract<ToAnalysis, { kind: 'runTests' | 'testEnded' | 'testsDone' | 'locateInTests' }>): void {
    if (message.kind === 'runTests') {
      const path = pathOfUri(message.uri);
      const key = this.#workspace.openTests(path);
      const tested = this.#workspace.tested.get(key)!;
      tested.ask(message.title);
      this.#waiting.set(message.id, { key, path });
      if (tested.program.isCurrent) this.updated(key);
      return;
    }
    const tested = this.#workspace.tested.get(message.key);
    switch (message.kind) {
      case 'testEnded':
        tested?.ended(message.run, message.index, message.outcome);
        return this.#publish();
      case 'testsDone':
        tested?.done(message.run);
        this.#publish();
        // Others may have been asked for since, which run now, or wait for an update.
        if (tested === undefined || (!tested.isRunning && tested.program.isCurrent)) this.#answer(message.key);
        return;
      case 'locateInTests': {
        const { id, places, of } = message;
        const compilation = tested?.locatesIn(message.run) === true ? tested.program.compilation : null;
        const locations = places.map((at) =>
          compilation === null ? null : of === 'code' ? compilation.locate(at) : compilation.locateReturn(at),
        );
        this.#tell({ kind: 'answer', id, result: locations });
      }
    }
  }

  /** Makes what is needed for the tests that run without being asked for. Returns whether there is something to be brought up to date now. */
  prepare(): boolean {
    if (!this.#runsAffected) return false;
    return this.#workspace.openTestsOfAll();
  }

  /** The program of tests called `key` was brought up to date. */
  updated(key: string): void {
    const tested = this.#workspace.tested.get(key);
    if (tested === undefined) return this.#answer(key);
    if (this.#runsAffected) tested.ask(null);
    const order = tested.nextOrder();
    if (order !== null) this.#tell({ kind: 'runTests', key, ...order });
    this.#publish();
    if (!tested.isRunning) this.#answer(key);
  }

  #answer(key: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.key !== key) continue;
      this.#waiting.delete(id);
      const tested = this.#workspace.tested.get(key);
      const errors = tested?.program.last?.errors.length ?? 0;
      if (errors > 0) this.#tell({ kind: 'failure', id, message: `the tests do not compile: ${errors} errors` });
      else
        this.#tell({ kind: 'answer', id, result: tested === undefined ? [] : this.#described(tested, waiting.path) });
    }
  }

  /** Tells what is another of tests than what was told. */
  #publish(): void {
    const { tested } = this.#workspace;
    const paths = new Set([...tested.values()].flatMap((one) => [...one.paths()]));
    for (const path of this.#told.keys()) if (!paths.has(path)) this.#told.delete(path);
    let isOther = false;
    for (const [key, one] of tested) {
      const failures = new Map<string, Diagnostic[]>();
      for (const path of one.paths()) {
        const tests = this.#described(one, path);
        const text = JSON.stringify(tests);
        failures.set(
          path,
          one.of(path).flatMap((test) => this.#diagnosticOf(test)),
        );
        if (this.#told.get(path) === text) continue;
        this.#told.set(path, text);
        isOther = true;
        this.#tell({ kind: 'tests', uri: this.#workspace.uriOf(path), tests });
      }
      this.#workspace.diagnostics.set(key, failures);
    }
    if (isOther) this.#tell({ kind: 'refresh', what: 'tests' });
  }

  #described(tested: TestedProgram, path: string): ToldTest[] {
    const text = this.#workspace.text(path);
    if (text === null) return [];
    return tested.of(path).map(({ name, location, state, outcome }) => ({
      name,
      range: text.range(location.start, location.end),
      state,
      reason: outcome?.reason ?? '',
      output: outcome?.output ?? '',
      milliseconds: outcome?.milliseconds ?? null,
    }));
  }

  #diagnosticOf({ state, outcome, location }: KnownTest): Diagnostic[] {
    const text = this.#workspace.text(location.path);
    if (state !== 'failed' || outcome === null || text === null) return [];
    const message = `${outcome.reason}\n${outcome.output}`.trimEnd();
    const range = text.range(location.start, location.end);
    return [{ range, severity: DiagnosticSeverity.Error, source: SOURCE, message }];
  }
}

/** What a client is told of a test. */
export interface ToldTest {
  readonly name: string;
  readonly range: Diagnostic['range'];
  readonly state: KnownTest['state'];
  readonly reason: string;
  readonly output: string;
  readonly milliseconds: number | null;
}
