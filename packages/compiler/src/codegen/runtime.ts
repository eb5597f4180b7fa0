import { BLOCK_VOID, ByteWriter, Op, ValType } from './wasm.ts';

/**
 * Functions of the compiler's own that generated code calls for what WebAssembly has no instruction for. Only those that are
 * called get into a module.
 */
export enum RuntimeFunction {
  /** (a: i64, b: i64) i64: the high 64 bits of the unsigned product. */
  mulHigh,
  /** (dst, a, b, n): the low `n` 32-bit limbs of the product. `dst` overlaps neither operand. */
  wideMul,
  /** (quotient, remainder, a, b, n): unsigned, of `n` 32-bit limbs, `n` even; `b` is not zero. Results overlap nothing. */
  wideDiv,
  /** (dst, a, shift, n): `n` 64-bit limbs, shift by bits, below 64 * n. `dst` does not overlap `a`. */
  wideShl,
  /** (dst, a, shift, n, fill: i64): as `wideShl`, to the right; `fill` is the limb beyond the highest. */
  wideShr,
  /** (half: i32) f32 */
  halfToFloat,
  /** (f64) i32: bits of the nearest f16, ties to even. */
  doubleToHalf,
  /** (x: f64, y: f64) f64: x - y * trunc(x / y), exact, with the sign of x. */
  floatRem,
  /** (a, b, n) i32: 1 if the `n` bytes at `a` and `b` are the same. */
  memEql,
  /** (trace, place): adds a place to the `std.builtin.StackTrace`, or counts it where there is no room. */
  returnError,
  /** (to, from, n): `memory.copy`, for engines without it. */
  memCopy,
  /** (at, byte, n): `memory.fill`, for engines without it. */
  memFill,
  // Conversions of the same names, for engines without them, in the order of their opcodes.
  i32_trunc_sat_f32_s,
  i32_trunc_sat_f32_u,
  i32_trunc_sat_f64_s,
  i32_trunc_sat_f64_u,
  i64_trunc_sat_f32_s,
  i64_trunc_sat_f32_u,
  i64_trunc_sat_f64_s,
  i64_trunc_sat_f64_u,
  /** (): `CALL_CTORS`, what a linker gathers of what is to be done before a program starts, of which Zig has nothing. */
  callCtors,
}

/** What linkers call the function that does what is to be done first. */
export const CALL_CTORS = '__wasm_call_ctors';

/** A function that the linker can put into a module as it is: it has no relocations. */
export interface RuntimeCode {
  readonly name: string;
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
  /** Declarations of locals, then the body with its `end`. */
  readonly code: Uint8Array;
}

const { i32, i64, f32, f64 } = ValType;
const cache: (RuntimeCode | undefined)[] = [];

/** The code of a runtime function. */
export function runtimeCode(which: RuntimeFunction): RuntimeCode {
  return (cache[which] ??= build(which));
}

/** A little assembler: every method appends what it is named after. */
class Assembler {
  readonly out = new ByteWriter(128);

  constructor(private readonly locals: readonly ValType[]) {
    this.out.uleb(locals.length);
    for (const type of this.locals) {
      this.out.uleb(1);
      this.out.byte(type);
    }
  }

