import { ERROR_TRACE } from '../codegen/globals.ts';
import {
  External,
  FUNCREF,
  FUNCTION_NAMES,
  HEADER,
  NAME_SECTION,
  Section,
  writeType,
} from '../codegen/module-format.ts';
import { CALL_CTORS } from '../codegen/runtime.ts';
import { ByteWriter, Op, patchSleb, patchUleb, ValType } from '../codegen/wasm.ts';
import { stringOfBytes } from '../util/utf8.ts';
import { type AddressId, addressOfLinkerSymbol } from './addresses.ts';
import { type Entries, NUMBER_SIZE, type SizeAt } from './entries.ts';
import {
  type ByteRange,
  type LinkedFunction,
  type LinkInput,
  type LinkOptions,
  type LinkResult,
  PAGE_SIZE,
} from './input.ts';
import { nameEntry, writeGlobalNames, writeNameEntry } from './names.ts';
import { paddedLength, writePadded } from './padding.ts';
import type { Placement } from './placement.ts';
import { relocateCode, writeDataBlock, writeErrorNames } from './relocate.ts';
import { type FunctionCodePlace, returnOffset } from './return-places.ts';
import { testPrints } from './test-prints.ts';

const encoder = new TextEncoder();

/** Code of a number that no function has, with its size. */
const NO_CODE = Uint8Array.of(3, 0, Op.unreachable, Op.end);

/** A linked module with what it was made of. */
export interface Linked {
  readonly placement: Placement;
  readonly isPadded: boolean;
  /** The module. What is behind it is room to grow. */
  readonly out: ByteWriter;
  /** Where the types end. */
  readonly typesEnd: number;
  /** Where the types of the functions stand in the module. */
  readonly typesAt: number;
  /** Where the numbers of the functions in the table stand, five bytes each. */
  readonly elementsAt: number;
  /** By exported function: where its number stands, five bytes. */
  readonly exportsAt: readonly number[];
  /** By exported variable: where its address stands, five bytes. */
  readonly globalsAt: readonly number[];
  /** An entry for each number of a function: the size of its code, and its code. */
  readonly code: Entries;
  /** Where the bytes of the data start. */
  dataAt: number;
  /** The names of the functions, an entry for each number, empty where it is not in use; null where the module has none. */
  readonly names: Entries | null;
}

/** What a link gives. `written`: see `LinkResult`. */
export function resultOf({ placement, out, code }: Linked, written: readonly ByteRange[]): LinkResult {
  const { graph, functions } = placement;
  const { starts } = code;
  const linkedFunction = (number: number): LinkedFunction | null => {
    const id = number < 0 ? -1 : functions.at(number);
    if (id < 0) return null;
    const { name, lines } = graph.functions[id];
    return { name: stringOfBytes(name), lines, offset: codeStart(out, starts, number) };
  };
  return {
    module: out.bytes.subarray(0, out.length),
    written,
    memoryEnd: placement.end,
    undefinedSymbols: graph.undefinedSymbols,
    returnOffset(place) {
      const codeOf = (number: number): FunctionCodePlace | null => {
        const id = number < functions.length ? functions.at(number) : -1;
        return id < 0 ? null : { relocs: graph.functions[id].relocs, offset: codeStart(out, starts, number) };
      };
      return returnOffset(place, codeOf);
    },
    errors: placement.errors,
    testPrints: (roots) => testPrints(placement, roots),
    functionAt(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (starts[middle] <= offset) low = middle + 1;
        else high = middle;
      }
      return linkedFunction(low - 1);
    },
    functions() {
      const all = Array.from({ length: functions.length }, (_, number) => linkedFunction(number));
      return all.filter((one) => one !== null);
    },
  };
}

/** Where the code of a function starts, behind its size. */
export function codeStart(out: ByteWriter, starts: Uint32Array, number: number): number {
  let at = starts[number];
  while (out.bytes[at++] >= 0x80);
  return at;
}

