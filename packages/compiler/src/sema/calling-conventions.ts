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
 * Why WebAssembly does not have the calling convention called `name` in `std.builtin.CallingConvention`, in the official words; null if
 * it has.
 */
export function unsupportedConvention(name: string): string | null {
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
