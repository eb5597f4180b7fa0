import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { scratchDirectory } from '../../../../test/support/scratch.ts';

const directory = scratchDirectory();

/** The module of a Zig file, bundled by esbuild with options of the plug-in. */
export async function load<Module>(file: URL, options: object): Promise<Module> {
  return (await import(pathToFileURL(await bundle(file, options)).href)) as Module;
}

/** The path of what esbuild makes of a Zig file with options of the plug-in. */
export async function bundle(file: URL, options: object): Promise<string> {
  const { default: rezig } = (await import('@rezig/unplugin/esbuild' as string)) as {
    readonly default: (options: object) => Plugin;
  };
  const outfile = join(
    directory,
    `${basename(file.pathname, '.zig')}${JSON.stringify(options).replace(/\W/g, '')}.mjs`,
  );
  await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'silent',
    plugins: [rezig({ cacheDir: join(directory, 'cache'), declarations: join(directory, 'types'), ...options })],
  });
  return outfile;
}
