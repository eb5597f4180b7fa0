import { type AirRef, AirTag } from '../../air/air.ts';
import { DependerKind, dependerKind } from '../../incremental/depender.ts';
import { type Capture, CaptureKind, captureKind, captureOf, containerCapture } from '../../intern/containers.ts';
import { DeclSort, DeclTableFlag } from '../../intern/decl-table.ts';
import { CallConv, funcCallConv, funcIsGeneric, funcOwnerDecl, isFunc } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX, NO_NAMESPACE, type StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { ptrType } from '../../intern/pointers.ts';
import { ptrToDecl } from '../../intern/ptr-values.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { resolveConstString, resolveTypeOrPoison } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import {
  embedFile,
  importFile,
  lookupName,
  readDeclType,
  readDeclValue,
  requestFunction,
  requestValue,
} from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { stringLiteral } from '../values/string-literal.ts';
import { analyzeZonImport } from '../zon/zon.ts';
import { analyzeLoad } from './pointers.ts';

/** The declaration that `name` means in `block`: of the innermost container around it that has one. Fails if there is none. */
export function lookupIdentifier(sema: Sema, block: Block, src: Src, name: StringIndex): DeclIndex {
  const namespaces = sema.pool.namespaces;
  for (let namespace = block.namespace; namespace !== NO_NAMESPACE; namespace = namespaces.parentOf(namespace)) {
    const decl = lookupName(sema, namespace, name);
    if (decl !== NO_DECL) return decl;
  }
  return sema.fail(block, src, `use of undeclared identifier '${sema.pool.text(name)}'`);
}

/** A pointer to `decl`: constant, unless it is a `var`. */
export function refDecl(sema: Sema, block: Block, src: Src, decl: DeclIndex): AirRef {
  const { pool } = sema;
  const { decls } = pool;
  const ty = readDeclType(sema, block, src, decl);
  const target = pool.tag(ty) === ItemTag.type_func ? refFunction(sema, block, src, decl, ty) : decl;
  requestValue(sema, block, src, decl);
  const ptrTy = ptrType(pool, {
    child: ty,
    isConst: decls.sort.data[decl] !== DeclSort.var,
    alignment: decls.alignment.data[decl]!,
    addressSpace: decls.addressSpace.data[decl]!,
  });
  const ptr = ptrToDecl(pool, ptrTy, target) as number as AirRef;
  // Each thread has its own: where it is shows when the program runs.
  return decls.has(decl, DeclTableFlag.threadlocal) ? sema.emit(block, AirTag.bitcast, ptrTy, ptr) : ptr;
}

/** The declaration of the function that `decl` has for a value: another one's where it is an alias. Its body is analysed. */
function refFunction(sema: Sema, block: Block, src: Src, decl: DeclIndex, ty: Index): DeclIndex {
  const { pool } = sema;
  const value = readDeclValue(sema, block, src, decl);
  if (pool.tag(value) === ItemTag.extern) return pool.word(value, 1) as DeclIndex;
  if (!isFunc(pool, value)) return decl;
  if (!funcIsGeneric(pool, ty) && funcCallConv(pool, ty) !== CallConv.inline) requestFunction(sema, block, src, value);
  return funcOwnerDecl(pool, value);
}

/** The value of `decl`: itself where it is known at compile time, else a load. */
export function loadDecl(sema: Sema, block: Block, src: Src, decl: DeclIndex): AirRef {
  const value = readDeclValue(sema, block, src, decl);
  const tag = sema.pool.tag(value);
  if (tag === ItemTag.variable || (tag === ItemTag.extern && !isExternFn(sema, value))) {
    return analyzeLoad(sema, block, src, refDecl(sema, block, src, decl), src);
  }
  return value as number as AirRef;
}

function isExternFn(sema: Sema, value: Index): boolean {
  return sema.pool.tag(sema.pool.word(value, 0) as Index) === ItemTag.type_func;
}

function zirDeclVal(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst]!;
  return loadDecl(sema, block, src, lookupIdentifier(sema, block, src, frameString(sema.pool, frame, frame.a[inst]!)));
}

function zirDeclRef(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = frame.src[inst]!;
  return refDecl(sema, block, src, lookupIdentifier(sema, block, src, frameString(sema.pool, frame, frame.a[inst]!)));
}

/** `closure_get`: what the container around the block has captured. */
function zirClosureGet(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const owner = pool.namespaces.ownerOf(block.namespace);
  const captured: Capture = containerCapture(pool, owner, frame.a[inst]! >>> 16);
  const of = captureOf(captured);
  const src = frame.src[inst]!;
  switch (captureKind(captured)) {
    case CaptureKind.comptime_value:
      return of as AirRef;
    case CaptureKind.decl_val:
      return loadDecl(sema, block, src, of as DeclIndex);
    case CaptureKind.decl_ref:
      return refDecl(sema, block, src, of as DeclIndex);
    case CaptureKind.runtime_type:
      return runtimeCapture(sema, block, src, of as Index);
  }
}

/** A runtime local of an enclosing function: only its type may be used. */
function runtimeCapture(sema: Sema, block: Block, src: Src, ty: Index): AirRef {
  if (block.isTypeof) return sema.emit(block, AirTag.alloc, ty);
  const { chunk } = block.frame;
  const isInFunction = dependerKind(sema.owner) === DependerKind.funcBody && !block.isComptime;
  const message = isInFunction
    ? "'{}' not accessible from inner function"
    : "'{}' not accessible outside function scope";
  const note = { chunk, src: CHUNK_NODE, message: 'crossed function definition here' };
  return sema.failAs({ namesPlace: true }, block, src, message, isInFunction ? [note] : []);
}

function zirThis(sema: Sema, block: Block): AirRef {
  return sema.pool.namespaces.ownerOf(block.namespace) as number as AirRef;
}

/** `@import`: the payload has the result type, and the path. */
function zirImport(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const name = sema.pool.text(frameString(sema.pool, frame, frame.extra[payload + 1]!));
  if (!name.endsWith('.zon')) return importFile(sema, block, src, name) as number as AirRef;
  const typeRef = frame.extra[payload]! as ZirRef;
  const ty = typeRef === REF_NONE ? NO_INDEX : resolveTypeOrPoison(sema, block, src, typeRef);
  return analyzeZonImport(sema, block, src, name, ty);
}

function zirEmbedFile(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const src = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const reason = comptimeReasonMessage(ComptimeReason.operand_embedFile);
  const name = resolveConstString(sema, block, src, frame.a[inst]! as ZirRef, reason);
  if (sema.pool.stringLen(name) === 0) sema.fail(block, src, 'file path name cannot be empty');
  return stringLiteral(sema, embedFile(sema, block, src, sema.pool.text(name)));
}

export const declRefHandlers: Handlers = {
  [Tag.decl_val]: zirDeclVal,
  [Tag.decl_ref]: zirDeclRef,
  [Tag.import]: zirImport,
  [Tag.embed_file]: zirEmbedFile,
  extended: {
    [Extended.closure_get]: zirClosureGet,
    [Extended.this]: zirThis,
  },
};
