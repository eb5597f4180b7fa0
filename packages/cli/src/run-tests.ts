import { readFileSync } from 'node:fs';
import { External } from '@rezig/compiler/state';
import { receiveLine, sendLine } from './pipe-lines.ts';
import { ProgramTraces } from './program-traces.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import { TABLE, TestInstance } from './test-instance.ts';
import type { TestOrder } from './test-run.ts';
import { openWasi } from './wasi-program.ts';
import { WebAssembly } from './webassembly.ts';

function locate(places: CodePlaces): Locations {
  sendLine({ kind: 'locate', places });
  return receiveLine() as Locations;
}

/** Runs tests in this process, which was started for that: it is told which (`TestOrder`), tells what becomes of them (`TestEvent`), and then waits for more. */
export async function runTests(): Promise<never> {
  for (;;) {
    const { file, tests, errors, world, style } = receiveLine() as TestOrder;
    const traces = new ProgramTraces(readFileSync(file), locate, style, [
      { name: TABLE, kind: External.table, index: 0 },
    ]);
    const compiled = new WebAssembly.Module(traces.module);
    for (let done = 0; done < tests.length; ) {
      const listening = { ...world, args: [...world.args, '--listen=-'] };
      const wasi = await openWasi(listening, () => traces.exports.memory);
      const instance = new TestInstance(traces, tests.slice(done), errors, {
        started: (index) => sendLine({ kind: 'started', index }),
        wrote: (fd, text) => {
          if (text !== '') sendLine({ kind: 'wrote', fd, text });
        },
        ended: (index, end) => sendLine({ kind: 'ended', index, end }),
      });
      done += instance.run(compiled, wasi);
    }
    sendLine({ kind: 'done' });
  }
}
