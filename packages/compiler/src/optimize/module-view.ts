import { ByteWriter } from '../codegen/wasm.ts';

/** Where in a module a section's content is. */
interface Section {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** What a function takes and gives: how many values of each type, by their codes. */
export interface FunctionType {
  readonly params: readonly number[];
  readonly results: readonly number[];
}

/** A function that is to stand behind the others. */
export interface AddedFunction {
  readonly name: string;
  readonly type: FunctionType;
  /** Its instructions, without the last `end`. It has no locals. */
  readonly code: readonly number[];
}

enum SectionId {
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
}

const HEADER_SIZE = 8;
const FUNCTION_FORM = 0x60;
const FUNCTION_KIND = 0;
const NAME_SECTION = 'name';
/** The part of the section of names that has those of functions. */
const FUNCTION_NAMES = 1;

/** Reads numbers one after the other. */
export class Cursor {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.bytes[this.at++];
  }

  /** An unsigned LEB128 of up to 32 bits. */
  uleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** A signed LEB128 of up to 32 bits; of a longer one the low bits. */
  sleb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      return shift + 7 < 32 && (byte & 0x40) !== 0 ? value | (-1 << (shift + 7)) : value | 0;
    }
  }
}

/** A module whose functions are looked at, and written anew with other bodies. */
export class ModuleView {
  readonly bytes: Uint8Array;
  readonly types: readonly FunctionType[];
  /** How many functions are imported: those that are defined are numbered behind them. */
  readonly importsLen: number;
  /** Start and end of the body of each function that is defined: declarations of locals, then code. */
  readonly bodies: readonly { readonly start: number; readonly end: number }[];
  private readonly sections: readonly Section[];
  private readonly typeNumbers: readonly number[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const sections: Section[] = [];
    const cursor = new Cursor(bytes, HEADER_SIZE);
    while (cursor.at < bytes.length) {
      const id = cursor.byte();
      const size = cursor.uleb();
      sections.push({ id, start: cursor.at, end: cursor.at + size });
      cursor.at += size;
    }
    this.sections = sections;
    this.types = this.readTypes();
    const imported = this.readImports();
    this.importsLen = imported.length;
    this.typeNumbers = [...imported, ...this.readList(SectionId.function, (at) => at.uleb())];
    this.bodies = this.readList(SectionId.code, (at) => {
      const size = at.uleb();
      const start = at.at;
      at.at += size;
      return { start, end: at.at };
    });
  }

  /** The type of function `number`. */
  typeOf(number: number): FunctionType {
    return this.types[this.typeNumbers[number]];
  }

  /** Numbers of the functions that are exported, by the names by which they are. */
  functionExports(): ReadonlyMap<string, number> {
    const functions = new Map<string, number>();
    for (const { name, kind, number } of this.readExports()) if (kind === FUNCTION_KIND) functions.set(name, number);
    return functions;
  }

  /** The module with other bodies of some functions that are defined, by their places among these, and with further functions, which are exported. */
  withBodies(bodies: ReadonlyMap<number, Uint8Array>, added: readonly AddedFunction[]): Uint8Array {
    const out = new ByteWriter(this.bytes.length + 4096);
    out.append(this.bytes.subarray(0, HEADER_SIZE));
    const types = this.types.length;
    const names = this.sections.find(({ id, start }) => id === SectionId.custom && this.nameAt(start) === NAME_SECTION);
    for (const section of this.sections) {
      const content = new ByteWriter(section.end - section.start + 1024);
      if (section.id === SectionId.code) this.writeCode(content, bodies, added);
      else if (section.id === SectionId.type)
        this.extend(content, section, added.length, () => {
          for (const { type } of added) writeType(content, type);
        });
      else if (section.id === SectionId.function)
        this.extend(content, section, added.length, () => {
          for (let i = 0; i < added.length; i++) content.uleb(types + i);
        });
      else if (section.id === SectionId.export)
        this.extend(content, section, added.length, () => {
          for (let i = 0; i < added.length; i++) {
            content.name(utf8(added[i].name));
            content.byte(FUNCTION_KIND);
            content.uleb(this.typeNumbers.length + i);
          }
        });
      else if (section === names) this.writeNames(content, section, added);
      else content.append(this.bytes.subarray(section.start, section.end));
      writeSection(out, section.id, content);
    }
    if (names === undefined && added.length > 0) {
      const content = new ByteWriter();
      content.name(utf8(NAME_SECTION));
      this.writeFunctionNames(content, null, added);
      writeSection(out, SectionId.custom, content);
    }
    return out.toBytes();
  }

  /** The module without the exports of these names. */
  withoutExports(names: ReadonlySet<string>): Uint8Array {
    const out = new ByteWriter(this.bytes.length);
    out.append(this.bytes.subarray(0, HEADER_SIZE));
    for (const { id, start, end } of this.sections) {
      const content = new ByteWriter(end - start);
      if (id === SectionId.export) {
        const kept = this.readExports().filter(({ name }) => !names.has(name));
        content.uleb(kept.length);
        for (const { start, end } of kept) content.append(this.bytes.subarray(start, end));
      } else content.append(this.bytes.subarray(start, end));
      writeSection(out, id, content);
    }
    return out.toBytes();
  }

