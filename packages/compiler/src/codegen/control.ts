import { type AirIndex, type AirRef, AirTag, airRef, isInst } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { intBig, isInt } from '../intern/values.ts';
import { Pass, type Passed } from './abi.ts';
import { pushParts } from './constant-parts.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { genInstruction } from './instruction.ts';
import { compareOp, intOp } from './integers.ts';
import { normalizeWide } from './limbs.ts';
import { copyMemory, fillMemory, isLooseInMemory, isUndefOperand, pushLoad, storeValue } from './memory.ts';
import { definePayload, genUnwrapPayloadPtr, pushErrorBehind, pushErrorOf } from './optionals-errors.ts';
import { isWide, type Repr, ReprKind } from './repr.ts';
import { Op, ValType } from './wasm.ts';
import { pushWideCompare } from './wide-integers.ts';

/** Generates the `len` instructions listed from `at` on in `air.extra`. */
export function genBody(f: FunctionState, at: number, len: number): void {
  for (let i = at; i < at + len && f.unsupported === null; i++) {
    const inst = f.extra(i) as AirIndex;
    f.bodyNext = i + 1;
    f.bodyEnd = at + len;
    genInstruction(f, inst);
  }
}

/** `block`, `dbg_inline_block` */
export function genBlock(f: FunctionState, inst: AirIndex): void {
  const at = (f.a(inst) as number) + (f.tag(inst) === AirTag.dbg_inline_block ? 1 : 0);
  const repr = f.repr(f.ty(inst));
  if (f.usesLeft(inst) > 0) {
    if (repr.kind === ReprKind.memory) f.defineSlot(inst);
    else if (repr.kind !== ReprKind.none) f.defineLocal(inst);
  }
  f.labels[inst] = f.open(Op.block);
  genBody(f, at + 1, f.extra(at));
  f.close();
}

/** `br`: (block, operand) */
export function genBr(f: FunctionState, inst: AirIndex): void {
  const block = f.a(inst) as number as AirIndex;
  const operand = f.b(inst);
  const ty = f.ty(block);
  const repr = f.repr(ty);
  if (f.usesLeft(block) === 0) {
    // Nobody looks at the result.
  } else if (repr.kind === ReprKind.memory) storeValue(f, f.memoryOf(airRef(block)), operand, ty);
  else if (repr.kind !== ReprKind.none) {
    f.push(operand);
    f.localSet(f.localOf(block));
  }
  const falls = f.bodyNext === f.bodyEnd && f.labels[block] === f.depth;
  if (!falls) f.br(Op.br, f.labels[block]);
}

/** `loop` */
export function genLoop(f: FunctionState, inst: AirIndex): void {
  const at = f.a(inst) as number;
  f.labels[inst] = f.open(Op.loop);
  f.enterLoop();
  genBody(f, at + 1, f.extra(at));
  f.leaveLoop();
  f.close();
}

/** `repeat` */
export function genRepeat(f: FunctionState, inst: AirIndex): void {
  f.br(Op.br, f.labels[f.a(inst) as number]);
}

/** `cond_br` */
export function genCondBr(f: FunctionState, inst: AirIndex): void {
  const at = f.b(inst) as number;
  const thenLen = f.extra(at);
  const elseLen = f.extra(at + 1);
  const thenBody = at + 2;
  const elseBody = thenBody + thenLen;
  // What cannot be reached is not asked about, where code is to be fast.
  const isKnown = f.reprs.options.isOptimized && (isNever(f, thenBody, thenLen) || isNever(f, elseBody, elseLen));
  if (isKnown) {
    f.releaseOperands(inst);
    if (isNever(f, thenBody, thenLen)) genBody(f, elseBody, elseLen);
    else genBody(f, thenBody, thenLen);
    return;
  }
  f.push(f.a(inst));
  f.releaseOperands(inst);
  f.open(Op.if);
  genBody(f, thenBody, thenLen);
  f.close();
  genBody(f, elseBody, elseLen);
}

