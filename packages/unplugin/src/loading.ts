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
