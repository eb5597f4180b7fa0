import type { Air } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { U32Column } from '../util/column.ts';
import { Pass, signatureOf } from './abi.ts';
import { genBody } from './control.ts';
import { endErrorTrace } from './error-trace.ts';
import { placeFrame } from './frame-code.ts';
import { FunctionState } from './function.ts';
import { accessGlobal, STACK_POINTER, savedPointer } from './globals.ts';
import { Relocations } from './relocation.ts';
import { type ReprTable, valTypeOf } from './repr.ts';
import { ByteWriter, Op, ValType } from './wasm.ts';

/** Alignment of the stack pointer between calls, in bytes. */
const STACK_ALIGN = 16;

/** The code of one function. It depends on nothing but the function's AIR and what the pool of the `ReprTable` has told meanwhile. */
export interface FunctionCode {
  /** Declarations of locals, then the body with its `end`: what stands in the code section behind its size. */
  readonly code: Uint8Array;
  readonly relocs: Relocations;
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** [offset in `code`, own token, tracked chunk] of each statement, in the order of the code. */
  readonly lines: Uint32Array;
}

/** What cannot be generated yet: to be reported as `not supported yet: <what>` at the function. */
export interface Unsupported {
  readonly unsupported: string;
}

/**
 * Generates the code of a function.
 * @param air its analysed body.
 * @param ty its function type.
 */
export function generateFunction(reprs: ReprTable, air: Air, ty: Index): FunctionCode | Unsupported {
  reprs.startAnew();
  const signature = signatureOf(reprs, ty);
  const f = new FunctionState(reprs, air, signature);
  f.newLocal(ValType.i32);
  const { result } = signature;
  if (result.pass === Pass.pointer) f.resultPointer = 0;
  else if (result.pass === Pass.parts) {
    const locals = result.parts.map(({ repr }) => f.addLocal(valTypeOf(repr)));
    f.resultLocal = locals[0] ?? -1;
    f.resultLocals = locals.length;
  } else if (result.pass !== Pass.none) {
    f.resultLocal = f.newLocal(valTypeOf(result.repr));
    f.resultLocals = 1;
  }
  f.exitLabel = f.open(Op.block);
  genBody(f, air.mainBody + 1, air.extra.data[air.mainBody]);
  f.close();
  endErrorTrace(f);
  if (f.unsupported !== null) return { unsupported: f.unsupported };
  if (f.frame !== null) placeFrame(f, f.frame);
  return assemble(f);
}

/** Puts declarations, the frame's set-up, the body and the frame's release together. */
function assemble(f: FunctionState): FunctionCode {
  const out = new ByteWriter(f.out.length + 64);
  declareLocals(out, f.localTypes);
  const size = Math.ceil(f.frameSize / STACK_ALIGN) * STACK_ALIGN;
  const relocs = f.reprs.options.isRelocatable ? new Relocations() : f.relocs;
  if (keepsPointer(f)) {
    accessGlobal(f, Op.global_get, STACK_POINTER, out, relocs);
    local(out, Op.local_set, savedPointer(f));
  } else for (let i = 0; i < f.restores.length; i += 2) f.out.bytes.fill(Op.nop, f.restores[i], f.restores[i + 1]);
  if (size > 0) {
    enterFrame(out, f, size, relocs);
    describeSlots(out, f.slotStarts);
  }
  const start = out.length;
  out.append(f.out.bytes.subarray(0, f.out.length));
  f.relocs.shift(start);
  if (relocs !== f.relocs) relocs.append(f.relocs);
  if (size > 0 && f.hasCalls) leaveFrame(out, f, size, relocs);
  for (let i = 0; i < f.resultLocals; i++) local(out, Op.local_get, f.resultLocal + i);
  out.op(Op.end);
  const lines = new U32Column(f.lines.length);
  for (let i = 0; i < f.lines.length; i += 3) {
    lines.push(f.lines.data[i] + start);
    lines.push(f.lines.data[i + 1]);
    lines.push(f.lines.data[i + 2]);
  }
  const { params, results } = f.signature;
  return { code: out.toBytes(), relocs, params, results, lines: lines.view() };
}

function local(out: ByteWriter, op: Op, index: number): void {
  out.op(op);
  out.uleb(index);
}

function declareLocals(out: ByteWriter, types: readonly ValType[]): void {
  const runs: number[] = [];
  for (let i = 0; i < types.length; i++) {
    if (i > 0 && types[i] === types[i - 1]) runs[runs.length - 1]++;
    else runs.push(1);
  }
  out.uleb(runs.length);
  let at = 0;
  for (const run of runs) {
    out.uleb(run);
    out.byte(types[at]);
    at += run;
  }
}

/** frame = stack pointer - size, rounded down where more than the usual alignment is needed. */
function enterFrame(out: ByteWriter, f: FunctionState, size: number, relocs: Relocations): void {
  if (keepsPointer(f)) local(out, Op.local_get, savedPointer(f));
  else accessGlobal(f, Op.global_get, STACK_POINTER, out, relocs);
  out.op(Op.i32_const);
  out.sleb(size);
  out.op(Op.i32_sub);
  if (isRealigned(f)) {
    out.op(Op.i32_const);
    out.sleb(-f.frameAlign);
    out.op(Op.i32_and);
  }
  local(out, Op.local_tee, f.frameLocal);
  if (f.hasCalls) accessGlobal(f, Op.global_set, STACK_POINTER, out, relocs);
  else out.op(Op.drop);
}

/** Has code that does nothing say where slots of the frame begin, for those who look at the frame once functions are put into one another. */
function describeSlots(out: ByteWriter, starts: readonly number[]): void {
  for (const start of starts) {
    if (start === 0) continue;
    out.op(Op.i32_const);
    out.sleb(start);
    out.op(Op.drop);
  }
}

function leaveFrame(out: ByteWriter, f: FunctionState, size: number, relocs: Relocations): void {
  if (keepsPointer(f)) local(out, Op.local_get, savedPointer(f));
  else {
    local(out, Op.local_get, f.frameLocal);
    out.op(Op.i32_const);
    out.sleb(size);
    out.op(Op.i32_add);
  }
  accessGlobal(f, Op.global_set, STACK_POINTER, out, relocs);
}

/** Whether the stack pointer is kept in a local: where the frame is realigned, and for tail calls, whose code in object files refers to it anyway. */
function keepsPointer(f: FunctionState): boolean {
  if (isRealigned(f)) return f.frameSize > 0;
  return f.restores.length > 0 && ((f.frameSize > 0 && f.hasCalls) || f.reprs.options.isRelocatable);
}

function isRealigned(f: FunctionState): boolean {
  return f.frameAlign > STACK_ALIGN;
}
