/*
 * What layout, arithmetic and calls of a program take from the machine it is for. The facts are those of `std/Target.zig` and of the official compiler.
 */

/** What the official compiler makes code with: LLVM, or itself. */
export type Backend = 'stage2_llvm' | 'stage2_x86_64' | 'stage2_spirv';

/** What a program is for. All names are Zig's own. */
export interface Target {
  readonly backend: Backend;
  readonly arch: string;
  readonly os: string;
  readonly abi: string;
  readonly pointerBits: 16 | 32 | 64;
  readonly isBigEndian: boolean;
  /** The most that an integer is aligned to, in bytes. */
  readonly maxIntAlign: number;
  /** What functions are aligned to, in bytes. */
  readonly functionAlign: number;
  /** Whether a function can be aligned to more. */
  readonly alignsFunctions: boolean;
  /** What is read or written at once at most. Wider values are no atomic ones. */
  readonly maxAtomicBits: number;
  readonly charIsSigned: boolean;
  /** The types that C has there. */
  readonly c: Readonly<Record<CType, CTypeLayout>>;
  /** The calling convention that `callconv(.c)` means; null where there is none. */
  readonly cCallConv: string | null;
  /** What the library for C and its parts are called, as `extern "name"` has it. Those of MinGW and of systems that always link it are not all. */
  readonly libcNames: readonly string[];
  /** Whether a program has that library, though nobody asks for it. */
  readonly alwaysLinksLibc: boolean;
}

export type CType = 'char' | 'short' | 'int' | 'long' | 'longlong' | 'float' | 'double' | 'longdouble';

/** Whether machines of the architecture are GPUs. */
export function isGpu(arch: string): boolean {
  return /^(amdgcn|nvptx|spirv)/.test(arch);
}

export interface CTypeLayout {
  readonly bits: number;
  /** In bytes. */
  readonly align: number;
}

interface Arch {
  readonly pointerBits: 16 | 32 | 64;
  readonly isBigEndian: boolean;
  readonly maxIntAlign: number;
  /** The most that a type of C is aligned to. */
  readonly maxCAlign: number;
  readonly functionAlign: number;
  readonly charIsUnsigned: boolean;
}

/** In each line architectures that have in common: bits of a pointer, order of bytes, most alignment of integers and of C's types, alignment of functions, sign of `char`. */
const ARCHES = parseArches(`
  64 little 16 16  4 unsigned: aarch64 powerpc64le
  64 big    16 16  4 unsigned: aarch64_be powerpc64
  64 little 16 16  4 signed:   alpha loongarch64
  64 little 16  8  1 signed:   amdgcn nvptx64
  32 little 16  8  1 signed:   nvptx
  32 little  4  4  4 unsigned: arc
  32 big     4  4  4 unsigned: arceb
  32 little  8  8  4 unsigned: arm hexagon
  32 big     8  8  4 unsigned: armeb
  32 little  8  8  2 unsigned: thumb
  32 big     8  8  2 unsigned: thumbeb
  16 little  1  1  1 signed:   avr
  64 little 16  8  8 signed:   bpfel
  64 big    16  8  8 signed:   bpfeb
  32 little  4  4  2 unsigned: csky xcore
  32 big     8  8  4 signed:   hppa lanai mips sparc
  32 little  8  8  4 signed:   mipsel
  64 big    16 16  4 signed:   hppa64 sparc64
  32 little  4  4  1 signed:   kalimba propeller
  64 little 16 16  8 signed:   kvx mips64el
  64 big    16 16  8 signed:   mips64
  32 little  8 16  4 signed:   loongarch32
  32 big     8  8  2 signed:   m68k
  32 big     4  4  4 signed:   microblaze
  32 little  4  4  4 signed:   microblazeel
  16 little  2  2  2 unsigned: msp430
  16 little  2  2  1 signed:   x86_16
  32 big     4  4  1 signed:   or1k
  32 big     8 16  4 unsigned: powerpc
  32 little  8 16  4 unsigned: powerpcle
  32 little  8 16  2 unsigned: riscv32
  32 big     8 16  2 unsigned: riscv32be
  64 little 16 16  2 unsigned: riscv64
  64 big    16 16  2 unsigned: riscv64be
  64 big     8  8  2 unsigned: s390x
  32 little  4  4  2 signed:   sh
  32 big     4  4  2 signed:   sheb
  32 little 16 16  1 signed:   spirv32 wasm32
  64 little 16 16  1 signed:   spirv64 wasm64 x86_64
  64 little 16 16 16 signed:   ve
  32 little  8  4  1 signed:   x86
  32 little  8  4  4 unsigned: xtensa
  32 big     8  4  4 unsigned: xtensaeb
`);

