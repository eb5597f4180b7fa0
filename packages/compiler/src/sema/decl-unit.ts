import { type AirRef, isInst } from '../air/air.ts';
import { DeclSort, DeclTableFlag } from '../intern/decl-table.ts';
import { type DeclIndex, EMPTY_STRING, type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty, Val } from '../intern/known.ts';
import type { InternPool } from '../intern/pool.ts';
import { printType } from '../intern/print-type.ts';
import { isType } from '../intern/types.ts';
import { typeOf } from '../intern/values.ts';
import { DECL_BLOCK } from '../zir/zir.ts';
import { Block, type Frame } from './block.ts';
import { resolveInlineBody } from './body.ts';
import { coerce } from './coerce.ts';
import { checkNoComptimeVar } from './comptime-memory.ts';
import { addTypeReference, readDeclValue, readSource, requestFunction } from './facts.ts';
import { newFrame } from './frame.ts';
import { analyzeAsAlign, resolveConstValue, sliceToString } from './operands.ts';
import { leaves, type Sema } from './sema.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from './src-loc.ts';

/** The block in which the bodies of the declaration `decl` are evaluated, at compile time. */
function declBlock(sema: Sema, decl: DeclIndex): Block {
  const decls = sema.pool.decls;
  const tracked = decls.trackedOf(decl);
  readSource(sema, tracked);
  const block = new Block(null, newFrame(sema.zcu, tracked), decls.namespaceOf(decl));
  block.isComptime = true;
  block.typeNameContext = sema.pool.text(decls.fqnOf(decl));
  return block;
}

/** The four bodies of a declaration chunk: where they start in `extra`, and their lengths. */
function bodiesOf(frame: Frame): { start: number; len: number }[] {
  const { extra, header } = frame;
  let start = header + 4;
  const bodies = [];
  for (let i = 0; i < 4; i++) {
    const len = extra[header + i]!;
    bodies.push({ start, len });
    start += len;
  }
  return bodies;
}

/** Evaluates body `which` of the declaration; null if it has none. */
function evaluate(sema: Sema, block: Block, which: number): AirRef | null {
  const { start, len } = bodiesOf(block.frame)[which]!;
  if (len === 0) return null;
  const result = resolveInlineBody(sema, block, start, len, DECL_BLOCK);
  // Control cannot leave a declaration: what does is an expression of type noreturn.
  return leaves(result) ? (Val.unreachable as number as AirRef) : result;
}

/** The node of the declaration itself. */
const DECL_NODE = CHUNK_NODE;

/** Works out the value of `decl`, with its type, alignment, section and address space. */
export function analyzeDeclValue(sema: Sema, decl: DeclIndex): boolean {
  const pool = sema.pool;
  const decls = pool.decls;
  const block = declBlock(sema, decl);
  const sort = decls.sort.data[decl] as DeclSort;
  const initSrc: Src = sub(DECL_NODE, SrcPart.var_decl_init);
  const result = evaluate(sema, block, 0)!;
  const value = isDeclItem(pool, result)
    ? (result as number as Index)
    : resolveConstValue(sema, block, initSrc, result, 'global variable initializer must be comptime-known');
  checkNoComptimeVar(sema, block, initSrc, value);
  const ty = typeOf(pool, value);
  const alignRef = evaluate(sema, block, 1);
  const sectionRef = evaluate(sema, block, 2);
  const addrspaceRef = evaluate(sema, block, 3);
  const alignment =
    alignRef === null ? 0 : analyzeAsAlign(sema, block, sub(DECL_NODE, SrcPart.var_decl_align), alignRef);
  const section = sectionRef === null ? EMPTY_STRING : sectionName(sema, block, sectionRef);
  if (addrspaceRef !== null) sema.unsupported(block, DECL_NODE, 'addrspace of a declaration');
  if (sort === DeclSort.usingnamespace) {
    if (ty !== Ty.type) sema.fail(block, DECL_NODE, `expected type 'type', found '${printType(pool, ty)}'`);
  } else {
    if (isType(pool, value) && sort === DeclSort.const) addTypeReference(sema, block, DECL_NODE, value);
  }
  const isVariable = isDeclItem(pool, result) && pool.tag(ty) !== ItemTag.type_func;
  const changed =
    decls.value.data[decl] !== value ||
    decls.type.data[decl] !== ty ||
    decls.alignment.data[decl] !== alignment ||
    decls.linkSection.data[decl] !== section;
  decls.value.data[decl] = value;
  decls.type.data[decl] = ty;
  decls.alignment.data[decl] = alignment;
  decls.linkSection.data[decl] = section;
  decls.setFlag(decl, DeclTableFlag.isVariable, isVariable);
  if (sort >= DeclSort.unnamed_test && sort <= DeclSort.decltest) requestFunction(sema, block, DECL_NODE, value);
  if (decls.has(decl, DeclTableFlag.export)) exportDecl(sema, block, decl, value);
  return changed;
}

function sectionName(sema: Sema, block: Block, ref: AirRef): StringIndex {
  const src = sub(DECL_NODE, SrcPart.var_decl_section);
  const reason = 'linksection must be comptime-known';
  const slice = coerce(sema, block, Ty.sliceConstU8, ref, src);
  return sliceToString(sema, block, src, resolveConstValue(sema, block, src, slice, reason), reason);
}

/** Whether `ref` is a `variable` or `extern` item: what a `var` declaration has for a value. */
function isDeclItem(pool: InternPool, ref: AirRef): boolean {
  if (isInst(ref)) return false;
  const tag = pool.tag(ref as number as Index);
  return tag === ItemTag.variable || tag === ItemTag.extern;
}

/** `export fn` and `export var`: visible under the declaration's own name. */
function exportDecl(sema: Sema, block: Block, decl: DeclIndex, value: Index): void {
  const pool = sema.pool;
  const record = sema.zcu.recordOf(sema.owner);
  record.exports.push({
    name: pool.text(pool.decls.nameOf(decl)),
    decl,
    value,
    chunk: block.frame.chunk,
    src: DECL_NODE,
  });
  if (pool.tag(value) === ItemTag.func_decl) requestFunction(sema, block, DECL_NODE, value);
}

/** The type of `decl`, as a result of its own: who needs only the type is left alone where only the value changes. */
export function analyzeDeclType(sema: Sema, decl: DeclIndex): boolean {
  const decls = sema.pool.decls;
  const block = declBlock(sema, decl);
  readDeclValue(sema, block, DECL_NODE, decl);
  const known = sema.zcu.declTypes;
  const attributes =
    decls.alignment.data[decl]! * 64 +
    decls.addressSpace.data[decl]! * 2 +
    (decls.has(decl, DeclTableFlag.isVariable) ? 1 : 0);
  const changed =
    known.get(decl)?.type !== decls.type.data[decl] ||
    known.get(decl)?.attributes !== attributes ||
    known.get(decl)?.section !== decls.linkSection.data[decl];
  known.set(decl, {
    type: (decls.type.data[decl] ?? NO_INDEX) as Index,
    attributes,
    section: decls.linkSection.data[decl]!,
  });
  return changed;
}

/** Evaluates a `comptime` block for its errors, exports and references. */
export function analyzeComptimeBlock(sema: Sema, decl: DeclIndex): void {
  const block = declBlock(sema, decl);
  evaluate(sema, block, 0);
}
