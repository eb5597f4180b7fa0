import { RelocKind } from '../codegen/relocation.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { isContained } from '../util/fault.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { SymbolGraph } from './graph.ts';
import type { LinkChanges, LinkExport, LinkInput, LinkResult, LinkTarget } from './input.ts';
import type { KnownModule } from './known-module.ts';
import { exportsCallCtors, type Linked, resultOf, writeModule } from './module.ts';
import { patchModule } from './patch.ts';
import { type Moves, Placement } from './placement.ts';
import {
  ERROR_NAMES,
  References,
  ROOT,
  type Targets,
  type Vertex,
  VertexKind,
  vertexKind,
  vertexOf,
} from './references.ts';
import { restoreGraph, saveGraph } from './saved-graph.ts';
import { ListReader, ListWriter } from './saved-words.ts';
import { targetsOnly, verticesOfAddress } from './targets.ts';

/** How many things that nothing refers to any more are kept at least. */
const UNUSED_KEPT = 10_000;

/** What is kept from link to link. */
interface Kept {
  readonly input: Pick<LinkInput, 'options' | 'exports'>;
  /** The values of what is exported. */
  readonly exported: readonly Index[];
  readonly graph: SymbolGraph;
  readonly references: References;
  readonly placement: Placement;
}

/**
 * Links again and again. What is reached, and where it is, is kept; what changed is brought up to date in it, and in the module that there is. Where that
 * has other parts then, or parts of other sizes, all of it is written.
 */
export class Linker {
  #kept: Kept | null = null;
  #linked: Linked | null = null;

  /**
   * The module of what `input` has. It is a function of the content that the exports reach: not of the order in which anything was made, nor of what
   * was linked before. `changes`: what may be another than in the call before.
   */
  link(input: LinkInput, changes: LinkChanges): LinkResult {
    const kept = this.#kept;
    this.#kept = null;
    const decls = new Set(changes.decls);
    if (kept !== null && !changes.areTypesOther && isUsable(kept, input, decls)) {
      const result = this.#tryAgain(kept, input, changes, decls);
      if (result !== null) return result;
    }
    return this.#linkAnew(input);
  }

  /** What functions with code are called, in UTF-8. Of one whose code changed and that is not reached any more there is no name. */
  *names(): Generator<readonly [Index, Uint8Array]> {
    for (const { kind, target, generated, isDefined, name } of this.#kept?.graph.functions ?? [])
      if (kind === RelocKind.func && generated !== null && isDefined) yield [target as Index, name];
  }

  /** Where everything is in the module of the last link; null if there was none. */
  get placement(): Placement | null {
    return this.#kept?.placement ?? null;
  }

  /** The module of the last link, with the places of its functions; null if there was none. */
  known(): KnownModule | null {
    if (this.#linked === null) return null;
    const { placement, out, isPadded, code } = this.#linked;
    const { functions, graph } = placement;
    const pooled = Uint32Array.from({ length: functions.length }, (_, number) => {
      const id = functions.at(number);
      return id >= 0 && graph.functions[id].kind === RelocKind.func ? graph.functions[id].target : NO_INDEX;
    });
    return { out, isPadded, functions: pooled, code };
  }

  /**
   * All that is kept, for `restore` in a process with the same tables and code; null if there is nothing, or it is of a module whose code is not as it is kept. What was generated for
   * functions, and what these are called, is not among it.
   */
  save(): Uint8Array | null {
    const kept = this.#kept;
    if (kept === null || kept.input.options.isSwappable || kept.graph.undefinedSymbols.length > 0) return null;
    const out = new ListWriter();
    const { exports } = kept.input;
    out.ints(exports.flatMap(({ decl, value }, i) => [decl, value, kept.exported[i]]));
    for (const { name } of exports) out.bytes(bytesOfString(name));
    saveGraph(kept.graph, out);
    kept.references.save(out);
    kept.placement.save(out);
    return out.finish();
  }

  /** Takes over what `save` gave; `bytes` start at a multiple of 8 in their buffer and are kept. Where that cannot be, the next link is of all anew. */
  restore(bytes: Uint8Array, input: LinkInput): void {
    const from = new ListReader(bytes);
    const words = from.ints();
    const exports: LinkExport[] = [];
    const exported: Index[] = [];
    for (let i = 0; i < words.length; i += 3) {
      const name = stringOfBytes(from.bytes());
      exports.push({ name, decl: words[i] as DeclIndex, value: words[i + 1] as Index });
      exported.push(words[i + 2] as Index);
    }
    const { graph, references, placement } = emptyLink(input);
    if (!restoreGraph(graph, from, input)) return;
    references.restore(from);
    placement.restore(from);
    this.#kept = { input: { options: input.options, exports }, exported, graph, references, placement };
  }

  #linkAnew(input: LinkInput): LinkResult {
    const kept = { input, exported: exportedValues(input), ...emptyLink(input) };
    const { graph } = kept;
    place(kept, input, new Map([[ROOT, rootTargets(graph, input)]]), [], true);
    return this.#write(kept, input);
  }

  /**
   * As `#linkAgain`; null too where that fails. It brings all up to date that was reached when it was linked last, and what is not reached any more may
   * have no code now, or layouts that nobody knows. What is reached fails when it is linked anew.
   */
  #tryAgain(last: Kept, input: LinkInput, changes: LinkChanges, decls: ReadonlySet<DeclIndex>): LinkResult | null {
    try {
      return this.#linkAgain(last, input, changes, decls);
    } catch (thrown) {
      if (!isContained(thrown)) throw thrown;
      return null;
    }
  }

