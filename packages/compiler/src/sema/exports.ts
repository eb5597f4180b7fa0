import { type AirRef, isInst } from '../air/air.ts';
import { fieldIndex } from '../intern/containers.ts';
import { isFunc } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { printType } from '../intern/print-type.ts';
import { ptrValueInfo } from '../intern/ptr-values.ts';
import { TypeKind, typeKind } from '../intern/types.ts';
import { aggregateElem, typeOf } from '../intern/values.ts';
import { Tag } from '../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import type { ErrorNote } from './errors.ts';
import { explainNotExtern, validateExternType } from './extern-types.ts';
import { builtinDecl, readDeclValue, requestFunction, resolveFields } from './facts.ts';
import type { Handlers } from './handlers.ts';
import { enumTagInt, resolveConstDefinedValue, sliceToString } from './operands.ts';
import { type Sema, VOID_VALUE } from './sema.ts';
import { type Src, SrcPart, sub } from './src-loc.ts';
import { addDeclaredHere } from './type-notes.ts';

/** `std.builtin.GlobalLinkage.internal`: nothing is exported. */
const LINKAGE_INTERNAL = 0;

interface ExportOptions {
  readonly name: string;
  readonly linkage: number;
}

function exportOptions(sema: Sema, block: Block, src: Src, ref: AirRef): ExportOptions {
  const pool = sema.pool;
  const ty = builtinDecl(sema, block, src, 'ExportOptions');
  resolveFields(sema, block, src, ty);
  const reason = 'export options must be comptime-known';
  const options = resolveConstDefinedValue(sema, block, src, coerce(sema, block, ty, ref, src), reason);
  const field = (name: string): Index => aggregateElem(pool, options, fieldIndex(pool, ty, pool.string(name)));
  const name = pool.text(sliceToString(sema, block, src, field('name'), reason));
  const linkage = enumTagInt(sema, field('linkage'));
  if (name === '') sema.fail(block, src, 'exported symbol name cannot be empty');
  return { name, linkage };
}

/** `@export(&decl, options)` */
function zirExport(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const ptrSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const optionsSrc = sub(src, SrcPart.builtin_call_arg, 1);
  const ptr = resolveInst(block, frame.extra[payload]! as ZirRef);
  const options = exportOptions(sema, block, optionsSrc, resolveInst(block, frame.extra[payload + 1]! as ZirRef));
  if (options.linkage === LINKAGE_INTERNAL) return VOID_VALUE;
  const ptrTy = sema.typeOf(ptr);
  if (typeKind(pool, ptrTy) !== TypeKind.pointer) {
    return sema.fail(block, ptrSrc, `expected pointer type, found '${printType(pool, ptrTy)}'`);
  }
  if (isInst(ptr)) return sema.fail(block, ptrSrc, 'export target must be comptime-known');
  const info = ptrValueInfo(pool, ptr as number as Index);
  const target = { name: options.name, chunk: frame.chunk, src };
  const exports = sema.zcu.recordOf(sema.owner).exports;
  if (info.tag === ItemTag.ptr_decl) {
    const decl = info.base as DeclIndex;
    const value = readDeclValue(sema, block, ptrSrc, decl);
    checkExportType(sema, block, src, pool.decls.typeOf(decl));
    exports.push({ ...target, decl, value });
    if (isFunc(pool, value)) requestFunction(sema, block, src, value);
  } else if (info.tag === ItemTag.ptr_uav) {
    const value = info.base as Index;
    checkExportType(sema, block, src, typeOf(pool, value));
    exports.push({ ...target, decl: NO_DECL, value });
    if (isFunc(pool, value)) requestFunction(sema, block, src, value);
  } else sema.fail(block, ptrSrc, 'export target must be a declaration or a constant');
  return VOID_VALUE;
}

function checkExportType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (validateExternType(sema, block, src, ty, 'other')) return;
  const notes: ErrorNote[] = [];
  explainNotExtern(sema, block, src, ty, 'other', notes);
  addDeclaredHere(sema, ty, notes);
  sema.fail(block, src, `unable to export type '${printType(sema.pool, ty)}'`, notes);
}

export const exportHandlers: Handlers = {
  [Tag.export]: zirExport,
};
