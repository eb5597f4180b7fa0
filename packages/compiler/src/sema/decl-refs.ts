import { type AirRef, AirTag } from '../air/air.ts';
import {
  type Capture,
  CaptureKind,
  captureKind,
  captureOf,
  containerCapture,
  namespaceOfType,
} from '../intern/containers.ts';
import { DeclTableFlag } from '../intern/decl-table.ts';
import { CallConv, funcCallConv, funcIsGeneric } from '../intern/functions.ts';
import {
  type DeclIndex,
  type Index,
  InternalFault,
  NO_DECL,
  NO_INDEX,
  NO_NAMESPACE,
  type StringIndex,
} from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { ptrType } from '../intern/pointers.ts';
import { ptrToDecl } from '../intern/ptr-values.ts';
import { externValue, VariableFlag, variableFlags, variableValue } from '../intern/values.ts';
import { Extended, Tag } from '../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../zir/ref.ts';
import type { Block } from './block.ts';
import { resolveInst } from './body.ts';
import { coerce } from './coerce.ts';
import { checkNoComptimeVar } from './comptime-memory.ts';
import {
  embedFile,
  importFile,
  isAccessible,
  lookupName,
  readDeclType,
  readDeclValue,
  requestFunction,
  usingNamespaces,
} from './facts.ts';
import type { ExtendedHandlers, Handlers } from './handlers.ts';
import { resolveConstString, resolveConstValue, resolveType } from './operands.ts';
import { analyzeLoad } from './pointers.ts';
import type { Sema } from './sema.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from './src-loc.ts';
import { stringLiteral } from './string-literal.ts';
import { frameString } from './strings.ts';
import { validateVarType } from './var-type.ts';

/**
 * The declaration that `name` means in `block`: of the innermost container around it that has one, directly or by `usingnamespace`.
 * Fails if there is none.
 */
export function lookupIdentifier(sema: Sema, block: Block, src: Src, name: StringIndex): DeclIndex {
  const namespaces = sema.pool.namespaces;
  for (let namespace = block.namespace; namespace !== NO_NAMESPACE; namespace = namespaces.parentOf(namespace)) {
    const decl = lookupInNamespace(sema, block, src, namespace, name, true);
    if (decl !== NO_DECL) return decl;
  }
  return sema.fail(block, src, `use of undeclared identifier '${sema.pool.text(name)}'`);
}

/**
 * The declaration that `namespace` has under `name`, directly or by the `usingnamespace`s in it; NO_DECL if it has none. Where
 * `observe` is off, `usingnamespace` is left out of account. Fails where several are found.
 */
export function lookupInNamespace(
  sema: Sema,
  block: Block,
  src: Src,
  namespace: Block['namespace'],
  name: StringIndex,
  observe: boolean,
): DeclIndex {
  const own = lookupName(sema, namespace, name);
  if (own !== NO_DECL || !observe) return own;
  const pool = sema.pool;
  const using = usingNamespaces(sema, namespace);
  if (using.length === 0) return NO_DECL;
  const seen = new Set<number>([namespace]);
  const pending: Block['namespace'][] = [namespace];
  const found: DeclIndex[] = [];
  while (pending.length > 0) {
    const from = pending.pop()!;
    for (const decl of Array.from(usingNamespaces(sema, from)) as DeclIndex[]) {
      // A usingnamespace that is being evaluated looks for a name in the same container: it does not see itself.
      if (sema.zcu.isEvaluating(decl)) continue;
      if (from !== namespace && !pool.decls.has(decl, DeclTableFlag.pub)) continue;
      const used = namespaceOfType(pool, readDeclValue(sema, block, src, decl));
      if (used === NO_NAMESPACE || seen.has(used)) continue;
      seen.add(used);
      pending.push(used);
      const candidate = lookupName(sema, used, name);
      if (candidate !== NO_DECL && isAccessible(sema, candidate, block.namespace)) found.push(candidate);
    }
  }
  if (found.length === 0) return NO_DECL;
  if (found.length === 1) return found[0]!;
  return sema.fail(
    block,
    src,
    'ambiguous reference',
    found.map((decl) => ({ chunk: pool.decls.trackedOf(decl), src: CHUNK_NODE, message: 'declared here' })),
  );
}