  private extend(content: ByteWriter, { start, end }: Section, more: number, write: () => void): void {
    const cursor = new Cursor(this.bytes, start);
    content.uleb(cursor.uleb() + more);
    content.append(this.bytes.subarray(cursor.at, end));
    write();
  }

  private writeCode(
    content: ByteWriter,
    bodies: ReadonlyMap<number, Uint8Array>,
    added: readonly AddedFunction[],
  ): void {
    content.uleb(this.bodies.length + added.length);
    for (let i = 0; i < this.bodies.length; i++) {
      const { start, end } = this.bodies[i];
      content.name(bodies.get(i) ?? this.bytes.subarray(start, end));
    }
    // No locals, the code, `end`.
    for (const { code } of added) content.name(Uint8Array.from([0, ...code, 0x0b]));
  }

  /** The names of functions with those of further ones; all else that has names as it is. */
  private writeNames(content: ByteWriter, { start, end }: Section, added: readonly AddedFunction[]): void {
    const cursor = new Cursor(this.bytes, start);
    const nameLength = cursor.uleb();
    cursor.at += nameLength;
    content.append(this.bytes.subarray(start, cursor.at));
    let isWritten = false;
    while (cursor.at < end) {
      const from = cursor.at;
      const id = cursor.byte();
      const size = cursor.uleb();
      if (id >= FUNCTION_NAMES && !isWritten) {
        this.writeFunctionNames(content, id === FUNCTION_NAMES ? cursor.at : null, added);
        isWritten = true;
      }
      const next = cursor.at + size;
      if (id !== FUNCTION_NAMES) content.append(this.bytes.subarray(from, next));
      cursor.at = next;
    }
    if (!isWritten) this.writeFunctionNames(content, null, added);
  }

  /** `old`: where the names stand that there are. */
  private writeFunctionNames(content: ByteWriter, old: number | null, added: readonly AddedFunction[]): void {
    const names = new ByteWriter();
    const cursor = new Cursor(this.bytes, old ?? 0);
    const count = old === null ? 0 : cursor.uleb();
    names.uleb(count + added.length);
    const start = cursor.at;
    for (let i = 0; i < count; i++) {
      cursor.uleb();
      const length = cursor.uleb();
      cursor.at += length;
    }
    if (old !== null) names.append(this.bytes.subarray(start, cursor.at));
    for (let i = 0; i < added.length; i++) {
      names.uleb(this.typeNumbers.length + i);
      names.name(utf8(added[i].name));
    }
    content.byte(FUNCTION_NAMES);
    content.name(names.toBytes());
  }

  private nameAt(at: number): string {
    const cursor = new Cursor(this.bytes, at);
    const length = cursor.uleb();
    return new TextDecoder().decode(this.bytes.subarray(cursor.at, cursor.at + length));
  }

  private readList<T>(id: SectionId, read: (cursor: Cursor) => T): T[] {
    const items: T[] = [];
    const section = this.sections.find((one) => one.id === id);
    if (section === undefined) return items;
    const cursor = new Cursor(this.bytes, section.start);
    for (let left = cursor.uleb(); left > 0; left--) items.push(read(cursor));
    return items;
  }

  private readTypes(): FunctionType[] {
    return this.readList(SectionId.type, (cursor) => {
      if (cursor.byte() !== FUNCTION_FORM) throw new RangeError('a type that is none of a function');
      const codes = (): number[] => Array.from({ length: cursor.uleb() }, () => cursor.byte());
      return { params: codes(), results: codes() };
    });
  }

  /** The type of each function that is imported. */
  private readImports(): number[] {
    return this.readList(SectionId.import, (cursor) => {
      for (let i = 0; i < 2; i++) {
        const length = cursor.uleb();
        cursor.at += length;
      }
      const kind = cursor.byte();
      if (kind === FUNCTION_KIND) return cursor.uleb();
      if (kind === 1) cursor.byte();
      if (kind === 3) cursor.at += 2;
      else if ((cursor.byte() & 1) !== 0) {
        cursor.uleb();
        cursor.uleb();
      } else cursor.uleb();
      return -1;
    }).filter((type) => type >= 0);
  }

  private readExports(): { name: string; kind: number; number: number; start: number; end: number }[] {
    return this.readList(SectionId.export, (cursor) => {
      const start = cursor.at;
      const name = this.nameAt(start);
      const length = cursor.uleb();
      cursor.at += length;
      const kind = cursor.byte();
      const number = cursor.uleb();
      return { name, kind, number, start, end: cursor.at };
    });
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function writeType(out: ByteWriter, { params, results }: FunctionType): void {
  out.byte(FUNCTION_FORM);
  out.name(Uint8Array.from(params));
  out.name(Uint8Array.from(results));
}

function writeSection(out: ByteWriter, id: number, content: ByteWriter): void {
  out.byte(id);
  out.name(content.toBytes());
}
