import { RelocKind } from '../codegen/relocation.ts';
import type { Compilation } from '../compilation/compilation.ts';
import type { LinkedProgram } from '../compilation/linked-program.ts';
import type { SourceMap, SourceMapOptions } from '../compilation/source-map.ts';
import { type Index, NO_INDEX, type StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { printType } from '../intern/print-type.ts';
import { typeOf, variableInit } from '../intern/values.ts';
import { LINKER_SYMBOLS } from '../link/addresses.ts';
import type { FunctionNode } from '../link/graph.ts';
import type { LinkedFunction } from '../link/input.ts';
import { sameBytes } from '../util/common-bytes.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { addLayouts, layoutReason, otherType } from './layouts.ts';
import { onlyMigrated, planMigration } from './migration.ts';
import { writePatchModule } from './patch-module.ts';
import { type KnownNumbers, NoRoom, Resolver } from './resolver.ts';
import { type RunningFunction, RunningImage, type RunningVariable } from './running-image.ts';
import type { Swap, SwapStart } from './swap.ts';

/** Bytes of an entry of the table of error names. */
const SLICE_SIZE = 8;

/**
 * Makes patches for a program that runs, out of updates of its compilation, which has the option `link.isSwappable`. A patch has the functions whose code is
 * another, and constants and variables that are new. It is given where all that is in the memory of the running program is sure to mean the same to
 * the new code: every layout that code relies on, the type and address of every variable, the numbers of errors and tags. Else the reasons are given why
 * the module has to be loaded afresh; values of the running program come over to that where the program has functions for it (`migration.ts`).
 */
export class HotSwap {
  readonly #compilation: Compilation;
  #image: RunningImage | null = null;
  /** The functions in the module that `next` gave last; empty where that was none. */
  #patched: readonly LinkedFunction[] = [];
  /** What is known for the next patch. */
  #numbers: KnownNumbers | null = null;

  constructor(compilation: Compilation) {
    this.#compilation = compilation;
  }

  /**
   * The module of the last update, which the page is about to start: patches are from there on. Null where the last update gave none whose functions can be replaced.
   */
  start(): SwapStart | null {
    const program = this.#compilation.linkedProgram();
    if (program === null) return null;
    if (this.#image !== null) program.rowOwners.delete(this.#image);
    const { image, numbers } = imageOf(program);
    this.#image = image;
    this.#numbers = numbers;
    this.#patched = [];
    program.rowOwners.add(image);
    return { module: program.module, exports: image.exports };
  }

  /**
   * How the running program comes to be that of the last update; null where that gave no module, for which a program waits. A patch counts as applied, and a migration
   * as made: where the page could not, it starts afresh. Costs a short look at all functions, data and types of the program.
   */
  next(): Swap | null {
    this.#patched = [];
    const program = this.#compilation.linkedProgram();
    if (program === null) return null;
    const image = this.#image;
    if (image === null || image.generation !== program.generation)
      return { kind: 'reload', reasons: ['nothing is known of a program that runs'] };
    const types = typeReasons(program, image);
    const variables = runningVariables(program, image);
    const others = [...variableReasons(program, image, variables, types.length === 0), ...errorReasons(program, image)];
    const reasons = [...types, ...others];
    if (reasons.length > 0) return this.#afresh(program, image, reasons);
    try {
      return this.#patch(program, image, variables);
    } catch (thrown) {
      if (thrown instanceof NoRoom) return this.#afresh(program, image, [thrown.message]);
      throw thrown;
    }
  }

  /** The program has to start afresh, for `reasons`. It does with values of the one that runs, where it says how. */
  #afresh(program: LinkedProgram, image: RunningImage, reasons: readonly string[]): Swap {
    const plan = program.sharesWithHost ? null : planMigration(program, image);
    if (plan === null || plan.moves.length === 0 || plan.refusals.length > 0)
      return { kind: 'reload', reasons: [...reasons, ...(plan?.refusals ?? [])] };
    return { kind: 'migrate', migration: { start: this.start()!, moves: plan.moves }, reasons };
  }

  /**
   * The source map of the patch that `next` gave last, as `Compilation.sourceMap` gives that of a whole module; null where it gave none. To be asked before
   * the next update.
   */
  sourceMap(options: SourceMapOptions = {}): SourceMap | null {
    if (this.#patched.length === 0) return null;
    return this.#compilation.linkedProgram()?.sourceMap(this.#patched, options) ?? null;
  }

  #patch(program: LinkedProgram, image: RunningImage, variables: readonly KeptVariable[]): Swap {
    const { placement } = program;
    const { graph } = placement;
    const resolver = new Resolver(program, image, this.#numbers);
    // Where what follows fails, it may have numbers in it that are nobody's.
    this.#numbers = null;
    const slots = new Map<number, number>();
    // All that is reached is in these lists, so that slots and data which are given on the way have their turn too.
    const look = (id: number): void => {
      const node = graph.functions[id];
      if (resolver.isSame(id) || node.kind !== RelocKind.func || resolver.placed.has(id)) return;
      const words = resolver.words(node);
      const isHost = node.imported !== null;
      const slot = resolver.slot(id);
      const running = image.functions.get(node.target as Index);
      resolver.noteSame(id);
      if (running?.slot === slot && (isHost || isSameCode(running, node, words))) return;
      slots.set(slot, id);
      resolver.placed.set(id, runningFunction(node, slot, words));
    };
    placement.functions.ids.forEach(look);
    placement.slots.ids.forEach(look);
    const exports = exportedSlots(program, resolver);
    const { segments, tableSize } = resolver;
    const functions = [...resolver.placed.keys()].map((id) => stringOfBytes(graph.functions[id].name)).sort();
    const isSame = slots.size === 0 && segments.length === 0 && sameExports(image.exports, exports);
    const words = (node: FunctionNode): Int32Array => resolver.words(node);
    const written = isSame ? null : writePatchModule({ graph, slots, segments, words });
    const notes = takeInits(program, variables);
    resolver.commit();
    this.#numbers = resolver.numbers();
    image.exports = exports;
    takeLayouts(program, image);
    if (written === null) return { kind: 'same', notes };
    const { module } = written;
    this.#patched = written.functions;
    image.serial++;
    return { kind: 'patch', patch: { serial: image.serial, module, tableSize, exports, functions, notes } };
  }
}

/** The image of a program that starts from its module, and what is known for its first patch. */
function imageOf(program: LinkedProgram): { readonly image: RunningImage; readonly numbers: KnownNumbers } {
  const { placement, generation, zcu } = program;
  const { graph } = placement;
  const image = new RunningImage(generation);
  image.nextSlot = placement.slots.length + 1;
  image.roomStart = placement.roomStart;
  for (const symbol of LINKER_SYMBOLS) image.linkerSymbols.set(symbol, placement.linkerSymbol(symbol));
  image.roomEnd = placement.end;
  for (const name of placement.errors) image.errors.set(zcu.pool.text(name), image.errors.size + 1);
  if (placement.usesErrorNames) {
    const capacity = Math.floor(placement.errorTableSize / SLICE_SIZE);
    image.errorTable = { address: placement.errorNameTable, capacity };
  }
  const resolver = new Resolver(program, image);
  const data = [...placement.data()];
  for (const id of data) resolver.known(id, placement.dataAddress(id));
  for (const id of placement.slots.ids) resolver.knownSlot(id, placement.slots.positionOf(id) + 1);
  const constants = data.filter((id) => !graph.data[id].isVariable);
  for (const id of data)
    if (graph.data[id].isVariable)
      resolver.noteVariable(graph.data[id].owner, graph.data[id], placement.dataAddress(id));
  for (const id of constants) resolver.noteConstant(resolver.bytes(graph.data[id]), placement.dataAddress(id));
  for (const id of constants) resolver.unite(id, placement.dataAlignment(id));
  for (const id of placement.slots.ids) {
    const node = graph.functions[id];
    resolver.placed.set(id, runningFunction(node, resolver.slot(id), resolver.words(node)));
    resolver.noteSame(id);
  }
  image.exports = exportedSlots(program, resolver);
  image.exportedData = new Set(exportedData(program));
  resolver.commit();
  takeLayouts(program, image);
  return { image, numbers: resolver.numbers() };
}

function runningFunction({ generated, code, relocs }: FunctionNode, slot: number, words: Int32Array): RunningFunction {
  return { slot, generated, code, relocs, words };
}

/** Whether `node` is the code that runs, and refers to what that does. */
function isSameCode(running: RunningFunction, { generated, code, relocs }: FunctionNode, words: Int32Array): boolean {
  if (words.length !== running.words.length || words.some((word, i) => word !== running.words[i])) return false;
  if (generated !== null && generated === running.generated) return true;
  for (let i = 0; i < words.length; i++) {
    if (relocs.kind.data[i] !== running.relocs.kind.data[i]) return false;
    if (relocs.offset.data[i] !== running.relocs.offset.data[i]) return false;
  }
  return sameBytes(code, running.code);
}

function exportedSlots({ placement, exports }: LinkedProgram, resolver: Resolver): Record<string, number> {
  const slots: Record<string, number> = {};
  for (const item of exports) {
    const id = placement.graph.exportedFunction(item);
    if (id !== null) slots[item.name] = resolver.slot(id);
  }
  return slots;
}

function exportedData({ placement, exports }: LinkedProgram): string[] {
  return exports.filter((item) => placement.graph.exportedFunction(item) === null).map(({ name }) => name);
}

function sameExports(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** The layouts of the program, which are those that are known, are from now on those of what runs. */
function takeLayouts(program: LinkedProgram, image: RunningImage): void {
  addLayouts(program, image.layouts, onlyMigrated(program));
  image.layoutsKnownAt = program.zcu.schedule.clock;
}

/** What of layouts is another. Where types have other fields, what follows from that is not told. */
function typeReasons(program: LinkedProgram, image: RunningImage): string[] {
  const reasons = Array.from(image.layouts, ([type, layout]) =>
    layoutReason(program, type, layout, image.layoutsKnownAt),
  );
  const found = reasons.filter((reason) => reason !== null);
  const direct = found.filter(({ isConsequence }) => !isConsequence);
  return (direct.length > 0 ? direct : found).map(({ text }) => text);
}

/** A variable of the running program that the program still has: where, in `SymbolGraph.data`. */
interface KeptVariable {
  readonly id: number;
  readonly running: RunningVariable;
}

function runningVariables({ placement }: LinkedProgram, image: RunningImage): KeptVariable[] {
  const kept: KeptVariable[] = [];
  for (const [decl, running] of image.variables) {
    const id = placement.variable(decl);
    if (id >= 0) kept.push({ id, running });
  }
  return kept;
}

/** What of variables is another. `kept`: those that are there. `arePlacesTold`: whether size and alignment are, which follow from layouts too. */
function variableReasons(
  program: LinkedProgram,
  image: RunningImage,
  kept: readonly KeptVariable[],
  arePlacesTold: boolean,
): string[] {
  const { zcu, placement } = program;
  const { pool, tracked } = zcu;
  const reasons: string[] = [];
  for (const [decl, { name }] of image.variables) {
    const value = pool.decls.valueOf(decl);
    if (tracked.isLost(pool.decls.trackedOf(decl))) reasons.push(`variable \`${name}\` is gone`);
    // Where nothing refers to it, its value is not known, or is what it was.
    else if (value !== NO_INDEX && pool.tag(value) !== ItemTag.variable)
      reasons.push(`\`${name}\` is no variable any more`);
  }
  for (const { id, running } of kept) {
    const { owner, block, align } = placement.graph.data[id];
    const { name, type, typeName, address, size } = running;
    const now = typeOf(pool, pool.decls.valueOf(owner));
    if (now !== type) reasons.push(`variable \`${name}\` is ${otherType(typeName, printType(pool, now))}`);
    else if (!arePlacesTold) continue;
    else if (size !== block.bytes.length) reasons.push(`size of variable \`${name}\` changed`);
    else if (address % (align || block.align) !== 0) reasons.push(`alignment of variable \`${name}\` changed`);
  }
  for (const name of exportedData(program))
    if (!image.exportedData.has(name)) reasons.push(`variable \`${name}\` is exported and was not`);
  return reasons;
}

/** Errors whose numbers are known at compile time have to have those in the running program too. */
function errorReasons({ zcu }: LinkedProgram, image: RunningImage): string[] {
  const reasons: string[] = [];
  let number = 0;
  for (const name of zcu.errorNumbers.view()) {
    const text = zcu.pool.text(name as StringIndex);
    number++;
    if (image.errors.get(text) === number) continue;
    const was = image.errors.get(text) ?? 'none';
    reasons.push(`the number of \`error.${text}\` is known at compile time: it is ${number} and was ${was}`);
  }
  return reasons;
}

/** Takes note of what variables of the running program would start with now. Returns what is to be said of those that would start otherwise. */
function takeInits({ zcu, placement }: LinkedProgram, kept: readonly KeptVariable[]): string[] {
  const { pool } = zcu;
  const notes: string[] = [];
  for (const { id, running } of kept) {
    const { owner } = placement.graph.data[id];
    const init = variableInit(pool, pool.decls.valueOf(owner));
    if (init !== running.init) notes.push(`variable \`${running.name}\` keeps its value; what it starts with changed`);
    running.init = init;
  }
  return notes;
}