  op(...ops: Op[]): this {
    for (const op of ops) this.out.byte(op);
    return this;
  }
  get(...locals: number[]): this {
    for (const local of locals) this.withIndex(Op.local_get, local);
    return this;
  }
  set(local: number): this {
    return this.withIndex(Op.local_set, local);
  }
  tee(local: number): this {
    return this.withIndex(Op.local_tee, local);
  }
  br(label: number): this {
    return this.withIndex(Op.br, label);
  }
  brIf(label: number): this {
    return this.withIndex(Op.br_if, label);
  }
  block(): this {
    return this.withIndex(Op.block, BLOCK_VOID);
  }
  loop(): this {
    return this.withIndex(Op.loop, BLOCK_VOID);
  }
  if(result: number = BLOCK_VOID): this {
    return this.withIndex(Op.if, result);
  }
  i32(value: number): this {
    this.out.byte(Op.i32_const);
    this.out.sleb(value);
    return this;
  }
  i64(value: bigint): this {
    this.out.byte(Op.i64_const);
    this.out.sleb64(value);
    return this;
  }
  f64(value: number): this {
    this.out.byte(Op.f64_const);
    this.out.f64(value);
    return this;
  }
  f32(value: number): this {
    this.out.byte(Op.f32_const);
    this.out.f32(value);
    return this;
  }
  /** A load or store without alignment promise. */
  mem(op: Op, offset = 0): this {
    this.out.byte(op);
    this.out.byte(0);
    this.out.uleb(offset);
    return this;
  }
  /** local += value */
  bump(local: number, value: number): this {
    return this.get(local).i32(value).op(Op.i32_add).set(local);
  }
  end(): this {
    return this.op(Op.end);
  }

  private withIndex(op: Op, index: number): this {
    this.out.byte(op);
    this.out.uleb(index);
    return this;
  }
}

function build(which: RuntimeFunction): RuntimeCode {
  switch (which) {
    case RuntimeFunction.mulHigh:
      return finish(which, [i64, i64], [i64], mulHigh());
    case RuntimeFunction.wideMul:
      return finish(which, [i32, i32, i32, i32], [], wideMul());
    case RuntimeFunction.wideDiv:
      return finish(which, [i32, i32, i32, i32, i32], [], wideDiv());
    case RuntimeFunction.wideShl:
      return finish(which, [i32, i32, i32, i32], [], wideShl());
    case RuntimeFunction.wideShr:
      return finish(which, [i32, i32, i32, i32, i64], [], wideShr());
    case RuntimeFunction.halfToFloat:
      return finish(which, [i32], [f32], halfToFloat());
    case RuntimeFunction.doubleToHalf:
      return finish(which, [f64], [i32], doubleToHalf());
    case RuntimeFunction.floatRem:
      return finish(which, [f64, f64], [f64], floatRem());
    case RuntimeFunction.memEql:
      return finish(which, [i32, i32, i32], [i32], memEql());
    case RuntimeFunction.returnError:
      return finish(which, [i32, i32], [], returnError());
    case RuntimeFunction.memCopy:
      return finish(which, [i32, i32, i32], [], memCopy());
    case RuntimeFunction.memFill:
      return finish(which, [i32, i32, i32], [], memFill());
    case RuntimeFunction.i32_trunc_sat_f32_s:
    case RuntimeFunction.i32_trunc_sat_f32_u:
    case RuntimeFunction.i32_trunc_sat_f64_s:
    case RuntimeFunction.i32_trunc_sat_f64_u:
    case RuntimeFunction.i64_trunc_sat_f32_s:
    case RuntimeFunction.i64_trunc_sat_f32_u:
    case RuntimeFunction.i64_trunc_sat_f64_s:
    case RuntimeFunction.i64_trunc_sat_f64_u: {
      const number = which - RuntimeFunction.i32_trunc_sat_f32_s;
      const [isWide, isDouble, isUnsigned] = [number >= 4, (number & 2) !== 0, (number & 1) !== 0];
      const code = saturate(isWide, isDouble, isUnsigned);
      return finish(which, [isDouble ? f64 : f32], [isWide ? i64 : i32], code);
    }
    case RuntimeFunction.callCtors:
      return { ...finish(which, [], [], new Assembler([])), name: CALL_CTORS };
  }
}

function finish(
  which: RuntimeFunction,
  params: readonly ValType[],
  results: readonly ValType[],
  assembler: Assembler,
): RuntimeCode {
  assembler.end();
  return { name: `rezig.${RuntimeFunction[which]}`, params, results, code: assembler.out.toBytes() };
}