function parseArches(text: string): ReadonlyMap<string, Arch> {
  const arches = new Map<string, Arch>();
  for (const line of text.trim().split('\n')) {
    const [facts, names] = line.split(':');
    const [pointerBits, order, maxIntAlign, maxCAlign, functionAlign, char] = facts.trim().split(/ +/);
    const arch: Arch = {
      pointerBits: Number(pointerBits) as Arch['pointerBits'],
      isBigEndian: order === 'big',
      maxIntAlign: Number(maxIntAlign),
      maxCAlign: Number(maxCAlign),
      functionAlign: Number(functionAlign),
      charIsUnsigned: char === 'unsigned',
    };
    for (const name of names.trim().split(/ +/)) arches.set(name, arch);
  }
  return arches;
}

/** Names of all architectures, of all systems, and of all ABIs. */
export const ARCH_NAMES: readonly string[] = [...ARCHES.keys()].sort();
export const OS_NAMES: readonly string[] = words(`
  freestanding other contiki fuchsia hermit managarm haiku hurd illumos linux plan9 rtems serenity dragonfly freebsd netbsd openbsd
  driverkit ios maccatalyst macos tvos visionos watchos windows uefi 3ds ps3 ps4 ps5 psp vita emscripten wasi amdhsa amdpal cuda mesa3d
  nvcl opencl opengl vulkan`);
export const ABI_NAMES: readonly string[] = words(`
  none gnu gnuabin32 gnuabi64 gnueabi gnueabihf gnuf32 gnusf gnux32 eabi eabihf ilp32 android androideabi musl muslabin32 muslabi64
  musleabi musleabihf muslf32 muslsf muslx32 msvc itanium simulator ohos ohoseabi`);

/** The systems for which no sizes of C's types are known. */
const WITHOUT_C: ReadonlySet<string> = new Set(['ps3', 'contiki', 'managarm', 'opengl']);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Whether a system is one of Apple's. */
export function isDarwin(os: string): boolean {
  return ['driverkit', 'ios', 'maccatalyst', 'macos', 'tvos', 'visionos', 'watchos'].includes(os);
}

/** Whether a system has the conventions of Windows. */
export function isWindowsLike(os: string): boolean {
  return os === 'windows' || os === 'uefi';
}

/** The ABI that is meant where a triple names none. */
export function defaultAbi(arch: string, os: string): string {
  const isArm = /^(arm|thumb)(eb)?$/.test(arch);
  const isMips = arch === 'mips' || arch === 'mipsel';
  const isPowerPc = arch === 'powerpc' || arch === 'powerpcle';
  const is = (...names: string[]): boolean => names.includes(arch);
  switch (os) {
    case 'freestanding':
    case 'other':
      return isArm || isMips || isPowerPc || is('csky', 'hppa', 'sh', 'sheb') ? 'eabi' : 'none';
    case 'haiku':
      return is('arm', 'powerpc') ? 'eabihf' : 'none';
    case 'hurd':
    case 'windows':
      return 'gnu';
    case 'linux':
      if (isArm || isPowerPc) return 'musleabihf';
      if (isMips) return 'musleabi';
      if (is('mips64', 'mips64el')) return 'muslabi64';
      if (is('arc', 'arceb')) return 'gnu';
      if (is('csky')) return 'gnueabi';
      if (is('hppa', 'sh', 'sheb')) return 'gnueabihf';
      return is('xtensa', 'xtensaeb') ? 'none' : 'musl';
    case 'rtems':
      return isArm || isMips ? 'eabi' : is('powerpc') ? 'eabihf' : 'none';
    case 'freebsd':
      return is('arm') ? 'eabihf' : 'none';
    case 'netbsd':
      return is('arm', 'armeb', 'powerpc') ? 'eabihf' : isMips ? 'eabi' : 'none';
    case 'openbsd':
      return is('arm') ? 'eabi' : is('powerpc') ? 'eabihf' : 'none';
    case 'uefi':
      return 'msvc';
    case '3ds':
    case 'psp':
    case 'vita':
      return 'eabihf';
    case 'wasi':
    case 'emscripten':
      return 'musl';
    default:
      return 'none';
  }
}

