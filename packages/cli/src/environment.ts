import { ABI_NAMES, ARCH_NAMES, CPU_FEATURES, CPU_MODELS, OS_NAMES } from '@rezig/compiler/state';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { REZIG_VERSION, ZIG_VERSION } from '@rezig/node/version.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import { CODE_TARGETS, OPTIMIZE_MODES } from './build-options.ts';

/** What `rezig env` prints: versions and directories, in the notation of the official `zig env`. */
export function environmentText(options: { readonly zigLibDir?: string; readonly cacheDir?: string }): string {
  const libDir = findZigLib(options.zigLibDir);
  return struct([
    ['lib_dir', libDir],
    ['std_dir', `${libDir}/std`],
    ['cache_dir', cacheDirectory(options.cacheDir, 'any.zig')],
    ['version', ZIG_VERSION],
    ['target', 'wasm32-wasi'],
    ['rezig_version', REZIG_VERSION],
    ['node_version', process.version.slice(1)],
    ['platform', `${process.platform}-${process.arch}`],
  ]);
}

function struct(fields: readonly (readonly [name: string, value: string])[]): string {
  return `.{\n${fields.map(([name, value]) => `    .${name} = ${JSON.stringify(value)},\n`).join('')}}\n`;
}

/** What `rezig targets` prints: what there is code generation for, and of what a target can be made that programs are checked for, in the notation of the official `zig targets`. */
export function targetsText(): string {
  const list = (name: string, values: readonly string[], indent = '    '): string =>
    `${indent}.${name} = .{\n${values.map((value) => `${indent}    ${JSON.stringify(value)},\n`).join('')}${indent}},\n`;
  return [
    '.{\n',
    list('targets', CODE_TARGETS),
    list('arch', ARCH_NAMES),
    list('os', OS_NAMES),
    list('abi', ABI_NAMES),
    list('modes', OPTIMIZE_MODES),
    list('cpus', CPU_MODELS),
    list('cpu_features', CPU_FEATURES),
    '}\n',
  ].join('');
}