function mulHigh(): Assembler {
  const [a, b, u] = [0, 1, 2];
  const low = 0xffff_ffffn;
  const asm = new Assembler([i64]);
  asm.get(a).i64(32n).op(Op.i64_shr_u).get(b).i64(low).op(Op.i64_and, Op.i64_mul);
  asm.get(a).i64(low).op(Op.i64_and).get(b).i64(low).op(Op.i64_and, Op.i64_mul).i64(32n).op(Op.i64_shr_u, Op.i64_add);
  asm.set(u);
  asm.get(a).i64(32n).op(Op.i64_shr_u).get(b).i64(32n).op(Op.i64_shr_u, Op.i64_mul);
  asm.get(u).i64(32n).op(Op.i64_shr_u, Op.i64_add);
  asm.get(a).i64(low).op(Op.i64_and).get(b).i64(32n).op(Op.i64_shr_u, Op.i64_mul);
  asm.get(u).i64(low).op(Op.i64_and, Op.i64_add).i64(32n).op(Op.i64_shr_u, Op.i64_add);
  return asm;
}

/** Sets limbs of 32 bits from `at` on to zero: as many bytes as local `left` has, which is 0 afterwards. */
function clear(asm: Assembler, at: number, left: number): void {
  asm.loop().bump(left, -4).get(at, left).op(Op.i32_add).i32(0).mem(Op.i32_store).get(left).brIf(0).end();
}

function wideMul(): Assembler {
  const [dst, a, b, n, i, j, x, carry, at] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const asm = new Assembler([i32, i32, i64, i64, i32]);
  const element = (base: number, index: number) =>
    asm.get(base, index).i32(2).op(Op.i32_shl, Op.i32_add).mem(Op.i64_load32_u);
  asm.get(n).i32(2).op(Op.i32_shl).set(i);
  clear(asm, dst, i);
  asm.block().loop();
  asm.get(i, n).op(Op.i32_ge_u).brIf(1);
  element(a, i).tee(x).op(Op.i64_eqz);
  asm.op(Op.i32_eqz).if();
  asm.i64(0n).set(carry).i32(0).set(j);
  asm.block().loop();
  asm.get(i, j).op(Op.i32_add).tee(at).get(n).op(Op.i32_ge_u).brIf(1);
  asm.get(dst, at).i32(2).op(Op.i32_shl, Op.i32_add).tee(at);
  asm.get(x);
  element(b, j).op(Op.i64_mul);
  asm.get(at).mem(Op.i64_load32_u).op(Op.i64_add).get(carry).op(Op.i64_add).tee(carry).mem(Op.i64_store32);
  asm.get(carry).i64(32n).op(Op.i64_shr_u).set(carry);
  asm.bump(j, 1).br(0).end().end();
  asm.end();
  asm.bump(i, 1).br(0).end().end();
  return asm;
}

