import { printType } from '../intern/print-type.ts';
import { arrayLen, TypeKind, typeKind } from '../intern/types.ts';
import type { Index } from '../intern/ids.ts';
import type { Block } from './block.ts';
import type { Sema } from './sema.ts';
import type { Src } from './src-loc.ts';

function isVectorLike(sema: Sema, ty: Index): boolean {
  const kind = typeKind(sema.pool, ty);
  return kind === TypeKind.vector || kind === TypeKind.array;
}

/**
 * Fails where one operand of a binary operator is a vector and the other does not go with it: it is neither a vector nor an array, or
 * one of another length.
 */
export function checkVectorizableBinaryOperands(
  sema: Sema,
  block: Block,
  src: Src,
  lhsTy: Index,
  rhsTy: Index,
  lhsSrc: Src,
  rhsSrc: Src,
): void {
  const pool = sema.pool;
  if (typeKind(pool, lhsTy) !== TypeKind.vector && typeKind(pool, rhsTy) !== TypeKind.vector) return;
  const lhsIsVector = isVectorLike(sema, lhsTy);
  const chunk = block.frame.chunk;
  if (lhsIsVector && isVectorLike(sema, rhsTy)) {
    const lhsLen = arrayLen(pool, lhsTy);
    const rhsLen = arrayLen(pool, rhsTy);
    if (lhsLen === rhsLen) return;
    sema.fail(block, src, 'vector length mismatch', [
      { chunk, src: lhsSrc, message: `length ${lhsLen} here` },
      { chunk, src: rhsSrc, message: `length ${rhsLen} here` },
    ]);
  }
  const [lhs, rhs] = lhsIsVector ? ['vector', 'scalar'] : ['scalar', 'vector'];
  sema.fail(
    block,
    src,
    `mixed scalar and vector operands: '${printType(pool, lhsTy)}' and '${printType(pool, rhsTy)}'`,
    [
      { chunk, src: lhsSrc, message: `${lhs} here` },
      { chunk, src: rhsSrc, message: `${rhs} here` },
    ],
  );
}
