import { documentationOf } from '../editor/hover.ts';
import { fieldsOf, kindOf, knowLayout, nameOfField, typeOfField } from '../editor/members.ts';
import type { Program } from '../editor/program.ts';
import { optionalReprIsPayload } from '../intern/classify.ts';
import { ContainerFlag, Layout } from '../intern/container-table.ts';
import { containerLayout, containerOf, fieldIsComptime, fieldValue, tagType } from '../intern/containers.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import {
  abiAlign,
  abiSize,
  bitSize,
  fieldOffset,
  optionalFlagOffset,
  packedFieldBitOffset,
  unionLayout,
} from '../intern/layout.ts';
import { isSinglePtr, isSlice, isVolatilePtr, ptrInfo } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { arrayLen, childType, floatBits, intBits, intSigned, isTuple, TypeKind } from '../intern/types.ts';
import { intBig, isInt } from '../intern/values.ts';
import type { FieldShape, Shape, ShapeId, UnionShape } from './description.ts';
import { isTagged } from './handles.ts';
import { unused } from './names.ts';
import type { BindingOptions } from './options.ts';
import { someShape } from './shape-parts.ts';
import { hasView } from './views.ts';

/** Integers of more bits do not cross. */
const MAX_INT_BITS = 128;

/** Packed structs of more bits do not cross. */
const MAX_PACKED_BITS = 64;

/** What a type is called in TypeScript, and what is said of it. */
export interface Told {
  readonly name: string;
  readonly documentation: string;
}

/** What cannot be given to JavaScript, or taken from it. */
export class CannotCross extends Error {}

/** The shapes of types, each type once. Recursive types lead back to the number of a shape. */
export class ShapeTable {
  readonly #program: Program;
  readonly #ids = new Map<Index, ShapeId>();
  readonly #shapes: (Shape | null)[] = [];
  readonly #declared: ReadonlyMap<Index, Told>;
  readonly #classes: ReadonlySet<Index>;
  /** Those that are taken. */
  readonly #names: Set<string>;
  readonly #options: BindingOptions;

  /** `declared`: public types. `classes`: those of them whose values are handles. `taken`: names that no other type may have. */
  constructor(
    program: Program,
    declared: ReadonlyMap<Index, Told>,
    classes: ReadonlySet<Index>,
    taken: Set<string>,
    options: BindingOptions,
  ) {
    this.#options = options;
    this.#program = program;
    this.#declared = declared;
    this.#classes = classes;
    this.#names = taken;
  }

  /** All shapes, of which each has the number that it was given. */
  shapes(): Shape[] {
    return this.#shapes.map((shape) => shape!);
  }

