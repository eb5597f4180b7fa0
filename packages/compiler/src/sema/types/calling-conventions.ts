import type { AirRef } from '../../air/air.ts';
import { fieldIndex } from '../../intern/containers.ts';
import { CallConv } from '../../intern/func-type.ts';
import { funcTypeInfo, isFunc } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Ty } from '../../intern/known.ts';
import { bitSize } from '../../intern/layout.ts';
import { archFamily, isCConvention, type Target } from '../../intern/target.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { aggregateElem, intBig, optPayload, typeOf, unionPayload } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import type { Src } from '../../query/src.ts';
import type { Block } from '../core/block.ts';
import type { Sema } from '../core/sema.ts';
import { typeHasRuntimeBits } from './classify-types.ts';

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
  ['wasm_', ['wasm64', 'wasm32']],
];

/** Fails at `src` where `value`, which a `std.builtin.CallingConvention` is written as, aligns the stack to what it cannot be. NO_INDEX aligns nothing. */
export function checkStackAlignment(sema: Sema, block: Block, src: Src, value: Index): void {
  const alignment = value === NO_INDEX ? 0n : stackAlignment(sema, value);
  if ((alignment & (alignment - 1n)) !== 0n)
    sema.fail(block, src, `calling convention incoming stack alignment '${alignment}' is not a power of two`);
}

