import { ByteWriter, Op } from '../codegen/wasm.ts';
import { isLoad } from './constant-memory.ts';
import { editBodies, type Instruction } from './function-body.ts';

/**
 * `module` without loads whose values are dropped. An optimizer that knows only WebAssembly keeps them, since they could trap; here that would be a load from a pointer
 * to nothing, which no program may do.
 */
export function withoutUnusedLoads(module: Uint8Array): Uint8Array {
  return editBodies(module, ({ instructions }, editor) => {
    for (let i = 1; i < instructions.length; i++) {
      if (instructions[i].op !== Op.drop || !isLoad(instructions[i - 1])) continue;
      let first = i - 1;
      while (isLoad(instructions[first - 1])) first--;
      const base = instructions[first - 1];
      const isDropped = isPush(base);
      const [start, end] = isDropped
        ? [base.start, instructions[i].end]
        : [instructions[first].start, instructions[i].start];
      editor.replace(start, end, NOTHING);
    }
  });
}

/** Whether an instruction does nothing but push a value. */
function isPush({ op }: Instruction): boolean {
  return op === Op.local_get || op === Op.global_get || op === Op.i32_const;
}

const NOTHING = new ByteWriter(0);
