import { strictEqual } from 'node:assert';
import { test } from 'node:test';
import { AIR_NONE, type Air, type AirIndex, type AirRef, AirTag, airInst, airRef } from '../../src/air/air.ts';
import { generateData } from '../../src/codegen/data.ts';
import { type FunctionCode, generateFunction } from '../../src/codegen/generate.ts';
import { ReprTable } from '../../src/codegen/repr.ts';
import { CallConv } from '../../src/intern/func-type.ts';
import { funcDecl, funcType } from '../../src/intern/functions.ts';
import {
  type DeclIndex,
  type Index,
  NO_INDEX,
  NO_NAMESPACE,
  NO_TRACKED,
  type TrackedIndex,
} from '../../src/intern/ids.ts';
import { Ty } from '../../src/intern/known.ts';
import { InternPool, PoolTables } from '../../src/intern/pool.ts';
import { intValue } from '../../src/intern/values.ts';
import { DEFAULT_LINK_OPTIONS, type LinkExport, type LinkInput } from '../../src/link/input.ts';
import { Linker } from '../../src/link/relink.ts';
import { DeclaringReader } from '../../src/query/declaring-reader.ts';
import { NameReader } from '../../src/query/name-reader.ts';
import { U8Column, U32Column } from '../../src/util/column.ts';

/** AIR made by hand, for tests. Instructions go to the innermost open body. */
export class AirBuilder {
  readonly air: Air = {
    tags: new U8Column(),
    ty: new U32Column(),
    a: new U32Column(),
    b: new U32Column(),
    extra: new U32Column(),
    mainBody: 0,
  };
  private readonly bodies: AirIndex[][] = [[]];

  /** Adds an instruction and returns it as an operand. */
  add(tag: AirTag, ty: Index, a = 0, b = 0): AirRef {
    const inst = this.air.tags.push(tag) as AirIndex;
    this.air.ty.push(ty);
    this.air.a.push(a);
    this.air.b.push(b);
    this.bodies[this.bodies.length - 1].push(inst);
    return airRef(inst);
  }

  /** What `make` adds, as a body of its own. */
  body(make: () => void): AirIndex[] {
    this.bodies.push([]);
    make();
    return this.bodies.pop() as AirIndex[];
  }

  aggregate(ty: Index, ...elements: AirRef[]): AirRef {
    return this.add(AirTag.aggregate_init, ty, this.payload(...elements), elements.length);
  }

  payload(...words: number[]): number {
    return this.air.extra.pushAll(words);
  }

  /** A block; `make` gets its number for `br`. */
  block(ty: Index, make: (block: AirIndex) => void): AirRef {
    const ref = this.add(AirTag.block, ty);
    const body = this.body(() => make(airInst(ref)));
    this.air.a.data[airInst(ref)] = this.payload(body.length, ...body);
    return ref;
  }

  loop(make: (loop: AirIndex) => void): void {
    const ref = this.add(AirTag.loop, Ty.noreturn);
    const body = this.body(() => make(airInst(ref)));
    this.air.a.data[airInst(ref)] = this.payload(body.length, ...body);
  }

  condBr(condition: AirRef, makeThen: () => void, makeElse: () => void): void {
    const ref = this.add(AirTag.cond_br, Ty.noreturn, condition);
    const [then, other] = [this.body(makeThen), this.body(makeElse)];
    this.air.b.data[airInst(ref)] = this.payload(then.length, other.length, ...then, ...other);
  }

  switchBr(
    tag: AirTag.switch_br | AirTag.loop_switch_br,
    operand: AirRef,
    cases: { items?: Index[]; ranges?: [Index, Index][]; make: (self: AirIndex) => void }[],
    makeElse: (self: AirIndex) => void,
  ): void {
    const ref = this.add(tag, Ty.noreturn, operand);
    const words: number[] = [];
    for (const { items = [], ranges = [], make } of cases) {
      const body = this.body(() => make(airInst(ref)));
      words.push(items.length, ranges.length, body.length, ...items, ...ranges.flat(), ...body);
    }
    const other = this.body(() => makeElse(airInst(ref)));
    this.air.b.data[airInst(ref)] = this.payload(cases.length, other.length, ...words, ...other);
  }

  /** `try`, `try_ptr` */
  try(tag: AirTag.try | AirTag.try_ptr, ty: Index, operand: AirRef, make: () => void): AirRef {
    const ref = this.add(tag, ty, operand);
    const body = this.body(make);
    this.air.b.data[airInst(ref)] = this.payload(body.length, ...body);
    return ref;
  }

  call(ty: Index, callee: AirRef, ...args: AirRef[]): AirRef {
    return this.add(AirTag.call, ty, callee, this.payload(args.length, ...args));
  }

  br(block: AirIndex, operand: AirRef = AIR_NONE): void {
    this.add(AirTag.br, Ty.noreturn, block, operand);
  }

