import rezig from '@rezig/unplugin/vite';

export default { plugins: [rezig()], build: { target: 'es2022' } };
