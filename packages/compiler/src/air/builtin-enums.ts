/*
 * Enums of `std.builtin` whose numbers are operands of instructions, in their order there.
 */

/** `std.builtin.AtomicOrder`. */
export enum AtomicOrder {
  unordered,
  monotonic,
  acquire,
  release,
  acq_rel,
  seq_cst,
}

/** `std.builtin.AtomicRmwOp`. */
export enum AtomicRmwOp {
  Xchg,
  Add,
  Sub,
  And,
  Nand,
  Or,
  Xor,
  Max,
  Min,
}

/** `std.builtin.ReduceOp`. */
export enum ReduceOp {
  And,
  Or,
  Xor,
  Min,
  Max,
  Add,
  Mul,
}

const ORDER_BITS = 3;

/** An order and an operation in one word. */
export function packRmw(order: AtomicOrder, op: AtomicRmwOp): number {
  return order | (op << ORDER_BITS);
}

/** The operation of what `packRmw` gave. */
export function rmwOp(packed: number): AtomicRmwOp {
  return packed >>> ORDER_BITS;
}
