import type { AirRef } from '../../air/air.ts';
import { containerTracked, isContainer, namespaceOfType } from '../../intern/containers.ts';
import { funcType } from '../../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, type TrackedIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import type { InternPool } from '../../intern/pool.ts';
import { isType, optionalType } from '../../intern/types.ts';
import { CHUNK_NODE } from '../../query/src.ts';
import { ComptimeReason } from '../../zir/comptime-reason.ts';
import { coerce } from '../coercion/coerce.ts';
import { Block } from '../core/block.ts';
import { builtinDecl, lookupName, readDeclValue } from '../core/facts.ts';
import { newFrame } from '../core/frame.ts';
import { PANIC_MEMBERS, type PanicMember } from '../core/panic-members.ts';
import type { Sema } from '../core/sema.ts';

/** The type that a member has to have. */
function memberType(pool: InternPool, member: PanicMember): Index {
  const noreturn = (...params: Index[]): Index =>
    funcType(pool, { params, returnType: Ty.noreturn, isGeneric: params.includes(Ty.genericPoison) });
  switch (member) {
    case 'call':
      return noreturn(Ty.sliceConstU8, optionalType(pool, Ty.usize));
    case 'sentinelMismatch':
    case 'inactiveUnionField':
      return noreturn(Ty.genericPoison, Ty.genericPoison);
    case 'unwrapError':
      return noreturn(Ty.anyerror);
    case 'outOfBounds':
    case 'startGreaterThanEnd':
      return noreturn(Ty.usize, Ty.usize);
    case 'sliceCastLenRemainder':
      return noreturn(Ty.usize);
    default:
      return noreturn();
  }
}

/**
 * Finds what `std.builtin.panic` has, which a program can replace: all of it, whichever is needed, so that the error in it does not depend
 * on that. Returns whether any is not what it was.
 */
export function analyzePanicInterface(sema: Sema): boolean {
  const { pool, zcu } = sema;
  const std = zcu.fileRootType(zcu.files.std);
  const stdBlock = chunkBlock(sema, std, containerTracked(pool, std) as TrackedIndex);
  const ty = builtinDecl(sema, stdBlock, CHUNK_NODE, 'panic');
  if (!isType(pool, ty) || !isContainer(pool, ty)) {
    sema.fail(stdBlock, CHUNK_NODE, "'std.builtin.panic' is not a container type");
  }
  const block = chunkBlock(sema, ty, containerTracked(pool, ty) as TrackedIndex);
  let changed = false;
  for (let i = 0; i < PANIC_MEMBERS.length; i++) {
    const value = memberValue(sema, block, ty, PANIC_MEMBERS[i]!);
    changed = sema.products.setPanicMember(i, value) || changed;
  }
  return changed;
}

function memberValue(sema: Sema, block: Block, ty: Index, member: PanicMember): Index {
  const { pool } = sema;
  const decl = lookupName(sema, namespaceOfType(pool, ty), pool.string(member));
  if (decl === NO_DECL) sema.fail(block, CHUNK_NODE, `'std.builtin.panic' missing '${member}'`);
  const chunk = pool.decls.trackedOf(decl as DeclIndex);
  if (!pool.decls.isPub(decl as DeclIndex)) {
    const note = { chunk, src: CHUNK_NODE, message: 'declared here' };
    sema.fail(block, CHUNK_NODE, `'${member}' is not marked 'pub'`, [note]);
  }
  const declBlock = chunkBlock(sema, ty, chunk);
  const value = readDeclValue(sema, block, CHUNK_NODE, decl as DeclIndex) as number as AirRef;
  return coerce(sema, declBlock, memberType(pool, member), value, CHUNK_NODE) as number as Index;
}

/** A block for errors in the chunk `tracked`, of the container `ty` or a member of it. */
function chunkBlock(sema: Sema, ty: Index, tracked: TrackedIndex): Block {
  const block = new Block(null, newFrame(sema.zcu, tracked), namespaceOfType(sema.pool, ty));
  block.beginComptime(CHUNK_NODE, ComptimeReason.std_builtin_decl);
  return block;
}
