import { readFileSync } from 'node:fs';
import { receiveLine, sendLine } from './pipe-lines.ts';
import type { ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { runWasiProgram } from './wasi-program.ts';

function locate(places: CodePlaces): Locations {
  sendLine(places);
  return receiveLine() as Locations;
}

/** Runs a program in this process, which was started for that, and sets its exit code. `args`: the file of the module, and the JSON of `TraceStyle` and `ProgramWorld`. */
export async function runProgram([file, style, world]: readonly string[]): Promise<void> {
  const [given, shown] = [JSON.parse(world) as ProgramWorld, JSON.parse(style) as TraceStyle];
  process.exitCode = await runWasiProgram(readFileSync(file), given, locate, shown);
}
