import { type DeclIndex, type Index, InternalFault, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiAlign, abiSize } from '../intern/layout.ts';
import { type MemoryHost, writeValue } from '../intern/memory.ts';
import type { InternPool } from '../intern/pool.ts';
import { typeOf } from '../intern/values.ts';
import { alignOf } from './constants.ts';
import { Relocations, RelocKind } from './relocation.ts';
import type { ReprTable } from './repr.ts';

/** Bytes of a constant or of a variable's initial value. */
export interface DataBlock {
  readonly bytes: Uint8Array;
  readonly relocs: Relocations;
  /** In bytes. */
  readonly align: number;
  /** All bytes are zero and nothing is relocated: the module needs not have them. */
  readonly isZero: boolean;
}

class RelocatingHost implements MemoryHost {
  constructor(
    private readonly pool: InternPool,
    private readonly relocs: Relocations,
  ) {}

  errorCode(name: StringIndex, at: number): number {
    this.relocs.add(RelocKind.errorValue, at, name);
    return 0;
  }

  pointerToDecl(at: number, decl: DeclIndex, addend: number): void {
    this.relocs.add(RelocKind.declAddress, at, decl, addend);
  }

  pointerToValue(at: number, value: Index, pointerType: Index, addend: number): void {
    this.relocs.add(RelocKind.uavAddress, at, value, addend, alignOf(this.pool, pointerType));
  }
}

/**
 * The bytes of interned `value`, read through the pool of `reprs`: undefined parts 0xaa, with the alignment of its type. Throws InternalFault for a value that cannot be at
 * run time.
 */
export function generateData({ pool }: ReprTable, value: Index): DataBlock {
  if (pool.tag(value) === ItemTag.variable)
    throw new InternalFault('a variable is no constant: give its initial value');
  const ty = typeOf(pool, value);
  const bytes = new Uint8Array(abiSize(pool, ty));
  const relocs = new Relocations();
  if (bytes.length > 0) writeValue(pool, value, bytes, 0, new RelocatingHost(pool, relocs));
  const isZero = relocs.length === 0 && bytes.every((byte) => byte === 0);
  return { bytes, relocs, align: abiAlign(pool, ty), isZero };
}
