import type { Random } from '../test/front-end/random.ts';
import {
  ERRORS,
  FLOATS,
  hasFloat,
  intOf,
  packedBits,
  type TypeSource,
  typeText,
  type ZigType,
} from './random-types.ts';

/* Expressions of random programs. Each is text that has a given type wherever it stands. */

/** What an expression can name. */
export interface Variable {
  readonly name: string;
  readonly type: ZigType;
  readonly isMutable: boolean;
}

export interface Callable {
  readonly name: string;
  readonly parameters: readonly ZigType[];
  readonly result: ZigType;
  /** Whether a call can end in no safety check. */
  readonly isTotal: boolean;
}

/** A part of a variable. */
export interface Path {
  readonly text: string;
  readonly type: ZigType;
}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];

export class Expressions {
  readonly #random: Random;
  readonly #types: TypeSource;
  readonly scope: Variable[] = [];
  readonly functions: Callable[] = [];
  /** Whether only what can end in no safety check is made. */
  isTotal = false;
  #labels = 0;

  constructor(random: Random, types: TypeSource) {
    this.#random = random;
    this.#types = types;
  }

  label(): string {
    return `l${this.#labels++}`;
  }

  /** The parts of the variables that are in scope and of type `type`; `mutable`: only those that can be assigned. */
  paths(type: ZigType | null, mutable: boolean): Path[] {
    const found: Path[] = [];
    const wanted = type === null ? null : typeText(type);
    const visit = (path: Path, depth: number): void => {
      if (wanted === null || typeText(path.type) === wanted) found.push(path);
      if (depth < 3) for (const part of this.#parts(path, mutable)) visit(part, depth + 1);
    };
    for (const variable of this.scope) {
      if (!mutable || variable.isMutable) visit({ text: variable.name, type: variable.type }, 0);
    }
    return found;
  }

  #parts({ text, type }: Path, mutable: boolean): Path[] {
    switch (type.kind) {
      case 'struct':
      case 'tuple':
        return type.fields.map((field) => ({
          text: `${text}${type.kind === 'tuple' ? `[${field.name}]` : `.${field.name}`}`,
          type: field.type,
        }));
      case 'union': {
        if (type.layout === 'auto' && this.isTotal) return [];
        return type.fields.map((field) => ({ text: `${text}.${field.name}`, type: field.type }));
      }
      case 'vector':
        return [{ text: `${text}[${this.#random(type.len)}]`, type: type.elem }];
      case 'array': {
        if (type.len === 0) return [];
        const index = this.#random(3) === 0 ? this.index(type.len) : String(this.#random(type.len));
        return [{ text: `${text}[${index}]`, type: type.elem }];
      }
      case 'optional':
        return this.isTotal ? [] : [{ text: `${text}.?`, type: type.elem }];
      case 'pointer':
        return mutable ? [] : [{ text: `${text}.*`, type: type.elem }];
      case 'slice':
        return mutable || this.isTotal ? [] : [{ text: `${text}[${this.#random(3)}]`, type: type.elem }];
      default:
        return [];
    }
  }

