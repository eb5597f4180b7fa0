import { InternalFault } from '../../intern/ids.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { assemblyHandlers } from '../builtins/assembly.ts';
import { asyncHandlers } from '../builtins/async.ts';
import { atomicHandlers } from '../builtins/atomics.ts';
import { bitCastHandlers } from '../builtins/bit-cast.ts';
import { comptimeBuiltinHandlers } from '../builtins/comptime-builtins.ts';
import { externBuiltinHandlers } from '../builtins/extern-builtin.ts';
import { fieldBuiltinHandlers } from '../builtins/field-builtins.ts';
import { floatCastHandlers } from '../builtins/float-casts.ts';
import { intCastHandlers } from '../builtins/int-casts.ts';
import { machineHandlers } from '../builtins/machine.ts';
import { memoryHandlers } from '../builtins/memory-builtins.ts';
import { ptrCastHandlers } from '../builtins/ptr-casts.ts';
import { reifyHandlers } from '../builtins/reify.ts';
import { reifyContainerHandlers } from '../builtins/reify-containers.ts';
import { typeBuiltinHandlers } from '../builtins/type-builtins.ts';
import { typeInfoHandlers } from '../builtins/type-info.ts';
import { vectorHandlers } from '../builtins/vector-builtins.ts';
import { callBuiltin, callHandlers } from '../calls/call.ts';
import { errorTraceHandlers } from '../calls/error-trace.ts';
import { funcHandlers } from '../calls/func-decl.ts';
import { returnHandlers } from '../calls/returns.ts';
import { varArgHandlers } from '../calls/var-args.ts';
import { asHandlers } from '../coercion/as.ts';
import { blockHandlers } from '../control/blocks.ts';
import { branchHintHandlers } from '../control/branch-hints.ts';
import { errorHandlers } from '../control/errors-ops.ts';
import { forLoopHandlers } from '../control/for-loop.ts';
import { optionalHandlers } from '../control/optionals.ts';
import { panicHandlers } from '../control/panic.ts';
import { switchHandlers } from '../control/switch.ts';
import type { Block } from '../core/block.ts';
import type { Handler, Handlers, Language } from '../core/handlers.ts';
import { allocHandlers } from '../memory/alloc.ts';
import { declRefHandlers } from '../memory/decl-refs.ts';
import { elementHandlers } from '../memory/elements.ts';
import { fieldHandlers } from '../memory/fields.ts';
import { arrayInitHandlers } from '../memory/init-array.ts';
import { ptrInitHandlers } from '../memory/init-ptr.ts';
import { structInitHandlers } from '../memory/init-struct.ts';
import { unionInitHandlers } from '../memory/init-union.ts';
import { pointerHandlers } from '../memory/pointers.ts';
import { sliceHandlers } from '../memory/slice-ops.ts';
import { arithmeticHandlers } from '../operators/arithmetic.ts';
import { arrayCatHandlers } from '../operators/array-cat.ts';
import { bitHandlers } from '../operators/bits.ts';
import { bitwiseHandlers } from '../operators/bitwise.ts';
import { compareHandlers } from '../operators/compare.ts';
import { divisionHandlers } from '../operators/division.ts';
import { floatMathHandlers } from '../operators/float-math.ts';
import { minMaxHandlers } from '../operators/min-max.ts';
import { roundingHandlers } from '../operators/rounding.ts';
import { shiftHandlers } from '../operators/shifts.ts';
import { containerHandlers } from '../types/containers.ts';
import { typeExprHandlers } from '../types/type-expr.ts';
import { literalHandlers } from '../values/literals.ts';
import { exportHandlers } from './exports.ts';

/** All that the language has, area by area. */
const areas: readonly Handlers[] = [
  allocHandlers,
  arithmeticHandlers,
  arrayCatHandlers,
  arrayInitHandlers,
  asHandlers,
  assemblyHandlers,
  asyncHandlers,
  atomicHandlers,
  bitCastHandlers,
  bitHandlers,
  bitwiseHandlers,
  blockHandlers,
  branchHintHandlers,
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
  externBuiltinHandlers,
  fieldBuiltinHandlers,
  fieldHandlers,
  floatCastHandlers,
  floatMathHandlers,
  forLoopHandlers,
  funcHandlers,
  intCastHandlers,
  literalHandlers,
  machineHandlers,
  memoryHandlers,
  minMaxHandlers,
  optionalHandlers,
  panicHandlers,
  pointerHandlers,
  ptrCastHandlers,
  ptrInitHandlers,
  reifyContainerHandlers,
  reifyHandlers,
  returnHandlers,
  roundingHandlers,
  shiftHandlers,
  sliceHandlers,
  structInitHandlers,
  switchHandlers,
  typeBuiltinHandlers,
  typeExprHandlers,
  typeInfoHandlers,
  unionInitHandlers,
  varArgHandlers,
  vectorHandlers,
];

/** What no area has: the language's, but not this compiler's yet. */
function missing(name: string): Handler {
  return (sema, block, inst) => sema.unsupported(block, block.frame.src[inst]!, name.replaceAll('_', ' '));
}

/** How many numbers there are for tags. */
const TAGS = 256;

/** The handler of each number that `names` has, as the first of `tables` that has one gives it. */
function tableOf(
  names: Record<string, string | number>,
  tables: readonly Readonly<Record<number, Handler | undefined>>[],
): Handler[] {
  const table: Handler[] = new Array(TAGS).fill((_sema: unknown, block: Block, inst: ZirIndex) => {
    throw new InternalFault(`ZIR instruction ${inst} of chunk ${block.frame.chunk} is of no known kind`);
  });
  for (const [name, number] of Object.entries(names)) {
    if (typeof number === 'number') table[number] = tables.find((area) => area[number])?.[number] ?? missing(name);
  }
  return table;
}

const handlers = tableOf(Tag, areas);
const extended = tableOf(
  Extended,
  areas.map((area) => area.extended ?? {}),
);
handlers[Tag.extended] = (sema, block, inst) => extended[block.frame.a[inst]! & 0xffff]!(sema, block, inst);

/** How every instruction is analysed, for those who meet it inside of another. */
export const language: Language = { handlers, callBuiltin };
