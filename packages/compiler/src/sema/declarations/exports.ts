import type { AirRef } from '../../air/air.ts';
import { fieldIndex } from '../../intern/containers.ts';
import { isFunc } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { isSlice, ptrInfo } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { ptrValueInfo } from '../../intern/ptr-values.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { aggregateElem, typeOf } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, OPTION_FIELDS, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { sliceToString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { currentCall } from '../core/calls-as-units.ts';
import { builtinDecl, readDeclType, readDeclValue, requestFunction } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { addDeclaredHere, failWithType } from '../types/type-notes.ts';
import { enumTagInt, resolveConstDefinedValue } from '../values/operands.ts';

/** `std.builtin.GlobalLinkage` */
export enum Linkage {
  internal,
  strong,
  weak,
  link_once,
}

/** `std.builtin.SymbolVisibility` */
export enum Visibility {
  default,
  hidden,
  protected,
}

interface ExportOptions {
  readonly name: string;
  /** Whether only this program may see it. */
  readonly isInternal: boolean;
}

function exportOptions(sema: Sema, block: Block, callSrc: Src, ref: AirRef): ExportOptions {
  const { pool } = sema;
  const src = sub(callSrc, SrcPart.builtin_call_arg, 1);
  const ty = builtinDecl(sema, block, src, 'ExportOptions');
  const coerced = coerce(sema, block, ty, ref, src);
  const reason = comptimeReasonMessage(ComptimeReason.export_options);
  const options = resolveConstDefinedValue(sema, block, src, coerced, reason);
  const field = (name: string): Index => aggregateElem(pool, options, fieldIndex(pool, ty, pool.string(name)));
  const fieldSrc = (name: (typeof OPTION_FIELDS)[number]): Src =>
    sub(callSrc, SrcPart.builtin_option, 1, OPTION_FIELDS.indexOf(name));
  const nameSrc = fieldSrc('name');
  const name = pool.text(sliceToString(sema, block, nameSrc, field('name'), reason));
  const linkage: Linkage = enumTagInt(sema, field('linkage'));
  const visibility: Visibility = enumTagInt(sema, field('visibility'));
  if (name === '') sema.fail(block, nameSrc, 'exported symbol name cannot be empty');
  if (visibility !== Visibility.default && linkage === Linkage.internal) {
    const text = `symbol '${name}' exported with internal linkage has non-default visibility ${Visibility[visibility]}`;
    sema.fail(block, fieldSrc('visibility'), text);
  }
  return { name, isInternal: linkage === Linkage.internal || visibility === Visibility.hidden };
}

/** `@export(&decl, options)` */
function zirExport(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool } = sema;
  const { frame } = block;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const ptrSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const ptr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const options = exportOptions(sema, block, src, resolveInst(block, frame.extra[payload + 1]! as ZirRef));
  const ptrTy = sema.typeOf(ptr);
  const reason = comptimeReasonMessage(ComptimeReason.export_target);
  const value = resolveConstDefinedValue(sema, block, ptrSrc, ptr, reason);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer)
    failWithType(sema, block, ptrSrc, 'expected pointer type, found', ptrTy);
  if (isSlice(pool, ptrTy)) sema.fail(block, ptrSrc, 'export target cannot be slice');
  if (ptrInfo(pool, ptrTy).hostSize !== 0) sema.fail(block, ptrSrc, 'export target cannot be bit-pointer');
  const { tag, base, offset } = ptrValueInfo(pool, value);
  const isWhole = tag === ItemTag.ptr_decl || tag === ItemTag.ptr_uav;
  if (isWhole && offset !== 0) sema.fail(block, ptrSrc, 'TODO: export pointer in middle of value');
  if (tag === ItemTag.ptr_decl) {
    const decl = base as DeclIndex;
    checkExportedType(sema, block, src, readDeclType(sema, block, ptrSrc, decl));
    return addExport(sema, block, src, options, decl, readDeclValue(sema, block, src, decl));
  }
  if (tag === ItemTag.ptr_uav) return addExport(sema, block, src, options, NO_DECL, base as Index);
  const isPart = tag === ItemTag.ptr_arr_elem || tag === ItemTag.ptr_field;
  const text = isPart
    ? 'TODO: export pointer in middle of value'
    : 'export target must be a global variable or a comptime-known constant';
  return sema.fail(block, ptrSrc, text);
}

/** `export fn`, `export var` and `export const`: visible under the declaration's own name. */
export function exportDecl(sema: Sema, block: Block, decl: DeclIndex, value: Index): void {
  const name = sema.pool.text(sema.pool.decls.nameOf(decl));
  const src = sub(CHUNK_NODE, SrcPart.decl_export);
  addExport(sema, block, src, { name, isInternal: false }, decl, value);
}

function checkExportedType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (validateExternType(sema, block, src, ty, 'other')) return;
  const notes: ErrorNote[] = [];
  explainNotExtern(sema, block, src, ty, 'other', notes);
  addDeclaredHere(sema, ty, notes);
  sema.fail(block, src, `unable to export type '${printType(sema.pool, ty)}'`, notes);
}

/** Has `value`, of the declaration `decl` if it is of one, known by the name of `options`. */
function addExport(sema: Sema, block: Block, src: Src, options: ExportOptions, decl: DeclIndex, value: Index): AirRef {
  const { pool } = sema;
  checkExportedType(sema, block, src, decl === NO_DECL ? typeOf(pool, value) : pool.decls.typeOf(decl));
  if (pool.tag(value) === ItemTag.extern && pool.word(value, 1) === decl) {
    sema.fail(block, src, 'export target cannot be extern');
  }
  const { name, isInternal } = options;
  sema.outcome.exports.push({
    name,
    decl,
    value,
    isInternal,
    call: currentCall(sema),
    chunk: block.frame.chunk,
    src,
  });
  if (isFunc(pool, value)) requestFunction(sema, block, src, value);
  return VOID_VALUE;
}

export const exportHandlers: Handlers = {
  [Tag.export]: zirExport,
};
