import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { base64 } from './loading.ts';
import type { UsedExports } from './used-exports.ts';

/** As much as is used of what Rollup, Rolldown and Vite write. */
export type Output =
  | { readonly type: 'chunk'; code: string; readonly fileName: string }
  | { readonly type: 'asset'; source: string | Uint8Array; readonly fileName: string };

/** Has the modules of a bundle of Rollup, Rolldown or Vite export what is used of them. */
export async function shrinkBundle(
  context: unknown,
  bundle: Record<string, Output>,
  usedExports: UsedExports,
): Promise<void> {
  const outputs = Object.values(bundle);
  const chunks = outputs.flatMap((output) => (output.type === 'chunk' ? [output] : []));
  const assetOf = (module: Uint8Array): Output | undefined =>
    outputs.find(({ type, ...output }) => type === 'asset' && 'source' in output && isSame(output.source, module));
  const smaller = await usedExports.smaller(
    chunks.map(({ code }) => code),
    (module) => assetOf(module) !== undefined || chunks.some(({ code }) => code.includes(base64(module))),
  );
  for (const [before, after] of smaller) {
    const asset = assetOf(before);
    if (asset === undefined) {
      replaceIn(chunks, base64(before), base64(after));
      continue;
    }
    const name = renamed(asset.fileName, after);
    delete bundle[asset.fileName];
    (context as EmittingContext).emitFile({ type: 'asset', fileName: name, source: after });
    replaceIn(chunks, basename(asset.fileName), basename(name));
  }
}

/** As much as is used of webpack and Rspack. */
export interface WebpackLike {
  readonly webpack: {
    readonly Compilation: { readonly PROCESS_ASSETS_STAGE_OPTIMIZE_HASH: number };
    readonly sources: { readonly RawSource: new (bytes: Buffer) => object };
  };
  readonly hooks: {
    readonly compilation: { tap(name: string, make: (compilation: WebpackCompilation) => void): void };
  };
}

interface WebpackCompilation {
  readonly hooks: {
    readonly processAssets: {
      tapPromise(options: { readonly name: string; readonly stage: number }, run: () => Promise<void>): void;
    };
  };
  getAssets(): readonly {
    readonly name: string;
    readonly source: { source(): string | Uint8Array };
  }[];
  updateAsset(name: string, source: object): void;
  renameAsset(name: string, to: string): void;
}

/** Has the modules among the assets of webpack or Rspack export what is used of them. */
export function shrinkAssets({ webpack, hooks }: WebpackLike, usedExports: UsedExports): void {
  const { Compilation, sources } = webpack;
  hooks.compilation.tap('rezig', (compilation) => {
    const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_HASH - 1;
    compilation.hooks.processAssets.tapPromise({ name: 'rezig', stage }, async () => {
      const assets = compilation.getAssets();
      const chunks = assets
        .filter(({ name }) => /\.[cm]?js$/.test(name))
        .map(({ name, source }) => ({ name, before: String(source.source()), code: String(source.source()) }));
      const modules = assets.filter(({ name }) => name.endsWith('.wasm'));
      const assetOf = (module: Uint8Array) => modules.find(({ source }) => isSame(source.source(), module));
      const smaller = await usedExports.smaller(
        chunks.map(({ code }) => code),
        (module) => assetOf(module) !== undefined,
      );
      for (const [before, after] of smaller) {
        const { name } = assetOf(before)!;
        const to = renamed(name, after);
        compilation.updateAsset(name, new sources.RawSource(Buffer.from(after)));
        if (to !== name) compilation.renameAsset(name, to);
        replaceIn(chunks, basename(name), basename(to));
      }
      for (const { name, before, code } of chunks)
        if (code !== before) compilation.updateAsset(name, new sources.RawSource(Buffer.from(code)));
    });
  });
}

interface EmittingContext {
  emitFile(file: { readonly type: 'asset'; readonly fileName: string; readonly source: Uint8Array }): unknown;
}

function replaceIn(chunks: readonly { code: string }[], before: string, after: string): void {
  for (const chunk of chunks) if (chunk.code.includes(before)) chunk.code = chunk.code.replaceAll(before, after);
}

/** A name whose hash is that of the content, where it has one. Chunks that name it need no new hash: theirs is of the module as a whole and of what they use of it. */
function renamed(name: string, content: Uint8Array): string {
  const hash = createHash('sha256').update(content);
  const hex = /[0-9a-f]{16,}(?=\.wasm$)/.exec(name);
  if (hex !== null) return name.replace(hex[0], hash.digest('hex').slice(0, hex[0].length));
  const text = hash.digest('base64url').replaceAll('_', '-');
  return name.replace(/-[\w-]{8}(?=\.wasm$)/, `-${text.slice(0, 8)}`);
}

function isSame(source: string | Uint8Array, module: Uint8Array): boolean {
  return typeof source !== 'string' && Buffer.compare(source, module) === 0;
}