function pointerBits(arch: string, abi: string): Target['pointerBits'] {
  if (['gnux32', 'muslx32', 'gnuabin32', 'muslabin32', 'ilp32'].includes(abi)) return 32;
  if (abi === 'gnuabi64' || abi === 'muslabi64') return 64;
  return ARCHES.get(arch)!.pointerBits;
}

/** Bits of C's types that are not the same everywhere. */
function cBits(
  arch: string,
  os: string,
  abi: string,
): Record<'int' | 'long' | 'longlong' | 'double' | 'longdouble', number> {
  const usual = { int: 32, long: pointerBits(arch, abi) as number, longlong: 64, double: 64, longdouble: 64 };
  switch (os) {
    case 'freestanding':
    case 'other':
      if (arch === 'msp430' || arch === 'x86_16') return { ...usual, int: 16, long: 32 };
      if (arch === 'avr') return { ...usual, int: 16, long: 32, double: 32, longdouble: 32 };
      break;
    case 'windows':
    case 'uefi': {
      const isWide = (arch === 'x86' || arch === 'x86_64') && (abi === 'gnu' || abi === 'ilp32');
      return { ...usual, long: 32, longdouble: isWide ? 80 : 64 };
    }
    case 'nvcl':
    case 'cuda':
      return { ...usual, long: arch === 'nvptx' ? 32 : 64 };
    case 'amdhsa':
    case 'amdpal':
    case 'mesa3d':
      return { ...usual, long: 64, longdouble: 128 };
    case 'opencl':
    case 'vulkan':
      return { ...usual, long: 64, longlong: 128, longdouble: 128 };
    case '3ds':
      return { ...usual, long: 32 };
    case 'ps4':
    case 'ps5':
      return { ...usual, long: 64, longdouble: 80 };
    case 'psp':
    case 'vita':
      return { ...usual, long: 64 };
  }
  if (isDarwin(os)) {
    const isX86 = arch === 'x86_64';
    return { ...usual, long: !isX86 && abi === 'ilp32' ? 32 : 64, longdouble: isX86 ? 80 : 64 };
  }
  const isN32 = abi === 'gnuabin32' || abi === 'muslabin32';
  if (arch === 'mips64' || arch === 'mips64el')
    return { ...usual, long: isN32 ? 32 : 64, longdouble: os === 'freebsd' ? 64 : 128 };
  if (arch === 'x86_64') return { ...usual, long: abi === 'gnux32' || abi === 'muslx32' ? 32 : 64, longdouble: 80 };
  return { ...usual, longdouble: longDoubleBits(arch, os, abi) };
}

/** Architectures whose `long double` has 128 bits on most systems. */
const WITH_QUAD = /^(alpha|riscv(32|64)(be)?|aarch64(_be)?|s390x|sparc64|wasm(32|64)|loongarch(32|64)|ve)$/;

function longDoubleBits(arch: string, os: string, abi: string): number {
  if (arch === 'x86') return abi === 'android' ? 64 : 80;
  if (!arch.startsWith('powerpc')) return WITH_QUAD.test(arch) ? 128 : 64;
  if (['musl', 'muslabin32', 'muslabi64', 'musleabi', 'musleabihf', 'muslx32'].includes(abi)) return 64;
  const isFree = os === 'freestanding' || os === 'other';
  const narrow = arch.startsWith('powerpc64') ? ['freebsd', 'openbsd'] : ['freebsd', 'netbsd', 'openbsd'];
  return !isFree && narrow.includes(os) ? 64 : 128;
}

function cAlign(arch: string, os: string, abi: string, type: CType, bits: number): number {
  if (arch === 'avr') return 1;
  if (arch === 'x86' && isWindowsLike(os)) {
    if (type === 'longlong' || type === 'double') return 8;
    if (type === 'longdouble') return abi === 'gnu' || abi === 'ilp32' ? 4 : 8;
  }
  if (arch === 'm68k' && (type === 'int' || type === 'long')) return 2;
  if (arch.startsWith('wasm') && os === 'emscripten' && type === 'longdouble') return 8;
  return Math.min(2 ** Math.ceil(Math.log2(Math.ceil(bits / 8))), ARCHES.get(arch)!.maxCAlign);
}

