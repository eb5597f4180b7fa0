/** The bundlers that `npm run bundlers` installs; null where they are not installed. */
export const bundlers = await installed();

async function installed() {
  try {
    const [vite, rollup, rolldown, webpack, rspack] = await Promise.all([
      import('vite'),
      import('rollup'),
      import('rolldown'),
      import('webpack'),
      import('@rspack/core'),
    ]);
    return { vite, rollup, rolldown, webpack: webpack.default, rspack: rspack.rspack };
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}