/** Fails at `src` where no function can have the calling convention called `name`. */
export function checkConvention(sema: Sema, block: Block, src: Src, name: string): void {
  const unsupported = unsupportedConvention(sema.pool.target, name);
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

/** Those of functions that the machine calls where it is interrupted. */
const INTERRUPTS: ReadonlySet<string> = new Set([
  'arc_interrupt',
  'arm_interrupt',
  'avr_interrupt',
  'avr_signal',
  'csky_interrupt',
  'm68k_interrupt',
  'microblaze_interrupt',
  'mips_interrupt',
  'mips64_interrupt',
  'msp430_interrupt',
  'riscv32_interrupt',
  'riscv64_interrupt',
  'sh_interrupt',
  'x86_interrupt',
  'x86_64_interrupt',
]);

/** Those of functions that only what is not of the program calls. */
const ENTRIES: ReadonlySet<string> = new Set([
  'naked',
  'amdgcn_kernel',
  'nvptx_kernel',
  'spirv_kernel',
  'spirv_vertex',
  'spirv_fragment',
]);

/** Whether code can call functions with the calling convention called `name`. */
export function isCallable(name: string): boolean {
  return !INTERRUPTS.has(name) && !ENTRIES.has(name);
}

/** Fails at `src` where a function with the calling convention called `name` cannot have a `ty` as parameter `index`. */
export function checkConventionParam(sema: Sema, block: Block, src: Src, name: string, index: number, ty: Index): void {
  if (!INTERRUPTS.has(name)) return;
  if (!name.startsWith('x86_'))
    return sema.fail(block, src, `parameters are not allowed with '${name}' calling convention`);
  if (index > 1) sema.fail(block, src, `'${name}' calling convention supports up to 2 parameters, found ${index + 1}`);
  if (index === 0) {
    if (typeKind(sema.pool, ty) === TypeKind.pointer) return;
    sema.fail(block, src, `first parameter of function with '${name}' calling convention must be a pointer type`);
  }
  const bits = sema.pool.target.pointerBits;
  if (typeHasRuntimeBits(sema, block, src, ty) && bitSize(sema.pool, ty) === bits) return;
  sema.fail(block, src, `second parameter of function with '${name}' calling convention must be a ${bits}-bit integer`);
}

/** Fails at `src` where a function with the calling convention called `name` cannot return a `ty`. */
export function checkConventionReturn(sema: Sema, block: Block, src: Src, name: string, ty: Index): void {
  if (!INTERRUPTS.has(name) || ty === Ty.void || ty === Ty.noreturn) return;
  sema.fail(block, src, `function with calling convention '${name}' must return 'void' or 'noreturn'`);
}

/** Those that the LLVM backend has only where they are what C uses. */
const ONLY_OF_C: ReadonlySet<string> = new Set([
  'x86_64_x32',
  'x86_64_regcall_v4_win',
  'x86_win',
  'x86_thiscall_mingw',
  'x86_regcall_v4_win',
  'aarch64_aapcs_darwin',
  'aarch64_aapcs_win',
  'mips64_n32',
  'powerpc64_elf_altivec',
  'powerpc64_elf_v2',
  'powerpc_sysv_altivec',
  'powerpc_aix',
  'powerpc_aix_altivec',
  'hexagon_sysv_hvx',
  'm68k_gnu',
  's390x_sysv_vx',
  'xcore_xs2',
]);

/** Whether the backend has the calling convention called `name`, which is one of the architecture. */
function isInBackend({ backend, os }: Target, name: string): boolean {
  switch (backend) {
    case 'stage2_llvm':
      return !ONLY_OF_C.has(name);
    case 'stage2_x86_64':
      return name === 'x86_64_sysv' || name === 'x86_64_win';
    case 'stage2_spirv':
      return name === 'spirv_device' || name === 'spirv_kernel' || os === 'vulkan' || os === 'opengl';
  }
}

/**
 * Why the target does not have the calling convention called `name` in `std.builtin.CallingConvention`, in the official words; null if
 * it has.
 */
function unsupportedConvention(target: Target, name: string): string | null {
  if (name === 'auto' || name === 'inline' || name === target.cCallConv) return null;
  const unsupported = `calling convention '${name}' not supported by compiler backend '${target.backend}'`;
  if (name === 'naked') return target.backend === 'stage2_spirv' ? unsupported : null;
  if (name === 'async') return unsupported;
  const found = ARCHITECTURES.find(([start]) => name.startsWith(start));
  const architectures = found?.[1] ?? [name.slice(0, name.indexOf('_'))];
  if (architectures.includes(target.arch)) return isInBackend(target, name) ? null : unsupported;
  const list = architectures.map((architecture) => `'${architecture}'`).join(', ');
  return `calling convention '${name}' only available on architectures ${list}`;
}

/** What may take any number of arguments, where it says so: beside C's own what is close to it. */
const VARIADIC: ReadonlyMap<string, readonly string[]> = new Map([
  ['x86_64', ['x86_64_sysv', 'x86_64_x32', 'x86_64_win']],
  ['x86', ['x86_sysv', 'x86_win']],
  ['x86_16', ['x86_16_cdecl']],
  ['aarch64', ['aarch64_aapcs', 'aarch64_aapcs_darwin', 'aarch64_aapcs_win', 'aarch64_vfabi', 'aarch64_vfabi_sve']],
  ['arm', ['arm_aapcs', 'arm_aapcs_vfp']],
  ['mips64', ['mips64_n64', 'mips64_n32']],
  ['riscv64', ['riscv64_lp64', 'riscv64_lp64_v']],
  ['riscv32', ['riscv32_ilp32', 'riscv32_ilp32_v']],
  ['powerpc64', ['powerpc64_elf', 'powerpc64_elf_altivec', 'powerpc64_elf_v2']],
  ['powerpc', ['powerpc_sysv', 'powerpc_sysv_altivec', 'powerpc_aix', 'powerpc_aix_altivec']],
  ['hexagon', ['hexagon_sysv', 'hexagon_sysv_hvx']],
  ['kvx', ['kvx_lp64', 'kvx_ilp32']],
  ['m68k', ['m68k_sysv', 'm68k_gnu', 'm68k_rtd']],
  ['s390x', ['s390x_sysv', 's390x_sysv_vx']],
  ['sh', ['sh_gnu', 'sh_renesas']],
  ['xcore', ['xcore_xs1', 'xcore_xs2']],
  ['xtensa', ['xtensa_call0', 'xtensa_windowed']],
  ['amdgcn', []],
  ['nvptx', []],
  ['spirv', []],
  ['propeller', []],
]);

/** Whether functions with the calling convention called `name` take any number of arguments where there are any. */
function isVariadic(name: string): boolean {
  if (VARIADIC.get(archFamily(name.slice(0, name.indexOf('_'))))?.length === 0) return false;
  return isCConvention(name) || [...VARIADIC.values()].some((names) => names.includes(name));
}

/** Fails at `src` where functions with the calling convention called `name` do not take any number of arguments, on whichever machine. */
export function checkVariadic(sema: Sema, block: Block, src: Src, name: string): void {
  if (isVariadic(name)) return;
  const { arch, cCallConv } = sema.pool.target;
  const of = VARIADIC.get(arch.replace(/(_be|el|le|be)$/, '')) ?? VARIADIC.get(archFamily(arch));
  const supported = of ?? (cCallConv === null ? [] : [cCallConv]);
  const list = supported.map((convention) => `'${convention}'`).join(', ');
  sema.fail(block, src, `variadic function does not support '${name}' calling convention`, [
    { ...block.at(src), message: `supported calling conventions: ${list}` },
  ]);
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