/** Short division where the divisor is one limb, shift and subtract otherwise, one bit after the other. */
function wideDiv(): Assembler {
  const [q, r, a, b, n, i, bits, d, rem, bytes, carry, less, x, y] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
  const asm = new Assembler([i32, i32, i64, i64, i32, i64, i32, i64, i64]);
  const high = () => asm.i64(63n).op(Op.i64_shr_u);
  asm.get(n).i32(2).op(Op.i32_shl).set(bytes);
  asm.get(bytes).set(i);
  clear(asm, r, i);
  // i = offset of the highest limb of the divisor that is not zero
  asm.get(bytes).set(i);
  asm.loop().bump(i, -4);
  asm.get(b, i).op(Op.i32_add).mem(Op.i32_load).op(Op.i32_eqz).brIf(0).end();
  asm.get(i).op(Op.i32_eqz).if();
  asm.get(b).mem(Op.i64_load32_u).set(d).get(bytes).set(i);
  asm.loop().bump(i, -4);
  asm.get(rem).i64(32n).op(Op.i64_shl).get(a, i).op(Op.i32_add).mem(Op.i64_load32_u).op(Op.i64_or).set(rem);
  asm.get(q, i).op(Op.i32_add).get(rem, d).op(Op.i64_div_u).mem(Op.i64_store32);
  asm.get(rem, d).op(Op.i64_rem_u).set(rem);
  asm.get(i).brIf(0).end();
  asm.get(r, rem).mem(Op.i64_store32).op(Op.return);
  asm.end();
  asm.get(bytes).set(i).loop().bump(i, -8);
  asm.get(q, i).op(Op.i32_add).get(a, i).op(Op.i32_add).mem(Op.i64_load).mem(Op.i64_store);
  asm.get(i).brIf(0).end();
  asm.get(bytes).i32(3).op(Op.i32_shl).set(bits);
  asm.loop();
  // (r, q) <<= 1
  asm.i64(0n).set(carry);
  for (const part of [q, r]) {
    asm.i32(0).set(i).loop();
    asm.get(part, i).op(Op.i32_add).mem(Op.i64_load).set(x);
    asm.get(part, i).op(Op.i32_add).get(x).i64(1n).op(Op.i64_shl).get(carry).op(Op.i64_or).mem(Op.i64_store);
    asm.get(x);
    high().set(carry);
    asm.bump(i, 8).get(i, bytes).op(Op.i32_lt_u).brIf(0).end();
  }
  // A bit shifted out of the remainder makes it larger than any divisor.
  asm.get(carry).op(Op.i64_eqz).set(less);
  asm.get(less).if();
  asm.get(bytes).set(i).i32(0).set(less);
  asm.block().loop();
  asm.bump(i, -8);
  asm.get(r, i).op(Op.i32_add).mem(Op.i64_load).tee(x);
  asm.get(b, i).op(Op.i32_add).mem(Op.i64_load).tee(y).op(Op.i64_ne).if();
  asm.get(x, y).op(Op.i64_lt_u).set(less).br(2).end();
  asm.get(i).brIf(0).end().end();
  asm.end();
  asm.get(less).op(Op.i32_eqz).if();
  asm.i32(0).set(i).i64(0n).set(carry).loop();
  asm.get(r, i).op(Op.i32_add).mem(Op.i64_load).set(x);
  asm.get(b, i).op(Op.i32_add).mem(Op.i64_load).set(y);
  asm.get(r, i).op(Op.i32_add).get(x, y).op(Op.i64_sub).get(carry).op(Op.i64_sub).mem(Op.i64_store);
  asm.get(x, y).op(Op.i64_lt_u).get(x, y).op(Op.i64_eq).get(carry).op(Op.i64_eqz, Op.i32_eqz, Op.i32_and, Op.i32_or);
  asm.op(Op.i64_extend_i32_u).set(carry);
  asm.bump(i, 8).get(i, bytes).op(Op.i32_lt_u).brIf(0).end();
  asm.get(q, q).mem(Op.i64_load).i64(1n).op(Op.i64_or).mem(Op.i64_store);
  asm.end();
  asm.get(bits).i32(1).op(Op.i32_sub).tee(bits).brIf(0);
  asm.end();
  return asm;
}

function wideShl(): Assembler {
  const [dst, a, shift, n, i, words, part, x] = [0, 1, 2, 3, 4, 5, 6, 7];
  const asm = new Assembler([i32, i32, i64, i64]);
  const limb = () => asm.get(i, words).op(Op.i32_sub).i32(3).op(Op.i32_shl).get(a).op(Op.i32_add);
  asm.get(shift).i32(6).op(Op.i32_shr_u).set(words);
  asm.get(shift).i32(63).op(Op.i32_and, Op.i64_extend_i32_u).set(part);
  asm.get(n).set(i).loop();
  asm.bump(i, -1).i64(0n).set(x);
  asm.get(i, words).op(Op.i32_ge_u).if();
  limb().mem(Op.i64_load).get(part).op(Op.i64_shl).set(x);
  asm.get(i, words).op(Op.i32_gt_u).get(part).op(Op.i64_eqz, Op.i32_eqz, Op.i32_and).if();
  limb().i32(8).op(Op.i32_sub).mem(Op.i64_load).i64(64n).get(part).op(Op.i64_sub, Op.i64_shr_u);
  asm.get(x).op(Op.i64_or).set(x).end();
  asm.end();
  asm.get(i).i32(3).op(Op.i32_shl).get(dst).op(Op.i32_add).get(x).mem(Op.i64_store);
  asm.get(i).brIf(0).end();
  return asm;
}

