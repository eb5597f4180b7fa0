import { readFileSync } from 'node:fs';
import { ExportKind } from './module-exports.ts';
import { receiveLine, sendLine } from './pipe-lines.ts';
import { ProgramTraces } from './program-traces.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import { TABLE, TestInstance } from './test-instance.ts';
import type { TestOrder } from './test-run.ts';
import { importWasi, wasiFunctions } from './wasi-program.ts';

/*
 * A process that runs tests, which can be ended where one does not end: test-process.cjs. It is told which (`TestOrder`), tells what becomes of them
 * (`TestEvent`), and then waits for more.
 */

declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

function locate(places: CodePlaces): Locations {
  sendLine({ kind: 'locate', places });
  return receiveLine() as Locations;
}

async function runTests(): Promise<never> {
  const { WASI } = await importWasi();
  for (;;) {
    const { file, tests, errors, args, style } = receiveLine() as TestOrder;
    const traces = new ProgramTraces(readFileSync(file), locate, style, [
      { name: TABLE, kind: ExportKind.table, index: 0 },
    ]);
    const compiled = new WebAssembly.Module(traces.module);
    for (let done = 0; done < tests.length; ) {
      const wasi = new WASI({
        version: 'preview1',
        args: [...args, '--listen=-'],
        env: process.env as Record<string, string>,
        preopens: { '.': '.' },
        returnOnExit: true,
      });
      const instance = new TestInstance(traces, tests.slice(done), errors, {
        started: (index) => sendLine({ kind: 'started', index }),
        wrote: (fd, text) => {
          if (text !== '') sendLine({ kind: 'wrote', fd, text });
        },
        ended: (index, end) => sendLine({ kind: 'ended', index, end }),
      });
      done += instance.run(compiled, wasiFunctions(wasi.wasiImport), (of) => wasi.start(of));
    }
    sendLine({ kind: 'done' });
  }
}

void runTests();