/** A pointer to `decl`: constant, unless it is a `var`. */
export function refDecl(sema: Sema, block: Block, src: Src, decl: DeclIndex): AirRef {
  const pool = sema.pool;
  const ty = readDeclType(sema, block, src, decl);
  // Which function a name stands for decides what is reached.
  if (pool.tag(ty) === ItemTag.type_func) readDeclValue(sema, block, src, decl);
  const value = pool.decls.valueOf(decl);
  const isConst =
    !pool.decls.has(decl, DeclTableFlag.isVariable) || (variableFlags(pool, value) & VariableFlag.const) !== 0;
  const ptrTy = ptrType(pool, {
    child: ty,
    isConst,
    alignment: pool.decls.alignment.data[decl]!,
    addressSpace: pool.decls.addressSpace.data[decl]!,
  });
  if (pool.tag(value) === ItemTag.func_decl && !funcIsGeneric(pool, ty) && funcCallConv(pool, ty) !== CallConv.inline) {
    requestFunction(sema, block, src, value);
  }
  return ptrToDecl(pool, ptrTy, decl) as number as AirRef;
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
  return sema.fail(
    block,
    src,
    `'${sema.pool.text(sema.pool.decls.nameOf(sema.zcu.declOf(sema.owner)))}' not accessible from inner function`,
  );
}

function zirThis(sema: Sema, block: Block): AirRef {
  return sema.pool.namespaces.ownerOf(block.namespace) as number as AirRef;
}

function zirImport(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const name = sema.pool.text(frameString(sema.pool, frame, frame.a[inst]!));
  return importFile(sema, block, frame.src[inst]!, name) as number as AirRef;
}

function zirEmbedFile(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const name = resolveConstString(sema, block, src, frame.a[inst]! as ZirRef, 'file path name must be comptime-known');
  if (sema.pool.stringLen(name) === 0) sema.fail(block, src, 'file path name cannot be empty');
  return stringLiteral(sema, embedFile(sema, block, src, sema.pool.text(name)));
}

/** `Extended.variable`: a `var` or `extern` declaration. */
function zirVariable(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const pool = sema.pool;
  const frame = block.frame;
  const small = frame.a[inst]! >>> 16;
  const hasLibName = (small & 1) !== 0;
  const hasAlign = (small & 2) !== 0;
  const hasInit = (small & 4) !== 0;
  const isExtern = (small & 8) !== 0;
  const isConst = (small & 16) !== 0;
  const isThreadlocal = (small & 32) !== 0;
  let payload = frame.b[inst]!;
  const tyRef = frame.extra[payload++]! as ZirRef;
  const libName = hasLibName ? frameString(pool, frame, frame.extra[payload++]!) : pool.string('');
  if (hasAlign) payload++;
  const initRef = hasInit ? (frame.extra[payload++]! as ZirRef) : REF_NONE;
  const tySrc = sub(CHUNK_NODE, SrcPart.var_decl_ty);
  const initSrc = sub(CHUNK_NODE, SrcPart.var_decl_init);
  const decl = sema.zcu.declOf(sema.owner);
  let ty = tyRef === REF_NONE ? NO_INDEX : resolveType(sema, block, tySrc, tyRef);
  let init: Index = NO_INDEX;
  if (initRef !== REF_NONE) {
    const uncasted = resolveInst(block, initRef);
    const operand = ty === NO_INDEX ? uncasted : coerce(sema, block, ty, uncasted, initSrc);
    init = resolveConstValue(
      sema,
      block,
      initSrc,
      operand,
      'container level variable initializers must be comptime-known',
    );
    checkNoComptimeVar(sema, block, initSrc, init);
    ty = sema.typeOf(operand);
  }
  if (ty === NO_INDEX) throw new InternalFault('a variable has neither type nor initializer');
  validateVarType(sema, block, tySrc, ty, isExtern);
  const flags = (isThreadlocal ? VariableFlag.threadlocal : 0) | (isConst ? VariableFlag.const : 0);
  const value = isExtern
    ? externValue(pool, ty, decl, pool.decls.nameOf(decl), libName, flags)
    : variableValue(pool, ty, decl, init, flags);
  return value as number as AirRef;
}

export const declRefHandlers: Handlers = {
  [Tag.decl_val]: zirDeclVal,
  [Tag.decl_ref]: zirDeclRef,
  [Tag.import]: zirImport,
  [Tag.embed_file]: zirEmbedFile,
};

export const declRefExtended: ExtendedHandlers = {
  [Extended.closure_get]: zirClosureGet,
  [Extended.this]: zirThis,
  [Extended.variable]: zirVariable,
};
