import type { AirRef } from '../air/air.ts';
import type { Index } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { abiSize } from '../intern/layout.ts';
import { arrayLen, arrayLenWithSentinel, childType } from '../intern/types.ts';
import { loadWideBits, pushBitField, storeBitField, storeWideBits, widthOf } from './bit-fields.ts';
import { type Address, type FunctionState, past } from './function.ts';
import { copyMemory, emitStore, pushLoad } from './memory.ts';
import { isScalar, type Repr, ReprKind, valTypeOf } from './repr.ts';
import { localValue, NOWHERE, type Value } from './values.ts';

/** How the elements of a vector or array lie in memory. */
export interface Elements {
  readonly len: number;
  readonly repr: Repr;
  /** Bytes of the whole. */
  readonly size: number;
  /** Elements are bits in a row, and do not start at bytes of their own. */
  readonly packed: boolean;
}

/** How the elements of vector or array type `ty` lie in memory. */
export function elementsOf(f: FunctionState, ty: Index): Elements {
  const isVector = f.pool.tag(ty) === ItemTag.type_vector;
  const len = isVector ? arrayLen(f.pool, ty) : arrayLenWithSentinel(f.pool, ty);
  const repr = f.repr(childType(f.pool, ty));
  const bits = widthOf(repr);
  const packed = isVector && bits !== 0 && bits !== repr.size * 8;
  return { len, repr, size: abiSize(f.pool, ty), packed };
}

function placeOf(elements: Elements, i: number): { hostSize: number; bitOffset: number } {
  return { hostSize: elements.size, bitOffset: i * widthOf(elements.repr) };
}

/** Takes the elements of the vector at `address` out, one after the other. */
export class ElementReader {
  private readonly local: number;

  constructor(
    private readonly f: FunctionState,
    readonly elements: Elements,
    private readonly address: Address,
  ) {
    this.local = isScalar(elements.repr) ? f.newLocal(valTypeOf(elements.repr)) : -1;
  }

  /** Element `i`, until another one is asked for or temporaries are given back. */
  at(i: number): Value {
    const { f, elements, address } = this;
    const { repr } = elements;
    if (repr.kind === ReprKind.none) return { repr, operand: 0, at: NOWHERE };
    if (isScalar(repr)) {
      this.push(i);
      f.localSet(this.local);
      return localValue(repr, this.local);
    }
    if (!elements.packed) return { repr, operand: 0, at: past(address, i * repr.size) };
    const slot = f.temporarySlot(repr.size, repr.align);
    loadWideBits(f, slot, address, placeOf(elements, i), repr);
    return { repr, operand: 0, at: slot };
  }

  /** Pushes element `i`, a scalar. */
  push(i: number): void {
    const { f, elements, address } = this;
    const { repr } = elements;
    if (elements.packed) pushBitField(f, address, placeOf(elements, i), repr);
    else pushLoad(f, past(address, i * repr.size), repr);
  }

  /** Gives back the local that elements were in. */
  close(): void {
    if (this.local >= 0) this.f.releaseLocal(this.local);
  }
}

/** Stores what is in `local` as element `i`, a scalar, of the vector at `address`. */
export function storeElement(f: FunctionState, address: Address, elements: Elements, i: number, local: number): void {
  const { repr } = elements;
  if (elements.packed) {
    storeBitField(f, address, placeOf(elements, i), repr, () => f.localGet(local));
    return;
  }
  const at = past(address, i * repr.size);
  f.pushBase(at);
  f.localGet(local);
  emitStore(f, repr, at.offset);
}

/**
 * Sets element `i` of the vector at `address` to what `emit` leaves on the stack, or writes to where it is told, as functions of
 * `values.ts` do. What `emit` takes as temporaries is given back.
 */
export function writeElement(
  f: FunctionState,
  address: Address,
  elements: Elements,
  i: number,
  emit: (to: Address) => void,
): void {
  const { repr } = elements;
  if (isScalar(repr)) {
    const local = f.newLocal(valTypeOf(repr));
    emit(NOWHERE);
    f.localSet(local);
    storeElement(f, address, elements, i, local);
    f.releaseLocal(local);
  } else if (!elements.packed) emit(past(address, i * repr.size));
  else {
    const slot = f.newSlot(repr.size, repr.align);
    emit(f.slotAddress(slot));
    storeWideBits(f, address, placeOf(elements, i), repr, f.slotAddress(slot));
    f.releaseSlot(slot);
  }
  f.releaseTemporaries();
}

/** Stores operand `ref` as element `i` of the vector at `address`. */
export function storeOperandAsElement(
  f: FunctionState,
  address: Address,
  elements: Elements,
  i: number,
  ref: AirRef,
): void {
  const { repr } = elements;
  if (repr.kind === ReprKind.none) return;
  if (isScalar(repr)) storeElement(f, address, elements, i, f.asLocal(ref));
  else if (elements.packed) storeWideBits(f, address, placeOf(elements, i), repr, f.memoryOf(ref));
  else copyMemory(f, past(address, i * repr.size), f.memoryOf(ref), repr.size);
}
