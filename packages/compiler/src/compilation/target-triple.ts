import { debugBackend, defaultAbi, makeTarget, OS_NAMES, type Target } from '../intern/target.ts';
import { OptimizeMode } from '../query/optimize-mode.ts';

/** What programs are for where nothing is said. */
export const DEFAULT_TARGET = 'wasm32-wasi-musl';

/**
 * The target that a triple such as `x86_64-linux-gnu` names; the ABI may be left out. Throws a `RangeError` for names that there are not, and where a
 * version is named.
 */
export function parseTarget(triple: string): Target {
  const [arch, os, abi, ...rest] = triple.split('-');
  if (os === undefined) throw new RangeError(`missing operating system in target '${triple}'`);
  if (rest.length > 0) throw new RangeError(`unexpected '${rest.join('-')}' in target '${triple}'`);
  if (!OS_NAMES.includes(os) && OS_NAMES.includes(os.replace(/\..*/, '')))
    throw new RangeError(`not supported yet: a version in target '${triple}'`);
  return makeTarget(arch, os, abi ?? defaultAbi(arch, os));
}

/** What a program with these options is for. */
export function programTarget(options: {
  readonly target: string;
  readonly mode: OptimizeMode;
  readonly usesLlvm?: boolean;
}): Target {
  const target = parseTarget(options.target);
  const isOwn = options.mode === OptimizeMode.Debug && options.usesLlvm !== true;
  return isOwn ? { ...target, backend: debugBackend(target) } : target;
}

/** The triple of a target, ABI included. */
export function targetTriple({ arch, os, abi }: Target): string {
  return `${arch}-${os}-${abi}`;
}

/** Whether code can be generated for the target. */
export function hasCode(target: Target): boolean {
  return targetTriple(target) === DEFAULT_TARGET || targetTriple(target) === 'wasm32-freestanding-none';
}
