import type { Random } from '../test/front-end/random.ts';

/* Types of random programs, and the text that declares the ones with a name. */

export type Layout = 'auto' | 'extern' | 'packed';

/** A type that random programs have values of. Containers, enums and error sets have names, which the program declares. */
export type ZigType =
  | { readonly kind: 'int'; readonly isSigned: boolean; readonly bits: number }
  | { readonly kind: 'float'; readonly bits: number }
  | { readonly kind: 'bool' }
  | { readonly kind: 'vector' | 'array'; readonly len: number; readonly elem: ZigType }
  | { readonly kind: 'struct'; readonly name: string; readonly layout: Layout; readonly fields: readonly Field[] }
  | { readonly kind: 'tuple'; readonly fields: readonly Field[] }
  | { readonly kind: 'union'; readonly name: string; readonly layout: Layout; readonly fields: readonly Field[] }
  | { readonly kind: 'enum'; readonly name: string; readonly bits: number; readonly tags: readonly string[] }
  | { readonly kind: 'optional' | 'errorUnion'; readonly elem: ZigType }
  /** To constants. */
  | { readonly kind: 'pointer' | 'slice'; readonly elem: ZigType };

export interface Field {
  readonly name: string;
  readonly type: ZigType;
}

const WIDTHS = [1, 2, 3, 5, 7, 8, 8, 9, 12, 16, 16, 17, 24, 31, 32, 32, 32, 33, 40, 48, 63, 64, 64, 65, 80, 96];
const WIDE = [100, 120, 127, 128, 128, 129, 160, 192, 200, 255, 256];

export const FLOATS = [16, 32, 64, 80, 128];

/** The error set of all error unions of random programs. */
export const ERRORS = ['Red', 'Green', 'Blue'];

/** The text of a type. Types are the same where their texts are. */
export function typeText(type: ZigType): string {
  switch (type.kind) {
    case 'int':
      return `${type.isSigned ? 'i' : 'u'}${type.bits}`;
    case 'float':
      return `f${type.bits}`;
    case 'bool':
      return 'bool';
    case 'vector':
      return `@Vector(${type.len}, ${typeText(type.elem)})`;
    case 'array':
      return `[${type.len}]${typeText(type.elem)}`;
    case 'tuple':
      return `struct { ${type.fields.map((field) => typeText(field.type)).join(', ')} }`;
    case 'optional':
      return `?${typeText(type.elem)}`;
    case 'errorUnion':
      return `E!${typeText(type.elem)}`;
    case 'pointer':
      return `*const ${typeText(type.elem)}`;
    case 'slice':
      return `[]const ${typeText(type.elem)}`;
    default:
      return type.name;
  }
}

export function intOf(isSigned: boolean, bits: number): ZigType & { kind: 'int' } {
  return { kind: 'int', isSigned, bits };
}

/** Bits of a value that may be a field of something packed; 0 for other types. */
export function packedBits(type: ZigType): number {
  switch (type.kind) {
    case 'int':
    case 'float':
    case 'enum':
      return type.bits;
    case 'bool':
      return 1;
    case 'struct':
      return type.layout === 'packed' ? type.fields.reduce((sum, field) => sum + packedBits(field.type), 0) : 0;
    case 'union':
      return type.layout === 'packed' ? packedBits(type.fields[0].type) : 0;
    default:
      return 0;
  }
}

/** Whether some of a value's bits are those of a float, which change where it is not a number. */
export function hasFloat(type: ZigType): boolean {
  switch (type.kind) {
    case 'float':
      return true;
    case 'vector':
    case 'array':
    case 'optional':
    case 'errorUnion':
      return hasFloat(type.elem);
    case 'struct':
    case 'tuple':
    case 'union':
      return type.fields.some((field) => hasFloat(field.type));
    default:
      return false;
  }
}

/** The types of one program: some that it declares, and those made of them. */
export class TypeSource {
  readonly #random: Random;
  readonly #named: ZigType[] = [];
  readonly #lines: string[] = [];

  constructor(random: Random) {
    this.#random = random;
    for (let count = 3 + random(5); count > 0; count--) this.#declare();
  }

  /** The declarations of the types with a name, a line each. */
  get declarations(): readonly string[] {
    return this.#lines;
  }

