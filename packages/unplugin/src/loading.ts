import type { SwapState } from './protocol.ts';

/* What declares `$instantiate` before the glue: a function from imports to the promise of an instance. */

/** Bytes within the code. */
export function inlineLoading(module: Uint8Array): string {
  const text = base64(module);
  return `const $instantiate = async ($imports) => {
  const $code = Uint8Array.from(atob(${JSON.stringify(text)}), (c) => c.charCodeAt(0));
  return (await WebAssembly.instantiate($code, $imports)).instance;
};
`;
}

/** A file that whoever runs the code imports as a compiled module. */
export function moduleLoading(path: string): string {
  return `import $module from ${JSON.stringify(path)};
const $instantiate = ($imports) => WebAssembly.instantiate($module, $imports);
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

/**
 * Bytes within the code, of a module whose functions are replaced when Vite's server says so. `id`: of what that is about. `page`: the path of
 * `page.ts`, bundled. `exports`, `epoch` and `patches`: of the start.
 */
export function swappableLoading(
  module: Uint8Array,
  id: string,
  page: string,
  { epoch, exports, patches }: SwapState,
): string {
  const encoded = patches.map((patch) => ({ ...patch, module: base64(patch.module) }));
  const start = { module: base64(module), exports, patches: encoded };
  return `import { SwappedModule as $SwappedModule } from ${JSON.stringify(page)};
const $swapped = new $SwappedModule(${JSON.stringify(id)}, ${epoch}, import.meta.hot, () => $readConstants(), new URL(import.meta.env.BASE_URL, import.meta.url).href);
const $instantiate = ($imports) => $swapped.start(${JSON.stringify(start)}, $imports);
`;
}

/** As a page is given bytes. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
