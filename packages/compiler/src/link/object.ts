import { ERROR_TRACE, STACK_POINTER } from '../codegen/globals.ts';
import { External, FUNCREF, HEADER, Section, writeType } from '../codegen/module-format.ts';
import { RelocKind } from '../codegen/relocation.ts';
import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import type { DeclIndex } from '../intern/ids.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { functionOfAddress, isFunctionAddress } from './addresses.ts';
import type { LinkInput } from './input.ts';
import { exportedFunctions, exportedVariables, section } from './module.ts';
import { LINKING_SECTION, ObjectSymbols, SYMBOL_TABLE, SymbolKind } from './object-symbols.ts';
import type { Placement } from './placement.ts';
import { relocateCode, writeDataBlock, writeErrorNames } from './relocate.ts';

/*
 * Object files of WebAssembly, as the tool conventions describe them ("linking" and "reloc." sections): what linkers put together to a module.
 * Each function and each piece of data is a symbol, so that a linker leaves out what nothing refers to.
 */

/** What a linker is to write in a place, and with which number of these kinds it is told. */
enum Reloc {
  functionIndex = 0,
  tableIndexSleb = 1,
  tableIndexI32 = 2,
  memoryAddressSleb = 4,
  memoryAddressI32 = 5,
  typeIndex = 6,
  globalIndex = 7,
}

interface ObjectReloc {
  readonly kind: Reloc;
  /** From the start of what the section contains, in bytes. */
  readonly at: number;
  /** A symbol, or a type. */
  readonly index: number;
  readonly addend: number;
}

const ENV = 'env';
const LINKING_VERSION = 2;
const SEGMENT_INFO = 5;
const FEATURE_USED = 0x2b;

/** A piece of data in the file. */
interface Segment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly align: number;
  readonly relocs: readonly ObjectReloc[];
}

/** The object file of what is placed: its symbols are what the program exports, and what it needs of others. */
export function writeObject(placement: Placement, input: LinkInput): Uint8Array {
  const { graph, functions, types } = placement;
  const out = new ByteWriter(1 << 16);
  const symbols = symbolsOf(placement, input);
  const segments = segmentsOf(placement, symbols);
  let sections = 0;
  const add = (id: Section, content: () => void): number => {
    section(out, id, content);
    return sections++;
  };
  const custom = (name: string, content: () => void): void => {
    add(Section.custom, () => {
      out.name(bytesOfString(name));
      content();
    });
  };
  out.append(HEADER);
  add(Section.type, () => {
    out.uleb(types.length);
    for (let number = 0; number < types.length; number++) writeType(out, graph.types[types.at(number)]);
  });
  add(Section.import, () => writeImports(out, placement));
  add(Section.function, () => {
    out.uleb(functions.length);
    for (let number = 0; number < functions.length; number++)
      out.uleb(types.positionOf(graph.functions[functions.at(number)].type));
  });
  add(Section.global, () => {
    out.uleb(1);
    out.byte(ValType.i32);
    out.byte(1);
    out.op(Op.i32_const);
    out.sleb(0);
    out.op(Op.end);
  });
  const codeRelocs: ObjectReloc[] = [];
  const code = add(Section.code, () => {
    const start = out.length;
    out.uleb(functions.length);
    for (let number = 0; number < functions.length; number++) {
      const bytes = graph.functions[functions.at(number)].code;
      out.uleb(bytes.length);
      const at = out.length;
      out.append(bytes);
      relocateCode(out.bytes, at, number, placement);
      addRelocsOfCode(codeRelocs, placement, symbols, number, at - start);
    }
  });
  const dataRelocs: ObjectReloc[] = [];
  const data = add(Section.data, () => {
    const start = out.length;
    let address = 0;
    out.uleb(segments.length);
    for (const { bytes, align, relocs } of segments) {
      address = Math.ceil(address / align) * align;
      out.uleb(0);
      out.op(Op.i32_const);
      out.sleb(address);
      out.op(Op.end);
      out.uleb(bytes.length);
      const at = out.length - start;
      out.append(bytes);
      for (const reloc of relocs) dataRelocs.push({ ...reloc, at: reloc.at + at });
      address += bytes.length;
    }
  });
  custom(LINKING_SECTION, () => {
    out.uleb(LINKING_VERSION);
    section(out, SYMBOL_TABLE, () => symbols.write(out));
    section(out, SEGMENT_INFO, () => {
      out.uleb(segments.length);
      for (const { name, align } of segments) {
        out.name(bytesOfString(name));
        out.uleb(Math.log2(align));
        out.uleb(0);
      }
    });
  });
  custom('reloc.CODE', () => writeRelocs(out, code, codeRelocs));
  custom('reloc.DATA', () => writeRelocs(out, data, dataRelocs));
  custom('target_features', () => {
    out.uleb(input.options.features.length);
    for (const feature of input.options.features) {
      out.byte(FEATURE_USED);
      out.name(bytesOfString(feature));
    }
  });
  return out.toBytes();
}

