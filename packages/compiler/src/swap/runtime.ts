import type { SwapMigration, SwapPatch, SwapStart } from './swap.ts';

export { withSourceMapUrl } from '../compilation/source-map-url.ts';

/*
 * What a page needs to run a program whose functions can be replaced. It is a file without the compiler.
 */

/** The module that a patch imports what the program has of its own from. */
export const RUNNING = '$running';

/** As much of the host's WebAssembly as is needed here. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** What all browsers compile at once in a page, in bytes: that is done before a thread of theirs would have begun with it. */
const COMPILED_AT_ONCE = 4096;

interface Table {
  readonly length: number;
  get(slot: number): Exported | null;
  grow(by: number): void;
}

type Exported = (...args: never[]) => unknown;

/** What the host gives a module: by module and name. */
export type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** A program that runs. */
export interface RunningProgram {
  /**
   * What it exports. Functions stay the same objects over all patches, and call what is there then; those that an update added come in, those that it
   * took away go.
   */
  readonly exports: Record<string, unknown>;
  /** How many patches were applied since it started. */
  serial: number;
  /** By exported function, its slot. */
  slots: Readonly<Record<string, number>>;
  table: Table;
  /** What patches import: what the host gave, and as the module `RUNNING` what the program has. */
  imports: Imports;
}

/** Starts the program in a new instance. Rejects as `WebAssembly.instantiate` does. */
export async function startProgram({ module, exports }: SwapStart, imports: Imports = {}): Promise<RunningProgram> {
  const compiled = await WebAssembly.compile(module);
  const own = new WebAssembly.Instance(compiled, imports).exports;
  const { __stack_pointer, __error_return_trace } = own;
  const { memory, __indirect_function_table } = { ...imports.env, ...own };
  const table = __indirect_function_table as Table;
  const running = { memory, table, __stack_pointer, __error_return_trace };
  const program: RunningProgram = {
    exports: { memory },
    serial: 0,
    slots: {},
    table,
    imports: { ...imports, [RUNNING]: running },
  };
  for (const [name, value] of Object.entries(own))
    if (typeof value !== 'function' && !(name in running) && value !== table) program.exports[name] = value;
  takeExports(program, exports);
  return program;
}

/**
 * Makes of the program that which a later update gave: its memory, globals and the objects of the host stay. Calls that are under way end with the code that
 * they began with, and what they call is the new. Rejects, and changes nothing, where the patch is not the next one, or the host does not have what
 * the patch imports.
 */
export async function applyPatch(program: RunningProgram, patch: SwapPatch): Promise<void> {
  applyCompiled(program, await compilePatch(patch));
}

/** A patch that was compiled, to be applied at a moment of the page's choice. */
export interface CompiledPatch {
  readonly patch: SwapPatch;
  readonly compiled: object;
}

/** Compiles a patch. Rejects as `WebAssembly.compile` does. */
export async function compilePatch(patch: SwapPatch): Promise<CompiledPatch> {
  const { module } = patch;
  const isSmall = module.length <= COMPILED_AT_ONCE;
  return { patch, compiled: isSmall ? new WebAssembly.Module(module) : await WebAssembly.compile(module) };
}

/** As `applyPatch`, at once; throws where that rejects. Functions of the program may be running. */
export function applyCompiled(program: RunningProgram, { patch, compiled }: CompiledPatch): void {
  if (patch.serial !== program.serial + 1)
    throw new RangeError(`patch ${patch.serial} does not follow patch ${program.serial}`);
  const missing = patch.tableSize - program.table.length;
  if (missing > 0) program.table.grow(missing);
  new WebAssembly.Instance(compiled, program.imports);
  program.serial = patch.serial;
  takeExports(program, patch.exports);
}

/**
 * Has the program go on in a new instance of another module, with the values that come over. Its exports stay the same objects as over a patch; all else
 * of it starts afresh, and calls that are under way end in the old instance. Rejects, and changes nothing, where the module cannot be started, or a function that migrates
 * traps.
 */
export async function migrateProgram(program: RunningProgram, { start, moves }: SwapMigration): Promise<void> {
  const fresh = await startProgram(start, program.imports);
  const before = program.exports.memory as Memory;
  const memory = fresh.exports.memory as Memory;
  for (const { from, size, through, to, by } of moves) {
    const bytes = new Uint8Array(before.buffer).slice(from, from + size);
    new Uint8Array(memory.buffer).set(bytes, through);
    (fresh.exports[by] as Exported)(...([through, to] as never[]));
    // There is nothing where data of patches comes.
    new Uint8Array(memory.buffer).fill(0, through, through + size);
  }
  const { exports } = program;
  for (const name of Object.keys(exports))
    if (!(name in program.slots) && !(name in fresh.exports)) delete exports[name];
  for (const [name, value] of Object.entries(fresh.exports)) if (!(name in fresh.slots)) exports[name] = value;
  const { table, imports, serial } = fresh;
  Object.assign(program, { table, imports, serial });
  takeExports(program, fresh.slots);
}

function takeExports(program: RunningProgram, slots: Readonly<Record<string, number>>): void {
  const { exports } = program;
  for (const name of Object.keys(program.slots)) if (!(name in slots)) delete exports[name];
  for (const name of Object.keys(slots)) {
    if (name in program.slots) continue;
    let { table } = program;
    let last = slots[name];
    exports[name] = (...args: never[]): unknown => {
      // One that was taken away stays what it was last.
      if (name in program.slots) {
        last = program.slots[name];
        ({ table } = program);
      }
      return table.get(last)!(...args);
    };
  }
  program.slots = slots;
}