  /** A `usize` below `len`, known at run time where a variable has one. */
  index(len: number): string {
    const small = this.scope.filter(({ type }) => typeText(type) === 'u8');
    return small.length === 0 ? String(this.#random(len)) : `(${this.#of(small).name} % ${len})`;
  }

  #of<T>(items: readonly T[]): T {
    return items[this.#random(items.length)];
  }

  /** A value that is known at compile time. */
  literal(type: ZigType): string {
    return `@as(${typeText(type)}, ${this.#bare(type)})`;
  }

  #bare(type: ZigType): string {
    const random = this.#random;
    switch (type.kind) {
      case 'bool':
        return random(2) === 0 ? 'true' : 'false';
      case 'int': {
        const value = BigInt(this.#of([0, 1, 2, 3, 5, 7, 100, 127, 128, 255, 1000, 65535, 0x7fff_ffff, 0xffff_fffe]));
        const bits = type.isSigned ? type.bits - 1 : type.bits;
        if (type.bits === 0) return '0';
        const top = (1n << BigInt(bits)) - 1n;
        const chosen = this.#of([value & top, top, top >> 1n, top - (value & top), (top * 2n) / 3n]);
        return String(type.isSigned && random(2) === 0 ? -chosen - 1n : chosen);
      }
      case 'float':
        return this.#of([
          '0.0',
          '-0.0',
          '1.0',
          '-1.0',
          '0.5',
          '1.5',
          '-2.25',
          '3.1415926535',
          '1e4',
          '-123.456',
          '1e-4',
          '1e-7',
          '255',
          '65504',
        ]);
      case 'vector':
      case 'array':
        return `.{ ${Array.from({ length: type.len }, () => this.#bare(type.elem)).join(', ')} }`;
      case 'tuple':
        return `.{ ${type.fields.map((field) => this.#bare(field.type)).join(', ')} }`;
      case 'struct':
        return `.{ ${type.fields.map((field) => `.${field.name} = ${this.#bare(field.type)}`).join(', ')} }`;
      case 'union': {
        const field = this.#of(type.fields);
        return `.{ .${field.name} = ${this.#bare(field.type)} }`;
      }
      case 'enum':
        return `.${this.#of(type.tags)}`;
      case 'pointer':
        return `&${this.literal(type.elem)}`;
      case 'slice':
        return `&.{ ${Array.from({ length: random(4) }, () => this.#bare(type.elem)).join(', ')} }`;
      case 'optional':
        return random(3) === 0 ? 'null' : this.#inner(type.elem);
      case 'errorUnion':
        return random(3) === 0 ? `error.${this.#of(ERRORS)}` : this.#inner(type.elem);
    }
  }

