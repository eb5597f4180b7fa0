import { InternalFault } from '../../intern/ids.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { assemblyExtended } from '../builtins/assembly.ts';
import { asyncExtended, asyncHandlers } from '../builtins/async.ts';
import { atomicExtended, atomicHandlers } from '../builtins/atomics.ts';
import { bitCastHandlers } from '../builtins/bit-cast.ts';
import { comptimeBuiltinExtended, comptimeBuiltinHandlers } from '../builtins/comptime-builtins.ts';
import { externBuiltinExtended } from '../builtins/extern-builtin.ts';
import { fieldBuiltinExtended, fieldBuiltinHandlers } from '../builtins/field-builtins.ts';
import { floatCastHandlers } from '../builtins/float-casts.ts';
import { intCastHandlers } from '../builtins/int-casts.ts';
import { machineExtended } from '../builtins/machine.ts';
import { memoryHandlers } from '../builtins/memory-builtins.ts';
import { ptrCastExtended, ptrCastHandlers } from '../builtins/ptr-casts.ts';
import { reifyExtended, reifyHandlers } from '../builtins/reify.ts';
import { reifyContainerExtended } from '../builtins/reify-containers.ts';
import { typeBuiltinHandlers } from '../builtins/type-builtins.ts';
import { typeInfoHandlers } from '../builtins/type-info.ts';
import { vectorExtended, vectorHandlers } from '../builtins/vector-builtins.ts';
import { callHandlers } from '../calls/call.ts';
import { errorTraceExtended, errorTraceHandlers } from '../calls/error-trace.ts';
import { funcHandlers } from '../calls/func-decl.ts';
import { returnHandlers } from '../calls/returns.ts';
import { varArgExtended } from '../calls/var-args.ts';
import { asHandlers } from '../coercion/as.ts';
import { branchHintExtended } from '../control/branch-hints.ts';
import { errorExtended, errorHandlers } from '../control/errors-ops.ts';
import { forLoopExtended, forLoopHandlers } from '../control/for-loop.ts';
import { optionalHandlers } from '../control/optionals.ts';
import { panicHandlers } from '../control/panic.ts';
import { switchHandlers } from '../control/switch.ts';
import { allocExtended, allocHandlers } from '../memory/alloc.ts';
import { declRefExtended, declRefHandlers } from '../memory/decl-refs.ts';
import { elementHandlers } from '../memory/elements.ts';
import { fieldHandlers } from '../memory/fields.ts';
import { arrayInitHandlers } from '../memory/init-array.ts';
import { ptrInitHandlers } from '../memory/init-ptr.ts';
import { structInitHandlers } from '../memory/init-struct.ts';
import { unionInitHandlers } from '../memory/init-union.ts';
import { pointerHandlers } from '../memory/pointers.ts';
import { sliceHandlers } from '../memory/slice-ops.ts';
import { arithmeticExtended, arithmeticHandlers } from '../operators/arithmetic.ts';
import { arrayCatHandlers } from '../operators/array-cat.ts';
import { bitHandlers } from '../operators/bits.ts';
import { bitwiseHandlers } from '../operators/bitwise.ts';
import { compareHandlers } from '../operators/compare.ts';
import { divisionHandlers } from '../operators/division.ts';
import { floatMathHandlers } from '../operators/float-math.ts';
import { minMaxExtended, minMaxHandlers } from '../operators/min-max.ts';
import { roundingExtended } from '../operators/rounding.ts';
import { shiftHandlers } from '../operators/shifts.ts';
import { containerExtended, containerHandlers } from '../types/containers.ts';
import { typeExprExtended, typeExprHandlers } from '../types/type-expr.ts';
import { exportHandlers } from '../units/exports.ts';
import { blockHandlers } from './blocks.ts';
import type { ExtendedHandlers, Handler, Handlers } from './handlers.ts';
import { literalHandlers } from './literals.ts';

const areas = (): readonly Handlers[] => [
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

const extendedAreas = (): readonly ExtendedHandlers[] => [
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
  extended ??= tableOf<Extended>(Extended, extendedAreas());
  return extended[block.frame.a[inst]! & 0xffff]!(sema, block, inst);
};

/** The handler of `tag`. The tables are made at the first use, when every area has been loaded. */
export function handlerOf(tag: Tag): Handler {
  if (handlers === null) {
    const table = tableOf<Tag>(Tag, areas());
    table[Tag.extended] = zirExtended;
    handlers = table;
  }
  const handler = handlers[tag];
  if (handler === undefined) throw new InternalFault(`no ZIR instruction has tag ${tag}`);
  return handler;
}
