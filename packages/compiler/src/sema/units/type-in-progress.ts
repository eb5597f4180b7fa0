import { requiredSize } from '../../intern/compute-layout.ts';
import type { FieldKey } from '../../intern/container-table.ts';
import { reifiedFields } from '../../intern/containers.ts';
import { type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { type Src, SrcPart } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { analyzeAsAlign, analyzeAsType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { type Body, type ContainerCode, containerBlock, containerCode, evaluateBody } from '../core/container-zir.ts';
import type { Sema } from '../core/sema.ts';
import { isReified, typePartSrc, typeSrc } from '../types/type-notes.ts';

/** The largest size of a struct or union, in bytes. */
const MAX_SIZE = 0xffff_ffff;

/** A struct, union or enum type whose fields and layout are being worked out. */
export class TypeInProgress {
  readonly sema: Sema;
  readonly ty: Index;
  /** The code of the type; null for one that was made by an instruction, whose fields are known as it was given them. */
  readonly code: ContainerCode | null;
  /** At compile time, in the chunk that the places of the type are in. */
  readonly block: Block;
  /** The place of the type as a whole. */
  readonly typeSrc: Src;

  /** `of`: the type whose code says what `ty` is: `ty` itself, or the union that it is the tag of. */
  constructor(sema: Sema, ty: Index, of: Index = ty) {
    this.sema = sema;
    this.ty = ty;
    this.code = isReified(sema, of) ? null : containerCode(sema, of);
    const { chunk, src } = typeSrc(sema, of);
    this.block = this.code === null ? containerBlock(sema, of, chunk) : this.code.block;
    this.typeSrc = src;
  }

  /** The place of a part of the type, of its field `index` if it is a part of that. */
  src(part: SrcPart, index = 0): Src {
    return typePartSrc(this.sema, this.ty, part, index).src;
  }

  /** Fails where the struct or union, whose layout was set, takes more memory than a size has bits for. */
  checkSize(kind: 'struct' | 'union'): void {
    const { sema, ty, block, typeSrc } = this;
    const size = requiredSize(sema.pool, ty);
    if (size <= MAX_SIZE) return;
    const text = `${kind} layout requires size ${BigInt(size)}, this compiler implementation supports up to ${MAX_SIZE}`;
    sema.fail(block, typeSrc, text);
  }

  /** The type that `body`, which stands at `src`, evaluates to. */
  evaluateType(body: Body, src: Src, reason: ComptimeReason): Index {
    return analyzeAsType(this.sema, this.block, src, evaluateBody(this.sema, this.block, body, src, reason));
  }

  /**
   * The fields of a struct or union with types and alignments; of the values those that were given with the type. Their types have no
   * layouts yet, and nothing has been checked but that each is a type.
   */
  fields(): FieldKey[] {
    const { code } = this;
    return code === null ? reifiedFields(this.sema.pool, this.ty) : code.fields.map((_, i) => this.#declaredField(i));
  }

  #declaredField(i: number): FieldKey {
    const { sema, block } = this;
    const field = this.code!.fields[i]!;
    // A field of a union that is written without a type.
    let type: Index = Ty.void;
    const isStruct = sema.pool.tag(this.ty) === ItemTag.type_struct;
    const { struct_field_types, union_field_types, struct_field_attrs, union_field_attrs } = ComptimeReason;
    const reason = isStruct ? struct_field_types : union_field_types;
    if (field.type.len > 0) type = this.evaluateType(field.type, this.src(SrcPart.container_field_type, i), reason);
    let alignment = 0;
    if (field.align.len > 0) {
      const src = this.src(SrcPart.container_field_align, i);
      const alignReason = isStruct ? struct_field_attrs : union_field_attrs;
      alignment = analyzeAsAlign(sema, block, src, evaluateBody(sema, block, field.align, src, alignReason));
    }
    const hasDefault = isStruct && field.value.len > 0;
    return { name: field.name, type, value: NO_INDEX, alignment, isComptime: field.isComptime, hasDefault };
  }

  /** Fails if two fields that were given have one name. For what is declared, lowering has seen to that. */
  checkNames(kind: 'struct' | 'union' | 'enum', fields: readonly { readonly name: StringIndex }[]): void {
    const { sema, block } = this;
    const src = this.src(SrcPart.container_field_name);
    const seen = new Map<StringIndex, number>();
    for (const [i, { name }] of fields.entries()) {
      const previous = seen.get(name);
      seen.set(name, i);
      if (previous === undefined) continue;
      // The official message lacks the last quote where the type is no enum.
      const end = kind === 'enum' ? `'` : '';
      const note = { chunk: block.frame.chunk, src, message: `previous field at index '${previous}'` };
      const text = `duplicate ${kind} field '${sema.pool.text(name)}' at index '${i}${end}`;
      sema.fail(block, src, text, [note]);
    }
  }
}
