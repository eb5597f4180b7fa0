/** What a client may set when it starts the server, as `initializationOptions`. All have defaults. */
export interface Settings {
  /** The Zig library directory; null for the one that `rezig` finds. */
  readonly zigLibDir: string | null;
  /** Where things are kept between processes; null for where the command line keeps them. */
  readonly cacheDir: string | null;
  /** Whether what is known is kept for the next start. */
  readonly state: boolean;
  /** Whether diagnostics are told as they come, or wait until the client asks for them. */
  readonly diagnostics: 'push' | 'pull';
  /** When tests of open files run: when they are asked for, or also when an edit affects them. */
  readonly runTests: 'command' | 'change';
  /** The triple that programs are for which name none; null for `wasm32-wasi`. */
  readonly target: string | null;
  /** Which lenses there are. */
  readonly lenses: readonly Lens[];
}

/** Kinds of code lenses. */
export const LENSES = ['tests', 'references', 'explain', 'cost'] as const;
export type Lens = (typeof LENSES)[number];

/** The settings in `options`, which may be anything; what makes no sense is told to `complain` and left as it is by default. */
export function readSettings(options: unknown, complain: (text: string) => void): Settings {
  const given: Readonly<Record<string, unknown>> =
    typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
  const take = <T>(name: string, standard: T, fits: (value: unknown) => value is T): T => {
    const value = given[name];
    if (value === undefined || value === null) return standard;
    if (fits(value)) return value;
    complain(`the setting '${name}' cannot be ${JSON.stringify(value)}`);
    return standard;
  };
  const isOneOf =
    <T extends string>(...all: readonly T[]) =>
    (value: unknown): value is T =>
      all.some((one) => one === value);
  const isText = (value: unknown): value is string | null => typeof value === 'string';
  for (const name of Object.keys(given)) if (!NAMES.includes(name)) complain(`there is no setting '${name}'`);
  return {
    zigLibDir: take('zigLibDir', null, isText),
    cacheDir: take('cacheDir', null, isText),
    state: take<boolean>('state', true, (value) => typeof value === 'boolean'),
    diagnostics: take<'push' | 'pull'>('diagnostics', 'push', isOneOf('push', 'pull')),
    runTests: take<'command' | 'change'>('runTests', 'command', isOneOf('command', 'change')),
    target: take('target', null, isText),
    lenses: take<readonly Lens[]>(
      'lenses',
      ['tests', 'references', 'explain'],
      (value): value is readonly Lens[] => Array.isArray(value) && value.every(isOneOf(...LENSES)),
    ),
  };
}

const NAMES: readonly string[] = [
  'zigLibDir',
  'cacheDir',
  'state',
  'diagnostics',
  'runTests',
  'target',
  'lenses',
] satisfies (keyof Settings)[];
