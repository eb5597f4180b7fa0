import { createRequire } from 'node:module';

/** The bundlers that `npm run bundlers` installs; null where they are not installed. */
export const bundlers = await installed();

async function installed() {
  try {
    const [vite, rollup, rolldown, webpack, rspack, farm] = await Promise.all([
      import('vite'),
      import('rollup'),
      import('rolldown'),
      import('webpack'),
      import('@rspack/core'),
      import('@farmfe/core'),
    ]);
    return { vite, rollup, rolldown, webpack: webpack.default, rspack: rspack.rspack, farm, bun: bun() };
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** The path of Bun's program; null where there is none for this machine. */
function bun() {
  const machine = `${process.platform}-${process.arch.replace('arm64', 'aarch64')}`;
  try {
    return createRequire(import.meta.url).resolve(`@oven/bun-${machine}/bin/bun`);
  } catch {
    return null;
  }
}