  int(): ZigType & { kind: 'int' } {
    const random = this.#random;
    const widths = random(6) === 0 ? WIDE : WIDTHS;
    return intOf(random(2) === 0, widths[random(widths.length)]);
  }

  #float(): ZigType {
    return { kind: 'float', bits: FLOATS[this.#random(FLOATS.length)] };
  }

  /** What a vector may have. */
  #element(): ZigType {
    const kind = this.#random(6);
    if (kind === 0) return { kind: 'bool' };
    return kind < 3 ? this.#float() : this.int();
  }

  vector(): ZigType & { kind: 'vector' } {
    return { kind: 'vector', len: 1 + this.#random(this.#random(4) === 0 ? 17 : 5), elem: this.#element() };
  }

  /** Any type; `depth`: how many are around it. */
  any(depth = 0): ZigType {
    const random = this.#random;
    const choice = random(depth > 2 ? 10 : 22);
    if (choice < 5) return this.int();
    if (choice < 6) return { kind: 'bool' };
    if (choice < 8) return this.#float();
    if (choice < 10 || choice > 18)
      return this.#named.length === 0 ? this.int() : this.#named[random(this.#named.length)];
    if (choice < 12) return this.vector();
    if (choice < 14) return { kind: 'array', len: 1 + random(5), elem: this.any(depth + 1) };
    if (choice === 14) return { kind: 'tuple', fields: this.#fields(1 + random(3), depth, (i) => String(i)) };
    if (choice === 15) return { kind: 'optional', elem: this.any(depth + 1) };
    if (choice === 17) return { kind: 'pointer', elem: this.any(depth + 1) };
    if (choice === 18) return { kind: 'slice', elem: this.any(depth + 1) };
    const elem = this.any(depth + 1);
    return elem.kind === 'errorUnion' ? elem : { kind: 'errorUnion', elem };
  }

  #fields(len: number, depth: number, name = (i: number) => `f${i}`): Field[] {
    return Array.from({ length: len }, (_, i) => ({ name: name(i), type: this.any(depth + 1) }));
  }

  /** A type with a place in something packed. */
  #packable(withFloats: boolean): ZigType {
    const random = this.#random;
    const named = this.#named.filter((type) => packedBits(type) > 0 && (withFloats || !hasFloat(type)));
    const choice = random(8);
    if (choice === 0) return { kind: 'bool' };
    if (choice === 1 && withFloats) return { kind: 'float', bits: [16, 32, 64][random(3)] };
    if (choice < 4 && named.length > 0) return named[random(named.length)];
    return intOf(random(2) === 0, WIDTHS[random(20)]);
  }

  #declare(): void {
    const random = this.#random;
    const name = `T${this.#named.length}`;
    const choice = random(9);
    if (choice < 2) {
      const bits = [2, 3, 5, 8, 16, 33][random(6)];
      const tags = Array.from({ length: 1 + random(Math.min(4, 2 ** bits - 1)) }, (_, i) => `e${i}`);
      this.#named.push({ kind: 'enum', name, bits, tags });
      this.#lines.push(`const ${name} = enum(u${bits}) { ${tags.join(', ')} };`);
    } else if (choice < 6) {
      const layout: Layout = choice === 2 ? 'packed' : 'auto';
      const fields =
        layout === 'packed'
          ? Array.from({ length: 1 + random(5) }, (_, i) => ({ name: `f${i}`, type: this.#packable(true) }))
          : this.#fields(1 + random(4), 1);
      this.#add({ kind: 'struct', name, layout, fields });
    } else if (choice < 8) {
      this.#add({ kind: 'union', name, layout: 'auto', fields: this.#fields(1 + random(4), 1) });
    } else {
      const first = this.#packable(false);
      const bits = packedBits(first);
      const fields = [first, intOf(false, bits), intOf(true, bits)].map((type, i) => ({ name: `f${i}`, type }));
      this.#add({ kind: 'union', name, layout: 'packed', fields });
    }
  }

  #add(type: ZigType & { kind: 'struct' | 'union' }): void {
    const layout = type.layout === 'auto' ? '' : `${type.layout} `;
    const kind = type.kind === 'union' && type.layout === 'auto' ? 'union(enum)' : type.kind;
    const fields = type.fields.map((field) => `${field.name}: ${typeText(field.type)}`).join(', ');
    this.#named.push(type);
    this.#lines.push(`const ${type.name} = ${layout}${kind} { ${fields} };`);
  }
}