  ret(value: AirRef): void {
    this.add(AirTag.ret, Ty.noreturn, value);
  }

  finish(): Air {
    const body = this.bodies[0];
    this.air.mainBody = this.payload(body.length, ...body);
    return this.air;
  }
}

/** An interned value as an operand. */
export function constant(value: Index): AirRef {
  return value as number as AirRef;
}

/** A pool in which all is as a test made it: nobody needs to know what is read. */
class HandMade extends DeclaringReader {
  readonly serial = 1;

  knowsLayout(): boolean {
    return true;
  }

  protected input(): void {}

  protected result(): boolean {
    return true;
  }
}

/** Has `check` test the code of a program, as it is made for Debug and for release modes. */
export function testCode(name: string, check: (program: TestProgram) => void | Promise<void>): void {
  for (const isOptimized of [false, true])
    test(`${name}${isOptimized ? ', optimized' : ''}`, () => check(new TestProgram(isOptimized)));
}

/** A program of functions made by hand, for tests. */
export class TestProgram {
  readonly tables = new PoolTables();
  readonly pool = new InternPool(this.tables);
  readonly codes = new Map<Index, FunctionCode>();
  readonly exports: LinkExport[] = [];
  readonly reprs: ReprTable;

  constructor(isOptimized = false) {
    const options = { ...DEFAULT_LINK_OPTIONS.code, isOptimized };
    this.reprs = new ReprTable(new HandMade(this.tables, this.pool), options);
  }

  /** An operand that is an integer. */
  int(ty: Index, value: number | bigint): AirRef {
    return constant(intValue(this.pool, ty, value));
  }

  /** A declaration with a value. */
  decl(name: string, value: Index): DeclIndex {
    const { decls } = this.tables;
    const decl = decls.member(NO_NAMESPACE, decls.length as TrackedIndex);
    decls.name.data[decl] = this.pool.string(`test.${name}`);
    decls.value.data[decl] = value;
    return decl;
  }

  /** Declares a function without code; `define` gives it some. */
  declare(
    name: string,
    params: Index[],
    returnType: Index,
    callConv = CallConv.auto,
  ): { func: Index; decl: DeclIndex } {
    const ty = funcType(this.pool, { params, returnType, callConv });
    const decl = this.decl(name, Ty.void);
    const func = funcDecl(this.pool, ty, decl, NO_TRACKED);
    this.tables.decls.value.data[decl] = func;
    return { func, decl };
  }

  define(func: Index, params: Index[], make: (b: AirBuilder, args: AirRef[]) => void): void {
    const builder = new AirBuilder();
    const args = params.map((ty, i) => builder.add(AirTag.arg, ty, i));
    make(builder, args);
    const code = generateFunction(this.reprs, builder.finish(), this.pool.word(func, 1) as Index);
    if ('unsupported' in code) throw new Error(code.unsupported);
    this.codes.set(func, code);
  }

  /** An exported function with the C calling convention. */
  func(
    name: string,
    params: Index[],
    returnType: Index,
    make: (b: AirBuilder, args: AirRef[]) => void,
    callConv = CallConv.c,
  ): Index {
    const { func, decl } = this.declare(name, params, returnType, callConv);
    this.define(func, params, make);
    this.exports.push({ name, decl, value: NO_INDEX });
    return func;
  }

  /** The linked module; it is valid. */
  link(): Uint8Array {
    const input: LinkInput = {
      pool: this.pool,
      reprs: this.reprs,
      names: new NameReader(this.tables, this.pool),
      exports: this.exports,
      errors: [],
      options: { ...DEFAULT_LINK_OPTIONS, stackSize: 0x1_0000 },
      functionCode: (func) => this.codes.get(func) ?? null,
      constantData: (value) => generateData(this.reprs, value),
      initialValue: () => NO_INDEX,
      symbol: (name) => this.exports.find((item) => item.name === this.pool.text(name)) ?? null,
    };
    const { module, undefinedSymbols } = new Linker().link(input, NO_CHANGES);
    strictEqual(undefinedSymbols.length, 0);
    return module;
  }

  /** The exports of an instance of the linked module. */
  run(imports: Record<string, Record<string, Callable>> = {}): Instance {
    return new Engine.Instance(new Engine.Module(this.link()), imports).exports;
  }
}

/** What a linked test program exports. */
export type Instance = Record<string, Callable> & { memory: { readonly buffer: ArrayBuffer } };

type Callable = (...args: (number | bigint)[]) => number | bigint;

const NO_CHANGES = { functions: [], decls: [], renamed: { types: [], decls: [] }, areTypesOther: false };

/** As much of the host's WebAssembly as tests need: its types are those of browsers, which this package does without. */
const Engine = (globalThis as unknown as { WebAssembly: EngineApi }).WebAssembly;

interface EngineApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Instance };
}
