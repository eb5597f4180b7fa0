import { DependerKind, dependerKind } from '../incremental/depender.ts';
import { isFunc } from '../intern/functions.ts';
import { type Index, NO_FILE, NO_INDEX } from '../intern/ids.ts';
import { ensureUpToDate } from '../query/analyze.ts';
import { fileRootType } from '../query/file-type.ts';
import { unitsOfType } from '../query/namespace.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import type { FileTable } from './files.ts';

/** Name of the module of Zig's own functions for what machines have no instruction for. */
export const COMPILER_RT = 'compiler_rt';

const C_NAMES = 'ceil|cos|exp|exp2|fabs|floor|fma|fmax|fmin|fmod|log|log10|log2|round|sin|sincos|sqrt|tan|trunc';
/** Functions of the C library, of which most have a file of their name, and what the variants that it has too end with: f32, long double, f128. */
const MATH = new Set(C_NAMES.split('|'));
const VARIANTS = ['f', 'q', 'l', 'f128'];
/** The other variants. */
const ODD_MATH = new RegExp(`^__(${C_NAMES})[hx]$`);
const COMPARISONS = /^__(?:(eq|ne|lt|le)|(?:ge|gt))(df|xf|tf)2$/;
const ARITHMETIC = /^__((?:add|sub|mul|div)(?:xf|tf)3)$/;
const CONVERSIONS =
  /^__((?:extend|trunc)(?:hf|sf|df|xf|tf){2}2|fix(?:uns)?(?:sf|df|xf|tf)[sdt]i|float(?:un)?[sdt]i(?:sf|df|xf|tf))$/;
const INTEGERS = /^__u?(?:div|mod)ti3$/;

/** The file of compiler_rt that exports `symbol`, without its extension; null if generated code calls no such function. */
export function compilerRtFile(symbol: string): string | null {
  const math = mathFunction(symbol);
  if (math !== null) return math === 'floor' || math === 'ceil' ? 'floor_ceil' : math;
  if (symbol === 'memcpy' || symbol === 'memmove') return symbol;
  if (!symbol.startsWith('__')) return null;
  const comparison = COMPARISONS.exec(symbol);
  if (comparison !== null) return comparison[1] === undefined ? `ge${comparison[2]}2` : `cmp${comparison[2]}2`;
  if (INTEGERS.test(symbol)) return 'udivmod';
  if (symbol === '__fixxfti') return 'int_from_float';
  const named = ARITHMETIC.exec(symbol) ?? CONVERSIONS.exec(symbol);
  return named === null ? null : named[1];
}

/** The function of `MATH` that `symbol` is a variant of; null if it is of none. */
function mathFunction(symbol: string): string | null {
  if (MATH.has(symbol)) return symbol;
  for (const variant of VARIANTS) {
    const name = symbol.slice(0, -variant.length);
    if (symbol.endsWith(variant) && MATH.has(name)) return name;
  }
  return symbol.startsWith('__') ? (ODD_MATH.exec(symbol)?.[1] ?? null) : null;
}

/** Finds functions of compiler_rt. Of its files only those are read that define a function that is asked for. */
export class CompilerRt {
  readonly #zcu: Zcu;
  readonly #files: FileTable;

  constructor(zcu: Zcu, files: FileTable) {
    this.#zcu = zcu;
    this.#files = files;
  }

  /**
   * The function that compiler_rt exports as `symbol`; `NO_INDEX` if there is none. Its body is not analysed. A unit that may export it and
   * failed is reached, so that it is told why there is none.
   */
  find(symbol: string, reached: Pick<Reached, 'reach'>): Index {
    const name = compilerRtFile(symbol);
    const file = name === null ? NO_FILE : this.#files.fileOfModule(COMPILER_RT, `${COMPILER_RT}/${name}.zig`);
    if (file === NO_FILE) return NO_INDEX;
    for (const unit of unitsOfType(this.#zcu, fileRootType(this.#zcu, file), [])) {
      if (dependerKind(unit) !== DependerKind.comptimeBlock) continue;
      ensureUpToDate(this.#zcu, unit);
      if (this.#zcu.hasFailed(unit)) reached.reach(unit);
      for (const { name: exported, value } of this.#zcu.remarks.get(this.#zcu.rowOf(unit)).exports) {
        if (exported === symbol && isFunc(this.#zcu.pool, value)) return value;
      }
    }
    return NO_INDEX;
  }
}
