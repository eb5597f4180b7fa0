import { Tag } from '../../zir/inst.ts';
import { instRef, type ZirIndex } from '../../zir/ref.ts';
import { CaptureKind, ItemKind, readSwitchPayload, SWITCHED_ON, type SwitchProng } from '../../zir/switch-payload.ts';
import type { Frame } from '../core/block.ts';

/**
 * Whether what `@typeInfo` says of an error set besides that it is one may be looked at, where `inst` gives it: not in a `switch` on it that captures nothing for error sets. It may be
 * where that does not show at once.
 */
export function mayReadErrors(frame: Frame, inst: ZirIndex): boolean {
  if (frame.b[inst] !== SWITCHED_ON) return true;
  let next = inst + 1;
  while (frame.tags[next] === Tag.dbg_stmt) next++;
  if (frame.tags[next] !== Tag.switch_block) return true;
  const { operand, elseProng, prongs } = readSwitchPayload(frame.extra, frame.a[next]!, false);
  if (operand !== instRef(inst) || (elseProng !== null && elseProng.capture !== CaptureKind.none)) return true;
  return prongs.some((prong) => prong.capture !== CaptureKind.none && !isOfOthers(frame, prong));
}

/** Whether a prong shows to be for types of other kinds. */
function isOfOthers({ bytes }: Frame, { items, ranges }: SwitchProng): boolean {
  return (
    ranges.length === 0 && items.every(({ kind, name }) => kind === ItemKind.enum_literal && !isErrorSet(bytes, name))
  );
}

const ERROR_SET = new TextEncoder().encode('error_set\0');

function isErrorSet(bytes: Uint8Array, name: number): boolean {
  return ERROR_SET.every((byte, i) => bytes[name + i] === byte);
}