function wideShr(): Assembler {
  const [dst, a, shift, n, fill, i, words, part, at, x, y] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const asm = new Assembler([i32, i32, i64, i32, i64, i64]);
  const limb = (more: number, to: number) => {
    asm.get(fill).set(to);
    asm.get(i, words).op(Op.i32_add).i32(more).op(Op.i32_add).tee(at).get(n).op(Op.i32_lt_u).if();
    asm.get(at).i32(3).op(Op.i32_shl).get(a).op(Op.i32_add).mem(Op.i64_load).set(to).end();
  };
  asm.get(shift).i32(6).op(Op.i32_shr_u).set(words);
  asm.get(shift).i32(63).op(Op.i32_and, Op.i64_extend_i32_u).set(part);
  asm.loop();
  limb(0, x);
  asm.get(part).op(Op.i64_eqz, Op.i32_eqz).if();
  limb(1, y);
  asm.get(x, part).op(Op.i64_shr_u).get(y).i64(64n).get(part).op(Op.i64_sub, Op.i64_shl, Op.i64_or).set(x);
  asm.end();
  asm.get(i).i32(3).op(Op.i32_shl).get(dst).op(Op.i32_add).get(x).mem(Op.i64_store);
  asm.bump(i, 1).get(i, n).op(Op.i32_lt_u).brIf(0).end();
  return asm;
}

function halfToFloat(): Assembler {
  const [half, magnitude] = [0, 1];
  const asm = new Assembler([i32]);
  asm.get(half).i32(0x7fff).op(Op.i32_and).tee(magnitude).i32(0x7c00).op(Op.i32_ge_u).if(f32);
  asm.get(magnitude).i32(13).op(Op.i32_shl).i32(0x7f80_0000).op(Op.i32_or, Op.f32_reinterpret_i32);
  asm.op(Op.else);
  asm
    .get(magnitude)
    .i32(13)
    .op(Op.i32_shl, Op.f32_reinterpret_i32)
    .f32(2 ** 112)
    .op(Op.f32_mul);
  asm.end();
  asm.get(half).i32(16).op(Op.i32_shl, Op.f32_reinterpret_i32, Op.f32_copysign);
  return asm;
}

function doubleToHalf(): Assembler {
  const [value, sign, bits] = [0, 1, 2];
  const asm = new Assembler([i32, i64]);
  asm
    .get(value)
    .op(Op.i64_reinterpret_f64)
    .i64(48n)
    .op(Op.i64_shr_u, Op.i32_wrap_i64)
    .i32(0x8000)
    .op(Op.i32_and)
    .set(sign);
  asm.get(value, value).op(Op.f64_ne).if().get(sign).i32(0x7e00).op(Op.i32_or, Op.return).end();
  asm.get(value).op(Op.f64_abs).tee(value).f64(65520).op(Op.f64_ge).if();
  asm.get(sign).i32(0x7c00).op(Op.i32_or, Op.return).end();
  asm
    .get(value)
    .f64(2 ** -14)
    .op(Op.f64_lt)
    .if();
  asm
    .get(sign, value)
    .f64(2 ** 24)
    .op(Op.f64_mul, Op.f64_nearest, Op.i32_trunc_f64_u, Op.i32_or, Op.return)
    .end();
  asm
    .get(value)
    .op(Op.i64_reinterpret_f64)
    .tee(bits)
    .i64((1n << 41n) - 1n)
    .op(Op.i64_add);
  asm.get(bits).i64(42n).op(Op.i64_shr_u).i64(1n).op(Op.i64_and, Op.i64_add).i64(42n).op(Op.i64_shr_u, Op.i32_wrap_i64);
  asm
    .i32((1023 - 15) << 10)
    .op(Op.i32_sub)
    .get(sign)
    .op(Op.i32_or);
  return asm;
}

