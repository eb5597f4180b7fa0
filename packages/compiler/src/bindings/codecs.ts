import type { Description, IntShape, Shape, ShapeId, SliceShape } from './description.ts';
import { access, localName, property } from './names.ts';
import { type BindingOptions, isBig, isByte, isText, isView, typedArrayOf } from './options.ts';
import { someShape } from './shape-parts.ts';
import { givesViews, hasView, isArrayView } from './views.ts';

/** The name of an integer type in Zig. */
function intName({ bits, isSigned }: IntShape): string {
  return `${isSigned ? 'i' : 'u'}${bits}`;
}

/**
 * Writes functions of JavaScript that read values from memory and write them to it, one for each shape that is more than a number, when they are first
 * asked for. They use the names of `RUNTIME`.
 */
export class Codecs {
  readonly #shapes: readonly Shape[];
  readonly #options: BindingOptions;
  readonly #written = new Map<string, string>();
  readonly #code: string[] = [];
  /** Whether something that is given is a view of memory. */
  readonly usesViews: boolean;

  constructor(description: Description, options: BindingOptions) {
    this.#shapes = description.shapes;
    this.#options = options;
    this.usesViews = givesViews(description, options);
  }

  /** Whether there are functions that return promises. */
  get isAsync(): boolean {
    const { async: which = false } = this.#options;
    return which === true || (which !== false && which.length > 0);
  }

  /** Whether the function `path` may wait for promises. */
  waits(path: string): boolean {
    const { async: which = false } = this.#options;
    return typeof which === 'boolean' ? which : which.includes(path);
  }

