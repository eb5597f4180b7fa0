import { type AirRef, AirTag } from '../../air/air.ts';
import { DependerKind, dependerKind } from '../../incremental/depender.ts';
import { type Capture, CaptureKind, captureKind, captureOf, containerCapture } from '../../intern/containers.ts';
import type { DeclIndex, Index } from '../../intern/ids.ts';
import { CHUNK_NODE, type Src } from '../../query/src.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { loadDecl, lookupIdentifier, refDecl } from '../memory/decl-refs.ts';

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

export const declRefHandlers: Handlers = {
  [Tag.decl_val]: zirDeclVal,
  [Tag.decl_ref]: zirDeclRef,
  extended: {
    [Extended.closure_get]: zirClosureGet,
    [Extended.this]: zirThis,
  },
};
