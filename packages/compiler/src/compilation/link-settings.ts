import { addressOfLinkerSymbol } from '../link/addresses.ts';
import { DEFAULT_LINK_OPTIONS, type LinkOptions, type LinkResult, PAGE_SIZE } from '../link/input.ts';
import { STACK_POINTER_NAME } from '../link/module.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';
import { type Message, messageWithoutPlace } from '../source/messages.ts';
import { parseCpu } from './cpu.ts';
import type { CompleteOptions, LinkSettings } from './options.ts';

/** A stack ends at a multiple of so many bytes. */
const STACK_ALIGN = 16;

/** All memory that there can be, in bytes. */
const MAX_MEMORY = 2 ** 32;

/** Whether a linker calls something so that it can export. */
function isLinkerSymbol(name: string): boolean {
  return name === STACK_POINTER_NAME || addressOfLinkerSymbol(name) !== null;
}

/** What the linker is told of a compilation's options. */
export function linkOptions({ mode, isStripped, link, cpu }: CompleteOptions): LinkOptions {
  const { entry, exports, required, importsMemory, exportsMemory, isMemoryShared, isSwappable, isObject } = link;
  const { features } = parseCpu(cpu);
  return {
    ...DEFAULT_LINK_OPTIONS,
    exported: exports === 'all' ? null : new Set([...exports, ...required, ...(entry === null ? [] : [entry])]),
    named: required.filter(isLinkerSymbol),
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
  const { entry, exports, required, initialMemory, maxMemory, stackSize } = settings;
  if (entry !== null && !names.has(entry))
    return [`wasm-ld: entry symbol not defined (pass --no-entry to suppress): ${entry}`];
  const asked = exports === 'all' ? required : [...exports, ...required];
  const missing = asked.filter((name) => !names.has(name) && !(required.includes(name) && isLinkerSymbol(name)));
  if (missing.length > 0) return missing.map((name) => `wasm-ld: symbol exported via --export not found: ${name}`);
  if (linked.undefinedSymbols.length > 0) return linked.undefinedSymbols.map((name) => `undefined symbol: ${name}`);
  if (stackSize % STACK_ALIGN !== 0) return [`wasm-ld: stack size must be ${STACK_ALIGN}-byte aligned`];
  const sizes: readonly (readonly [string, number | null])[] = [
    ['initial', initialMemory],
    ['maximum', maxMemory],
  ];
  for (const [which, size] of sizes) {
    if (size === null) continue;
    if (size % PAGE_SIZE !== 0)
      return [`wasm-ld: ${which} memory must be aligned to the page size (${PAGE_SIZE} bytes)`];
    if (size > MAX_MEMORY) return [`wasm-ld: ${which} memory too large, cannot be greater than ${MAX_MEMORY}`];
    const needed = Math.max(linked.memoryEnd, which === 'maximum' ? (initialMemory ?? 0) : 0);
    if (size < needed) return [`wasm-ld: ${which} memory too small, ${needed} bytes needed`];
  }
  return [];
}
