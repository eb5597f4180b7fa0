import { readFileSync } from 'node:fs';
import { receiveLine, sendLine } from './pipe-lines.ts';
import type { ProgramWorld } from './program-world.ts';
import type { CodePlaces, Locations } from './protocol.ts';
import type { TraceStyle } from './stack-trace.ts';
import { runWasiProgram } from './wasi-program.ts';

/* A process that runs one program, for `run --watch`, which has to end it when the program changes: program.cjs FILE STYLE WORLD, both as JSON. */

const [file, style, world] = process.argv.slice(2);

function locate(places: CodePlaces): Locations {
  sendLine(places);
  return receiveLine() as Locations;
}

runWasiProgram(readFileSync(file), JSON.parse(world) as ProgramWorld, locate, JSON.parse(style) as TraceStyle).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
