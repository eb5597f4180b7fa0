import type { AirRef } from '../../air/air.ts';
import { DeclSort, DeclTableFlag, isTest } from '../../intern/decl-table.ts';
import { funcHasCode, isFunc } from '../../intern/functions.ts';
import { type DeclIndex, EMPTY_STRING, type Index, NO_INDEX, type StringIndex } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { defaultAddressSpace } from '../../intern/pointers.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { externValue, typeOf, VariableFlag, variableValue } from '../../intern/values.ts';
import { isAnalysedAnyway } from '../../query/namespace.ts';
import type { DeclAttributes } from '../../query/products.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { DeclBody, declBody, declLibName } from '../../zir/decl-bodies.ts';
import { DECL_BLOCK } from '../../zir/zir.ts';
import { coerce } from '../coercion/coerce.ts';
import { analyzeAsAddressSpace, analyzeAsAlign, analyzeAsString, analyzeAsType } from '../coercion/operands.ts';
import { Block } from '../core/block.ts';
import { resolveInlineBody } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import {
  addTypeReference,
  readDeclType,
  readDeclValue,
  readSource,
  requestFunction,
  resolveLayout,
} from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import { leaves, type Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { exportDecl } from '../declarations/exports.ts';
import { checkLibraryName } from '../declarations/library-names.ts';
import { validateVarType } from '../declarations/var-type.ts';
import { typeRequiresComptime } from '../types/classify-types.ts';
import { typeSrc } from '../types/type-notes.ts';
import { resolveConstValue } from '../values/operands.ts';

const DECL_NODE: Src = CHUNK_NODE;
const TYPE_SRC: Src = sub(DECL_NODE, SrcPart.var_decl_ty);
const INIT_SRC: Src = sub(DECL_NODE, SrcPart.var_decl_init);
const ALIGN_SRC: Src = sub(DECL_NODE, SrcPart.var_decl_align);
const SECTION_SRC: Src = sub(DECL_NODE, SrcPart.var_decl_section);
const LIB_NAME_SRC: Src = sub(DECL_NODE, SrcPart.lib_name);
const ADDRSPACE_SRC: Src = sub(DECL_NODE, SrcPart.var_decl_addrspace);

/** The block in which the bodies of the declaration `decl` are evaluated: at compile time, for the reason `reason` told at `src`. */
function declBlock(sema: Sema, decl: DeclIndex, src: Src, reason: ComptimeReason): Block {
  const decls = sema.pool.decls;
  const tracked = decls.trackedOf(decl);
  readSource(sema, tracked);
  const block = new Block(null, newFrame(sema.zcu, tracked), decls.namespaceOf(decl));
  block.beginComptime(src, reason);
  block.nameContext = { decl };
  return block;
}

/** Evaluates body `which` of the declaration; null if it has none. */
function evaluate(sema: Sema, block: Block, which: DeclBody): AirRef | null {
  const { start, len } = declBody(block.frame, which);
  if (len === 0) return null;
  const result = resolveInlineBody(sema, block, start, len, DECL_BLOCK);
  // Control cannot leave a declaration: what does is an expression of type noreturn.
  return leaves(result) ? (Val.unreachable as number as AirRef) : result;
}

/** Of type `ty`, with what is said of where the declaration lives. */
function evaluateAttributes(sema: Sema, block: Block, decl: DeclIndex, ty: Index): DeclAttributes {
  const align = evaluate(sema, block, DeclBody.align);
  const alignment = align === null ? 0 : analyzeAsAlign(sema, block, ALIGN_SRC, align);
  const linksection = evaluate(sema, block, DeclBody.linksection);
  const section = linksection === null ? EMPTY_STRING : sectionName(sema, block, linksection);
  const addrspace = evaluate(sema, block, DeclBody.addrspace);
  let what: 'functions' | 'mutable values' | 'constant values' = 'constant values';
  if (sema.pool.decls.sortOf(decl) === DeclSort.var) what = 'mutable values';
  else if (typeKind(sema.pool, ty) === TypeKind.fn) what = 'functions';
  const addressSpace =
    addrspace === null
      ? defaultAddressSpace(sema.pool, ty)
      : analyzeAsAddressSpace(sema, block, ADDRSPACE_SRC, addrspace, what);
  return { type: ty, alignment, section, addressSpace };
}

function sectionName(sema: Sema, block: Block, ref: AirRef): StringIndex {
  const reason = comptimeReasonMessage(ComptimeReason.linksection);
  const name = analyzeAsString(sema, block, SECTION_SRC, ref, reason);
  if (sema.pool.stringBytes(name).includes(0)) {
    sema.fail(block, SECTION_SRC, 'linksection cannot contain null bytes');
  }
  if (sema.pool.stringLen(name) === 0) sema.fail(block, SECTION_SRC, 'linksection cannot be empty');
  return name;
}

/** Whether `decl` says its type: then that does not depend on its value. */
function hasTypeBody(block: Block): boolean {
  return declBody(block.frame, DeclBody.type).len > 0;
}

/** The type of `decl`, as a result of its own: who needs only the type is left alone where only the value changes. */
export function analyzeDeclType(sema: Sema, decl: DeclIndex): boolean {
  const { decls } = sema.pool;
  const block = declBlock(sema, decl, TYPE_SRC, ComptimeReason.type);
  if (hasTypeBody(block)) {
    const ty = analyzeAsType(sema, block, TYPE_SRC, evaluate(sema, block, DeclBody.type)!);
    const isVar = decls.sortOf(decl) === DeclSort.var;
    resolveLayout(sema, block, DECL_NODE, ty, isVar ? 'variable declared' : 'constant declared');
    sema.products.setDeclType(decl, evaluateAttributes(sema, block, decl, ty));
  } else readDeclValue(sema, block, INIT_SRC, decl);
  // The table has what the value unit says of a declaration without a type of its own: what this unit gave before is not in it.
  const type = decls.typeOf(decl);
  const alignment = decls.alignmentOf(decl);
  const section = decls.linkSectionOf(decl);
  const addressSpace = decls.addressSpaceOf(decl);
  const storage = decls.storageOf(decl);
  return sema.zcu.declTypes.note(decl, { type, alignment, section, addressSpace, storage });
}

/** Works out the value of `decl`, with what is said of where it lives if it does not say its type. */
export function analyzeDeclValue(sema: Sema, decl: DeclIndex): boolean {
  const { pool } = sema;
  const { decls } = pool;
  const block = declBlock(sema, decl, INIT_SRC, ComptimeReason.container_var_init);
  const sort = decls.sortOf(decl);
  const isExtern = decls.has(decl, DeclTableFlag.extern);
  let ty: Index = NO_INDEX;
  let tySrc = INIT_SRC;
  if (hasTypeBody(block)) {
    ty = readDeclType(sema, block, INIT_SRC, decl);
    tySrc = TYPE_SRC;
    block.frame.instMap[0] = ty;
  }
  let init: Index = NO_INDEX;
  const uncoerced = evaluate(sema, block, DeclBody.value);
  if (uncoerced !== null) {
    const operand = ty === NO_INDEX ? uncoerced : coerce(sema, block, ty, uncoerced, INIT_SRC);
    init = resolveConstValue(sema, block, INIT_SRC, operand, null);
    checkComptimeVarReference(sema, block, INIT_SRC, init, 'global variable', pool.text(decls.nameOf(decl)));
  }
  // An extern function has no value but the type that its prototype is.
  const isExternFn = isExtern && sort === DeclSort.fn;
  if (ty === NO_INDEX) ty = isExternFn ? init : typeOf(pool, init);
  if (isExternFn) resolveLayout(sema, block, DECL_NODE, ty, 'extern declaration');
  if (sort === DeclSort.var) validateVarType(sema, block, tySrc, ty, isExtern);
  const flags =
    (decls.has(decl, DeclTableFlag.threadlocal) ? VariableFlag.threadlocal : 0) |
    (sort === DeclSort.var ? 0 : VariableFlag.const);
  let value = init;
  if (isExtern) {
    const libName = declLibName(block.frame);
    const lib = libName === 0 ? EMPTY_STRING : frameString(pool, block.frame, libName);
    if (lib !== EMPTY_STRING) {
      // Officially what is wrong with the library of a variable is told at the beginning of its file.
      const file = sema.zcu.fileRootType(pool.namespaces.fileOf(block.namespace));
      const place = isExternFn ? { chunk: block.frame.chunk, src: LIB_NAME_SRC } : typeSrc(sema, file);
      checkLibraryName(sema, block, place, pool.text(lib));
    }
    value = externValue(pool, ty, decl, decls.nameOf(decl), lib, flags);
  } else if (sort === DeclSort.var) value = variableValue(pool, ty, decl, init, flags);
  let changed = sema.products.setDeclValue(decl, value);
  if (!hasTypeBody(block)) {
    changed = sema.products.setDeclType(decl, evaluateAttributes(sema, block, decl, ty)) || changed;
  }
  checkAttributes(sema, block, sort, value, ty);
  if (sort === DeclSort.const && ty === Ty.type) {
    addTypeReference(sema, block, DECL_NODE, value);
  }
  if (isTest(sort)) requestFunction(sema, block, DECL_NODE, value);
  if (decls.has(decl, DeclTableFlag.export)) exportDecl(sema, block, decl, value);
  const isBody = sort === DeclSort.fn && isFunc(pool, value) && funcHasCode(pool, ty);
  if (isBody && isAnalysedAnyway(sema.zcu, block.frame.chunk)) requestFunction(sema, block, DECL_NODE, value);
  return changed;
}

/** Fails where something is said of the place of what has none, or not that. */
function checkAttributes(sema: Sema, block: Block, sort: DeclSort, value: Index, ty: Index): void {
  const { frame } = block;
  const has = (which: DeclBody): boolean => declBody(frame, which).len > 0;
  if (sort === DeclSort.fn) {
    if (has(DeclBody.align) && !sema.pool.target.alignsFunctions)
      sema.fail(block, ALIGN_SRC, 'target does not support function alignment');
    return;
  }
  if (!has(DeclBody.align) && !has(DeclBody.linksection) && !has(DeclBody.addrspace)) return;
  if (!typeRequiresComptime(sema, block, DECL_NODE, ty)) return;
  const what = isFunc(sema.pool, value) ? 'function alias' : 'comptime-only type';
  if (has(DeclBody.align)) sema.fail(block, ALIGN_SRC, `cannot specify alignment of ${what}`);
  if (has(DeclBody.linksection)) sema.fail(block, SECTION_SRC, `cannot specify linksection of ${what}`);
  sema.fail(block, ADDRSPACE_SRC, `cannot specify addrspace of ${what}`);
}

/** Evaluates a `comptime` block for its errors, exports and references. */
export function analyzeComptimeBlock(sema: Sema, decl: DeclIndex): void {
  const src = sub(DECL_NODE, SrcPart.main_token);
  evaluate(sema, declBlock(sema, decl, src, ComptimeReason.comptime_keyword), DeclBody.value);
}