function writeImports(out: ByteWriter, { graph, imports, types }: Placement): void {
  out.uleb(imports.length + 3);
  const named = (module: string, name: Uint8Array): void => {
    out.name(bytesOfString(module));
    out.name(name);
  };
  named(ENV, bytesOfString('__linear_memory'));
  out.byte(External.memory);
  out.uleb(0);
  out.uleb(0);
  for (const id of imports.ids) {
    const { imported, name, type } = graph.functions[id];
    named(imported!.module, name);
    out.byte(External.function);
    out.uleb(types.positionOf(type));
  }
  named(ENV, bytesOfString('__stack_pointer'));
  out.byte(External.global);
  out.byte(ValType.i32);
  out.byte(1);
  named(ENV, bytesOfString('__indirect_function_table'));
  out.byte(External.table);
  out.byte(FUNCREF);
  out.uleb(0);
  out.uleb(0);
}

/** The symbols of what is placed: functions by their indices, data in its order, the two globals, and one for the table of error names. */
function symbolsOf(placement: Placement, input: LinkInput): ObjectSymbols {
  const { graph, functions, imports } = placement;
  const symbols = new ObjectSymbols();
  const exported = new Map<number, string[]>();
  for (const { name, id } of exportedFunctions(input, placement)) exported.set(id, [...(exported.get(id) ?? []), name]);
  for (const id of imports.ids) {
    const { imported, name } = graph.functions[id];
    const { module } = imported!;
    // As officially, so that both mean the same.
    const explicit = module === ENV ? null : `${stringOfBytes(name)}|${module}`;
    symbols.addUndefined(SymbolKind.function, `f${id}`, placement.functionIndex(id), explicit);
  }
  for (let number = 0; number < functions.length; number++) {
    const id = functions.at(number);
    const names = exported.get(id) ?? [];
    const index = placement.functionIndex(id);
    if (names.length === 0) symbols.addFunction(`f${id}`, stringOfBytes(graph.functions[id].name), index, true);
    for (const name of names) symbols.addFunction(`f${id}`, name, index, false);
  }
  symbols.addUndefined(SymbolKind.global, `g${STACK_POINTER}`, STACK_POINTER, null);
  symbols.addGlobal(`g${ERROR_TRACE}`, '__error_return_trace', ERROR_TRACE);
  const variables = new Map<number, string[]>();
  for (const { name, address } of exportedVariables(input, placement))
    variables.set(address, [...(variables.get(address) ?? []), name]);
  let segment = 0;
  for (const id of placement.data()) {
    const names = variables.get(id) ?? [];
    const size = graph.data[id].block.bytes.length;
    if (names.length === 0) symbols.addData(`d${id}`, `.L${segment}`, segment, size, true);
    for (const name of names) symbols.addData(`d${id}`, name, segment, size, false);
    segment++;
  }
  if (placement.usesErrorNames)
    symbols.addData(ERROR_NAMES, '.Lerror_names', segment, (placement.errors.length + 1) * NAME_SIZE, true);
  return symbols;
}

const ERROR_NAMES = 'error names';
/** Bytes of a slice. */
const NAME_SIZE = 8;