  /** The payload of something, which must not be taken for another payload of it. */
  #inner(type: ZigType): string {
    return type.kind === 'optional' || type.kind === 'errorUnion' ? this.literal(type) : this.#bare(type);
  }

  /** A value for a place that gives it the type: containers are written without theirs. */
  initial(type: ZigType, depth: number): string {
    if (depth <= 0 || this.#random(3) > 0) return this.make(type, depth);
    const list = (types: readonly ZigType[]): string => types.map((of) => this.initial(of, depth - 1)).join(', ');
    switch (type.kind) {
      case 'array':
      case 'vector':
        return `.{ ${list(Array.from({ length: type.len }, () => type.elem))} }`;
      case 'tuple':
        return `.{ ${list(type.fields.map((field) => field.type))} }`;
      case 'struct':
        return `.{ ${type.fields.map((field) => `.${field.name} = ${this.initial(field.type, depth - 1)}`).join(', ')} }`;
      case 'union': {
        const field = this.#of(type.fields);
        return `.{ .${field.name} = ${this.initial(field.type, depth - 1)} }`;
      }
      case 'optional':
      case 'errorUnion':
        return type.elem.kind === 'struct' || type.elem.kind === 'array' || type.elem.kind === 'tuple'
          ? this.initial(type.elem, depth)
          : this.make(type, depth);
      default:
        return this.make(type, depth);
    }
  }

  /** An expression of type `type`, with others in it to a depth of `depth`. */
  make(type: ZigType, depth: number): string {
    const random = this.#random;
    if (depth <= 0 || random(8) === 0) return this.leaf(type);
    if (random(4) === 0) return this.#general(type, depth - 1);
    return this.#own(type, depth - 1) ?? this.leaf(type);
  }

  leaf(type: ZigType): string {
    const paths = this.paths(type, false);
    if (paths.length > 0 && this.#random(6) > 0) return this.#of(paths).text;
    return this.literal(type);
  }

  /** What there is for each type. */
  #general(type: ZigType, depth: number): string {
    const condition = (): string => this.make({ kind: 'bool' }, depth - 1);
    const text = typeText(type);
    switch (this.#random(8)) {
      case 0:
        return `(if (${condition()}) ${this.make(type, depth)} else ${this.make(type, depth)})`;
      case 1: {
        const label = this.label();
        return `${label}: { if (${condition()}) break :${label} ${this.make(type, depth)}; break :${label} ${this.make(type, depth)}; }`;
      }
      case 2:
        return `(${this.make({ kind: 'optional', elem: type }, depth)} orelse ${this.make(type, depth)})`;
      case 3:
        if (type.kind === 'errorUnion') return this.leaf(type);
        return `(${this.make({ kind: 'errorUnion', elem: type }, depth)} catch ${this.make(type, depth)})`;
      case 4: {
        const callable = this.functions.filter(
          (one) => typeText(one.result) === text && (one.isTotal || !this.isTotal),
        );
        if (callable.length === 0) return this.leaf(type);
        const { name, parameters } = this.#of(callable);
        return `${name}(${parameters.map((parameter) => this.make(parameter, depth - 1)).join(', ')})`;
      }
      case 5: {
        const int = this.#types.int();
        const low = this.literal(int);
        return `(switch (${this.make(int, depth - 1)}) { ${low} => ${this.make(type, depth)}, else => ${this.make(type, depth)} })`;
      }
      case 6:
        return `${this.make(
          {
            kind: 'tuple',
            fields: [
              { name: '0', type: intOf(false, 8) },
              { name: '1', type },
            ],
          },
          1,
        )}[1]`;
      default: {
        const label = this.label();
        const len = 1 + this.#random(3);
        return `${label}: { const a = [_]${text}{ ${Array.from({ length: len }, () => this.make(type, depth - 1)).join(', ')} }; break :${label} a[${this.index(len)}]; }`;
      }
    }
  }

  #own(type: ZigType, depth: number): string | null {
    const sub = (of: ZigType): string => this.make(of, depth);
    const text = typeText(type);
    switch (type.kind) {
      case 'bool':
        return this.#boolean(depth);
      case 'int':
        return this.#random(4) === 0 ? this.#converted(type, depth) : this.#arithmetic(type, type, depth);
      case 'float':
        return this.#random(4) === 0 ? this.#toFloat(type, depth) : this.#floating(type, depth);
      case 'vector':
        return this.#vector(type, depth);
      case 'array':
        if (this.#random(3) === 0) return `@as(${text}, @splat(${sub(type.elem)}))`;
        return `${text}{ ${Array.from({ length: type.len }, () => sub(type.elem)).join(', ')} }`;
      case 'tuple':
        return `@as(${text}, .{ ${type.fields.map((field) => sub(field.type)).join(', ')} })`;
      case 'struct':
        if (type.layout === 'packed' && !hasEnum(type) && this.#random(3) === 0)
          return `@as(${text}, @bitCast(${sub(intOf(false, packedBits(type)))}))`;
        return `${text}{ ${type.fields.map((field) => `.${field.name} = ${sub(field.type)}`).join(', ')} }`;
      case 'union': {
        const field = this.#of(type.fields);
        return `${text}{ .${field.name} = ${sub(field.type)} }`;
      }
      case 'enum':
        if (this.isTotal || this.#random(2) === 0) return null;
        return `@as(${text}, @enumFromInt(rt(${sub(intOf(false, type.bits))})))`;
      case 'pointer':
        return null;
      case 'slice': {
        const label = this.label();
        const to = this.isTotal ? '@min(1, s.len)' : this.#of(['1', 's.len', '@min(2, s.len)']);
        return `${label}: { const s = ${sub(type)}; break :${label} s[${this.#of(['0', '@min(1, s.len)'])}..${to}]; }`;
      }
      case 'optional':
      case 'errorUnion':
        return `@as(${text}, ${sub(type.elem)})`;
    }
  }

  #boolean(depth: number): string {
    const sub = (of: ZigType): string => this.make(of, depth);
    const bool: ZigType = { kind: 'bool' };
    switch (this.#random(9)) {
      case 0:
        return `(${sub(bool)} and ${sub(bool)})`;
      case 1:
        return `(${sub(bool)} or ${sub(bool)})`;
      case 2:
        return `!${sub(bool)}`;
      case 3: {
        const elem = this.#types.any(3);
        return `(${sub({ kind: 'optional', elem })} ${this.#of(['==', '!='])} null)`;
      }
      case 4: {
        const vector = this.#types.vector();
        const compared = `${sub(vector)} ${vector.elem.kind === 'bool' ? '==' : this.#of(COMPARISONS)} ${sub(vector)}`;
        return `@reduce(.${this.#of(['And', 'Or', 'Xor'])}, ${compared})`;
      }
      case 5: {
        const float: ZigType = { kind: 'float', bits: this.#of(FLOATS) };
        return `(${sub(float)} ${this.#of(COMPARISONS)} ${sub(float)})`;
      }
      case 6: {
        const other = this.#types.any(3);
        if (other.kind === 'enum') return `(${sub(other)} == ${this.literal(other)})`;
        if (other.kind === 'struct' && other.layout === 'packed' && !hasFloat(other))
          return `(${sub(other)} == ${sub(other)})`;
        return `(${sub(bool)} != ${sub(bool)})`;
      }
      default: {
        const int = this.#types.int();
        return `(${sub(int)} ${this.#of(COMPARISONS)} ${sub(int)})`;
      }
    }
  }

  /** Arithmetic of `type`, integers `int` or vectors of them. */
  #arithmetic(type: ZigType, int: ZigType & { kind: 'int' }, depth: number): string {
    const a = this.make(type, depth);
    const b = this.make(type, depth);
    const text = typeText(type);
    const shift = (): string => {
      if (int.bits <= 1)
        return type.kind === 'vector' ? this.literal({ ...type, elem: intOf(false, 0) }) : '@as(u0, 0)';
      const bits = Math.ceil(Math.log2(int.bits));
      const amount = intOf(false, bits);
      const whole = this.make(type.kind === 'vector' ? { ...type, elem: amount } : amount, depth);
      if (!this.isTotal) return `rt(${whole})`;
      if (2 ** bits === int.bits) return whole;
      return type.kind === 'vector'
        ? this.literal({ ...type, elem: intOf(false, bits - 1) })
        : `@min(${whole}, ${int.bits - 1})`;
    };
    const total: (() => string)[] = [
      () => `(${a} ${this.#of(['+%', '-%', '*%', '&', '|', '^', '+|', '-|', '*|'])} ${b})`,
      () => `(${a} ${this.#of(['+%', '-%', '*%', '&', '|', '^', '+|', '-|', '*|'])} ${b})`,
      () => `~${a}`,
      () => `-%${a}`,
      () => `(${a} ${this.#of(['<<', '>>', '<<|'])} ${shift()})`,
      () => `@as(${text}, ${this.#of(['@min', '@max'])}(${a}, ${b}))`,
      () => `${this.#of(['@addWithOverflow', '@subWithOverflow', '@mulWithOverflow'])}(${a}, ${b})[0]`,
      () => `@bitReverse(${a})`,
      () => (int.bits % 8 === 0 ? `@byteSwap(${a})` : `@shlWithOverflow(${a}, ${shift()})[0]`),
    ];
    if (type.kind === 'int') {
      total.push(
        () => `conv(${text}, ${this.#of(['@popCount', '@clz', '@ctz'])}(${a}))`,
        () => `conv(${text}, ${this.#of(['@addWithOverflow', '@subWithOverflow', '@mulWithOverflow'])}(${a}, ${b})[1])`,
        () => {
          const vector: ZigType = { kind: 'vector', len: 1 + this.#random(5), elem: type };
          return `@reduce(.${this.#of(['And', 'Or', 'Xor', 'Min', 'Max', 'Add', 'Mul'])}, ${this.make(vector, depth)})`;
        },
      );
      if (!int.isSigned) total.push(() => `@abs(${this.make(intOf(true, int.bits), depth)})`);
    }
    if (this.isTotal || this.#random(3) > 0) return this.#of(total)();
    const checked = [
      () => `(rt(${a}) ${this.#of(['+', '-', '*'])} ${b})`,
      () => `${this.#of(['@divTrunc', '@divFloor', '@divExact', '@rem', '@mod'])}(rt(${a}), rt(${b}))`,
      () => (int.isSigned ? `-rt(${a})` : `(rt(${a}) ${this.#of(['/', '%'])} rt(${b}))`),
      () => `${this.#of(['@shlExact', '@shrExact'])}(rt(${a}), ${shift()})`,
    ];
    return this.#of(checked)();
  }

  #converted(type: ZigType & { kind: 'int' }, depth: number): string {
    const sub = (of: ZigType): string => this.make(of, depth);
    const text = typeText(type);
    const other = this.#types.int();
    switch (this.#random(this.isTotal ? 6 : 9)) {
      case 0:
      case 1:
        return `conv(${text}, ${sub(other)})`;
      case 2:
        return `conv(${text}, @intFromBool(${sub({ kind: 'bool' })}))`;
      case 3: {
        const named = this.#types.any(2);
        if (named.kind === 'enum') return `conv(${text}, @intFromEnum(${sub(named)}))`;
        const bits = packedBits(named);
        if (bits > 0 && !hasFloat(named)) return `conv(${text}, @as(u${bits}, @bitCast(${sub(named)})))`;
        return `conv(${text}, ${sub(intOf(!other.isSigned, other.bits))})`;
      }
      case 4:
        return `@as(${text}, @bitCast(${sub(intOf(!type.isSigned, type.bits))}))`;
      case 5: {
        if (type.bits > 64) return `@as(${text}, @bitCast(${sub(intOf(!type.isSigned, type.bits))}))`;
        return `@as(${text}, @bitCast(${sub({ kind: 'vector', len: type.bits, elem: { kind: 'bool' } })}))`;
      }
      case 6:
        if (type.bits > 128) return this.literal(type);
        return `@as(${text}, ${this.#of(['@intFromFloat', '@floor', '@ceil', '@round', '@trunc'])}(rt(${sub({ kind: 'float', bits: this.#of(FLOATS) })})))`;
      default:
        return `@as(${text}, @intCast(rt(${sub(other)})))`;
    }
  }

  #toFloat(type: ZigType & { kind: 'float' }, depth: number): string {
    const text = typeText(type);
    if (this.#random(2) === 0)
      return `@as(${text}, @floatCast(${this.make({ kind: 'float', bits: this.#of(FLOATS) }, depth)}))`;
    const int = this.#types.int();
    const narrow = int.bits > 128 ? intOf(int.isSigned, 32) : int;
    return `@as(${text}, @floatFromInt(${this.make(narrow, depth)}))`;
  }

  /** Arithmetic of floats or vectors of them. */
  #floating(type: ZigType, depth: number): string {
    const sub = (): string => this.make(type, depth);
    switch (this.#random(6)) {
      case 0:
        return `-${sub()}`;
      case 1:
        return `${this.#of(['@sqrt', '@floor', '@ceil', '@trunc', '@round', '@abs'])}(${sub()})`;
      case 2:
        return `@as(${typeText(type)}, ${this.#of(['@min', '@max'])}(${sub()}, ${sub()}))`;
      case 3:
        return `@mulAdd(${typeText(type)}, ${sub()}, ${sub()}, ${sub()})`;
      default:
        return `(${sub()} ${this.#of(['+', '-', '*', '/'])} ${sub()})`;
    }
  }

  #vector(type: Extract<ZigType, { len: number }>, depth: number): string | null {
    const sub = (of: ZigType): string => this.make(of, depth);
    const text = typeText(type);
    const { elem, len } = type;
    switch (this.#random(8)) {
      case 0:
        return `@as(${text}, @splat(${sub(elem)}))`;
      case 1:
        return `${text}{ ${Array.from({ length: len }, () => sub(elem)).join(', ')} }`;
      case 2:
        return `@select(${typeText(elem)}, ${sub({ kind: 'vector', len, elem: { kind: 'bool' } })}, ${sub(type)}, ${sub(type)})`;
      case 3: {
        const mask = Array.from({ length: len }, () =>
          this.#random(2) === 0 ? this.#random(len) : -1 - this.#random(len),
        );
        return `@shuffle(${typeText(elem)}, ${sub(type)}, ${sub(type)}, @Vector(${len}, i32){ ${mask.join(', ')} })`;
      }
      case 4:
        return `@as(${text}, ${sub({ kind: 'array', len, elem })})`;
    }
    switch (elem.kind) {
      case 'int':
        return this.#arithmetic(type, elem, depth);
      case 'float':
        return this.#floating(type, depth);
      default: {
        const other = { ...type, elem: this.#types.int() };
        const compared = `(${sub(other)} ${this.#of(COMPARISONS)} ${sub(other)})`;
        return this.#of([compared, `(${sub(type)} ${this.#of(['==', '!='])} ${sub(type)})`, `!${sub(type)}`]);
      }
    }
  }
}

/** Whether some bits of a packed value are those of an enum. */
function hasEnum(type: ZigType): boolean {
  if (type.kind === 'enum') return true;
  return (type.kind === 'struct' || type.kind === 'union') && type.fields.some((field) => hasEnum(field.type));
}