/** Whether a body says that it cannot be reached, and does nothing before. */
function isNever(f: FunctionState, body: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const tag = f.tag(f.extra(body + i) as AirIndex);
    if (tag === AirTag.unreach) return true;
    if (tag !== AirTag.dbg_stmt) return false;
  }
  return false;
}

interface Case {
  /** Where the items are in `air.extra`, and how many there are. */
  readonly items: number;
  readonly itemsLen: number;
  readonly rangesLen: number;
  readonly body: number;
  readonly bodyLen: number;
}

interface Switch {
  readonly cases: readonly Case[];
  readonly elseBody: number;
  readonly elseLen: number;
}

function readSwitch(f: FunctionState, at: number): Switch {
  const casesLen = f.extra(at);
  const elseLen = f.extra(at + 1);
  const cases: Case[] = [];
  at += 2;
  for (let i = 0; i < casesLen; i++) {
    const itemsLen = f.extra(at);
    const rangesLen = f.extra(at + 1);
    const bodyLen = f.extra(at + 2);
    const items = at + 3;
    const body = items + itemsLen + rangesLen * 2;
    cases.push({ items, itemsLen, rangesLen, body, bodyLen });
    at = body + bodyLen;
  }
  return { cases, elseBody: at, elseLen };
}

/** `switch_br`, `loop_switch_br` */
export function genSwitch(f: FunctionState, inst: AirIndex): void {
  const { cases, elseBody, elseLen } = readSwitch(f, f.b(inst) as number);
  const operand = f.a(inst);
  const repr = f.reprOf(operand);
  const isLoop = f.tag(inst) === AirTag.loop_switch_br;
  let local = -1;
  let memory: Address | null = null;
  if (isWide(repr)) {
    memory = f.memoryOf(operand);
    if (isLoop) {
      copyMemory(f, f.switchPlace(inst, repr), memory, repr.size);
      memory = f.switchPlace(inst, repr);
    }
  } else if (repr.kind !== ReprKind.none) {
    if (isLoop) {
      local = f.switchLocal(inst, repr);
      f.push(operand);
      f.localSet(local);
    } else local = f.asLocal(operand);
  }
  if (isLoop) {
    f.releaseOperands(inst);
    f.labels[inst] = f.open(Op.loop);
    f.enterLoop();
  }
  const labels = new Array<number>(cases.length);
  for (let i = cases.length - 1; i >= 0; i--) labels[i] = f.open(Op.block);
  if (repr.kind === ReprKind.none) {
    if (cases.length > 0) f.br(Op.br, labels[0]);
  } else if (memory !== null) dispatchWide(f, cases, labels, repr, memory);
  else if (!dispatchByTable(f, cases, labels, repr, local)) dispatchByTests(f, cases, labels, repr, local);
  if (!isLoop) f.releaseOperands(inst);
  f.releaseTemporaries();
  if (elseLen === 0) f.op(Op.unreachable);
  genBody(f, elseBody, elseLen);
  for (const { body, bodyLen } of cases) {
    f.close();
    genBody(f, body, bodyLen);
  }
  if (!isLoop) return;
  f.leaveLoop();
  f.close();
  if (local >= 0) f.releaseLocal(local);
}

/** `switch_dispatch` */
export function genDispatch(f: FunctionState, inst: AirIndex): void {
  const target = f.a(inst) as number as AirIndex;
  const operand = f.b(inst);
  const repr = f.reprOf(operand);
  if (repr.kind === ReprKind.memory) copyMemory(f, f.switchPlace(target, repr), f.memoryOf(operand), repr.size);
  else if (repr.kind !== ReprKind.none) {
    f.push(operand);
    f.localSet(f.switchLocal(target, repr));
  }
  f.br(Op.br, f.labels[target]);
}