function cCallConv(arch: string, os: string, abi: string): string | null {
  const isWindows = isWindowsLike(os);
  switch (arch) {
    case 'x86_64':
      if (isWindows) return 'x86_64_win';
      return abi === 'gnuabin32' || abi === 'muslabin32' ? 'x86_64_x32' : 'x86_64_sysv';
    case 'x86':
      return isWindows ? 'x86_win' : 'x86_sysv';
    case 'aarch64':
    case 'aarch64_be':
      if (isDarwin(os)) return 'aarch64_aapcs_darwin';
      return os === 'windows' ? 'aarch64_aapcs_win' : 'aarch64_aapcs';
    case 'arm':
    case 'armeb':
    case 'thumb':
    case 'thumbeb':
      return hasHardFloat(abi) ? 'arm_aapcs_vfp' : 'arm_aapcs';
    case 'mips64':
    case 'mips64el':
      return abi === 'gnuabin32' || abi === 'muslabin32' ? 'mips64_n32' : 'mips64_n64';
    case 'powerpc64':
      return isMusl(abi) ? 'powerpc64_elf_v2' : 'powerpc64_elf';
    case 'kvx':
      return abi === 'ilp32' ? 'kvx_ilp32' : 'kvx_lp64';
    case 'm68k':
      return /^gnu/.test(abi) || isMusl(abi) ? 'm68k_gnu' : 'm68k_sysv';
    case 'kalimba':
      return null;
    default:
      return C_CONVENTIONS.get(arch)!;
  }
}

/** Of architectures that have the same one everywhere. */
const C_CONVENTIONS: ReadonlyMap<string, string> = new Map(
  words(`
    x86_16:x86_16_cdecl alpha:alpha_osf mips:mips_o32 mipsel:mips_o32 riscv64:riscv64_lp64 riscv64be:riscv64_lp64
    riscv32:riscv32_ilp32 riscv32be:riscv32_ilp32 sparc64:sparc64_sysv sparc:sparc_sysv powerpc64le:powerpc64_elf_v2
    powerpc:powerpc_sysv powerpcle:powerpc_sysv wasm32:wasm_mvp wasm64:wasm_mvp arc:arc_sysv arceb:arc_sysv avr:avr_gnu
    bpfel:bpf_std bpfeb:bpf_std csky:csky_sysv hexagon:hexagon_sysv hppa:hppa_elf hppa64:hppa64_elf lanai:lanai_sysv
    loongarch64:loongarch64_lp64 loongarch32:loongarch32_ilp32 microblaze:microblaze_std microblazeel:microblaze_std
    msp430:msp430_eabi or1k:or1k_sysv propeller:propeller_sysv s390x:s390x_sysv sh:sh_gnu sheb:sh_gnu ve:ve_sysv xcore:xcore_xs1
    xtensa:xtensa_call0 xtensaeb:xtensa_call0 amdgcn:amdgcn_device nvptx:nvptx_device nvptx64:nvptx_device spirv32:spirv_device
    spirv64:spirv_device`).map((pair) => pair.split(':') as [string, string]),
);

/** Whether `callconv(.c)` means the calling convention called `name` on some architecture, whatever the system. */
export function isCConvention(name: string): boolean {
  return [...C_CONVENTIONS.values()].includes(name);
}

/** The family of an architecture: the namespace of `std.Target` that has its processors. */
export function archFamily(arch: string): string {
  const names: readonly (readonly [RegExp, string])[] = [
    [/^aarch64/, 'aarch64'],
    [/^(arm|thumb)/, 'arm'],
    [/^arc/, 'arc'],
    [/^x86/, 'x86'],
    [/^(bpf|hppa|loongarch|microblaze|mips|nvptx|powerpc|riscv|sh|sparc|spirv|wasm|xtensa)/, ''],
  ];
  for (const [start, family] of names) {
    const found = start.exec(arch);
    if (found !== null) return family === '' ? found[0] : family;
  }
  return arch;
}

/** Systems whose programs always link the system's library for C, besides Apple's. */
const WITH_LIBC = ['freebsd', 'netbsd', 'openbsd', 'dragonfly', 'haiku', 'illumos', 'serenity'];

