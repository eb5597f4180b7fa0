import { type AirRef, isInst } from '../../air/air.ts';
import type { Index, StringIndex } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { printValue } from '../../intern/print-value.ts';
import { NameStrategy } from '../../zir/block.ts';
import { Tag } from '../../zir/inst.ts';
import { instRef, type ZirIndex } from '../../zir/ref.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { anonTypeName, contextName } from './anon-names.ts';

/** How deep into arguments names go: they are to be read, and some tools bound the length of symbols. */
const ARGUMENT_DEPTH = 1;

/**
 * The name of the type that instruction `inst` makes, by its name strategy. `prefix` says what it is (`struct`, `union` ...),
 * for where there is nothing better to call it by.
 */
export function createTypeName(
  sema: Sema,
  block: Block,
  strategy: NameStrategy,
  prefix: string,
  inst: ZirIndex,
): StringIndex {
  const pool = sema.pool;
  switch (strategy) {
    case NameStrategy.parent:
      return pool.string(contextName(sema, block));
    case NameStrategy.func: {
      const name = callName(sema, block);
      if (name !== '') return pool.string(name);
      break;
    }
    case NameStrategy.dbg_var: {
      const variable = variableOf(sema, block, inst);
      if (variable !== '') return pool.string(`${contextName(sema, block)}.${variable}`);
      break;
    }
    case NameStrategy.anon:
      break;
  }
  return anonTypeName(sema, block, prefix, inst);
}

/** `List(u32)` for code of `List`; the empty string where an argument is not known at compile time. */
function callName(sema: Sema, block: Block): string {
  const pool = sema.pool;
  let text = `${contextName(sema, block)}(`;
  const args: readonly AirRef[] = block.frame.args;
  for (let i = 0; i < args.length; i++) {
    if (isInst(args[i]) || pool.tag(args[i] as number as Index) === ItemTag.variable) return '';
    text += `${i === 0 ? '' : ','}${printValue(pool, args[i] as number as Index, ARGUMENT_DEPTH)}`;
  }
  return `${text})`;
}

/** The name of the local that is initialized with the type: that of the next debug instruction for it. */
function variableOf(sema: Sema, block: Block, inst: ZirIndex): string {
  const { tags, a, b } = block.frame;
  const ref = instRef(inst);
  for (let i = inst + 1; i < tags.length; i++) {
    if ((tags[i] === Tag.dbg_var_ptr || tags[i] === Tag.dbg_var_val) && b[i] === ref)
      return sema.pool.text(frameString(sema.pool, block.frame, a[i]));
  }
  return '';
}
