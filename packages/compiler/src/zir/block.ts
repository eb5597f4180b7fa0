import { firstToken } from '../syntax/span.ts';
import { type ChunkBuilder, isNoReturn } from './chunk-builder.ts';
import type { ComptimeReason } from './comptime-reason.ts';
import { type Extended, Tag } from './inst.ts';
import type { Lowering } from './lowering.ts';
import { instRef, Ref, refInst, type ZirIndex, type ZirRef } from './ref.ts';
import { Loc, type ResultInfo, RI_DISCARD, RI_NONE, resTy } from './result.ts';
import { type Scope, ScopeKind } from './scope.ts';
import { SRC_TOKEN } from './zir.ts';

/** How a container, written or reified, gets its name. */
export enum NameStrategy {
  /** The name of the declaration that it is the value of. */
  parent,
  /** The name of the function, with its arguments. */
  func,
  /** A name of its own, after the declaration it stands in. */
  anon,
  /** The name of the local constant or variable that it is the value of. */
  dbg_var,
}

/** A label that `break` or `continue` may name. */
export interface Label {
  readonly token: number;
  used: boolean;
  usedForContinue: boolean;
}

/** What a `continue` that means a block does. */
export enum ContinueKind {
  /** It cannot mean this block. */
  none,
  /** It breaks from `continueTarget`, the body of a loop. */
  break,
  /** It goes on with another prong of `continueTarget`, a switch. */
  switch_continue,
}

/** No instruction, where an instruction index is expected. */
export const NO_INST = -1;

const UNSTACKED = -1;

/** `operandSrc` of a break whose operand has no place of its own. */
export const NO_SRC = 0x7fff_ffff;

/**
 * A block that is being lowered: the instructions it has so far, and what holds inside of it. Sub-blocks share the chunk's
 * stack of instructions and must be strictly nested: `unstack` (or a `set*Body`) before more is added to the outer one.
 */
export class GenZir {
  readonly kind = ScopeKind.gen_zir;
  /** Whether Sema evaluates this block at compile time for certain. */
  isComptime = false;
  /** Whether we are in the operand of `@TypeOf`, where runtime variables may be captured. */
  isTypeof = false;
  /** Whether exits from this block are `break_inline`. */
  isInline = false;
  cImport = false;
  /** Where the block's instructions start in the chunk's stack. */
  instructionsTop: number;
  label: Label | null = null;
  /** Whether a `break` or `continue` without a label can mean this block. */
  allowUnlabeledControlFlow = false;
  /** What a `break` breaks from that means this block: by its label or, if `allowUnlabeledControlFlow`, without one. */
  breakTarget: number = NO_INST;
  continueKind = ContinueKind.none;
  continueTarget: number = NO_INST;
  breakResultInfo: ResultInfo = RI_NONE;
  continueResultInfo: ResultInfo = RI_NONE;
  suspendNode = 0;
  nosuspendNode = 0;
  /** Node of the defer that this block is the body of; 0 if it is not. */
  curDeferNode = 0;
  /** Node of the defer that this block is in; 0 if in none. */
  anyDeferNode = 0;

  constructor(
    readonly lo: Lowering,
    readonly chunk: ChunkBuilder,
    readonly parent: Scope,
  ) {
    this.instructionsTop = chunk.stack.length;
  }

  /** A block inside of this one, with `scope` around it. */
  makeSubBlock(scope: Scope): GenZir {
    const sub = new GenZir(this.lo, this.chunk, scope);
    sub.isComptime = this.isComptime;
    sub.isTypeof = this.isTypeof;
    sub.cImport = this.cImport;
    sub.suspendNode = this.suspendNode;
    sub.nosuspendNode = this.nosuspendNode;
    sub.anyDeferNode = this.anyDeferNode;
    return sub;
  }

  /** Drops this block's instructions from the stack; they are kept in the chunk. */
  unstack(): void {
    if (this.instructionsTop === UNSTACKED) return;
    this.chunk.stack.truncate(this.instructionsTop);
    this.instructionsTop = UNSTACKED;
  }

  /** Puts an unstacked block on top of the stack, without instructions. */
  restack(): void {
    this.instructionsTop = this.chunk.stack.length;
  }

  /** Where this block's instructions start in `chunk.stack`: its end if it is unstacked. */
  get start(): number {
    return this.instructionsTop === UNSTACKED ? this.chunk.stack.length : this.instructionsTop;
  }

  /** Whether the block has no instruction. */
  isEmpty(): boolean {
    return this.instructionsTop === UNSTACKED || this.chunk.stack.length === this.instructionsTop;
  }