function dispatchByTests(
  f: FunctionState,
  cases: readonly Case[],
  labels: readonly number[],
  repr: Repr,
  local: number,
): void {
  const wide = repr.kind === ReprKind.i64;
  cases.forEach(({ items, itemsLen, rangesLen }, k) => {
    for (let i = 0; i < itemsLen; i++) {
      f.localGet(local);
      f.push(f.extra(items + i) as AirRef);
      f.op(intOp(wide, Op.i32_eq));
      f.br(Op.br_if, labels[k]);
    }
    for (let i = 0; i < rangesLen; i++) {
      f.localGet(local);
      f.push(f.extra(items + itemsLen + i * 2) as AirRef);
      f.op(intOp(wide, compareOp(AirTag.cmp_gte, repr.signed)));
      f.localGet(local);
      f.push(f.extra(items + itemsLen + i * 2 + 1) as AirRef);
      f.op(intOp(wide, compareOp(AirTag.cmp_lte, repr.signed)));
      f.op(Op.i32_and);
      f.br(Op.br_if, labels[k]);
    }
  });
}

function dispatchWide(
  f: FunctionState,
  cases: readonly Case[],
  labels: readonly number[],
  repr: Repr,
  operand: Address,
): void {
  cases.forEach(({ items, itemsLen, rangesLen }, k) => {
    for (let i = 0; i < itemsLen; i++) {
      pushWideCompare(f, AirTag.cmp_eq, repr, operand, f.memoryOf(f.extra(items + i) as AirRef));
      f.br(Op.br_if, labels[k]);
    }
    for (let i = 0; i < rangesLen; i++) {
      const at = items + itemsLen + i * 2;
      pushWideCompare(f, AirTag.cmp_gte, repr, operand, f.memoryOf(f.extra(at) as AirRef));
      pushWideCompare(f, AirTag.cmp_lte, repr, operand, f.memoryOf(f.extra(at + 1) as AirRef));
      f.op(Op.i32_and);
      f.br(Op.br_if, labels[k]);
    }
  });
}

/** A table pays from this many items on. */
const TABLE_MIN_ITEMS = 4;
/** How many table entries there may be for each item. */
const TABLE_MAX_SPREAD = 4;