  /** The shape of the type `ty`. Throws a `CannotCross` where its values do not cross. */
  of(ty: Index): ShapeId {
    const known = this.#ids.get(ty);
    if (known !== undefined) return known;
    const id = this.#shapes.push(null) - 1;
    this.#ids.set(ty, id);
    try {
      this.#shapes[id] = this.#shape(ty);
    } catch (thrown) {
      // Shapes that were made since may lead back to it.
      for (const [one, made] of this.#ids) if (made >= id) this.#ids.delete(one);
      this.#shapes.length = id;
      throw thrown;
    }
    return id;
  }

  /** The shape of a type whose values JavaScript gives. */
  taken(ty: Index): ShapeId {
    const id = this.of(ty);
    if (this.#some(id, ({ kind }) => kind === 'arrayPointer'))
      throw new CannotCross('an array behind a pointer is given as a slice only');
    if (this.#some(id, ({ kind }) => kind === 'noreturn')) throw new CannotCross('it returns nothing');
    return id;
  }

  get(id: ShapeId): Shape {
    return this.#shapes[id]!;
  }

  /** Whether something in a value of that shape, which a function of that name gives, leads to memory from JavaScript: a handle, or a view. */
  leadsToMemory(id: ShapeId, name: string): boolean {
    return this.#some(id, ({ kind }) => kind === 'handle') || hasView((one) => this.get(one), id, name, this.#options);
  }

  /** The shape of a union when it is copied, though its values are handles. */
  valueOf(ty: Index): ShapeId {
    const { name, ...union } = this.#union(ty, this.#sized(ty));
    return this.#shapes.push({ ...union, name: unused(`${name}Value`, this.#names) }) - 1;
  }

  #some(id: ShapeId, is: (shape: Shape) => boolean): boolean {
    return someShape((one) => this.get(one), id, is);
  }

  #shape(ty: Index): Shape {
    const program = this.#program;
    const { pool } = program;
    const kind = kindOf(program, ty);
    if (kind === null) throw new CannotCross('its type is not known');
    if (kind === TypeKind.noreturn) return { kind: 'noreturn', size: 0, alignment: 1 };
    if (!knowLayout(program, ty)) throw new CannotCross(`values of type '${this.#text(ty)}' have no size`);
    const sized = this.#sized(ty);
    if (this.#classes.has(ty)) return { kind: 'handle', isPointer: false, ...this.#named(ty), ...sized };
    switch (kind) {
      case TypeKind.void:
      case TypeKind.bool:
        return { kind: kind === TypeKind.void ? 'void' : 'bool', ...sized };
      case TypeKind.int:
        if (intBits(pool, ty) > MAX_INT_BITS)
          throw new CannotCross(`integers of more than ${MAX_INT_BITS} bits do not cross`);
        return { kind: 'int', bits: intBits(pool, ty), isSigned: intSigned(pool, ty), ...sized };
      case TypeKind.float:
        if (floatBits(pool, ty) !== 32 && floatBits(pool, ty) !== 64)
          throw new CannotCross(`of floats only 'f32' and 'f64' cross, not '${this.#text(ty)}'`);
        return { kind: 'float', ...sized };
      case TypeKind.pointer:
        return this.#pointer(ty, sized);
      case TypeKind.array:
        return { kind: 'array', child: this.of(childType(pool, ty)), length: arrayLen(pool, ty), ...sized };
      case TypeKind.optional: {
        const child = this.of(childType(pool, ty));
        return {
          kind: 'optional',
          child,
          flagOffset: optionalReprIsPayload(pool, ty) ? null : optionalFlagOffset(pool, ty),
          ...sized,
        };
      }
      case TypeKind.struct:
        return this.#struct(ty, sized);
      case TypeKind.enum:
        return this.#enum(ty, sized);
      case TypeKind.union:
        return this.#union(ty, sized);
      default:
        throw new CannotCross(`values of type '${this.#text(ty)}' do not cross`);
    }
  }

  #sized(ty: Index): { size: number; alignment: number } {
    return { size: abiSize(this.#program.pool, ty), alignment: abiAlign(this.#program.pool, ty) };
  }

  #pointer(ty: Index, sized: { size: number; alignment: number }): Shape {
    const { pool } = this.#program;
    const { child, size, sentinel, isConst } = ptrInfo(pool, ty);
    if (isVolatilePtr(pool, ty)) throw new CannotCross('volatile memory does not cross');
    if (isSlice(pool, ty)) {
      const hasSentinel = sentinel !== NO_INDEX;
      if (hasSentinel && !(isInt(pool, sentinel) && intBig(pool, sentinel) === 0n))
        throw new CannotCross('of sentinels only 0 crosses');
      return { kind: 'slice', child: this.of(child), isConst, hasSentinel, ...sized };
    }
    if (size === 'many' && child === Ty.u8 && sentinel !== NO_INDEX && isConst) return { kind: 'cString', ...sized };
    const isArray = kindOf(this.#program, child) === TypeKind.array;
    if (isSinglePtr(pool, ty) && isArray) return { kind: 'arrayPointer', array: this.of(child), ...sized };
    if (isSinglePtr(pool, ty) && this.#classes.has(child))
      return { kind: 'handle', isPointer: true, ...this.#named(child), ...sized };
    throw new CannotCross(`'${this.#text(ty)}' is a pointer, which means nothing outside of memory`);
  }

  #struct(ty: Index, sized: { size: number; alignment: number }): Shape {
    const program = this.#program;
    const { pool } = program;
    const isPacked = containerLayout(pool, ty) === Layout.packed;
    const fields = this.#fields(ty, (i) => (isPacked ? packedFieldBitOffset(pool, ty, i) : fieldOffset(pool, ty, i)));
    if (isTuple(pool, ty)) return { kind: 'tuple', fields, ...sized };
    if (!isPacked) return { kind: 'struct', fields, ...this.#named(ty), ...sized };
    if (bitSize(pool, ty) > MAX_PACKED_BITS)
      throw new CannotCross(`packed structs of more than ${MAX_PACKED_BITS} bits do not cross`);
    for (const { shape } of fields) {
      if (!['int', 'bool', 'float', 'enum', 'packed', 'void'].includes(this.get(shape).kind))
        throw new CannotCross(`'${this.#text(ty)}' has a field whose bits do not cross`);
    }
    const backing = this.of(pool.containers.tagType(containerOf(pool, ty)));
    return { kind: 'packed', backing, fields, ...this.#named(ty), ...sized };
  }

  #enum(ty: Index, sized: { size: number; alignment: number }): Shape {
    const program = this.#program;
    const { pool } = program;
    const members = fieldsOf(program, ty).map((index) => {
      const value = fieldValue(pool, ty, index);
      return {
        name: nameOfField(program, ty, index),
        value: value === NO_INDEX ? BigInt(index) : intBig(pool, value),
        documentation: documentationOf(program, { kind: 'field', owner: ty, index }),
      };
    });
    const isOpen = pool.containers.has(containerOf(pool, ty), ContainerFlag.nonexhaustive);
    return { kind: 'enum', tag: this.of(tagType(pool, ty)), members, isOpen, ...this.#named(ty), ...sized };
  }

  #union(ty: Index, sized: { size: number; alignment: number }): UnionShape {
    const { pool } = this.#program;
    if (!isTagged(this.#program, ty)) throw new CannotCross(`'${this.#text(ty)}' is a union without a tag`);
    const { tagOffset, tagSize, payloadOffset } = unionLayout(pool, ty);
    const fields = this.#fields(ty, () => payloadOffset);
    const tag = this.of(tagType(pool, ty));
    return { kind: 'union', tag, tagOffset: tagSize === 0 ? null : tagOffset, fields, ...this.#named(ty), ...sized };
  }

  /** The fields of a struct that cross. */
  crossingFields(ty: Index): FieldShape[] {
    const { pool } = this.#program;
    return this.#fieldNumbers(ty).flatMap((index) => {
      try {
        return [this.#field(ty, index, fieldOffset(pool, ty, index))];
      } catch (thrown) {
        if (thrown instanceof CannotCross) return [];
        throw thrown;
      }
    });
  }

  #fields(ty: Index, offset: (index: number) => number): FieldShape[] {
    return this.#fieldNumbers(ty).map((index) => this.#field(ty, index, offset(index)));
  }

  /** The numbers of the fields that have a place. */
  #fieldNumbers(ty: Index): number[] {
    const program = this.#program;
    const isUnion = kindOf(program, ty) === TypeKind.union;
    return fieldsOf(program, ty).filter((index) => isUnion || !fieldIsComptime(program.pool, ty, index));
  }

  #field(ty: Index, index: number, offset: number): FieldShape {
    const program = this.#program;
    return {
      name: nameOfField(program, ty, index),
      shape: this.of(typeOfField(program, ty, index)),
      documentation: isTuple(program.pool, ty) ? '' : documentationOf(program, { kind: 'field', owner: ty, index }),
      offset,
    };
  }

  /** The name of a container in TypeScript: that of the public constant, else the last part of its own. */
  #named(ty: Index): Told {
    const declared = this.#declared.get(ty);
    if (declared !== undefined) return declared;
    const { pool } = this.#program;
    const own = pool.text(pool.containers.nameOf(containerOf(pool, ty)));
    const last = /([A-Za-z_]\w*)(?:\(.*\))?$/.exec(own)?.[1] ?? 'Type';
    return { name: unused(last, this.#names), documentation: '' };
  }

  #text(ty: Index): string {
    return printType(this.#program.pool, ty);
  }
}
