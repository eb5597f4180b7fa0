import { CALL_CTORS } from '../codegen/runtime.ts';
import { alignUp } from '../intern/layout.ts';
import { addressOfLinkerSymbol } from '../link/addresses.ts';
import { DEFAULT_LINK_OPTIONS, type LinkOptions, type LinkResult, PAGE_SIZE } from '../link/input.ts';
import { STACK_POINTER_NAME, TABLE_NAME } from '../link/module.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { type Message, messageWithoutPlace } from '../source/messages.ts';
import { parseCpu } from './cpu.ts';
import type { CompleteOptions, LinkSettings } from './options.ts';

/** A stack ends at a multiple of so many bytes. */
const STACK_ALIGN = 16;

/** All memory that there can be, in bytes. */
const MAX_MEMORY = 2 ** 32;

/** Whether a linker calls something so that it can export. The table it can where that is not the host's. */
function isLinkerSymbol(name: string, { table }: Required<LinkSettings>): boolean {
  if (name === TABLE_NAME) return table !== 'imported';
  return name === STACK_POINTER_NAME || name === CALL_CTORS || addressOfLinkerSymbol(name) !== null;
}

/** What the linker is told of a compilation's options. */
export function linkOptions({ mode, isStripped, link, cpu }: CompleteOptions): LinkOptions {
  const { entry, exports, required, importsMemory, exportsMemory, isMemoryShared, isSwappable, isObject } = link;
  const { features } = parseCpu(cpu);
  return {
    ...DEFAULT_LINK_OPTIONS,
    exported: exports === 'all' ? null : new Set([...exports, ...required, ...(entry === null ? [] : [entry])]),
    named: required.filter((name) => isLinkerSymbol(name, link)),
    importsMemory,
    exportsMemory,
    isMemoryShared,
    table: isSwappable && link.table === 'own' ? 'exported' : link.table,
    stackSize: link.stackSize,
    initialMemory: link.initialMemory ?? 0,
    maxMemory: link.maxMemory ?? 0,
    globalBase: link.globalBase,
    padCode: mode === OptimizeMode.Debug && !isObject,
    strip: isStripped,
    isSwappable,
    isObject,
    features: features.map((feature) => feature.replaceAll('_', '-')),
    code: {
      isOptimized: mode !== OptimizeMode.Debug,
      hasMultivalue: features.includes('multivalue'),
      isRelocatable: isObject,
      hasBulkMemory: features.includes('bulk_memory_opt'),
      hasSignExtension: features.includes('sign_ext'),
      hasSaturatingConversions: features.includes('nontrapping_fptoint'),
    },
  };
}

/** Why `linked` is no module to be given, in the official words. `names`: of all symbols that the program exports. */
export function linkErrors(
  settings: Required<LinkSettings>,
  names: ReadonlySet<string>,
  linked: LinkResult,
): Message[] {
  return problems(settings, names, linked).map((text) => messageWithoutPlace(text));
}

function problems(settings: Required<LinkSettings>, names: ReadonlySet<string>, linked: LinkResult): string[] {
  const { entry, exports, required } = settings;
  const noEntry =
    entry === null || names.has(entry)
      ? []
      : [`wasm-ld: entry symbol not defined (pass --no-entry to suppress): ${entry}`];
  const { undefinedSymbols } = linked;
  if (undefinedSymbols.length > 0)
    return noEntry.length > 0 ? noEntry : undefinedSymbols.map((name) => `undefined symbol: ${name}`);
  const asked = exports === 'all' ? required : [...exports, ...required];
  const missing = asked.filter(
    (name) => !names.has(name) && !(required.includes(name) && isLinkerSymbol(name, settings)),
  );
  return [
    ...noEntry,
    ...memoryProblems(settings, linked.memoryEnd),
    ...missing.map((name) => `wasm-ld: symbol exported via --export not found: ${name}`),
  ];
}

/** `end`: what stack and data need, in bytes. */
function memoryProblems({ initialMemory, maxMemory, stackSize }: Required<LinkSettings>, end: number): string[] {
  const found = stackSize % STACK_ALIGN === 0 ? [] : [`wasm-ld: stack size must be ${STACK_ALIGN}-byte aligned`];
  const start = alignUp(Math.max(initialMemory ?? 0, end), PAGE_SIZE);
  const sizes: readonly (readonly [which: string, size: number | null, needed: number])[] = [
    ['initial', initialMemory, end],
    ['maximum', maxMemory, initialMemory ? alignUp(initialMemory, PAGE_SIZE) : start],
  ];
  for (const [which, size, needed] of sizes) {
    // As officially, none is given then.
    if (size === null || size === 0) continue;
    if (size % PAGE_SIZE !== 0)
      found.push(`wasm-ld: ${which} memory must be aligned to the page size (${PAGE_SIZE} bytes)`);
    if (size < needed) found.push(`wasm-ld: ${which} memory too small, ${needed} bytes needed`);
    if (size > MAX_MEMORY) found.push(`wasm-ld: ${which} memory too large, cannot be greater than ${MAX_MEMORY}`);
  }
  return found;
}
