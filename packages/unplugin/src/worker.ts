import { parentPort } from 'node:worker_threads';
import { allowDeepNesting } from '@rezig/compiler';
import { BoundProgram } from './program.ts';
import type { CompileAnswer, CompileRequest, MapAnswer, MapRequest } from './protocol.ts';

/* The compiler's thread. It has a stack large enough for analysis to recurse as deep as types and calls do. */

/** How long nothing must have been asked before memory is given back and state is written. */
const IDLE_MILLISECONDS = 1000;

allowDeepNesting();

const programs = new Map<string, BoundProgram>();
const changed = new Set<BoundProgram>();
let timer: NodeJS.Timeout | null = null;

function programOf(request: Omit<CompileRequest, 'id'>): BoundProgram {
  const { path, isRaw, mode, options, project, swap } = request;
  const key = JSON.stringify([path, isRaw, mode, options, project, swap !== null]);
  let program = programs.get(key);
  if (program === undefined) programs.set(key, (program = new BoundProgram(request)));
  return program;
}

function restAll(): void {
  for (const program of changed) program.rest();
  changed.clear();
}

function keepAll(): void {
  for (const program of changed) program.keep();
  changed.clear();
}

/** What is known is told; what is not, a page goes without. */
function mapOf({ id, request, map }: MapRequest): MapAnswer {
  try {
    return { id, map: programOf(request).sourceMap(map) };
  } catch {
    return { id, map: null };
  }
}

parentPort!.on('message', (request: CompileRequest | MapRequest | 'close') => {
  if (timer !== null) clearTimeout(timer);
  if (request === 'close') {
    keepAll();
    parentPort!.close();
    return;
  }
  if ('map' in request) {
    parentPort!.postMessage(mapOf(request));
    timer = setTimeout(restAll, IDLE_MILLISECONDS);
    return;
  }
  let answer: CompileAnswer;
  try {
    const program = programOf(request);
    answer = { id: request.id, fault: null, ...program.update(request.swap, request.used) };
    changed.add(program);
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    answer = {
      id: request.id,
      fault,
      errors: [],
      module: null,
      javascript: '',
      declarations: '',
      declarationMap: null,
      exports: new Map(),
      refused: {},
      watched: [],
      swap: null,
    };
  }
  parentPort!.postMessage(answer);
  timer = setTimeout(restAll, IDLE_MILLISECONDS);
});