/** Emits a jump table if the items are numbers that lie close together; returns false otherwise. */
function dispatchByTable(
  f: FunctionState,
  cases: readonly Case[],
  labels: readonly number[],
  repr: Repr,
  local: number,
): boolean {
  let count = 0;
  let low = 1n << 70n;
  let high = -low;
  for (const { items, itemsLen, rangesLen } of cases) {
    count += itemsLen + rangesLen * 2;
    for (let i = 0; i < itemsLen + rangesLen * 2; i++) {
      const value = numberOf(f, f.extra(items + i) as AirRef);
      if (value === null) return false;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (count < TABLE_MIN_ITEMS) return false;
  const span = high - low + 1n;
  if (span > BigInt(count * TABLE_MAX_SPREAD)) return false;
  const entries = new Array<number>(Number(span)).fill(-1);
  cases.forEach(({ items, itemsLen, rangesLen }, k) => {
    for (let i = 0; i < itemsLen; i++) entries[Number(entryOf(f, f.extra(items + i), low))] = k;
    for (let i = 0; i < rangesLen; i++) {
      const at = items + itemsLen + i * 2;
      const last = Number(entryOf(f, f.extra(at + 1), low));
      for (let entry = Number(entryOf(f, f.extra(at), low)); entry <= last; entry++) entries[entry] = k;
    }
  });
  const wide = repr.kind === ReprKind.i64;
  const otherwise = f.open(Op.block);
  f.localGet(local);
  if (low !== 0n) {
    f.int(wide, low);
    f.op(intOp(wide, Op.i32_sub));
  }
  if (wide) {
    // What does not fit in 32 bits is beyond the table.
    const index = f.temporary(ValType.i64);
    f.localTee(index);
    f.i64(span);
    f.localGet(index);
    f.i64(span);
    f.op(Op.i64_lt_u);
    f.op(Op.select);
    f.op(Op.i32_wrap_i64);
  }
  f.op(Op.br_table);
  f.out.uleb(entries.length);
  for (const entry of entries) f.out.uleb(f.depth - (entry < 0 ? otherwise : labels[entry]));
  f.out.uleb(f.depth - otherwise);
  f.close();
  return true;
}

function entryOf(f: FunctionState, ref: number, low: bigint): bigint {
  return (numberOf(f, ref as AirRef) as bigint) - low;
}

/** The number that a switch item is; null if it is none that is known before linking. */
function numberOf(f: FunctionState, ref: AirRef): bigint | null {
  if (isInst(ref)) return null;
  const value = ref as number as Index;
  if (isInt(f.pool, value) || f.pool.tag(value) === ItemTag.enum_tag) return intBig(f.pool, value);
  return null;
}

/** `try`: (error union, body) */
export function genTry(f: FunctionState, inst: AirIndex): void {
  const at = f.b(inst) as number;
  pushErrorOf(f, f.a(inst));
  f.open(Op.if);
  genBody(f, at + 1, f.extra(at));
  f.close();
  if (f.repr(f.ty(inst)).kind !== ReprKind.none) definePayload(f, inst, f.a(inst));
}

/** `try_ptr`: (pointer to error union, body) */
export function genTryPtr(f: FunctionState, inst: AirIndex): void {
  const at = f.b(inst) as number;
  pushErrorBehind(f, f.a(inst));
  f.open(Op.if);
  genBody(f, at + 1, f.extra(at));
  f.close();
  genUnwrapPayloadPtr(f, inst);
}

/** `ret` */
export function genRet(f: FunctionState, inst: AirIndex): void {
  const operand = f.a(inst);
  const { result } = f.signature;
  switch (result.pass) {
    case Pass.none:
      break;
    case Pass.direct:
      f.push(operand);
      f.localSet(f.resultLocal);
      break;
    case Pass.unwrapped:
      pushLoad(f, f.memoryOf(operand), result.repr);
      f.localSet(f.resultLocal);
      break;
    case Pass.parts:
      if (f.tag(inst) === AirTag.ret && isUndefOperand(f, operand)) break;
      pushParts(f, operand, result.parts);
      setResult(f, result);
      break;
    default:
      if (f.tag(inst) === AirTag.ret_safe && isUndefOperand(f, operand))
        fillMemory(f, resultAddress(f), 0xaa, f.repr(result.type).size);
      else storeValue(f, resultAddress(f), operand, result.type);
  }
  leave(f);
}

/** Takes the parts on the stack as the result. */
function setResult(f: FunctionState, { parts }: Passed): void {
  for (let i = parts.length - 1; i >= 0; i--) f.localSet(f.resultLocal + i);
}

function resultAddress(f: FunctionState): Address {
  return { local: f.resultPointer, offset: 0, reloc: null };
}

/** `ret_load`: what the pointer of `ret_ptr` points to. */
export function genRetLoad(f: FunctionState, inst: AirIndex): void {
  const pointer = f.a(inst);
  const { result } = f.signature;
  if (result.pass === Pass.none) {
    leave(f);
    return;
  }
  const variable = f.variableOf(pointer);
  const address = variable >= 0 ? null : f.addressOf(pointer);
  if (result.pass === Pass.pointer) copyResult(f, address, result);
  else if (result.pass === Pass.parts && address !== null) {
    for (const { offset, repr } of result.parts) pushLoad(f, past(address, offset), repr);
    setResult(f, result);
  } else {
    if (address === null) f.localGet(variable);
    else pushLoad(f, address, result.repr);
    f.localSet(f.resultLocal);
  }
  leave(f);
}

function copyResult(f: FunctionState, address: Address | null, result: Passed): void {
  if (address === null) f.fail('a result of this kind');
  else {
    const { repr } = result;
    if (address.local !== f.resultPointer || address.offset !== 0) copyMemory(f, resultAddress(f), address, repr.size);
    if (isLooseInMemory(repr)) normalizeWide(f, resultAddress(f), repr);
  }
}

/** Goes to the end of the function, where the frame is given back. */
function leave(f: FunctionState): void {
  if (f.depth === f.exitLabel && f.bodyNext === f.bodyEnd && !f.mayLeaveValues) return;
  f.br(Op.br, f.exitLabel);
}
