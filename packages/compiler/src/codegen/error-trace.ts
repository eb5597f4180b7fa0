import type { AirIndex } from '../air/air.ts';
import type { FunctionState } from './function.ts';
import { past } from './function.ts';
import { accessGlobal, ERROR_TRACE } from './globals.ts';
import { access, storeInt } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { RuntimeFunction } from './runtime.ts';
import { Op, ValType } from './wasm.ts';

/*
 * A global holds the address of the error return trace, a `std.builtin.StackTrace`: its `index`, then the slice `instruction_addresses`.
 */

const INDEX_OFFSET = 0;
const ADDRESSES_OFFSET = 4;
const ADDRESSES_LEN_OFFSET = 8;
const TRACE_SIZE = 12;
/** How many places a trace has room for; it counts those beyond. */
const ADDRESSES_LEN = 32;
const WORD = 4;

function pushTrace(f: FunctionState): void {
  accessGlobal(f, Op.global_get, ERROR_TRACE);
}

function setTrace(f: FunctionState): void {
  accessGlobal(f, Op.global_set, ERROR_TRACE);
}

/** `err_return_trace` */
export function genErrReturnTrace(f: FunctionState, inst: AirIndex): void {
  pushTrace(f);
  f.define(inst);
}

/** `begin_err_return_trace`: the trace is in the frame; `endErrorTrace` gives the caller its own back. */
export function genBeginErrReturnTrace(f: FunctionState): void {
  f.outerTrace = f.newLocal(ValType.i32);
  pushTrace(f);
  f.localSet(f.outerTrace);
  const trace = f.slotAddress(f.newSlot(TRACE_SIZE + ADDRESSES_LEN * WORD, WORD));
  const store = (offset: number, pushValue: () => void): void => {
    f.pushBase(trace);
    pushValue();
    storeInt(f, WORD, trace.offset + offset);
  };
  store(INDEX_OFFSET, () => f.i32(0));
  store(ADDRESSES_OFFSET, () => f.pushAddress(past(trace, TRACE_SIZE)));
  store(ADDRESSES_LEN_OFFSET, () => f.i32(ADDRESSES_LEN));
  f.pushAddress(trace);
  setTrace(f);
}

/** Ends what `begin_err_return_trace` began, at the end of the body. */
export function endErrorTrace(f: FunctionState): void {
  if (f.outerTrace < 0) return;
  f.localGet(f.outerTrace);
  setTrace(f);
}

/** `save_err_return_trace_index` */
export function genSaveErrReturnTraceIndex(f: FunctionState, inst: AirIndex): void {
  if (f.usesLeft(inst) === 0) return;
  pushTrace(f);
  f.basePushed();
  access(f, Op.i32_load, INDEX_OFFSET);
  f.define(inst);
}

/** `restore_err_return_trace_index` */
export function genRestoreErrReturnTraceIndex(f: FunctionState, inst: AirIndex): void {
  pushTrace(f);
  f.basePushed();
  f.push(f.a(inst));
  storeInt(f, WORD, INDEX_OFFSET);
}

/** `return_error` */
export function genReturnError(f: FunctionState): void {
  pushTrace(f);
  f.relocated(Op.i32_const, RelocKind.returnPlace, ++f.returnPlaces);
  f.callRuntime(RelocKind.runtime, RuntimeFunction.returnError);
}
