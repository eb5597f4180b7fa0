import { accessSize, accessType, isSignedLoad } from '../codegen/frame-access.ts';
import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { editBodies, type Instruction } from './function-body.ts';
import { ModuleView } from './module-view.ts';

/** Bytes of memory that never change. */
export class ConstantMemory {
  private readonly start: number;
  private readonly bytes: Uint8Array;

  /** `module`: as the linker makes it in release modes: its memory begins with constants, and its last global is where they end. */
  constructor(module: Uint8Array) {
    const view = new ModuleView(module);
    const [segment] = view.dataSegments();
    const end = view.lastConstantGlobal();
    this.start = segment?.address ?? 0;
    // What another module than this one refers to the bytes of may be written over.
    this.bytes = segment === undefined || end === null ? NO_BYTES : segment.bytes.slice(0, end - segment.address);
  }

  /** Code that pushes what load `op` finds at `address`; null if that is not known. */
  load(op: Op, address: number): ByteWriter | null {
    const size = accessSize(op);
    const at = address - this.start;
    if (at < 0 || at + size > this.bytes.length) return null;
    const out = new ByteWriter(12);
    const type = accessType(op);
    const found = this.bytes.subarray(at, at + size);
    if (type === ValType.f32 || type === ValType.f64) {
      out.op(type === ValType.f32 ? Op.f32_const : Op.f64_const);
      out.append(found);
    } else {
      let value = 0n;
      for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(found[i]);
      if (isSignedLoad(op)) value = BigInt.asIntN(size * 8, value);
      out.op(type === ValType.i64 ? Op.i64_const : Op.i32_const);
      out.sleb64(BigInt.asIntN(type === ValType.i64 ? 64 : 32, value));
    }
    return out;
  }
}

/** `module` with numbers in the place of loads of `constants` whose address is a number. */
export function withoutConstantLoads(module: Uint8Array, constants: ConstantMemory): Uint8Array {
  return editBodies(module, ({ instructions }, editor) => {
    for (let i = 1; i < instructions.length; i++) {
      const [base, load] = [instructions[i - 1], instructions[i]];
      if (base.op !== Op.i32_const || !isLoad(load)) continue;
      const code = constants.load(load.op, addressOf(base.first, load));
      if (code !== null) editor.replace(base.start, load.end, code);
    }
  });
}

export function isLoad({ op }: Instruction): boolean {
  return op >= Op.i32_load && op < Op.i32_store;
}

/** The address that a load reads which is given `base`. */
export function addressOf(base: number, load: Instruction): number {
  return (base >>> 0) + load.second;
}

const NO_BYTES = new Uint8Array(0);
