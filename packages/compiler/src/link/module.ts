import { ERROR_TRACE } from '../codegen/error-trace.ts';
import { type Relocations, RelocKind } from '../codegen/relocation.ts';
import { ByteWriter, Op, patchSleb, patchUleb, ValType } from '../codegen/wasm.ts';
import type { DeclIndex, StringIndex } from '../intern/ids.ts';
import { stringOfBytes } from '../util/utf8.ts';
import type { AddressId, SymbolGraph } from './graph.ts';
import type { ByteRange, LinkInput, LinkResult } from './input.ts';
import { layOutMemory, type MemoryLayout } from './layout.ts';
import { writeNameSection } from './names.ts';
import { Numbering } from './numbering.ts';
import { paddedLength, writePadded } from './padding.ts';
import { returnOffset, returnPlace } from './return-places.ts';

enum Section {
  custom,
  type,
  import,
  function,
  table,
  memory,
  global,
  export,
  start,
  element,
  code,
  data,
}

enum External {
  function,
  table,
  memory,
  global,
}

const PAGE_SIZE = 0x1_0000;
const FUNCTION_TYPE = 0x60;
const FUNCREF = 0x70;
const HEADER = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const encoder = new TextEncoder();

/** With how many types the number of each is a byte. */
export const BYTE_TYPES = 128;

/** A linked module with what it was made of. */
export interface Linked {
  readonly symbols: Numbering;
  readonly layout: MemoryLayout;
  readonly isPadded: boolean;
  /** The module. What is behind it is room to grow. */
  readonly out: ByteWriter;
  /** Where the code of each function starts, behind its size. */
  readonly offsets: Uint32Array;
  /** Where the types of the functions stand in the module, a byte each where there are at most `BYTE_TYPES` types. */
  readonly typesAt: number;
  /** Where the size of the code section stands in the module: five bytes. */
  readonly codeSizeAt: number;
  /** Where the code section ends. */
  codeEnd: number;
}

/** What a link gives. `written`: see `LinkResult`. */
export function resultOf({ symbols, out, offsets }: Linked, written: readonly ByteRange[]): LinkResult {
  return {
    module: out.bytes.subarray(0, out.length),
    written,
    importsLen: symbols.imports.length,
    undefinedSymbols: symbols.graph.undefinedSymbols,
    returnOffset: (place) => returnOffset(place, symbols.functions, offsets),
    functionAt(offset) {
      let low = 0;
      let high = offsets.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (offsets[middle] <= offset) low = middle + 1;
        else high = middle;
      }
      if (low === 0) return null;
      const { name, lines } = symbols.functions[low - 1];
      return { name: stringOfBytes(name), lines, offset: offsets[low - 1] };
    },
  };
}

/**
 * Links a module, with what `graph` knows. It is a function of the content that the exports reach: not of the order in which anything was made.
 * `out`: what it is written to, over what is there.
 */
export function link(graph: SymbolGraph, input: LinkInput, out = new ByteWriter(0)): Linked {
  const symbols = new Numbering(graph, input);
  symbols.collect();
  const layout = layOutMemory(symbols, input.options.stackSize);
  out.length = 0;
  out.reserve(estimateSize(symbols));
  out.append(HEADER);
  writeTypes(out, symbols);
  writeImports(out, symbols);
  let typesAt = 0;
  section(out, Section.function, () => {
    out.uleb(symbols.functions.length);
    typesAt = out.length;
    for (const { type } of symbols.functions) out.uleb(symbols.typeNumber(type));
  });
  writeTable(out, symbols);
  writeMemory(out, input, layout);
  const globals = exportedVariables(input, symbols);
  writeGlobals(out, symbols, layout, globals);
  writeExports(out, input, symbols, globals);
  writeElements(out, symbols);
  const codeSizeAt = out.length + 1;
  const isPadded = input.options.padCode;
  const offsets = writeCode(out, symbols, layout, isPadded);
  const codeEnd = out.length;
  writeData(out, symbols, layout);
  if (!input.options.strip) writeNameSection(out, symbols);
  const url = input.options.sourceMapUrl;
  if (url !== null) {
    section(out, Section.custom, () => {
      out.name(encoder.encode('sourceMappingURL'));
      out.name(encoder.encode(url));
    });
  }
  return { symbols, layout, isPadded, out, offsets, typesAt, codeSizeAt, codeEnd };
}

function estimateSize(symbols: Numbering): number {
  let size = 4096;
  for (const { code, name } of symbols.functions) size += paddedLength(code.length) + name.length + 16;
  for (const { node, align } of symbols.data) if (!node.block.isZero) size += node.block.bytes.length + align;
  // Room for edits.
  return size + (size >> 4);
}

