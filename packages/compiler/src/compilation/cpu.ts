/*
 * Models and features of WebAssembly engines, as `std/Target/wasm.zig` has them.
 */

/** Each feature, in the official order, with the features that it needs. */
const FEATURES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['atomics', []],
  ['bulk_memory', ['bulk_memory_opt']],
  ['bulk_memory_opt', []],
  ['call_indirect_overlong', []],
  ['exception_handling', []],
  ['extended_const', []],
  ['fp16', []],
  ['multimemory', []],
  ['multivalue', []],
  ['mutable_globals', []],
  ['nontrapping_bulk_memory_len0', ['bulk_memory_opt']],
  ['nontrapping_fptoint', []],
  ['reference_types', ['call_indirect_overlong']],
  ['relaxed_simd', []],
  ['sign_ext', []],
  ['simd128', []],
  ['tail_call', []],
  ['wide_arithmetic', []],
]);

/** What each model has, but for what that needs. */
const MODELS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [
    'bleeding_edge',
    [
      'atomics',
      'bulk_memory',
      'exception_handling',
      'extended_const',
      'fp16',
      'multimemory',
      'multivalue',
      'mutable_globals',
      'nontrapping_fptoint',
      'reference_types',
      'relaxed_simd',
      'sign_ext',
      'simd128',
      'tail_call',
    ],
  ],
  ['generic', ['bulk_memory', 'multivalue', 'mutable_globals', 'nontrapping_fptoint', 'reference_types', 'sign_ext']],
  [
    'lime1',
    [
      'bulk_memory_opt',
      'call_indirect_overlong',
      'extended_const',
      'multivalue',
      'mutable_globals',
      'nontrapping_fptoint',
      'sign_ext',
    ],
  ],
  ['mvp', []],
]);

/** Names of all models. */
export const CPU_MODELS: readonly string[] = [...MODELS.keys()];

/** Names of all features. */
export const CPU_FEATURES: readonly string[] = [...FEATURES.keys()];

/** The model that code is for where none is named. */
export const DEFAULT_CPU = 'lime1';

/** What an engine has. */
export interface Cpu {
  readonly model: string;
  /** In the official order. */
  readonly features: readonly string[];
}

/**
 * The engine that a text such as `generic+simd128-sign_ext` means: a model (or `baseline`, the default one), and features that come and go. Throws a
 * `RangeError` for a model or feature that there is none.
 */
export function parseCpu(text: string): Cpu {
  const [name, ...changes] = text.split(/(?=[+-])/);
  const model = name === 'baseline' ? DEFAULT_CPU : name;
  const own = MODELS.get(model);
  if (own === undefined) throw new RangeError(`unknown CPU: '${name}' (there are ${CPU_MODELS.join(', ')})`);
  const added = changes.filter((change) => change.startsWith('+')).map((change) => change.slice(1));
  const removed = changes.filter((change) => change.startsWith('-')).map((change) => change.slice(1));
  const unknown = [...added, ...removed].find((feature) => !FEATURES.has(feature));
  if (unknown !== undefined)
    throw new RangeError(`unknown CPU feature: '${unknown}' (there are ${CPU_FEATURES.join(', ')})`);
  const features = new Set([...own, ...added].flatMap((feature) => [feature, ...FEATURES.get(feature)!]));
  for (const feature of removed) features.delete(feature);
  return { model, features: CPU_FEATURES.filter((feature) => features.has(feature)) };
}
