import calcEvaluate from '../../../examples/calc/evaluate.zig?raw';
import calcMain from '../../../examples/calc/main.zig?raw';
import calcTokenizer from '../../../examples/calc/Tokenizer.zig?raw';
import hello from '../../../examples/hello.zig?raw';
import type { Shared } from './share.ts';

/** A program to begin from. */
export interface Example {
  readonly id: string;
  readonly title: string;
  load(): Promise<Shared>;
}

const sources = import.meta.glob<string>(['../../../test/programs/*.zig', '!../../../test/programs/13_exports.zig'], {
  query: '?raw',
  import: 'default',
});
const inputs = import.meta.glob<string>('../../../test/programs/*.in', { query: '?raw', import: 'default' });

/** The one that is shown at first. */
export const firstProgram: Shared = { files: { 'main.zig': hello }, args: '', stdin: '' };

const calculator: Shared = {
  files: { 'main.zig': calcMain, 'evaluate.zig': calcEvaluate, 'Tokenizer.zig': calcTokenizer },
  args: '',
  stdin: '2 * (3 + 4)\n10 / 4\n1 / 0\n',
};

const programs = Object.entries(sources).map(([path, source]): Example => {
  const id = path.slice(path.lastIndexOf('/') + 1, -'.zig'.length);
  const input = inputs[path.replace(/\.zig$/, '.in')];
  return {
    id,
    title: titleOf(id),
    load: async () => ({ files: { 'main.zig': await source() }, args: '', stdin: (await input?.()) ?? '' }),
  };
});

/** All of them, the simplest first. */
export const examples: readonly Example[] = [
  { id: 'hello', title: 'Hello', load: async () => firstProgram },
  { id: 'calc', title: 'Calculator (three files, tests)', load: async () => calculator },
  ...programs.filter(({ id }) => id !== '01_hello'),
];

/** `05_generic_list` as `Generic list`. */
function titleOf(id: string): string {
  const words = id.replace(/^\d+_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
