import type { SwapState } from './protocol.ts';

/* What declares `$instantiate` before the glue: a function from imports to the promise of an instance. */

/** Bytes within the code. */
export function inlineLoading(module: Uint8Array): string {
  const text = Buffer.from(module).toString('base64');
  return `const $instantiate = async ($imports) => {
  const $code = Uint8Array.from(atob(${JSON.stringify(text)}), (c) => c.charCodeAt(0));
  return (await WebAssembly.instantiate($code, $imports)).instance;
};
`;
}

/** A file at the URL that the expression `url` gives. `before`: statements that it needs. */
export function fileLoading(url: string, before = ''): string {
  return `${before}const $instantiate = async ($imports) => {
  const $url = new URL(${url}, import.meta.url);
  if ($url.protocol === 'file:') {
    const $file = await process.getBuiltinModule('node:fs/promises').readFile($url);
    return (await WebAssembly.instantiate($file, $imports)).instance;
  }
  const $response = await fetch($url);
  if (!$response.ok) throw new Error('cannot load ' + $url + ': ' + $response.status);
  return (await WebAssembly.instantiate(await $response.arrayBuffer(), $imports)).instance;
};
`;
}

/** The event by which a page of Vite's is told of a patch. */
export const PATCH_EVENT = 'rezig:patch';

/**
 * Bytes within the code, of a module whose functions are replaced when Vite's server says so. `id`: of what the events are. `runtime`: the path of
 * `@rezig/compiler/swap-runtime`. `exports` and `epoch`: of the start.
 */
export function swappableLoading(
  module: Uint8Array,
  id: string,
  runtime: string,
  { epoch, exports }: SwapState,
): string {
  const text = Buffer.from(module).toString('base64');
  return `import { applyPatch as $applyPatch, startProgram as $startProgram } from ${JSON.stringify(runtime)};
const $fromBase64 = ($text) => Uint8Array.from(atob($text), (c) => c.charCodeAt(0));
let $program;
const $instantiate = async ($imports) => {
  $program = await $startProgram({ module: $fromBase64(${JSON.stringify(text)}), exports: ${JSON.stringify(exports)} }, $imports);
  return $program;
};
let $patched = Promise.resolve();
import.meta.hot?.on(${JSON.stringify(PATCH_EVENT)}, ({ id, epoch, patch }) => {
  if (id !== ${JSON.stringify(id)}) return;
  $patched = $patched.then(async () => {
    if (epoch !== ${epoch} || patch.serial !== $program.serial + 1) return location.reload();
    await $applyPatch($program, { ...patch, module: $fromBase64(patch.module) });
    $readConstants();
    for (const note of patch.notes) console.info('[rezig] ' + note);
  });
});
`;
}