/** Writes the module of what is placed, over what is in `out`. It is a function of what is placed where. */
export function writeModule(placement: Placement, input: LinkInput, out = new ByteWriter(0)): Linked {
  out.length = 0;
  out.reserve(estimateSize(placement));
  out.append(HEADER);
  writeTypes(out, placement);
  const typesEnd = out.length;
  writeImports(out, input, placement);
  let typesAt = 0;
  section(out, Section.function, () => {
    const { length } = placement.functions;
    const size = length * typeWidth(placement);
    out.uleb(length);
    typesAt = out.length;
    out.reserve(size);
    out.length += size;
    for (let number = 0; number < length; number++) patchType(out, typesAt, placement, number);
  });
  if (input.options.table !== 'imported') {
    section(out, Section.table, () => {
      out.uleb(1);
      writeTableType(out, placement, !input.options.isSwappable);
    });
  }
  if (!input.options.importsMemory) {
    section(out, Section.memory, () => {
      out.uleb(1);
      writeMemoryType(out, input.options, placement);
    });
  }
  const variables = exportedVariables(input, placement);
  const globalsAt = writeGlobals(out, placement, variables, !input.options.padCode);
  const exportsAt = writeExports(out, input, placement, variables);
  const elementsAt = writeElements(out, placement);
  const isPadded = input.options.padCode;
  const code = writeCode(out, placement, isPadded);
  const dataAt = writeData(out, placement);
  const names = input.options.strip ? null : writeNames(out, placement);
  return { placement, isPadded, out, typesEnd, typesAt, elementsAt, exportsAt, globalsAt, code, dataAt, names };
}

function estimateSize(placement: Placement): number {
  const { functions, graph } = placement;
  let size = 4096 + placement.bytesEnd - placement.start + functions.length * 8;
  for (const id of functions.ids)
    size += paddedLength(graph.functions[id].code.length) + graph.functions[id].name.length + 16;
  // Room for edits.
  return size + (size >> 4);
}

/** Writes a section, or a part of one: its number, its size, and what `content` writes. Returns its size. */
export function section(out: ByteWriter, id: number, content: () => void): SizeAt {
  out.byte(id);
  const size = out.paddedLeb(0);
  const start = out.length;
  content();
  const value = out.length - start;
  patchUleb(out.bytes, size, value);
  return { at: size, value };
}

/** Where the type section is in a module. */
const TYPES_AT = HEADER.length;

/** Writes the types of functions. Behind them is some room, in a section without a meaning, so that one more leaves the rest where it is. */
function writeTypes(out: ByteWriter, { types, graph, hasRoom }: Placement): void {
  section(out, Section.type, () => {
    out.uleb(types.length);
    for (let number = 0; number < types.length; number++) {
      const id = types.at(number);
      writeType(out, id < 0 ? NO_TYPE : graph.types[id]);
    }
  });
  if (!hasRoom) return;
  section(out, Section.custom, () => {
    out.name(encoder.encode('room'));
    const size = out.length - TYPES_AT;
    out.append(new Uint8Array(Math.ceil(size / TYPES_STEP) * TYPES_STEP - size));
  });
}

const NO_TYPE = { params: [], results: [] };
/** The types of functions, with the room behind them, take a multiple of so many bytes. */
const TYPES_STEP = 256;

/** Writes the types of functions again. Returns where, or null if they no longer have room where they are: up to `typesEnd`. */
export function patchTypes(out: ByteWriter, typesEnd: number, placement: Placement): ByteRange | null {
  const types = new ByteWriter(0);
  types.length = TYPES_AT;
  types.reserve(0);
  writeTypes(types, placement);
  if (types.length !== typesEnd) return null;
  out.bytes.set(types.bytes.subarray(TYPES_AT, typesEnd), TYPES_AT);
  return { start: TYPES_AT, end: typesEnd };
}

/** In how many bytes the number of a type is written where the types of functions are. */
function typeWidth({ types }: Placement): number {
  return types.length <= 0x80 ? 1 : 2;
}

