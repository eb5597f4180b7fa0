import { InternalFault } from '../../intern/ids.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import { declLiteralHandlers } from '../access/decl-literals.ts';
import { fieldHandlers } from '../access/fields.ts';
import { declRefHandlers } from '../access/identifiers.ts';
import { elementHandlers } from '../access/indexing.ts';
import { pointerHandlers } from '../access/load-store.ts';
import { assemblyHandlers } from '../builtins/assembly.ts';
import { asyncHandlers } from '../builtins/async.ts';
import { atomicHandlers } from '../builtins/atomics.ts';
import { comptimeBuiltinHandlers } from '../builtins/comptime-builtins.ts';
import { externBuiltinHandlers } from '../builtins/extern-builtin.ts';
import { fieldBuiltinHandlers } from '../builtins/field-builtins.ts';
import { importHandlers } from '../builtins/imports.ts';
import { machineHandlers } from '../builtins/machine.ts';
import { memoryHandlers } from '../builtins/memory-builtins.ts';
import { panicHandlers } from '../builtins/panic.ts';
import { reifyHandlers } from '../builtins/reify.ts';
import { reifyContainerHandlers } from '../builtins/reify-containers.ts';
import { typeBuiltinHandlers } from '../builtins/type-builtins.ts';
import { typeInfoHandlers } from '../builtins/type-info.ts';
import { vectorHandlers } from '../builtins/vector-builtins.ts';
import { callBuiltin, callHandlers } from '../calls/call.ts';
import { returnHandlers } from '../calls/returns.ts';
import { varArgHandlers } from '../calls/var-args.ts';
import { bitCastHandlers } from '../casts/bit-cast.ts';
import { floatCastHandlers } from '../casts/float-casts.ts';
import { intCastHandlers } from '../casts/int-casts.ts';
import { ptrCastHandlers } from '../casts/ptr-casts.ts';
import { ptrIntHandlers } from '../casts/ptr-ints.ts';
import { asHandlers } from '../coercion/as.ts';
import { blockHandlers } from '../control/blocks.ts';
import { branchHintHandlers } from '../control/branch-hints.ts';
import { conditionHandlers } from '../control/conditions.ts';
import { deferHandlers } from '../control/defers.ts';
import { forLoopHandlers } from '../control/for-loop.ts';
import { loopHandlers } from '../control/loops.ts';
import { switchHandlers } from '../control/switch.ts';
import type { Block } from '../core/block.ts';
import type { Handler, Handlers, Language } from '../core/handlers.ts';
import { containerHandlers } from '../declarations/containers.ts';
import { exportHandlers } from '../declarations/exports.ts';
import { funcHandlers } from '../declarations/func-decl.ts';
import { ptrTypeHandlers } from '../declarations/ptr-type.ts';
import { resultTypeHandlers } from '../declarations/result-types.ts';
import { typeExprHandlers } from '../declarations/type-expr.ts';
import { errorTraceHandlers } from '../errors/error-trace.ts';
import { errorHandlers } from '../errors/error-unions.ts';
import { errorValueHandlers } from '../errors/error-values.ts';
import { optionalHandlers } from '../errors/optionals.ts';
import { resultUsedHandlers } from '../errors/results-used.ts';
import { tryHandlers } from '../errors/try.ts';
import { allocHandlers } from '../initialization/alloc.ts';
import { arrayInitHandlers } from '../initialization/init-array.ts';
import { ptrInitHandlers } from '../initialization/init-ptr.ts';
import { structInitHandlers } from '../initialization/init-struct.ts';
import { unionInitHandlers } from '../initialization/init-union.ts';
import { arithmeticHandlers } from '../operators/arithmetic.ts';
import { arrayCatHandlers } from '../operators/array-cat.ts';
import { bitHandlers } from '../operators/bits.ts';
import { bitwiseHandlers } from '../operators/bitwise.ts';
import { compareHandlers } from '../operators/compare.ts';
import { divisionHandlers } from '../operators/division.ts';
import { floatMathHandlers } from '../operators/float-math.ts';
import { minMaxHandlers } from '../operators/min-max.ts';
import { overflowHandlers } from '../operators/overflow.ts';
import { roundingHandlers } from '../operators/rounding.ts';
import { shiftHandlers } from '../operators/shifts.ts';
import { sliceHandlers } from '../operators/slice-ops.ts';
import { literalHandlers } from '../values/literals.ts';

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
  conditionHandlers,
  containerHandlers,
  declLiteralHandlers,
  declRefHandlers,
  deferHandlers,
  divisionHandlers,
  elementHandlers,
  errorHandlers,
  errorTraceHandlers,
  errorValueHandlers,
  exportHandlers,
  externBuiltinHandlers,
  fieldBuiltinHandlers,
  fieldHandlers,
  floatCastHandlers,
  floatMathHandlers,
  forLoopHandlers,
  funcHandlers,
  importHandlers,
  intCastHandlers,
  literalHandlers,
  loopHandlers,
  machineHandlers,
  memoryHandlers,
  minMaxHandlers,
  optionalHandlers,
  overflowHandlers,
  panicHandlers,
  pointerHandlers,
  ptrCastHandlers,
  ptrInitHandlers,
  ptrIntHandlers,
  ptrTypeHandlers,
  reifyContainerHandlers,
  reifyHandlers,
  resultTypeHandlers,
  resultUsedHandlers,
  returnHandlers,
  roundingHandlers,
  shiftHandlers,
  sliceHandlers,
  structInitHandlers,
  switchHandlers,
  tryHandlers,
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
