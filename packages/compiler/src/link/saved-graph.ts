import type { FunctionCode } from '../codegen/generate.ts';
import { Relocations, RelocKind } from '../codegen/relocation.ts';
import type { ValType } from '../codegen/wasm.ts';
import type { DeclIndex, Index, StringIndex } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { U8Column, U32Column } from '../util/column.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { DataNode, FunctionNode, SymbolGraph } from './graph.ts';
import type { LinkInput } from './input.ts';
import type { ListReader, ListWriter } from './saved-words.ts';

/* All of a `SymbolGraph`, for a process that has the same tables and code, where functions call one another by themselves. */

const NO_RELOCS = new Relocations();
const NO_BYTES = new Uint8Array(0);
const NO_LINES = new Uint32Array(0);

enum FunctionFlag {
  isDefined = 1,
  isImported = 2,
  /** Its code is that which was generated for a function of the pool. */
  isGenerated = 4,
}

enum DataFlag {
  isVariable = 1,
  isZero = 2,
}

/** Writes `graph`. */
export function saveGraph(graph: SymbolGraph, out: ListWriter): void {
  saveFunctions(graph.functions, out);
  saveData(graph.data, out);
  const signatures = graph.types.map(({ params, results }) => [...params, 0, ...results]);
  out.ints(ends(signatures));
  out.ints(signatures.flat());
  out.doubles(graph.types.map(({ key }) => key));
  const { funcs, decls, constants, names, funcTypes, made, byContent, declKeys, declared } = graph.tables;
  for (const map of [funcs, decls, constants, names, funcTypes]) out.ints(map.pairs());
  for (const map of made.values()) out.ints([...map].flat());
  const contents = [...byContent].flatMap(([content, ids]) => ids.map((id) => ({ content, id })));
  out.doubles(contents.map(({ content }) => content));
  out.ints(contents.map(({ id }) => id));
  out.ints([...declKeys.keys()]);
  out.doubles([...declKeys.values()]);
  out.ints([...declared].flatMap(([decl, words]) => [decl, ...words]));
  const found = [...graph.lookups];
  out.ints(found.flatMap(([name, target]) => (target === null ? [] : [name, target.decl, target.value])));
  out.ints(found.flatMap(([name, target]) => (target === null ? [name] : [])));
}

/** Gives `graph`, which is empty, what `saveGraph` wrote. Returns false, with the graph in no order, where code of a function is not there. */
export function restoreGraph(graph: SymbolGraph, from: ListReader, input: LinkInput): boolean {
  if (!restoreFunctions(graph.functions, from, input)) return false;
  restoreData(graph.data, from);
  const { funcs, decls, constants, names, funcTypes, made, byContent, declKeys, declared, namedAfter, typeNumbers } =
    graph.tables;
  const [signatureEnds, signatures, typeKeys] = [from.ints(), from.ints(), from.doubles()];
  for (let i = 0; i < signatureEnds.length; i++) {
    const signature = [...signatures.subarray(startOf(signatureEnds, i), signatureEnds[i])] as ValType[];
    const split = signature.indexOf(0 as ValType);
    const [params, results] = [signature.slice(0, split), signature.slice(split + 1)];
    graph.types.push({ params, results, key: typeKeys[i] });
    typeNumbers.set(`${params.join()}:${results.join()}`, i);
  }
  for (const map of [funcs, decls, constants, names, funcTypes]) map.setAll(from.ints());
  for (const map of made.values()) {
    const pairs = from.ints();
    for (let i = 0; i < pairs.length; i += 2) map.set(pairs[i], pairs[i + 1]);
  }
  const [contents, contentIds] = [from.doubles(), from.ints()];
  for (let i = 0; i < contents.length; i++) {
    const known = byContent.get(contents[i]);
    if (known === undefined) byContent.set(contents[i], [contentIds[i]]);
    else known.push(contentIds[i]);
  }
  const [keyed, keys] = [from.ints(), from.doubles()];
  for (let i = 0; i < keyed.length; i++) {
    declKeys.set(keyed[i] as DeclIndex, keys[i]);
    namedAfter.noteUnknown(keyed[i] * 2 + 1);
  }
  const words = from.ints();
  for (let i = 0; i < words.length; i += 4)
    declared.set(words[i] as DeclIndex, [words[i + 1] as Index, words[i + 2] as Index, words[i + 3]]);
  const [found, missing] = [from.ints(), from.ints()];
  for (let i = 0; i < found.length; i += 3)
    graph.lookups.set(found[i] as StringIndex, { decl: found[i + 1] as DeclIndex, value: found[i + 2] as Index });
  for (const name of missing) graph.lookups.set(name as StringIndex, null);
  graph.functions.forEach(({ kind, target, imported, name }, id) => {
    // What was generated anew since has no name that is known.
    if (name.length === 0) graph.giveName(id);
    const isNamed =
      kind === RelocKind.func ? input.pool.tag(target as Index) !== ItemTag.extern : kind === RelocKind.tagName;
    if (isNamed && imported === null) namedAfter.noteUnknown(id * 2);
  });
  return true;
}

