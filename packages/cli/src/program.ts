import { runProgram } from './run-program.ts';

/* A process that runs one program, for `run --watch`, which has to end it when the program changes: program.cjs FILE STYLE WORLD, both as JSON. */

void runProgram(process.argv.slice(2));
