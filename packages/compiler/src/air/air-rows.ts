import { RowKind, type Visit } from '../util/rows.ts';
import { type Air, type AirIndex, type AirRef, AirTag, isInst } from './air.ts';
import { eachOperand } from './operands.ts';

/** Has `visit` see every row of other tables that `air` names, and puts what it returns in its place. */
export function visitAirRows(air: Air, visit: Visit): void {
  const { tags, ty, a, b, extra } = air;
  const put = (words: Uint32Array, at: number, kind: RowKind): void => {
    words[at] = visit(kind, words[at]!);
  };
  for (let inst = 0; inst < tags.length; inst++) {
    put(ty.data, inst, RowKind.item);
    eachOperand(air, inst as AirIndex, visitOperand, visit);
    const [first, second] = [a.data[inst]!, b.data[inst]!];
    switch (tags.data[inst] as AirTag) {
      case AirTag.arg:
        put(b.data, inst, RowKind.string);
        break;
      case AirTag.dbg_stmt:
        put(b.data, inst, RowKind.tracked);
        break;
      case AirTag.dbg_var_ptr:
      case AirTag.dbg_var_val:
      case AirTag.dbg_arg_inline:
        visitOperand(visit, a.data, inst);
        put(b.data, inst, RowKind.string);
        break;
      case AirTag.dbg_inline_block:
        put(extra.data, first, RowKind.item);
        break;
      case AirTag.shuffle:
        put(extra.data, first + 2, RowKind.item);
        break;
      case AirTag.switch_br:
      case AirTag.loop_switch_br:
        visitSwitchItems(extra.data, second, visit);
        break;
      case AirTag.assembly:
        put(extra.data, first, RowKind.string);
        for (let i = extra.data[first + 1]! + extra.data[first + 2]! - 1; i >= 0; i--) {
          put(extra.data, first + 3 + i * 3, RowKind.string);
          put(extra.data, first + 3 + i * 3 + 1, RowKind.string);
        }
        break;
    }
  }
}

function visitOperand(visit: Visit, words: Uint32Array, at: number): void {
  const word = words[at]! as AirRef;
  if (!isInst(word)) words[at] = visit(RowKind.item, word);
}

/** The items and ranges of the cases of a `switch_br` whose payload is at `at`. */
function visitSwitchItems(extra: Uint32Array, at: number, visit: Visit): void {
  let next = at + 2;
  for (let left = extra[at]!; left > 0; left--) {
    const refs = extra[next]! + 2 * extra[next + 1]!;
    const body = extra[next + 2]!;
    for (let i = 0; i < refs; i++) visitOperand(visit, extra, next + 3 + i);
    next += 3 + refs + body;
  }
}
