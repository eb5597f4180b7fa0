import { InternalFault } from '../intern/ids.ts';
import { Extended, Tag } from '../zir/inst.ts';
import { allocExtended, allocHandlers } from './alloc.ts';
import { arithmeticExtended, arithmeticHandlers } from './arithmetic.ts';
import { arrayCatHandlers } from './array-cat.ts';
import { asHandlers } from './as.ts';
import { asyncExtended, asyncHandlers } from './async.ts';
import { assemblyExtended } from './assembly.ts';
import { atomicExtended, atomicHandlers } from './atomics.ts';
import { bitCastHandlers } from './bit-cast.ts';
import { bitHandlers } from './bits.ts';
import { bitwiseHandlers } from './bitwise.ts';
import { blockHandlers } from './blocks.ts';
import { branchHintExtended } from './branch-hints.ts';
import { callHandlers } from './call.ts';
import { compareHandlers } from './compare.ts';
import { comptimeBuiltinExtended, comptimeBuiltinHandlers } from './comptime-builtins.ts';
import { containerExtended, containerHandlers } from './containers.ts';
import { declRefExtended, declRefHandlers } from './decl-refs.ts';
import { divisionHandlers } from './division.ts';
import { elementHandlers } from './elements.ts';
import { errorTraceExtended, errorTraceHandlers } from './error-trace.ts';
import { errorExtended, errorHandlers } from './errors-ops.ts';
import { exportHandlers } from './exports.ts';
import { externBuiltinExtended } from './extern-builtin.ts';
import { fieldBuiltinExtended, fieldBuiltinHandlers } from './field-builtins.ts';
import { fieldHandlers } from './fields.ts';
import { floatCastHandlers } from './float-casts.ts';
import { floatMathHandlers } from './float-math.ts';
import { forLoopExtended, forLoopHandlers } from './for-loop.ts';
import { funcHandlers } from './func-decl.ts';
import type { ExtendedHandlers, Handler, Handlers } from './handlers.ts';
import { arrayInitHandlers } from './init-array.ts';
import { ptrInitHandlers } from './init-ptr.ts';
import { structInitHandlers } from './init-struct.ts';
import { unionInitHandlers } from './init-union.ts';
import { intCastHandlers } from './int-casts.ts';
import { literalHandlers } from './literals.ts';
import { machineExtended } from './machine.ts';
import { memoryHandlers } from './memory-builtins.ts';
import { minMaxExtended, minMaxHandlers } from './min-max.ts';
import { optionalHandlers } from './optionals.ts';
import { panicHandlers } from './panic.ts';
import { pointerHandlers } from './pointers.ts';
import { ptrCastExtended, ptrCastHandlers } from './ptr-casts.ts';
import { reifyContainerExtended } from './reify-containers.ts';
import { reifyExtended, reifyHandlers } from './reify.ts';
import { returnHandlers } from './returns.ts';
import { roundingExtended } from './rounding.ts';
import { shiftHandlers } from './shifts.ts';
import { sliceHandlers } from './slice-ops.ts';
import { switchHandlers } from './switch.ts';
import { typeBuiltinHandlers } from './type-builtins.ts';
import { typeExprExtended, typeExprHandlers } from './type-expr.ts';
import { typeInfoHandlers } from './type-info.ts';
import { varArgExtended } from './var-args.ts';
import { vectorExtended, vectorHandlers } from './vector-builtins.ts';

const areas: readonly Handlers[] = [
  allocHandlers,
  arithmeticHandlers,
  arrayCatHandlers,
  asHandlers,
  asyncHandlers,
  atomicHandlers,
  bitCastHandlers,
  bitHandlers,
  bitwiseHandlers,
  blockHandlers,
  callHandlers,
  compareHandlers,
  comptimeBuiltinHandlers,
  containerHandlers,
  declRefHandlers,
  divisionHandlers,
  elementHandlers,
  errorHandlers,
  errorTraceHandlers,
  exportHandlers,
  fieldBuiltinHandlers,
  fieldHandlers,
  floatCastHandlers,
  floatMathHandlers,
  forLoopHandlers,
  funcHandlers,
  arrayInitHandlers,
  ptrInitHandlers,
  structInitHandlers,
  unionInitHandlers,
  intCastHandlers,
  literalHandlers,
  memoryHandlers,
  minMaxHandlers,
  optionalHandlers,
  panicHandlers,
  pointerHandlers,
  ptrCastHandlers,
  reifyHandlers,
  returnHandlers,
  shiftHandlers,
  sliceHandlers,
  switchHandlers,
  typeBuiltinHandlers,
  typeExprHandlers,
  typeInfoHandlers,
  vectorHandlers,
];

const extendedAreas: readonly ExtendedHandlers[] = [
  allocExtended,
  arithmeticExtended,
  asyncExtended,
  assemblyExtended,
  atomicExtended,
  branchHintExtended,
  comptimeBuiltinExtended,
  containerExtended,
  declRefExtended,
  errorExtended,
  errorTraceExtended,
  externBuiltinExtended,
  fieldBuiltinExtended,
  forLoopExtended,
  machineExtended,
  minMaxExtended,
  ptrCastExtended,
  reifyContainerExtended,
  reifyExtended,
  roundingExtended,
  typeExprExtended,
  varArgExtended,
  vectorExtended,
];

/** The handler of each tag that no area has: the language's, but not this compiler's yet. */
function missing(name: string): Handler {
  return (sema, block, inst) => sema.unsupported(block, block.frame.src[inst]!, name.replaceAll('_', ' '));
}

function tableOf<K extends number>(
  names: Record<string, string | number>,
  tables: readonly Partial<Record<K, Handler>>[],
): Handler[] {
  const table: Handler[] = [];
  for (const [name, number] of Object.entries(names)) if (typeof number === 'number') table[number] = missing(name);
  for (const area of tables) {
    for (const [key, handler] of Object.entries(area) as [string, Handler][]) table[Number(key)] = handler;
  }
  return table;
}

let handlers: readonly Handler[] | null = null;
let extended: readonly Handler[] | null = null;

const zirExtended: Handler = (sema, block, inst) => {
  extended ??= tableOf<Extended>(Extended, extendedAreas);
  return extended[block.frame.a[inst]! & 0xffff]!(sema, block, inst);
};

/** The handler of `tag`. The tables are made at the first use, when every area has been loaded. */
export function handlerOf(tag: Tag): Handler {
  if (handlers === null) {
    const table = tableOf<Tag>(Tag, areas);
    table[Tag.extended] = zirExtended;
    handlers = table;
  }
  const handler = handlers[tag];
  if (handler === undefined) throw new InternalFault(`no ZIR instruction has tag ${tag}`);
  return handler;
}