/** Writes the type of function `number` where it stands, and returns where that is. `typesAt`: where those of all functions do. */
export function patchType(out: ByteWriter, typesAt: number, placement: Placement, number: number): ByteRange {
  const { functions, types, graph } = placement;
  const id = functions.at(number);
  const type = id < 0 ? 0 : types.positionOf(graph.functions[id].type);
  const width = typeWidth(placement);
  const at = typesAt + number * width;
  out.bytes[at] = width === 1 ? type : (type & 0x7f) | 0x80;
  if (width === 2) out.bytes[at + 1] = type >>> 7;
  return { start: at, end: at + width };
}

/** The module that memory and table are imported from, and what they are called there. */
const HOST = encoder.encode('env');
const MEMORY = encoder.encode('memory');
export const TABLE_NAME = '__indirect_function_table';
const TABLE = encoder.encode(TABLE_NAME);

function writeImports(out: ByteWriter, { options }: LinkInput, placement: Placement): void {
  const { imports, types, graph } = placement;
  const importsTable = options.table === 'imported';
  const count = imports.length + (options.importsMemory ? 1 : 0) + (importsTable ? 1 : 0);
  if (count === 0) return;
  section(out, Section.import, () => {
    out.uleb(count);
    if (options.importsMemory) {
      out.name(HOST);
      out.name(MEMORY);
      out.byte(External.memory);
      writeMemoryType(out, options, placement);
    }
    for (const id of imports.ids) {
      const { imported, name, type } = graph.functions[id];
      out.name(encoder.encode(imported!.module));
      out.name(name);
      out.byte(External.function);
      out.uleb(types.positionOf(type));
    }
    if (importsTable) {
      out.name(HOST);
      out.name(TABLE);
      out.byte(External.table);
      writeTableType(out, placement, false);
    }
  });
}

function writeTableType(out: ByteWriter, { slots }: Placement, hasLimit: boolean): void {
  const size = slots.length + 1;
  out.byte(FUNCREF);
  out.byte(hasLimit ? 1 : 0);
  out.uleb(size);
  if (hasLimit) out.uleb(size);
}

const HAS_MAXIMUM = 1;
const IS_SHARED = 2;

function writeMemoryType(out: ByteWriter, options: LinkOptions, { pages }: Placement): void {
  const { maxMemory, isMemoryShared } = options;
  const hasMaximum = isMemoryShared || maxMemory > 0;
  out.byte((hasMaximum ? HAS_MAXIMUM : 0) | (isMemoryShared ? IS_SHARED : 0));
  out.uleb(pages);
  if (hasMaximum) out.uleb(maxMemory > 0 ? Math.ceil(maxMemory / PAGE_SIZE) : pages);
}

/** What the global of the stack pointer is called, which is the first one. */
export const STACK_POINTER_NAME = '__stack_pointer';
/** What the globals are called that code uses, where they are exported: `STACK_POINTER` and `ERROR_TRACE`. */
export const OWN_GLOBALS = [STACK_POINTER_NAME, '__error_return_trace'];

/** Number of the global of the first exported variable: those of the stack pointer and the error return trace come first. */
const FIRST_VARIABLE = ERROR_TRACE + 1;

/** An exported variable: the host sees its address as a global. */
interface ExportedVariable {
  readonly name: string;
  readonly address: AddressId;
}

/** The variables that are exported. */
export function exportedVariables(input: LinkInput, { graph }: Placement): ExportedVariable[] {
  const variables: ExportedVariable[] = [];
  const { options, exports } = input;
  for (const name of options.isObject ? [] : options.named) {
    const address = addressOfLinkerSymbol(name);
    if (address !== null && !exports.some((item) => item.name === name)) variables.push({ name, address });
  }
  for (const item of exports) {
    const address = graph.exportedData(item);
    if (address !== null) variables.push({ name: item.name, address });
  }
  return variables;
}

/** The address by which the host sees an exported variable. */
export function variableAddress(placement: Placement, { address }: ExportedVariable): number {
  return placement.addressOf(address);
}