  /** Whether a value of that shape and name is a list of numbers that is a view of memory, or has one in it. */
  hasView(id: ShapeId, name: string): boolean {
    return hasView((one) => this.shape(one), id, name, this.#options);
  }

  /** What gives a view of the array at the address `p` which `owner` has in it; null where it is copied. */
  arrayView(id: ShapeId, p: string, name: string, owner: string): string | null {
    const shape = this.shape(id);
    if (shape.kind !== 'array' || !isArrayView((one) => this.shape(one), id, name, this.#options)) return null;
    return `$viewOf(${p}, ${shape.length}, ${typedArrayOf(this.shape(shape.child), this.#options)}, ${owner})`;
  }

  /** The functions that were asked for. */
  get code(): readonly string[] {
    return this.#code;
  }

  shape(id: ShapeId): Shape {
    return this.#shapes[id];
  }

  /**
   * An expression for the value of that shape at the address `p`, an expression without effects. `name`: of what it is the value. `owner`: an expression
   * for the handle that must live as long as what the value leads to, or null.
   */
  read(id: ShapeId, p: string, name: string, owner = 'null'): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'void':
      case 'noreturn':
        return 'undefined';
      case 'bool':
        return `$view().getUint8(${p}) !== 0`;
      case 'float':
        return `$view().getFloat${shape.size * 8}(${p}, true)`;
      case 'int':
        return this.#readInt(shape, p);
      case 'handle': {
        const { name: className, isPointer } = shape;
        if (!isPointer) return `$own(${localName(className)}, ${p})`;
        return `$borrow(${localName(className)}, $view().getUint32(${p}, true), ${owner})`;
      }
      default:
        return `${this.#function('read', id, name)}(${p}${this.#takesOwner(id) ? `, ${owner}` : ''})`;
    }
  }

  /** A statement that writes the value of the expression `x` to the address `p`. Both are without effects. */
  write(id: ShapeId, p: string, x: string, name: string): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'void':
      case 'noreturn':
        return '';
      case 'bool':
        return `$view().setUint8(${p}, $bool(${x}) ? 1 : 0);`;
      case 'float':
        return `$view().setFloat${shape.size * 8}(${p}, $number(${x}), true);`;
      case 'int':
        return this.#writeInt(shape, p, x);
      case 'handle': {
        const address = `$address(${x}, ${localName(shape.name)})`;
        return shape.isPointer
          ? `$view().setUint32(${p}, ${address}, true);`
          : `$bytes(${p}, ${shape.size}).set($bytes(${address}, ${shape.size}));`;
      }
      default:
        return `${this.#function('write', id, name)}(${p}, ${x});`;
    }
  }

  /** A statement that has what Zig wrote to the elements of the slice at the address `p` in the array `x` it was made of. */
  copyBack({ child: id }: SliceShape, p: string, x: string, name: string): string {
    const child = this.shape(id);
    const typed = typedArrayOf(child, this.#options);
    // What was a view is written where it is.
    if (typed !== null) return `$copyBack(${p}, ${x}, ${typed});`;
    const isObject = child.kind === 'handle' && !child.isPointer;
    const one = isObject
      ? `$bytes($address(x[i], ${localName(child.name)}), ${child.size}).set($bytes(p, ${child.size}))`
      : `x[i] = ${this.read(id, 'p', name)}`;
    return `$eachBack(${p}, ${x}, ${child.size}, (p, x, i) => { ${one}; });`;
  }

  /** Whether a value of that shape is all in its own bytes. */
  isWithoutMemory(id: ShapeId): boolean {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'slice':
      case 'cString':
      case 'arrayPointer':
        return false;
      case 'array':
      case 'optional':
        return this.isWithoutMemory(shape.child);
      case 'struct':
      case 'tuple':
      case 'union':
        return shape.fields.every((field) => this.isWithoutMemory(field.shape));
      default:
        return true;
    }
  }

  /** Whether something in a value of that shape is a pointer to what a handle stands for. */
  hasPointers(id: ShapeId): boolean {
    return this.#some(id, (shape) => shape.kind === 'handle' && shape.isPointer);
  }

  /** Whether what reads values of that shape is told of their owner. */
  #takesOwner(id: ShapeId): boolean {
    return this.usesViews || this.#some(id, ({ kind }) => kind === 'handle');
  }

  #some(id: ShapeId, is: (shape: Shape) => boolean): boolean {
    return someShape((one) => this.shape(one), id, is);
  }

  #readInt(shape: IntShape, p: string): string {
    const { bits, isSigned, size } = shape;
    if (bits === 0) return '0';
    if (bits <= 32) {
      const width = size * 8;
      const raw = `$view().get${isSigned ? 'Int' : 'Uint'}${width}(${p}${width > 8 ? ', true' : ''})`;
      if (bits === width) return raw;
      return isSigned ? `(${raw} << ${32 - bits}) >> ${32 - bits}` : `(${raw} & ${2 ** bits - 1}) >>> 0`;
    }
    const as = `BigInt.as${isSigned ? 'Int' : 'Uint'}N(${bits}, `;
    const low = `$view().getBigUint64(${p}, true)`;
    if (bits > 64) return `${as}${low} | ($view().getBigUint64(${p} + 8, true) << 64n))`;
    const value = bits === 64 && !isSigned ? low : `${as}${low})`;
    return isBig(shape, this.#options) ? value : `$safe(${value})`;
  }

  #writeInt(shape: IntShape, p: string, x: string): string {
    const { bits, isSigned, size } = shape;
    if (bits === 0) return `$int(${x}, 0, 0, 'u0');`;
    if (bits <= 32) {
      const low = isSigned ? -(2 ** (bits - 1)) : 0;
      const high = 2 ** (isSigned ? bits - 1 : bits) - 1;
      const width = size * 8;
      const value = `$int(${x}, ${low}, ${high}, '${intName(shape)}')`;
      return `$view().set${isSigned ? 'Int' : 'Uint'}${width}(${p}, ${value}${width > 8 ? ', true' : ''});`;
    }
    const given = isBig(shape, this.#options) ? x : `$wide(${x})`;
    const value = `$big(${given}, ${bits}, ${isSigned}, '${intName(shape)}')`;
    if (bits <= 64) return `$view().setBigUint64(${p}, BigInt.asUintN(64, ${value}), true);`;
    return `$huge(${p}, ${value});`;
  }

  /** The name of the function that reads or writes values of a shape. */
  #function(what: 'read' | 'write', id: ShapeId, name: string): string {
    const asText = isText(name, this.#options);
    const key = `${what}${id}${asText ? 't' : isView(name, this.#options) ? 'v' : 'b'}`;
    let known = this.#written.get(key);
    if (known === undefined) {
      known = `$${key}`;
      this.#written.set(key, known);
      const body = what === 'read' ? this.#reader(id, name) : this.#writer(id, name);
      const args = what === 'write' ? 'p, x' : this.#takesOwner(id) ? 'p, o' : 'p';
      this.#code.push(`const ${known} = (${args}) => ${body};`);
    }
    return known;
  }

  #reader(id: ShapeId, name: string): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'slice': {
        const parts = '$view().getUint32(p, true), $view().getUint32(p + 4, true)';
        const child = this.shape(shape.child);
        if (child.kind === 'handle' && !child.isPointer && !shape.isConst)
          return `$readList(${parts}, ${child.size}, (p) => $borrow(${localName(child.name)}, p, o))`;
        return this.#readElements(shape.child, parts, name);
      }
      case 'array':
        return this.#readElements(shape.child, `p, ${shape.length}`, name, false);
      case 'arrayPointer': {
        const array = this.shape(shape.array);
        if (array.kind !== 'array') return 'undefined';
        return this.#readElements(array.child, `$view().getUint32(p, true), ${array.length}`, name);
      }
      case 'cString':
        return `$readCString($view().getUint32(p, true))`;
      case 'optional': {
        const isThere =
          shape.flagOffset === null
            ? '$view().getUint32(p, true) !== 0'
            : `$view().getUint8(p + ${shape.flagOffset}) !== 0`;
        return `${isThere} ? ${this.read(shape.child, 'p', name, 'o')} : null`;
      }
      case 'tuple':
        return `[${shape.fields.map((field) => this.read(field.shape, plus('p', field.offset), name, 'o')).join(', ')}]`;
      case 'struct': {
        const fields = shape.fields.map(
          (field) =>
            `${field.name === '__proto__' ? '["__proto__"]' : property(field.name)}: ${this.read(field.shape, plus('p', field.offset), field.name, 'o')}`,
        );
        return `({ ${fields.join(', ')} })`;
      }
      case 'enum':
        return `$fromTag(${this.#members(id)}[0], ${this.read(shape.tag, 'p', name)}, ${shape.isOpen})`;
      case 'packed':
        return `${this.#bits('read', id)}($bitsAt(p, ${shape.size}))`;
      case 'union': {
        const tag = this.shape(shape.tag);
        if (tag.kind !== 'enum') return 'undefined';
        const cases = shape.fields.map((field) => {
          const isVoid = this.shape(field.shape).kind === 'void';
          const value = isVoid ? '' : `, value: ${this.read(field.shape, plus('p', field.offset), field.name, 'o')}`;
          return `case ${JSON.stringify(field.name)}: return { tag: ${JSON.stringify(field.name)}${value} };`;
        });
        const active =
          shape.tagOffset === null
            ? JSON.stringify(shape.fields[0]?.name ?? '')
            : this.read(shape.tag, plus('p', shape.tagOffset), name);
        return `{ switch (${active}) { ${cases.join(' ')} } }`;
      }
      default:
        return this.read(id, 'p', name);
    }
  }

  #writer(id: ShapeId, name: string): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'slice': {
        const child = this.shape(shape.child);
        const size = `${child.size}, ${child.alignment}, ${shape.hasSentinel}`;
        if (isByte(child) && shape.isConst && isText(name, this.#options))
          return `$writeText(p, x, ${shape.hasSentinel})`;
        const typed = typedArrayOf(child, this.#options);
        if (typed === null)
          return `$writeList(p, x, ${size}, (p, x) => { ${this.write(shape.child, 'p', 'x', name)} })`;
        const copied = `$writeNumbers(p, ${this.#viewed('x')}, ${size}, ${typed}, (p, x) => { ${this.write(shape.child, 'p', 'x', name)} })`;
        return this.usesViews && !shape.hasSentinel ? `{ if (!$writeView(p, x, ${typed})) ${copied}; }` : copied;
      }
      case 'array': {
        const child = this.shape(shape.child);
        const numbers = typedArrayOf(child, this.#options) === null ? 'x' : this.#viewed('x');
        return `$writeArray(p, ${numbers}, ${child.size}, ${shape.length}, (p, x) => { ${this.write(shape.child, 'p', 'x', name)} })`;
      }
      case 'cString':
        return '$writeCString(p, x)';
      case 'optional': {
        const payload = this.write(shape.child, 'p', 'x', name);
        if (shape.flagOffset === null) return `{ if (x == null) $view().setUint32(p, 0, true); else { ${payload} } }`;
        const flag = `$view().setUint8(p + ${shape.flagOffset}, `;
        return `{ if (x == null) ${flag}0); else { ${payload} ${flag}1); } }`;
      }
      case 'tuple': {
        const fields = shape.fields.map((field, i) =>
          this.write(field.shape, plus('p', field.offset), `x[${i}]`, name),
        );
        return `{ $list(x, ${shape.fields.length}); ${fields.join(' ')} }`;
      }
      case 'struct': {
        const fields = shape.fields.map((field) =>
          this.write(field.shape, plus('p', field.offset), `x${access(field.name)}`, field.name),
        );
        return `{ $object(x, '${shape.name}'); ${fields.join(' ')} }`;
      }
      case 'enum':
        return `{ ${this.#writeTag(id, shape.tag, 'p', 'x', shape.isOpen, shape.name)} }`;
      case 'packed':
        return `$setBits(p, ${shape.size}, ${this.#bits('write', id)}(x))`;
      case 'union': {
        const cases = shape.fields.map((field) => {
          const write = this.write(field.shape, plus('p', field.offset), 'x.value', field.name);
          return `case ${JSON.stringify(field.name)}: ${write} break;`;
        });
        const tag = shape.tagOffset === null ? '' : this.write(shape.tag, plus('p', shape.tagOffset), 'x.tag', name);
        const wrong = `default: throw new TypeError($shown(x.tag) + ' is no tag of ${shape.name}');`;
        return `{ $object(x, '${shape.name}'); switch (x.tag) { ${cases.join(' ')} ${wrong} } ${tag} }`;
      }
      default:
        return `{ ${this.write(id, 'p', 'x', name)} }`;
    }
  }

  /** The array of `x`, which may be a view. */
  #viewed(x: string): string {
    return this.usesViews ? `$viewed(${x})` : x;
  }

  #readElements(childId: ShapeId, place: string, name: string, isElsewhere = true): string {
    const child = this.shape(childId);
    if (isByte(child) && isElsewhere && isText(name, this.#options)) return `$readText(${place})`;
    const typed = typedArrayOf(child, this.#options);
    if (typed !== null && isElsewhere && isView(name, this.#options)) return `$viewOf(${place}, ${typed}, o)`;
    if (typed !== null) return `$readNumbers(${place}, ${typed})`;
    return `$readList(${place}, ${child.size}, (p) => ${this.read(childId, 'p', name, 'o')})`;
  }

  /** The name of the maps of an enum's members, from value to name and back. */
  #members(id: ShapeId): string {
    const name = `$members${id}`;
    const shape = this.shape(id);
    if (shape.kind === 'enum' && !this.#written.has(name)) {
      this.#written.set(name, name);
      const tag = this.shape(shape.tag);
      const isWide = tag.kind === 'int' && isBig(tag, this.#options);
      const pairs = shape.members.map(
        (member) => `[${member.value}${isWide ? 'n' : ''}, ${JSON.stringify(member.name)}]`,
      );
      this.#code.push(`const ${name} = $maps([${pairs.join(', ')}]);`);
    }
    return name;
  }

  #writeTag(id: ShapeId, tag: ShapeId, p: string, x: string, isOpen: boolean, name: string): string {
    return this.write(tag, p, `$toTag(${this.#members(id)}[1], ${x}, ${isOpen}, '${name}')`, name);
  }

  /** The name of a function between the bits of a packed struct and an object. */
  #bits(what: 'read' | 'write', id: ShapeId): string {
    const key = `$${what}Bits${id}`;
    const shape = this.shape(id);
    if (shape.kind !== 'packed' || this.#written.has(key)) return key;
    this.#written.set(key, key);
    if (what === 'read') {
      const fields = shape.fields.map((field) => {
        const bits = `(b >> ${field.offset}n)`;
        return `${property(field.name)}: ${this.#fromBits(field.shape, bits)}`;
      });
      this.#code.push(`const ${key} = (b) => ({ ${fields.join(', ')} });`);
    } else {
      const fields = shape.fields.map(
        (field) => `(${this.#toBits(field.shape, `x${access(field.name)}`)} << ${field.offset}n)`,
      );
      this.#code.push(
        `const ${key} = (x) => { $object(x, '${shape.name}'); return ${['0n', ...fields].join(' | ')}; };`,
      );
    }
    return key;
  }

  #fromBits(id: ShapeId, bits: string): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'bool':
        return `(${bits} & 1n) !== 0n`;
      case 'int': {
        const value = `BigInt.as${shape.isSigned ? 'Int' : 'Uint'}N(${shape.bits}, ${bits})`;
        if (isBig(shape, this.#options)) return value;
        return shape.bits > 32 ? `$safe(${value})` : `Number(${value})`;
      }
      case 'float':
        return `$floatOf(${bits}, ${shape.size * 8})`;
      case 'enum':
        return `$fromTag(${this.#members(id)}[0], ${this.#fromBits(shape.tag, bits)}, ${shape.isOpen})`;
      case 'packed':
        return `${this.#bits('read', id)}(BigInt.asUintN(${this.#bitsOf(id)}, ${bits}))`;
      default:
        return 'undefined';
    }
  }

  #toBits(id: ShapeId, x: string): string {
    const shape = this.shape(id);
    switch (shape.kind) {
      case 'bool':
        return `($bool(${x}) ? 1n : 0n)`;
      case 'int': {
        const given = isBig(shape, this.#options) ? x : `$wide(${x})`;
        return `BigInt.asUintN(${shape.bits}, $big(${given}, ${shape.bits}, ${shape.isSigned}, '${intName(shape)}'))`;
      }
      case 'float':
        return `$bitsOf($number(${x}), ${shape.size * 8})`;
      case 'enum':
        return this.#toBits(shape.tag, `$toTag(${this.#members(id)}[1], ${x}, ${shape.isOpen}, '${shape.name}')`);
      case 'packed':
        return `${this.#bits('write', id)}(${x})`;
      default:
        return '0n';
    }
  }

  #bitsOf(id: ShapeId): number {
    const shape = this.shape(id);
    if (shape.kind !== 'packed') return 0;
    const backing = this.shape(shape.backing);
    return backing.kind === 'int' ? backing.bits : 0;
  }
}

/** `offset` behind the address `p`. */
export function plus(p: string, offset: number): string {
  return offset === 0 ? p : `${p} + ${offset}`;
}
