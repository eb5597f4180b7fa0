import { readFileSync } from 'node:fs';
import { runWasiProgram } from './wasi-program.ts';

/* A process that runs one program, for `run --watch`, which has to end it when the program changes: program.js FILE NAME ARGUMENT... */

const [file, ...args] = process.argv.slice(2);
process.exitCode = await runWasiProgram(readFileSync(file), args);