/** `tellsConstants`: whether the last global is to be where constants end in memory, as an optimizer wants to know (`optimize/constant-memory.ts`). */
function writeGlobals(
  out: ByteWriter,
  placement: Placement,
  variables: readonly ExportedVariable[],
  tellsConstants: boolean,
): number[] {
  const at: number[] = [];
  section(out, Section.global, () => {
    out.uleb(FIRST_VARIABLE + variables.length + (tellsConstants ? 1 : 0));
    writeGlobal(out, true, placement.stackTop);
    writeGlobal(out, true, 0);
    for (const variable of variables) at.push(writeGlobal(out, false, variableAddress(placement, variable)));
    if (tellsConstants) writeGlobal(out, false, placement.constantsEnd);
  });
  return at;
}

/** Returns where the value stands. */
function writeGlobal(out: ByteWriter, isMutable: boolean, value: number): number {
  out.byte(ValType.i32);
  out.byte(isMutable ? 1 : 0);
  out.op(Op.i32_const);
  const at = out.paddedLeb(0);
  patchSleb(out.bytes, at, value);
  out.op(Op.end);
  return at;
}

/** The functions that are exported. */
export function exportedFunctions(input: LinkInput, { graph }: Placement): { name: string; id: number }[] {
  const functions = exportsCallCtors(input) ? [{ name: CALL_CTORS, id: graph.callCtors() }] : [];
  for (const item of input.exports) {
    const id = graph.exportedFunction(item);
    if (id !== null) functions.push({ name: item.name, id });
  }
  return functions;
}

/** Whether the linker's own function of that name is exported. */
export function exportsCallCtors({ options, exports }: LinkInput): boolean {
  return !options.isObject && options.named.includes(CALL_CTORS) && !exports.some(({ name }) => name === CALL_CTORS);
}

function writeExports(
  out: ByteWriter,
  input: LinkInput,
  placement: Placement,
  variables: readonly ExportedVariable[],
): number[] {
  const functions = exportedFunctions(input, placement);
  const at: number[] = [];
  section(out, Section.export, () => {
    const { exportsMemory, table, isSwappable, named } = input.options;
    const exportsTable = table === 'exported' || named.includes(TABLE_NAME);
    const globals = isSwappable
      ? OWN_GLOBALS
      : OWN_GLOBALS.filter((name) => name === STACK_POINTER_NAME && named.includes(name));
    out.uleb((exportsMemory ? 1 : 0) + (exportsTable ? 1 : 0) + globals.length + functions.length + variables.length);
    if (exportsMemory) {
      out.name(MEMORY);
      out.byte(External.memory);
      out.uleb(0);
    }
    if (exportsTable) {
      out.name(TABLE);
      out.byte(External.table);
      out.uleb(0);
    }
    globals.forEach((name, i) => {
      out.name(encoder.encode(name));
      out.byte(External.global);
      out.uleb(i);
    });
    for (const { name, id } of functions) {
      out.name(encoder.encode(name));
      out.byte(External.function);
      at.push(out.paddedLeb(placement.functionIndex(id)));
    }
    variables.forEach(({ name }, i) => {
      out.name(encoder.encode(name));
      out.byte(External.global);
      out.uleb(FIRST_VARIABLE + i);
    });
  });
  return at;
}

/** Returns where the functions stand. */
function writeElements(out: ByteWriter, placement: Placement): number {
  const { slots } = placement;
  let start = 0;
  if (slots.length === 0) return start;
  section(out, Section.element, () => {
    out.uleb(1);
    out.uleb(0);
    out.op(Op.i32_const);
    out.sleb(1);
    out.op(Op.end);
    out.uleb(slots.length);
    start = out.length;
    out.reserve(NUMBER_SIZE * slots.length);
    out.length += NUMBER_SIZE * slots.length;
    for (let slot = 0; slot < slots.length; slot++) patchElement(out, start, placement, slot);
  });
  return start;
}

/** Writes which function is in slot `slot` of the table, and returns where that stands. `elementsAt`: where those of all slots do. */
export function patchElement(out: ByteWriter, elementsAt: number, placement: Placement, slot: number): ByteRange {
  const id = placement.slots.at(slot);
  const at = elementsAt + NUMBER_SIZE * slot;
  patchUleb(out.bytes, at, id < 0 ? placement.noFunction : placement.functionIndex(id));
  return { start: at, end: at + NUMBER_SIZE };
}