/** Writes a section: its number, its size, and what `content` writes. */
function section(out: ByteWriter, id: Section, content: () => void): void {
  out.byte(id);
  const size = out.paddedLeb(0);
  const start = out.length;
  content();
  patchUleb(out.bytes, size, out.length - start);
}

function writeTypes(out: ByteWriter, symbols: Numbering): void {
  section(out, Section.type, () => {
    out.uleb(symbols.types.length);
    for (const { params, results } of symbols.types) {
      out.byte(FUNCTION_TYPE);
      for (const types of [params, results]) {
        out.uleb(types.length);
        for (const type of types) out.byte(type);
      }
    }
  });
}

function writeImports(out: ByteWriter, symbols: Numbering): void {
  if (symbols.imports.length === 0) return;
  section(out, Section.import, () => {
    out.uleb(symbols.imports.length);
    for (const { imported, name, type } of symbols.imports) {
      out.name(encoder.encode(imported!.module));
      out.name(name);
      out.byte(External.function);
      out.uleb(symbols.typeNumber(type));
    }
  });
}

function writeTable(out: ByteWriter, symbols: Numbering): void {
  section(out, Section.table, () => {
    const size = symbols.slots.length + 1;
    out.uleb(1);
    out.byte(FUNCREF);
    out.byte(1);
    out.uleb(size);
    out.uleb(size);
  });
}

function writeMemory(out: ByteWriter, input: LinkInput, layout: MemoryLayout): void {
  const { initialMemory, maxMemory } = input.options;
  section(out, Section.memory, () => {
    out.uleb(1);
    out.byte(maxMemory > 0 ? 1 : 0);
    out.uleb(Math.ceil(Math.max(initialMemory, layout.end) / PAGE_SIZE));
    if (maxMemory > 0) out.uleb(Math.ceil(maxMemory / PAGE_SIZE));
  });
}

/** Number of the global of the first exported variable: those of the stack pointer and the error return trace come first. */
const FIRST_VARIABLE = ERROR_TRACE + 1;

/** An exported variable: the host sees its address as a global. */
interface ExportedVariable {
  readonly name: string;
  readonly address: AddressId;
}

function exportedVariables(input: LinkInput, symbols: Numbering): ExportedVariable[] {
  const variables: ExportedVariable[] = [];
  for (const item of input.exports) {
    const address = symbols.graph.exportedData(item);
    if (address !== null) variables.push({ name: item.name, address });
  }
  return variables;
}

function writeGlobals(
  out: ByteWriter,
  symbols: Numbering,
  layout: MemoryLayout,
  variables: readonly ExportedVariable[],
): void {
  section(out, Section.global, () => {
    out.uleb(FIRST_VARIABLE + variables.length);
    writeGlobal(out, true, layout.start);
    writeGlobal(out, true, 0);
    for (const { address } of variables)
      writeGlobal(out, false, address < 0 ? 0 : layout.addresses[symbols.addressNumber(address)]);
  });
}

function writeGlobal(out: ByteWriter, isMutable: boolean, value: number): void {
  out.byte(ValType.i32);
  out.byte(isMutable ? 1 : 0);
  out.op(Op.i32_const);
  out.sleb(value);
  out.op(Op.end);
}

function writeExports(
  out: ByteWriter,
  input: LinkInput,
  symbols: Numbering,
  variables: readonly ExportedVariable[],
): void {
  const functions = input.exports.flatMap((item) => {
    const ref = symbols.graph.exportedFunction(item);
    return ref === null ? [] : [{ name: item.name, ref }];
  });
  section(out, Section.export, () => {
    out.uleb(1 + functions.length + variables.length);
    out.name(encoder.encode('memory'));
    out.byte(External.memory);
    out.uleb(0);
    for (const { name, ref } of functions) {
      out.name(encoder.encode(name));
      out.byte(External.function);
      out.uleb(symbols.functionIndex(ref));
    }
    variables.forEach(({ name }, i) => {
      out.name(encoder.encode(name));
      out.byte(External.global);
      out.uleb(FIRST_VARIABLE + i);
    });
  });
}

function writeElements(out: ByteWriter, symbols: Numbering): void {
  if (symbols.slots.length === 0) return;
  section(out, Section.element, () => {
    out.uleb(1);
    out.uleb(0);
    out.op(Op.i32_const);
    out.sleb(1);
    out.op(Op.end);
    out.uleb(symbols.slots.length);
    for (const ref of symbols.slots) out.uleb(symbols.functionIndex(ref));
  });
}

function writeCode(out: ByteWriter, symbols: Numbering, layout: MemoryLayout, isPadded: boolean): Uint32Array {
  const offsets = new Uint32Array(symbols.functions.length);
  section(out, Section.code, () => {
    out.uleb(symbols.functions.length);
    symbols.functions.forEach((symbol, i) => {
      const { length } = symbol.code;
      const padded = isPadded ? paddedLength(length) : length;
      out.uleb(padded);
      offsets[i] = out.length;
      out.reserve(padded);
      out.length += padded;
      writeFunction(out.bytes, offsets[i], padded, i, symbols, layout);
    });
  });
  return offsets;
}