  /** Whether control never comes past the last instruction. Nothing may be stacked on the block. */
  endsWithNoReturn(): boolean {
    if (this.isEmpty()) return false;
    const chunk = this.chunk;
    return isNoReturn(chunk.tags.data[chunk.stack.data[chunk.stack.length - 1]]);
  }

  /** Whether the evaluation of `ref` never ends. */
  refIsNoReturn(ref: ZirRef): boolean {
    if (ref === Ref.unreachable_value) return true;
    const inst = refInst(ref);
    return inst >= 0 && isNoReturn(this.chunk.tags.data[inst]);
  }

  /** `src` of a node in this block's chunk. */
  srcNode(node: number): number {
    return this.lo.numbering.srcNode(this.chunk.range, node);
  }

  /** `src` of a token in this block's chunk. */
  srcToken(token: number): number {
    return this.lo.numbering.srcToken(this.chunk.range, token) | SRC_TOKEN;
  }

  /** Says how a `break` of this block gives its value, after the result that the block is asked for. */
  setBreakResultInfo(parent: ResultInfo): void {
    if (parent.loc === Loc.coerced_ty) this.breakResultInfo = resTy(parent.ref, parent.ctx);
    else if (parent.loc === Loc.discard) this.breakResultInfo = RI_DISCARD;
    else this.breakResultInfo = parent;
  }

  /** Appends an instruction of any layout, placed at `src`. */
  add(tag: Tag, a: number, b: number, src: number): ZirRef {
    return instRef(this.addIndex(tag, a, b, src));
  }

  /** As `add`, returning the index. */
  addIndex(tag: Tag, a: number, b: number, src: number): ZirIndex {
    const inst = this.chunk.make(tag, a, b, src);
    this.chunk.stack.push(inst);
    return inst;
  }

  /** Appends an instruction that `make...` has made. */
  append(inst: ZirIndex): void {
    this.chunk.stack.push(inst);
  }

  /** Layout un_node. */
  addUnNode(tag: Tag, operand: ZirRef, node: number): ZirRef {
    return this.add(tag, operand, 0, this.srcNode(node));
  }

  /** Layout un_node, in no block. */
  makeUnNode(tag: Tag, operand: ZirRef, node: number): ZirIndex {
    return this.chunk.make(tag, operand, 0, this.srcNode(node));
  }

  /** Layout un_tok. */
  addUnTok(tag: Tag, operand: ZirRef, token: number): ZirRef {
    return this.add(tag, operand, 0, this.srcToken(token));
  }

  /** Layout un_tok, in no block. */
  makeUnTok(tag: Tag, operand: ZirRef, token: number): ZirIndex {
    return this.chunk.make(tag, operand, 0, this.srcToken(token));
  }

  /** Layout node. */
  addNode(tag: Tag, node: number): ZirRef {
    return this.add(tag, 0, 0, this.srcNode(node));
  }

  /** Layout pl_node with a payload that has been written: `gz.addPlNode(tag, node, gz.chunk.extra2(x, y))`. */
  addPlNode(tag: Tag, node: number, payload: number): ZirRef {
    return this.add(tag, payload, 0, this.srcNode(node));
  }

  /** Layout pl_node with the payload `Bin { lhs, rhs }`, or any other of two words. */
  addPlBin(tag: Tag, node: number, lhs: number, rhs: number): ZirRef {
    return this.add(tag, this.chunk.extra2(lhs, rhs), 0, this.srcNode(node));
  }

  /** Layout str_tok. */
  addStrTok(tag: Tag, string: number, token: number): ZirRef {
    return this.add(tag, string, 0, this.srcToken(token));
  }

  /** `Tag.extended`; `small` 16 bits, `operand` the payload or whatever the opcode has. */
  addExtended(opcode: Extended, small: number, operand: number, node: number): ZirRef {
    return this.add(Tag.extended, (opcode | (small << 16)) >>> 0, operand, this.srcNode(node));
  }

  /** `Tag.extended` with a list of refs as payload and their number as `small`. */
  addExtendedMulti(opcode: Extended, node: number, operands: ArrayLike<ZirRef>): ZirRef {
    const payload = this.chunk.extra.pushAll(operands);
    return this.addExtended(opcode, operands.length, payload, node);
  }

  /** Layout int: `value` is an integer from 0 to 2^64-1. */
  addInt(value: bigint, node: number): ZirRef {
    const low = Number(value & 0xffff_ffffn);
    const high = Number(value >> 32n);
    return this.add(Tag.int, low, high, this.srcNode(node));
  }