function writeCode(out: ByteWriter, placement: Placement, isPadded: boolean): Entries {
  const { functions } = placement;
  const starts = new Uint32Array(functions.length + 1);
  const size = section(out, Section.code, () => {
    out.uleb(functions.length);
    for (let number = 0; number < functions.length; number++) {
      starts[number] = out.length;
      writeCodeEntry(out, placement, number, isPadded);
    }
    starts[functions.length] = out.length;
  });
  for (const id of functions.ids) {
    const number = functions.positionOf(id);
    relocateCode(out.bytes, codeStart(out, starts, number), number, placement);
  }
  return { starts, sizes: [size] };
}

/** Writes the code of function `number`, with its size. */
function writeCodeEntry(out: ByteWriter, { functions, graph }: Placement, number: number, isPadded: boolean): void {
  const id = functions.at(number);
  if (id < 0) out.append(NO_CODE);
  else writeEntry(out, graph.functions[id].code, isPadded);
}

/** The code of function `number`, with its size. */
export function codeEntry(placement: Placement, number: number, isPadded: boolean): Uint8Array {
  const entry = new ByteWriter(0);
  writeCodeEntry(entry, placement, number, isPadded);
  return entry.bytes.subarray(0, entry.length);
}

/** `code` with its size. */
export function entryOf(code: Uint8Array, isPadded: boolean): Uint8Array {
  const entry = new ByteWriter(0);
  writeEntry(entry, code, isPadded);
  return entry.bytes.subarray(0, entry.length);
}

function writeEntry(out: ByteWriter, code: Uint8Array, isPadded: boolean): void {
  const padded = isPadded ? paddedLength(code.length) : code.length;
  out.uleb(padded);
  out.reserve(padded);
  writePadded(out.bytes, out.length, code, padded);
  out.length += padded;
}

/** Returns where the bytes start. */
function writeData(out: ByteWriter, placement: Placement): number {
  const size = placement.bytesEnd - placement.start;
  let base = 0;
  if (size === 0) return base;
  section(out, Section.data, () => {
    out.uleb(1);
    out.uleb(0);
    out.op(Op.i32_const);
    out.sleb(placement.start);
    out.op(Op.end);
    out.uleb(size);
    out.reserve(size);
    base = out.length;
    out.bytes.fill(0, base, base + size);
    out.length += size;
    for (const id of placement.dataWithBytes()) writeDataBlock(out.bytes, base, id, placement);
    writeErrorNames(out.bytes, base, placement);
  });
  return base;
}

/** Writes the name section: engines show the names in stack traces. */
function writeNames(out: ByteWriter, placement: Placement): Entries {
  const { functions, imports, graph } = placement;
  const starts = new Uint32Array(functions.length + 1);
  let subsectionAt = 0;
  let countAt = 0;
  let size = 0;
  const whole = section(out, Section.custom, () => {
    out.name(encoder.encode(NAME_SECTION));
    out.byte(FUNCTION_NAMES);
    subsectionAt = out.paddedLeb(0);
    countAt = out.paddedLeb(imports.length + functions.ids.length);
    for (const id of imports.ids) writeNameEntry(out, imports.positionOf(id), graph.functions[id].name);
    for (let number = 0; number < functions.length; number++) {
      starts[number] = out.length;
      out.append(nameEntryOf(placement, number));
    }
    starts[functions.length] = out.length;
    size = out.length - countAt;
    patchUleb(out.bytes, subsectionAt, size);
    writeGlobalNames(out);
  });
  return { starts, sizes: [whole, { at: subsectionAt, value: size }] };
}

/** The entry of the name section for function `number`, if there is one. */
export function nameEntryOf({ functions, imports, graph }: Placement, number: number): Uint8Array {
  const id = functions.at(number);
  return id < 0 ? NO_BYTES : nameEntry(imports.length + number, graph.functions[id].name);
}

const NO_BYTES = new Uint8Array(0);
