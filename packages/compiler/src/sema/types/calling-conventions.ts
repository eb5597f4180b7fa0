import type { AirRef } from '../../air/air.ts';
import { fieldIndex } from '../../intern/containers.ts';
import { CallConv } from '../../intern/func-type.ts';
import { funcTypeInfo, isFunc } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { aggregateElem, intBig, optPayload, typeOf, unionPayload } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';

/** Architectures that have the calling conventions whose names start so, the longest start first. */
const ARCHITECTURES: readonly (readonly [start: string, architectures: readonly string[]])[] = [
  ['x86_64_', ['x86_64']],
  ['x86_16_', ['x86_16']],
  ['x86_', ['x86']],
  ['aarch64_', ['aarch64', 'aarch64_be']],
  ['alpha_', ['alpha']],
  ['arm_', ['arm', 'armeb', 'thumb', 'thumbeb']],
  ['mips64_', ['mips64', 'mips64el']],
  ['mips_', ['mips', 'mipsel']],
  ['riscv64_', ['riscv64', 'riscv64be']],
  ['riscv32_', ['riscv32', 'riscv32be']],
  ['sparc64_', ['sparc64']],
  ['sparc_', ['sparc']],
  ['powerpc64_', ['powerpc64', 'powerpc64le']],
  ['powerpc_', ['powerpc', 'powerpcle']],
  ['arc_', ['arc', 'arceb']],
  ['bpf_', ['bpfel', 'bpfeb']],
  ['microblaze_', ['microblaze', 'microblazeel']],
  ['sh_', ['sh', 'sheb']],
  ['xtensa_', ['xtensa', 'xtensaeb']],
  ['nvptx_', ['nvptx', 'nvptx64']],
  ['spirv_', ['spirv32', 'spirv64']],
];

/**
 * Fails at `src` where no function can have the calling convention called `name`. `value`: the value of
 * `std.builtin.CallingConvention` as written; NO_INDEX if nothing is to be said of it.
 */
export function checkConvention(sema: Sema, block: Block, src: Src, name: string, value: Index): void {
  const alignment = value === NO_INDEX ? 0n : stackAlignment(sema, value);
  if ((alignment & (alignment - 1n)) !== 0n)
    sema.fail(block, src, `calling convention incoming stack alignment '${alignment}' is not a power of two`);
  const unsupported = unsupportedConvention(name);
  if (unsupported !== null) sema.fail(block, src, unsupported);
}

/** What the stack of a function is aligned to by the value of `std.builtin.CallingConvention`; 0 if it does not say. */
function stackAlignment(sema: Sema, value: Index): bigint {
  const { pool } = sema;
  const options = unionPayload(pool, value);
  const ty = typeOf(pool, options);
  const isStruct = pool.tag(ty) === ItemTag.type_struct;
  const index = isStruct ? fieldIndex(pool, ty, pool.string('incoming_stack_alignment')) : -1;
  const alignment = index < 0 ? NO_INDEX : optPayload(pool, aggregateElem(pool, options, index));
  return alignment === NO_INDEX ? 0n : intBig(pool, alignment);
}

/**
 * Why WebAssembly does not have the calling convention called `name` in `std.builtin.CallingConvention`, in the official words; null if
 * it has.
 */
function unsupportedConvention(name: string): string | null {
  switch (name) {
    case 'auto':
    case 'naked':
    case 'inline':
    case 'wasm_mvp':
      return null;
    case 'async':
      return "calling convention 'async' not supported by compiler backend 'stage2_llvm'";
  }
  const found = ARCHITECTURES.find(([start]) => name.startsWith(start));
  const architectures = found?.[1] ?? [name.slice(0, name.indexOf('_'))];
  const list = architectures.map((architecture) => `'${architecture}'`).join(', ');
  return `calling convention '${name}' only available on architectures ${list}`;
}

/** Whether the function that is analysed is naked: it has no frame, and only assembly returns from it. */
export function isNakedFunction(sema: Sema): boolean {
  if (!isFunc(sema.pool, sema.func)) return false;
  return funcTypeInfo(sema.pool, sema.typeOf(sema.func as number as AirRef)).callConv === CallConv.naked;
}

/** Fails because a safety check, which is a call, would be in a naked function. `hint`: one more note. */
export function failSafetyInNaked(sema: Sema, block: Block, src: Src, hint: string | null = null): never {
  const notes: ErrorNote[] = [{ ...block.at(src), message: 'use @setRuntimeSafety to disable runtime safety' }];
  if (hint !== null) notes.push({ ...block.at(src), message: hint });
  return sema.fail(block, src, 'runtime safety check not allowed in naked function', notes);
}
