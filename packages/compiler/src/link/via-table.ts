import { Relocations, RelocKind } from '../codegen/relocation.ts';
import { ByteWriter, Op } from '../codegen/wasm.ts';
import { addressOfFunction } from './addresses.ts';

/** The code of a function with what it refers to, as in `FunctionNode`. */
export interface ResolvedCode {
  readonly code: Uint8Array;
  readonly relocs: Relocations;
  readonly targets: Int32Array;
  readonly lines: Uint32Array;
}

/** A `call`, or `return_call`, and its five bytes of an index. */
const CALL_SIZE = 6;

/**
 * The same code with calls through the table, where another function can be put in the place of the one that is called. `typeOf`: the number in
 * `SymbolGraph.types` of the type of the function that relocation `i` calls; -1 where the call stays as it is.
 */
export function callsViaTable(
  { code, relocs, targets, lines }: ResolvedCode,
  typeOf: (i: number) => number,
): ResolvedCode {
  const out = new ByteWriter(code.length * 2);
  const movedRelocs = new Relocations();
  const movedTargets: number[] = [];
  const movedLines = lines.slice();
  let line = 0;
  let from = 0;
  /** Copies up to `to`, and moves the statements that start there, since the one that starts at a call starts with its slot. */
  const copy = (to: number): void => {
    for (; line < lines.length && lines[line] <= to; line += 3) movedLines[line] = lines[line] + out.length - from;
    out.append(code.subarray(from, to));
    from = to;
  };
  for (let i = 0; i < targets.length; i++) {
    const at = relocs.offset.data[i];
    const kind: RelocKind = relocs.kind.data[i];
    const type = kind === RelocKind.func || kind === RelocKind.symbol ? typeOf(i) : -1;
    const op: Op = code[at - 1];
    if (type < 0 || (op !== Op.call && op !== Op.return_call)) {
      const moved = at + out.length - from;
      movedRelocs.add(kind, moved, relocs.target.data[i], relocs.addend.data[i], relocs.detail.data[i]);
      movedTargets.push(targets[i]);
      continue;
    }
    copy(at - 1);
    out.op(Op.i32_const);
    movedRelocs.add(RelocKind.uavAddress, out.paddedLeb(0), 0);
    movedTargets.push(addressOfFunction(targets[i]));
    out.op(op === Op.call ? Op.call_indirect : Op.return_call_indirect);
    movedRelocs.add(RelocKind.typeIndex, out.paddedLeb(0), 0);
    movedTargets.push(type);
    out.byte(0);
    from += CALL_SIZE;
  }
  copy(code.length);
  return { code: out.toBytes(), relocs: movedRelocs, targets: Int32Array.from(movedTargets), lines: movedLines };
}