/** Subtracts the divisor, scaled by a power of two, as long as it fits: every difference is exact. */
function floatRem(): Assembler {
  const [x, y, rest, part, step] = [0, 1, 2, 3, 4];
  const asm = new Assembler([f64, f64, i64]);
  const exponent = (local: number) => asm.get(local).op(Op.i64_reinterpret_f64).i64(52n).op(Op.i64_shr_u);
  asm.get(x).op(Op.f64_abs).tee(rest).f64(Number.POSITIVE_INFINITY).op(Op.f64_lt, Op.i32_eqz);
  asm.get(y).op(Op.f64_abs).tee(y).f64(0).op(Op.f64_gt, Op.i32_eqz, Op.i32_or).if();
  asm.f64(Number.NaN).op(Op.return).end();
  asm.block().loop();
  asm.get(rest, y).op(Op.f64_lt).brIf(1);
  // part = y scaled so that its exponent is that of the rest, or one less where that would be more than the rest.
  asm.get(y).set(part);
  exponent(rest);
  exponent(y).op(Op.i64_sub).set(step);
  asm.block().loop();
  asm.get(step).i64(0n).op(Op.i64_le_s).brIf(1);
  // Powers of two up to 2^1000 at a time, so that the factor is finite.
  asm.get(part, step).i64(1000n).get(step).i64(1000n).op(Op.i64_lt_s, Op.select).i64(1023n).op(Op.i64_add);
  asm.i64(52n).op(Op.i64_shl, Op.f64_reinterpret_i64, Op.f64_mul).set(part);
  asm.get(step).i64(1000n).op(Op.i64_sub).set(step).br(0).end().end();
  // A subnormal divisor says less with its exponent.
  asm.block().loop();
  asm.get(part).f64(2).op(Op.f64_mul).get(rest).op(Op.f64_gt).brIf(1);
  asm.get(part).f64(2).op(Op.f64_mul).set(part).br(0).end().end();
  asm.block().loop();
  asm.get(part, rest).op(Op.f64_le).brIf(1);
  asm.get(part).f64(0.5).op(Op.f64_mul).set(part).br(0).end().end();
  asm.get(rest, part).op(Op.f64_sub).set(rest).br(0).end().end();
  asm.get(rest, x).op(Op.f64_copysign);
  return asm;
}

function memEql(): Assembler {
  const [a, b, n, i] = [0, 1, 2, 3];
  const asm = new Assembler([i32]);
  asm.block().loop();
  asm.get(i, n).op(Op.i32_ge_u).brIf(1);
  asm.get(a, i).op(Op.i32_add).mem(Op.i32_load8_u).get(b, i).op(Op.i32_add).mem(Op.i32_load8_u);
  asm.op(Op.i32_ne).if().i32(0).op(Op.return).end();
  asm.bump(i, 1).br(0).end().end();
  asm.i32(1);
  return asm;
}

/** Words of 8 bytes, then bytes; from the end where the start of the source would be overwritten before it is read. */
function memCopy(): Assembler {
  const [to, from, n, at] = [0, 1, 2, 3];
  const asm = new Assembler([i32]);
  const piece = (load: Op, store: Op): Assembler =>
    asm.get(to, at).op(Op.i32_add).get(from, at).op(Op.i32_add).mem(load).mem(store);
  asm.get(to, from).op(Op.i32_sub).get(n).op(Op.i32_lt_u).if();
  asm.get(n).set(at);
  asm.block().loop();
  asm.get(at).i32(8).op(Op.i32_lt_u).brIf(1).bump(at, -8);
  piece(Op.i64_load, Op.i64_store).br(0).end().end();
  asm.block().loop();
  asm.get(at).op(Op.i32_eqz).brIf(1).bump(at, -1);
  piece(Op.i32_load8_u, Op.i32_store8).br(0).end().end();
  asm.op(Op.return).end();
  asm.block().loop();
  asm.get(n, at).op(Op.i32_sub).i32(8).op(Op.i32_lt_u).brIf(1);
  piece(Op.i64_load, Op.i64_store).bump(at, 8).br(0).end().end();
  asm.block().loop();
  asm.get(n, at).op(Op.i32_eq).brIf(1);
  piece(Op.i32_load8_u, Op.i32_store8).bump(at, 1).br(0).end().end();
  return asm;
}