/** Writes the code of function `number` at `offset`, as `padded` bytes. */
export function writeFunction(
  bytes: Uint8Array,
  offset: number,
  padded: number,
  number: number,
  symbols: Numbering,
  layout: MemoryLayout,
): void {
  const { code, relocs } = symbols.functions[number];
  writePadded(bytes, offset, code, padded);
  if (relocs.length > 0) relocateCode(bytes, offset, number, symbols, layout);
}

function relocateCode(bytes: Uint8Array, base: number, number: number, symbols: Numbering, layout: MemoryLayout): void {
  const { relocs, targets } = symbols.functions[number];
  const [kinds, offsets, addends] = [relocs.kind.data, relocs.offset.data, relocs.addend.data];
  for (let i = 0; i < targets.length; i++) {
    const at = base + offsets[i];
    const target = targets[i];
    switch (kinds[i] as RelocKind) {
      case RelocKind.func:
      case RelocKind.runtime:
      case RelocKind.tagName:
      case RelocKind.symbol:
        patchUleb(bytes, at, symbols.functionIndex(target));
        break;
      case RelocKind.typeIndex:
        patchUleb(bytes, at, symbols.typeNumber(target));
        break;
      case RelocKind.declAddress:
        patchSleb(bytes, at, addressOf(symbols.graph.declTarget(target as DeclIndex), symbols, layout, addends[i]));
        break;
      case RelocKind.uavAddress:
        patchSleb(bytes, at, addressOf(target, symbols, layout, addends[i]));
        break;
      case RelocKind.errorValue:
        patchSleb(bytes, at, symbols.errorNumber(target as StringIndex)!);
        break;
      case RelocKind.errorNameTable:
        patchSleb(bytes, at, layout.errorNameTable);
        break;
      case RelocKind.errorCount:
        patchSleb(bytes, at, symbols.errors.length + 1);
        break;
      case RelocKind.returnPlace:
        patchSleb(bytes, at, returnPlace(number, target));
        break;
    }
  }
}

/** The number that a pointer is: an address, or a slot of the table. */
function addressOf(address: AddressId, symbols: Numbering, layout: MemoryLayout, addend: number): number {
  const target = symbols.addressNumber(address);
  return target >= 0 ? (layout.addresses[target] + addend) | 0 : -1 - target;
}

function writeData(out: ByteWriter, symbols: Numbering, layout: MemoryLayout): void {
  const size = layout.bytesEnd - layout.start;
  if (size === 0) return;
  section(out, Section.data, () => {
    out.uleb(1);
    out.uleb(0);
    out.op(Op.i32_const);
    out.sleb(layout.start);
    out.op(Op.end);
    out.uleb(size);
    out.reserve(size);
    const base = out.length;
    out.bytes.fill(0, base, base + size);
    out.length += size;
    symbols.data.forEach(({ node }, i) => {
      const { block } = node;
      if (block.isZero) return;
      const at = base + layout.addresses[i] - layout.start;
      out.bytes.set(block.bytes, at);
      relocateData(out.bytes, at, block.relocs, node.targets!, symbols, layout);
    });
    if (symbols.usesErrorNames) writeErrorNames(out.bytes, base, symbols, layout);
  });
}

function relocateData(
  bytes: Uint8Array,
  base: number,
  relocs: Relocations,
  targets: Int32Array,
  symbols: Numbering,
  layout: MemoryLayout,
): void {
  const { kind, offset, addend } = relocs;
  for (let i = 0; i < relocs.length; i++) {
    const at = base + offset.data[i];
    const target = targets[i];
    if (kind.data[i] === RelocKind.errorValue) {
      writeWord(bytes, at, symbols.errorNumber(target as StringIndex)!, 2);
      continue;
    }
    const isDecl = kind.data[i] === RelocKind.declAddress;
    const address = isDecl ? symbols.graph.declTarget(target as DeclIndex) : target;
    writeWord(bytes, at, addressOf(address, symbols, layout, addend.data[i]), 4);
  }
}

function writeWord(bytes: Uint8Array, at: number, value: number, size: 2 | 4): void {
  for (let i = 0; i < size; i++) bytes[at + i] = value >>> (8 * i);
}

function writeErrorNames(bytes: Uint8Array, base: number, symbols: Numbering, layout: MemoryLayout): void {
  symbols.errorNames.forEach((data, i) => {
    const at = base + layout.errorNameTable - layout.start + (i + 1) * 8;
    writeWord(bytes, at, layout.addresses[data], 4);
    writeWord(bytes, at + 4, symbols.data[data].node.block.bytes.length - 1, 4);
  });
}
