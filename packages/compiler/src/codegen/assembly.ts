import { AIR_NONE, type AirIndex, type AirRef, isInst } from '../air/air.ts';
import type { Index, StringIndex } from '../intern/ids.ts';
import { ptrChild } from '../intern/pointers.ts';
import { intBig, isInt } from '../intern/values.ts';
import { calledFunction } from './constants.ts';
import type { FunctionState } from './function.ts';
import { accessGlobal, STACK_POINTER } from './globals.ts';
import { access, emitStore, extend, pushLoad } from './memory.ts';
import { RelocKind } from './relocation.ts';
import { isScalar, type Repr, ReprKind, valTypeOf } from './repr.ts';
import { BLOCK_VOID, MiscOp, Op, ValType } from './wasm.ts';

/*
 * Inline assembly is text as LLVM reads it for WebAssembly, an instruction a line. `%[name]` is a local for an operand in a register,
 * a number for a constant, a function for one that is passed as "X".
 */

/** What `%[name]` stands for. */
interface AsmOperand {
  readonly constraint: string;
  /** The local of a scalar in a register; -1 for others. */
  readonly local: number;
  /** The value of an input; the pointer of an output, or AIR_NONE for the one that is the result. */
  readonly ref: AirRef;
  readonly repr: Repr;
}

const OPERAND_WORDS = 3;