function libcNames(os: string, abi: string): readonly string[] {
  const names = ['c'];
  if (abi.startsWith('gnu') || isMusl(abi)) names.push('m', 'rt', 'pthread', 'util', 'resolv', 'dl');
  if (isMusl(abi)) names.push('crypt', 'xnet');
  if (isMusl(abi) && os === 'wasi') {
    const emulated = ['getpid', 'mman', 'process-clocks', 'signal'];
    names.push('setjmp', ...emulated.map((part) => `wasi-emulated-${part}`));
  }
  return names;
}

function isMusl(abi: string): boolean {
  return abi.startsWith('musl') || abi === 'ohos' || abi === 'ohoseabi';
}

function hasHardFloat(abi: string): boolean {
  return !['androideabi', 'eabi', 'gnueabi', 'musleabi', 'gnusf', 'ohoseabi'].includes(abi);
}

/** Whether the usual processors of a system have `cmpxchg16b`. */
function hasCmpxchg16(arch: string, os: string): boolean {
  return arch === 'x86_64' && ['driverkit', 'maccatalyst', 'macos', 'ps4', 'ps5'].includes(os);
}

/** Whether code for a program there can be anywhere in memory, though nobody asks for that. */
export function isPositionIndependent({ arch, os, alwaysLinksLibc }: Target): boolean {
  if (isWindowsLike(os)) return arch !== 'x86';
  return alwaysLinksLibc || os === 'fuchsia';
}

/** Whether no program there can have libraries that are looked for where it starts. */
export function isAlwaysStatic({ arch, os }: Target): boolean {
  return os === 'freestanding' || os === 'uefi' || isGpu(arch);
}

/** Systems whose linker the official compiler does not make up for, so that it takes LLVM. */
const WITHOUT_OWN_LINKER = ['freebsd', 'netbsd', 'openbsd', 'dragonfly', 'illumos'];

/** What the official compiler makes code with in Debug where nothing is said. */
export function debugBackend({ arch, os, pointerBits }: Target): Backend {
  if (arch.startsWith('spirv')) return 'stage2_spirv';
  const isElf = !isDarwin(os) && !isWindowsLike(os);
  const isOwn = arch === 'x86_64' && pointerBits === 64 && isElf && !WITHOUT_OWN_LINKER.includes(os);
  return isOwn ? 'stage2_x86_64' : 'stage2_llvm';
}

/** The target of these names, with LLVM. Throws a `RangeError` for a name that there is none, and where nothing is known of the types of C. */
export function makeTarget(arch: string, os: string, abi: string): Target {
  const machine = ARCHES.get(arch);
  if (machine === undefined) throw new RangeError(`unknown architecture: '${arch}'`);
  if (!OS_NAMES.includes(os)) throw new RangeError(`unknown operating system: '${os}'`);
  if (!ABI_NAMES.includes(abi)) throw new RangeError(`unknown ABI: '${abi}'`);
  if (WITHOUT_C.has(os)) throw new RangeError(`not supported yet: '${os}', whose types of C are not known`);
  const bits: Readonly<Record<CType, number>> = { char: 8, short: 16, float: 32, ...cBits(arch, os, abi) };
  const c = Object.fromEntries(
    (Object.keys(bits) as CType[]).map((type) => [
      type,
      { bits: bits[type], align: cAlign(arch, os, abi, type, bits[type]) },
    ]),
  ) as Record<CType, CTypeLayout>;
  return {
    backend: 'stage2_llvm',
    arch,
    os,
    abi,
    libcNames: libcNames(os, abi),
    alwaysLinksLibc: isDarwin(os) || WITH_LIBC.includes(os),
    pointerBits: pointerBits(arch, abi),
    isBigEndian: machine.isBigEndian,
    maxIntAlign: machine.maxIntAlign,
    functionAlign: machine.functionAlign,
    alignsFunctions: !/^(wasm|spirv|nvptx)/.test(arch),
    maxAtomicBits: arch.startsWith('aarch64') || hasCmpxchg16(arch, os) ? 128 : machine.pointerBits,
    charIsSigned: isDarwin(os) || isWindowsLike(os) || !machine.charIsUnsigned,
    c,
    cCallConv: cCallConv(arch, os, abi),
  };
}

/** What code is generated for, where nothing else is said. */
export const WASM32 = makeTarget('wasm32', 'wasi', 'musl');