function saveFunctions(functions: readonly FunctionNode[], out: ListWriter): void {
  const words = new U32Column();
  for (const node of functions) {
    const flags =
      (node.isDefined ? FunctionFlag.isDefined : 0) |
      (node.imported === null ? 0 : FunctionFlag.isImported) |
      (node.generated === null ? 0 : FunctionFlag.isGenerated);
    words.pushAll([node.kind, node.target, node.type, flags]);
  }
  out.ints(words.view());
  out.doubles(functions.map(({ key }) => key));
  out.ints(ends(functions.map(({ targets }) => targets)));
  out.ints(functions.flatMap(({ targets }) => [...targets]));
  const others = functions.filter(({ generated }) => generated === null);
  for (const { name, code, relocs, imported } of others) {
    out.bytes(name);
    out.bytes(code);
    saveRelocations([relocs], out);
    if (imported === null) continue;
    out.bytes(bytesOfString(imported.module));
    out.bytes(bytesOfString(imported.name));
  }
}

function restoreFunctions(functions: FunctionNode[], from: ListReader, input: LinkInput): boolean {
  const [words, keys, targetEnds, targets] = [from.ints(), from.doubles(), from.ints(), from.ints()];
  for (let id = 0; id < keys.length; id++) {
    const kind = words[id * 4] as RelocKind;
    const target = words[id * 4 + 1];
    const flags = words[id * 4 + 3];
    const hasGenerated = (flags & FunctionFlag.isGenerated) !== 0;
    const generated = hasGenerated ? input.functionCode(target as Index) : null;
    const name = hasGenerated ? (input.knownName?.(target as Index) ?? null) : from.bytes();
    if (hasGenerated && generated === null) return false;
    const own: Pick<FunctionCode, 'code' | 'relocs' | 'lines'> = generated ?? {
      code: from.bytes(),
      relocs: restoreRelocations(from, 1)[0],
      lines: NO_LINES,
    };
    const isImported = (flags & FunctionFlag.isImported) !== 0;
    functions.push({
      kind,
      target,
      imported: isImported ? { module: stringOfBytes(from.bytes()), name: stringOfBytes(from.bytes()) } : null,
      isDefined: (flags & FunctionFlag.isDefined) !== 0,
      generated,
      name: name ?? NO_BYTES,
      key: keys[id],
      code: own.code,
      relocs: own.relocs,
      targets: targets.subarray(startOf(targetEnds, id), targetEnds[id]),
      lines: own.lines,
      type: words[id * 4 + 2],
    });
  }
  return true;
}

function saveData(data: readonly DataNode[], out: ListWriter): void {
  out.ints(
    data.flatMap(({ block, owner, align, isVariable }) => [
      owner,
      align,
      block.align,
      (isVariable ? DataFlag.isVariable : 0) | (block.isZero ? DataFlag.isZero : 0),
      block.bytes.length,
    ]),
  );
  out.doubles(data.map(({ key }) => key));
  const withBytes = data.filter(({ block }) => !block.isZero);
  const bytes = new U8Column();
  for (const { block } of withBytes) bytes.pushAll(block.bytes);
  out.bytes(bytes.view());
  saveRelocations(
    data.map(({ block }) => block.relocs),
    out,
  );
  out.ints(data.flatMap(({ targets }) => [...targets]));
}

function restoreData(data: DataNode[], from: ListReader): void {
  const [words, keys, bytes] = [from.ints(), from.doubles(), from.bytes()];
  const relocs = restoreRelocations(from, keys.length);
  const targets = from.ints();
  let bytesAt = 0;
  let targetsAt = 0;
  for (let id = 0; id < keys.length; id++) {
    const at = id * 5;
    const length = words[at + 4];
    const isZero = (words[at + 3] & DataFlag.isZero) !== 0;
    const own = isZero ? new Uint8Array(length) : bytes.subarray(bytesAt, bytesAt + length);
    if (!isZero) bytesAt += length;
    const targetsEnd = targetsAt + relocs[id].length;
    data.push({
      block: { bytes: own, relocs: relocs[id], align: words[at + 2], isZero },
      owner: words[at] as DeclIndex,
      align: words[at + 1],
      isVariable: (words[at + 3] & DataFlag.isVariable) !== 0,
      key: keys[id],
      targets: targets.subarray(targetsAt, targetsEnd),
    });
    targetsAt = targetsEnd;
  }
}

function saveRelocations(all: readonly Relocations[], out: ListWriter): void {
  const joined = new Relocations();
  for (const relocs of all) joined.append(relocs);
  out.ints(ends(all));
  out.bytes(joined.kind.view());
  for (const column of [joined.offset, joined.target, joined.addend, joined.detail]) out.ints(column.view());
}

/** What `saveRelocations` wrote of `count`. */
function restoreRelocations(from: ListReader, count: number): Relocations[] {
  const relocEnds = from.ints();
  const words = (): U32Column => U32Column.over(from.words());
  const joined = new Relocations(U8Column.over(from.bytes()), words(), words(), words(), words());
  return Array.from({ length: count }, (_, i) => {
    const [start, end] = [startOf(relocEnds, i), relocEnds[i]];
    return start === end ? NO_RELOCS : joined.part(start, end);
  });
}

/** Where each of `lists` ends, where they are one after the other. */
function ends(lists: readonly { readonly length: number }[]): number[] {
  let end = 0;
  return lists.map(({ length }) => (end += length));
}

function startOf(endsOfLists: Int32Array, i: number): number {
  return i === 0 ? 0 : endsOfLists[i - 1];
}