function memFill(): Assembler {
  const [to, byte, n, at, word] = [0, 1, 2, 3, 4];
  const asm = new Assembler([i32, i64]);
  asm.get(byte).i32(0xff).op(Op.i32_and, Op.i64_extend_i32_u).i64(0x0101_0101_0101_0101n).op(Op.i64_mul).set(word);
  asm.block().loop();
  asm.get(n, at).op(Op.i32_sub).i32(8).op(Op.i32_lt_u).brIf(1);
  asm.get(to, at).op(Op.i32_add).get(word).mem(Op.i64_store).bump(at, 8).br(0).end().end();
  asm.block().loop();
  asm.get(n, at).op(Op.i32_eq).brIf(1);
  asm.get(to, at).op(Op.i32_add).get(byte).mem(Op.i32_store8).bump(at, 1).br(0).end().end();
  return asm;
}

/** A float cut to an integer: the nearest that there is where it is out of range, 0 where it is no number. */
function saturate(isWide: boolean, isDouble: boolean, isUnsigned: boolean): Assembler {
  const asm = new Assembler([]);
  const result = isWide ? i64 : i32;
  const bits = isWide ? 64 : 32;
  const float = (value: number): Assembler => (isDouble ? asm.f64(value) : asm.f32(value));
  const int = (value: bigint): Assembler =>
    isWide ? asm.i64(BigInt.asIntN(64, value)) : asm.i32(Number(BigInt.asIntN(32, value)));
  const [lowest, beyond] = isUnsigned ? [0n, 1n << BigInt(bits)] : [-(1n << BigInt(bits - 1)), 1n << BigInt(bits - 1)];
  const first = isWide ? Op.i64_trunc_f32_s : Op.i32_trunc_f32_s;
  // Powers of two are floats.
  float(Number(beyond));
  asm
    .get(0)
    .op(isDouble ? Op.f64_gt : Op.f32_gt)
    .if(result);
  float(Number(lowest));
  asm
    .get(0)
    .op(isDouble ? Op.f64_le : Op.f32_le)
    .if(result);
  asm
    .get(0)
    .op(first + (isDouble ? 2 : 0) + (isUnsigned ? 1 : 0))
    .op(Op.else);
  asm
    .get(0, 0)
    .op(isDouble ? Op.f64_eq : Op.f32_eq)
    .if(result);
  int(lowest).op(Op.else);
  int(0n).end().end().op(Op.else);
  asm
    .get(0, 0)
    .op(isDouble ? Op.f64_eq : Op.f32_eq)
    .if(result);
  int(beyond - 1n).op(Op.else);
  int(0n).end().end();
  return asm;
}

function returnError(): Assembler {
  const [trace, place, index] = [0, 1, 2];
  const a = new Assembler([i32]);
  // if (trace.index < trace.instruction_addresses.len) trace.instruction_addresses[trace.index] = place;
  a.get(trace).mem(Op.i32_load).tee(index).get(trace).mem(Op.i32_load, 8).op(Op.i32_lt_u).if();
  a.get(trace).mem(Op.i32_load, 4).get(index).i32(2).op(Op.i32_shl, Op.i32_add).get(place).mem(Op.i32_store).end();
  return a.get(trace).get(index).i32(1).op(Op.i32_add).mem(Op.i32_store);
}
