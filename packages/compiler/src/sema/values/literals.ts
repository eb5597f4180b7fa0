import { type AirRef, interned } from '../../air/air.ts';
import { convertFloat } from '../../intern/float.ts';
import { Ty } from '../../intern/known.ts';
import { enumLiteral, floatValue, intValue } from '../../intern/values.ts';
import { Tag } from '../../zir/inst.ts';
import type { ZirIndex } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { stringLiteral } from './string-literal.ts';

function zirInt(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const low = block.frame.a[inst];
  const high = block.frame.b[inst];
  return interned(intValue(sema.pool, Ty.comptimeInt, high === 0 ? low : wide(high, low)));
}

function wide(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** `int_big`: bytes of the integer, the least significant first. */
function zirIntBig(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { a, b, bytes } = block.frame;
  const digits: string[] = ['0x'];
  for (let i = a[inst] + b[inst] - 1; i >= a[inst]; i--) digits.push(bytes[i].toString(16).padStart(2, '0'));
  return interned(intValue(sema.pool, Ty.comptimeInt, BigInt(digits.join(''))));
}

/** `float`: an f64. */
function zirFloat(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { a, b } = block.frame;
  return interned(floatValue(sema.pool, Ty.comptimeFloat, convertFloat(64, 128, wide(b[inst], a[inst]))));
}

/** `float128`: four words, the least significant first. */
function zirFloat128(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { a, extra } = block.frame;
  let bits = 0n;
  for (let i = 3; i >= 0; i--) bits = (bits << 32n) | BigInt(extra[a[inst] + i]);
  return interned(floatValue(sema.pool, Ty.comptimeFloat, bits));
}

function zirStr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { a, b, bytes } = block.frame;
  return stringLiteral(sema, sema.pool.stringOfBytes(bytes, a[inst], a[inst] + b[inst]));
}

function zirEnumLiteral(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  return interned(enumLiteral(sema.pool, frameString(sema.pool, block.frame, block.frame.a[inst])));
}

export const literalHandlers: Handlers = {
  [Tag.int]: zirInt,
  [Tag.int_big]: zirIntBig,
  [Tag.float]: zirFloat,
  [Tag.float128]: zirFloat128,
  [Tag.str]: zirStr,
  [Tag.enum_literal]: zirEnumLiteral,
};