/** `assembly` */
export function genAssembly(f: FunctionState, inst: AirIndex): void {
  const at = f.a(inst) as number;
  const outputsLen = f.extra(at + 1);
  const operands = new Map<string, AsmOperand>();
  const outputs: AsmOperand[] = [];
  for (let i = 0; i < outputsLen + f.extra(at + 2); i++) {
    const place = at + 3 + i * OPERAND_WORDS;
    const [name, constraint] = [0, 1].map((word) => f.pool.text(f.extra(place + word) as StringIndex));
    const ref = f.extra(place + 2) as AirRef;
    const operand = i < outputsLen ? outputOperand(f, inst, constraint, ref) : inputOperand(f, constraint, ref);
    if (i < outputsLen) outputs.push(operand);
    else tie(f, operand, outputs[Number(constraint)]);
    operands.set(name, operand);
  }
  const source = f.pool.text(f.extra(at) as StringIndex);
  for (const line of source.split(/[\n;]/)) emitLine(f, line.replace(/(#|\/\/).*$/, '').trim(), operands);
  for (const { local, ref, repr } of outputs) if (ref !== AIR_NONE && local >= 0) storeOutput(f, ref, repr, local);
  const result = outputs.find(({ ref }) => ref === AIR_NONE);
  if (result === undefined || result.repr.kind === ReprKind.none) return;
  f.localGet(result.local);
  extendResult(f, result.repr);
  f.define(inst);
}

function outputOperand(f: FunctionState, inst: AirIndex, constraint: string, ref: AirRef): AsmOperand {
  const ty = ref === AIR_NONE ? f.ty(inst) : ptrChild(f.pool, f.typeOf(ref));
  const repr = f.repr(ty);
  if (ref === AIR_NONE && repr.kind === ReprKind.memory) f.fail('inline assembly with a result in memory');
  const inRegister = isScalar(repr) && (ref === AIR_NONE || constraint.includes('r'));
  const local = inRegister ? f.temporary(valTypeOf(repr)) : -1;
  if (local >= 0 && constraint.startsWith('+')) {
    pushPointee(f, ref, repr);
    f.localSet(local);
  }
  return { constraint, local, ref, repr };
}

function pushPointee(f: FunctionState, pointer: AirRef, repr: Repr): void {
  pushLoad(f, f.addressOf(pointer), repr);
}

function inputOperand(f: FunctionState, constraint: string, ref: AirRef): AsmOperand {
  const repr = f.reprOf(ref);
  let local = -1;
  if (isScalar(repr) && !isImmediate(constraint)) {
    local = f.temporary(valTypeOf(repr));
    f.push(ref);
    f.localSet(local);
  }
  return { constraint, local, ref, repr };
}

/** An input whose constraint is the number of an output is what that has at first. */
function tie(f: FunctionState, input: AsmOperand, output: AsmOperand | undefined): void {
  if (output === undefined || output.local < 0 || input.local < 0) return;
  f.localGet(input.local);
  f.localSet(output.local);
}

function isImmediate(constraint: string): boolean {
  return constraint === 'X' || constraint === 'i' || constraint === 'n' || constraint === 's';
}

function storeOutput(f: FunctionState, pointer: AirRef, repr: Repr, local: number): void {
  const address = f.addressOf(pointer);
  f.pushBase(address);
  f.localGet(local);
  extendResult(f, repr);
  emitStore(f, repr, address.offset);
}

/** Text may leave anything above the width of an integer. */
function extendResult(f: FunctionState, repr: Repr): void {
  if (repr.kind === ReprKind.i32 || repr.kind === ReprKind.i64) extend(f, repr);
}

const BLOCK_TYPES: Record<string, number> = {
  i32: ValType.i32,
  i64: ValType.i64,
  f32: ValType.f32,
  f64: ValType.f64,
};

function emitLine(f: FunctionState, line: string, operands: ReadonlyMap<string, AsmOperand>): void {
  if (line === '') return;
  f.mayLeaveValues = true;
  const [mnemonic, ...words] = line.split(/[\s,]+/);
  const args = words.filter((word) => word !== '');
  switch (mnemonic) {
    case 'local.get':
    case 'local.set':
    case 'local.tee':
      f.op(opOf(mnemonic) as Op);
      f.out.uleb(numberOf(f, args[0], operands));
      return;
    case 'global.get':
    case 'global.set':
      emitGlobal(f, mnemonic === 'global.get' ? Op.global_get : Op.global_set, args[0], operands);
      return;
    case 'i32.const':
    case 'i64.const':
      f.int(mnemonic === 'i64.const', integerOf(f, args[0], operands));
      return;
    case 'f32.const':
      f.op(Op.f32_const);
      f.out.f32(floatOf(f, args[0]));
      return;
    case 'f64.const':
      f.op(Op.f64_const);
      f.out.f64(floatOf(f, args[0]));
      return;
    case 'block':
    case 'loop':
    case 'if':
      f.op(opOf(mnemonic) as Op);
      f.out.byte(args.length === 0 ? BLOCK_VOID : (BLOCK_TYPES[args[0]] ?? BLOCK_VOID));
      return;
    case 'end_block':
    case 'end_loop':
    case 'end_if':
      f.op(Op.end);
      return;
    case 'br':
    case 'br_if':
      f.op(opOf(mnemonic) as Op);
      f.out.uleb(numberOf(f, args[0], operands));
      return;
    case 'call':
      emitCall(f, args[0], operands);
      return;
    case 'memory.size':
    case 'memory.grow':
      f.op(opOf(mnemonic) as Op);
      f.out.byte(0);
      return;
    case 'memory.copy':
    case 'memory.fill':
      f.misc(mnemonic === 'memory.copy' ? MiscOp.memory_copy : MiscOp.memory_fill);
      for (let i = mnemonic === 'memory.copy' ? 2 : 1; i > 0; i--) f.out.byte(0);
      return;
    default:
      emitPlain(f, mnemonic, args, operands);
  }
}

/** The operation that a mnemonic names; undefined if there is none. */
function opOf(mnemonic: string): Op | undefined {
  const op = Op[mnemonic.replace('.', '_') as keyof typeof Op] as Op | undefined;
  return typeof op === 'number' ? op : undefined;
}

/** An instruction without immediates, or a load or store. */
function emitPlain(
  f: FunctionState,
  mnemonic: string,
  args: readonly string[],
  operands: ReadonlyMap<string, AsmOperand>,
): void {
  const op = opOf(mnemonic);
  const misc = MiscOp[mnemonic.replace('.', '_') as keyof typeof MiscOp] as MiscOp | undefined;
  if (op !== undefined && op >= Op.i32_load && op <= Op.i64_store32) {
    // `offset:p2align=n`: the alignment is a hint.
    f.basePushed();
    access(f, op, args.length === 0 ? 0 : numberOf(f, args[0].split(':')[0], operands));
  } else if (op !== undefined && isPlain(op)) f.op(op);
  else if (typeof misc === 'number') f.misc(misc);
  else f.fail(`the instruction '${mnemonic}' in inline assembly`);
}

function isPlain(op: Op): boolean {
  if (op >= Op.i32_eqz) return true;
  return op === Op.unreachable || op === Op.nop || op === Op.drop || op === Op.select || op === Op.else;
}

const OPERAND = /^%(?:\[(\w+)\]|(\w+))$/;

function operandOf(text: string, operands: ReadonlyMap<string, AsmOperand>): AsmOperand | undefined {
  const match = OPERAND.exec(text);
  return match === null ? undefined : operands.get(match[1] ?? match[2]);
}

function emitGlobal(
  f: FunctionState,
  op: Op.global_get | Op.global_set,
  text: string,
  operands: ReadonlyMap<string, AsmOperand>,
): void {
  if (text === '__stack_pointer') {
    accessGlobal(f, op, STACK_POINTER);
    return;
  }
  f.op(op);
  f.out.uleb(numberOf(f, text, operands));
}

/** The number of a local, or what is written. */
function numberOf(f: FunctionState, text: string, operands: ReadonlyMap<string, AsmOperand>): number {
  const operand = operandOf(text, operands);
  if (operand !== undefined && operand.local >= 0) return operand.local;
  return Number(integerOf(f, text, operands));
}

function integerOf(f: FunctionState, text: string, operands: ReadonlyMap<string, AsmOperand>): bigint {
  const operand = operandOf(text, operands);
  if (operand !== undefined) {
    const value = operand.ref as number as Index;
    if (!isInst(operand.ref) && isInt(f.pool, value)) return intBig(f.pool, value);
  } else if (/^-?(0x[0-9a-fA-F]+|\d+)$/.test(text)) {
    return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  }
  f.fail(`the operand '${text}' in inline assembly`);
  return 0n;
}

function floatOf(f: FunctionState, text: string): number {
  const value = Number(text);
  if (Number.isNaN(value)) f.fail(`the operand '${text}' in inline assembly`);
  return value;
}

/** `call` of a function that is an operand, or of an exported one by its name. */
function emitCall(f: FunctionState, text: string, operands: ReadonlyMap<string, AsmOperand>): void {
  const operand = operandOf(text, operands);
  if (operand === undefined) {
    f.relocated(Op.call, RelocKind.symbol, f.pool.string(text));
    f.hasCalls = true;
    return;
  }
  const func = isInst(operand.ref) ? undefined : calledFunction(f.pool, operand.ref as number as Index);
  if (func === undefined) f.fail('a call of this operand in inline assembly');
  else f.relocated(Op.call, RelocKind.func, func);
}