  /** Null where all is to be linked anew. */
  #linkAgain(last: Kept, input: LinkInput, changes: LinkChanges, decls: ReadonlySet<DeclIndex>): LinkResult | null {
    const { graph, references, placement } = last;
    const exported = exportedValues(input);
    const kept = { input, exported, graph, references, placement };
    graph.continueWith(input);
    const changedDecls = [...decls].filter((decl) => graph.forgetDecl(decl));
    const functions: number[] = [];
    for (const func of changes.functions) {
      const id = graph.find(func);
      if (id === null) continue;
      graph.forgetCode(id);
      if (references.has(vertexOf(VertexKind.func, id))) functions.push(id);
    }
    const candidates: Vertex[] = [
      ...functions.map((id) => vertexOf(VertexKind.func, id)),
      ...changedDecls.map((decl) => vertexOf(VertexKind.decl, decl)).filter((decl) => references.has(decl)),
    ];
    const changed = new Map<Vertex, Targets>();
    for (const vertex of candidates) {
      const targets = graph.targetsOf(vertex);
      // A declaration without an address may have no other one than it had.
      if (vertexKind(vertex) === VertexKind.decl || !references.refersTo(vertex, targets)) changed.set(vertex, targets);
    }
    const hasSameExports = isSameExports(last, kept);
    if (!hasSameExports) changed.set(ROOT, rootTargets(graph, input));
    const renamed = graph.renamed(changes.renamed);
    const isReordered = changed.size > 0;
    const moves = place(kept, input, changed, renamed, isReordered);
    // They are told in the order in which a link from nothing meets them.
    if (graph.undefinedSymbols.length > 0) return null;
    if (graph.functions.length + graph.data.length > 2 * references.size + UNUSED_KEPT) return null;
    if (moves.isAnew || !hasSameExports || this.#linked === null) return this.#write(kept, input);
    const written = patchModule(this.#linked, input, references, functions, changed.keys(), moves);
    if (written === null) return this.#write(kept, input);
    this.#kept = kept;
    return resultOf(this.#linked, written);
  }

  #write(kept: Kept, input: LinkInput): LinkResult {
    const linked = writeModule(kept.placement, input, this.#linked?.out);
    this.#linked = linked;
    this.#kept = kept;
    return resultOf(linked, [{ start: 0, end: linked.out.length }]);
  }
}

/** A link of nothing. */
function emptyLink(input: LinkInput): Pick<Kept, 'graph' | 'references' | 'placement'> {
  const graph = new SymbolGraph(input);
  const references = new References((vertex) => graph.targetsOf(vertex));
  return { graph, references, placement: new Placement(graph, references, input.pool, input.options) };
}

/** Brings what is reached up to date, and places it. */
function place(
  { references, placement, graph }: Kept,
  input: LinkInput,
  changed: ReadonlyMap<Vertex, Targets>,
  renamed: readonly Vertex[],
  isReordered: boolean,
): Moves {
  const change = references.update(changed);
  const { errors } = placement;
  placement.updateErrors(change, input.errors);
  const areSame = placement.errors === errors && !change.added.includes(ERROR_NAMES);
  if (areSame || !references.has(ERROR_NAMES)) return placement.update(change, renamed, isReordered);
  const names = targetsOnly(placement.errors.flatMap((name) => verticesOfAddress(graph.nameData(name))));
  if (references.refersTo(ERROR_NAMES, names)) return placement.update(change, renamed, isReordered);
  const further = references.update(new Map([[ERROR_NAMES, names]]));
  const added = [...change.added, ...further.added];
  const dropped = [...change.dropped, ...further.dropped];
  const promised = new Set([...change.promised, ...further.promised]);
  return placement.update({ added, dropped, promised }, renamed, true);
}

function exportedValues({ exports, pool }: LinkInput): Index[] {
  return exports.map(({ decl, value }) => (decl === NO_DECL ? value : pool.decls.valueOf(decl)));
}

function rootTargets(graph: SymbolGraph, input: LinkInput): Targets {
  const { exports, options } = input;
  const kind = options.isSwappable ? VertexKind.slot : VertexKind.func;
  const vertices = exports.flatMap((item) => {
    const func = graph.exportedFunction(item);
    if (func !== null) return [vertexOf(kind, func)];
    return item.decl === NO_DECL
      ? verticesOfAddress(graph.exportedData(item)!)
      : [vertexOf(VertexKind.decl, item.decl)];
  });
  if (exportsCallCtors(input)) vertices.push(vertexOf(kind, graph.callCtors()));
  return targetsOnly([...new Set(vertices)]);
}

/** Whether what is kept holds for `input` too, in which `decls` may have other values, but for what changes say. */
function isUsable({ input: last, graph }: Kept, input: LinkInput, decls: ReadonlySet<DeclIndex>): boolean {
  if (last.options !== input.options || graph.undefinedSymbols.length > 0) return false;
  for (const [name, found] of graph.lookups) {
    if (!isSameTarget(input.symbol(name), found) || (found !== null && decls.has(found.decl))) return false;
  }
  return true;
}

function isSameExports(last: Kept, kept: Kept): boolean {
  if (last.input.exports.length !== kept.input.exports.length) return false;
  return kept.input.exports.every(({ name, decl }, i) => {
    const was = last.input.exports[i];
    return was.name === name && was.decl === decl && last.exported[i] === kept.exported[i];
  });
}

function isSameTarget(a: LinkTarget | null, b: LinkTarget | null): boolean {
  return a === null || b === null ? a === b : a.decl === b.decl && a.value === b.value;
}