function segmentsOf(placement: Placement, symbols: ObjectSymbols): Segment[] {
  const { graph, start } = placement;
  // Bytes as they are in a module, of which the addresses are relocated again.
  const image = new Uint8Array(placement.end - start);
  const segments = [...placement.data()].map((id, i): Segment => {
    const { block, targets, isVariable } = graph.data[id];
    const { kind, offset, addend } = block.relocs;
    writeDataBlock(image, 0, id, placement);
    const at = placement.dataAddress(id) - start;
    const relocs: ObjectReloc[] = [];
    for (let j = 0; j < targets.length; j++) {
      const reloc = pointerReloc(kind.data[j], targets[j], addend.data[j], offset.data[j], true, placement, symbols);
      if (reloc !== null) relocs.push(reloc);
    }
    return {
      name: `${isVariable ? (block.isZero ? '.bss' : '.data') : '.rodata'}.${i}`,
      bytes: image.slice(at, at + block.bytes.length),
      align: placement.dataAlignment(id),
      relocs,
    };
  });
  if (placement.usesErrorNames) segments.push(errorNames(image, placement, symbols));
  return segments;
}

function errorNames(image: Uint8Array, placement: Placement, symbols: ObjectSymbols): Segment {
  const { errors, errorNameTable, graph, start } = placement;
  writeErrorNames(image, 0, placement);
  const at = errorNameTable - start;
  return {
    name: '.rodata.error_names',
    bytes: image.slice(at, at + (errors.length + 1) * NAME_SIZE),
    align: 4,
    relocs: errors.map((name, i) => ({
      kind: Reloc.memoryAddressI32,
      at: (i + 1) * NAME_SIZE,
      index: symbols.indexOf(`d${graph.nameData(name)}`),
      addend: 0,
    })),
  };
}

/** Adds to `found` what a linker has to write into the code of function `number`, which starts at `base`. */
function addRelocsOfCode(
  found: ObjectReloc[],
  placement: Placement,
  symbols: ObjectSymbols,
  number: number,
  base: number,
): void {
  const { relocs, targets } = placement.graph.functions[placement.functions.at(number)];
  for (let i = 0; i < targets.length; i++) {
    const at = base + relocs.offset.data[i]!;
    const target = targets[i]!;
    const add = (kind: Reloc, index: number): void => void found.push({ kind, at, index, addend: 0 });
    const kind: RelocKind = relocs.kind.data[i]!;
    switch (kind) {
      case RelocKind.func:
      case RelocKind.runtime:
      case RelocKind.tagName:
      case RelocKind.symbol:
        add(Reloc.functionIndex, symbols.indexOf(`f${target}`));
        break;
      case RelocKind.typeIndex:
        add(Reloc.typeIndex, placement.types.positionOf(target));
        break;
      case RelocKind.declAddress:
      case RelocKind.uavAddress: {
        const reloc = pointerReloc(kind, target, relocs.addend.data[i]!, at, false, placement, symbols);
        if (reloc !== null) found.push(reloc);
        break;
      }
      case RelocKind.errorNameTable:
        add(Reloc.memoryAddressSleb, symbols.indexOf(ERROR_NAMES));
        break;
      case RelocKind.global:
        add(Reloc.globalIndex, symbols.indexOf(`g${target}`));
        break;
      case RelocKind.errorValue:
      case RelocKind.errorCount:
      case RelocKind.returnPlace:
        break;
    }
  }
}

/** What a linker has to write for a pointer; null where that is a number whatever is linked, or no pointer. */
function pointerReloc(
  kind: RelocKind,
  target: number,
  addend: number,
  at: number,
  isData: boolean,
  placement: Placement,
  symbols: ObjectSymbols,
): ObjectReloc | null {
  if (kind !== RelocKind.declAddress && kind !== RelocKind.uavAddress) return null;
  const address = kind === RelocKind.declAddress ? placement.graph.declTarget(target as DeclIndex) : target;
  if (address >= 0)
    return {
      kind: isData ? Reloc.memoryAddressI32 : Reloc.memoryAddressSleb,
      at,
      index: symbols.indexOf(`d${address}`),
      addend: addend | 0,
    };
  if (!isFunctionAddress(address)) return null;
  return {
    kind: isData ? Reloc.tableIndexI32 : Reloc.tableIndexSleb,
    at,
    index: symbols.indexOf(`f${functionOfAddress(address)}`),
    addend: 0,
  };
}

function writeRelocs(out: ByteWriter, ofSection: number, relocs: readonly ObjectReloc[]): void {
  out.uleb(ofSection);
  out.uleb(relocs.length);
  for (const { kind, at, index, addend } of relocs.toSorted((a, b) => a.at - b.at)) {
    out.byte(kind);
    out.uleb(at);
    out.uleb(index);
    if (kind === Reloc.memoryAddressSleb || kind === Reloc.memoryAddressI32) out.sleb(addend);
  }
}