  /** Appends a `break` (of any kind) out of `block`. `operandNode` is the place of the operand; 0 if it has none. */
  addBreak(tag: Tag, block: ZirIndex, operand: ZirRef, operandNode = 0): ZirIndex {
    const inst = this.makeBreak(tag, block, operand, operandNode);
    this.chunk.stack.push(inst);
    return inst;
  }

  /** As `addBreak`, in no block. */
  makeBreak(tag: Tag, block: ZirIndex, operand: ZirRef, operandNode = 0): ZirIndex {
    const src = operandNode === 0 ? NO_SRC : this.srcNode(operandNode);
    return this.chunk.make(tag, operand, this.chunk.extra2(src, block), src);
  }

  /** An instruction with a body, in no block and without its payload: `setBlockBody` completes it. */
  makeBlockInst(tag: Tag, node: number): ZirIndex {
    return this.chunk.make(tag, 0, 0, this.srcNode(node));
  }

  /** A conditional branch, appended, without its payload. */
  addCondBr(tag: Tag, node: number): ZirIndex {
    return this.addIndex(tag, 0, 0, this.srcNode(node));
  }

  /** Makes this block the body of `inst`: payload `{ bodyLen, body }`. Unstacks. */
  setBlockBody(inst: ZirIndex): void {
    const chunk = this.chunk;
    const start = this.start;
    const end = chunk.stack.length;
    chunk.a.data[inst] = chunk.extra1(chunk.countBody(start, end));
    chunk.appendBody(start, end);
    this.unstack();
  }

  /** As `setBlockBody`, for `block_comptime`: payload `{ reason, bodyLen, body }`. */
  setBlockComptimeBody(inst: ZirIndex, reason: ComptimeReason): void {
    const chunk = this.chunk;
    const start = this.start;
    const end = chunk.stack.length;
    chunk.a.data[inst] = chunk.extra2(reason, chunk.countBody(start, end));
    chunk.appendBody(start, end);
    this.unstack();
  }

  /** As `setBlockBody`, for `bool_br_*` and `try*`: payload `{ operand, bodyLen, body }`. */
  setOperandBody(inst: ZirIndex, operand: ZirRef): void {
    const chunk = this.chunk;
    const start = this.start;
    const end = chunk.stack.length;
    chunk.a.data[inst] = chunk.extra2(operand, chunk.countBody(start, end));
    chunk.appendBody(start, end);
    this.unstack();
  }

  /** Saves the error return trace index; `operand` only if it is an error (REF_NONE: always). */
  addSaveErrRetIndex(operand: ZirRef, node: number): ZirIndex {
    return this.addIndex(Tag.save_err_ret_index, operand, 0, this.srcNode(node));
  }

  /** A debug variable; nothing where there is no debugger. */
  addDbgVar(tag: Tag.dbg_var_ptr | Tag.dbg_var_val, name: number, operand: ZirRef, token: number): void {
    if (this.isComptime) return;
    this.add(tag, name, operand, this.srcToken(token));
  }

  /** Says that what follows belongs to the statement or operator at `token`. */
  emitDbgStmt(token: number): void {
    if (this.isComptime) return;
    const chunk = this.chunk;
    const src = this.srcToken(token);
    if (chunk.stack.length > this.instructionsTop) {
      const last = chunk.stack.data[chunk.stack.length - 1];
      if (chunk.tags.data[last] === Tag.dbg_stmt) {
        chunk.a.data[last] = src & ~SRC_TOKEN;
        chunk.src.data[last] = src;
        return;
      }
    }
    this.add(Tag.dbg_stmt, src & ~SRC_TOKEN, 0, src);
  }

  /** As `emitDbgStmt`, and the instruction is the last one of the chunk in every block, compile-time or not. */
  emitDbgStmtForceCurrentIndex(token: number): void {
    const chunk = this.chunk;
    const src = this.srcToken(token);
    const last = chunk.length - 1;
    if (
      chunk.stack.length > this.instructionsTop &&
      chunk.stack.data[chunk.stack.length - 1] === last &&
      chunk.tags.data[last] === Tag.dbg_stmt
    ) {
      chunk.a.data[last] = src & ~SRC_TOKEN;
      chunk.src.data[last] = src;
      return;
    }
    this.add(Tag.dbg_stmt, src & ~SRC_TOKEN, 0, src);
  }

  /** `emitDbgStmt` at the first token of `node`. */
  emitDbgNode(node: number): void {
    if (this.isComptime) return;
    this.emitDbgStmt(firstToken(this.lo.tree, node));
  }

  /** `emitDbgStmt` at the main token of `node`. */
  emitDbgMainToken(node: number): void {
    if (this.isComptime) return;
    this.emitDbgStmt(this.lo.tree.mainTokens[node]);
  }
}
