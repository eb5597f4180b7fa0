import {
  Cursor,
  External,
  FUNCTION_NAMES,
  FUNCTION_TYPE,
  type FunctionType,
  HEADER,
  NAME_SECTION,
  Section,
  writeType,
} from '../codegen/module-format.ts';
import { ByteWriter, Op, ValType } from '../codegen/wasm.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';

/** Where in a module a section's content is. */
interface SectionPlace {
  readonly id: Section;
  readonly start: number;
  readonly end: number;
}

/** A function that is to stand behind the others. */
export interface AddedFunction {
  readonly name: string;
  readonly type: FunctionType;
  /** Its instructions, without the last `end`. It has no locals. */
  readonly code: readonly number[];
}

/** A module whose functions are looked at, and written anew with other bodies. */
export class ModuleView {
  readonly bytes: Uint8Array;
  readonly types: readonly FunctionType[];
  /** How many functions are imported: those that are defined are numbered behind them. */
  readonly importsLen: number;
  /** Start and end of the body of each function that is defined: declarations of locals, then code. */
  readonly bodies: readonly { readonly start: number; readonly end: number }[];
  private readonly sections: readonly SectionPlace[];
  private readonly typeNumbers: readonly number[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const sections: SectionPlace[] = [];
    const cursor = new Cursor(bytes, HEADER.length);
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
    this.typeNumbers = [...imported, ...this.readList(Section.function, (at) => at.uleb())];
    this.bodies = this.readList(Section.code, (at) => {
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
    for (const { name, kind, number } of this.readExports())
      if (kind === External.function) functions.set(name, number);
    return functions;
  }

  /** Names of functions, by their numbers, of those that have one. */
  functionNames(): ReadonlyMap<number, string> {
    const names = new Map<number, string>();
    const section = this.nameSection();
    if (section === undefined) return names;
    const cursor = new Cursor(this.bytes, section.start);
    cursor.name();
    while (cursor.at < section.end) {
      const id = cursor.byte();
      const next = cursor.uleb() + cursor.at;
      if (id === FUNCTION_NAMES)
        for (let left = cursor.uleb(); left > 0; left--) names.set(cursor.uleb(), stringOfBytes(cursor.name()));
      cursor.at = next;
    }
    return names;
  }

  /** The number that the last global starts with, which is one of 32 bits that does not change; null if there is none such. */
  lastConstantGlobal(): number | null {
    const values = this.readList(Section.global, (cursor) => {
      const type = cursor.byte();
      const isMutable = cursor.byte() !== 0;
      const value = readNumber(cursor);
      return type === ValType.i32 && !isMutable ? value : null;
    });
    return values.at(-1) ?? null;
  }

  /** What is in memory from the start. */
  dataSegments(): { readonly address: number; readonly bytes: Uint8Array }[] {
    return this.readList(Section.data, (cursor) => {
      if (cursor.uleb() !== 0) throw new RangeError('a data segment that is not at a known address');
      return { address: readNumber(cursor), bytes: cursor.name() };
    });
  }

  /** The module with other bodies of some functions that are defined, by their places among these, and with further functions, which are exported. */
  withBodies(bodies: ReadonlyMap<number, Uint8Array>, added: readonly AddedFunction[]): Uint8Array {
    const out = new ByteWriter(this.bytes.length + 4096);
    out.append(this.bytes.subarray(0, HEADER.length));
    const types = this.types.length;
    const names = this.nameSection();
    for (const section of this.sections) {
      const content = new ByteWriter(section.end - section.start + 1024);
      if (section.id === Section.code) this.writeCode(content, bodies, added);
      else if (section.id === Section.type)
        this.extend(content, section, added.length, () => {
          for (const { type } of added) writeType(content, type);
        });
      else if (section.id === Section.function)
        this.extend(content, section, added.length, () => {
          for (let i = 0; i < added.length; i++) content.uleb(types + i);
        });
      else if (section.id === Section.export)
        this.extend(content, section, added.length, () => {
          for (let i = 0; i < added.length; i++) {
            content.name(bytesOfString(added[i].name));
            content.byte(External.function);
            content.uleb(this.typeNumbers.length + i);
          }
        });
      else if (section === names) this.writeNames(content, section, added);
      else content.append(this.bytes.subarray(section.start, section.end));
      writeSection(out, section.id, content);
    }
    if (names === undefined && added.length > 0) {
      const content = new ByteWriter();
      content.name(bytesOfString(NAME_SECTION));
      this.writeFunctionNames(content, null, added);
      writeSection(out, Section.custom, content);
    }
    return out.toBytes();
  }

  /** The module without the exports of these names. */
  withoutExports(names: ReadonlySet<string>): Uint8Array {
    const out = new ByteWriter(this.bytes.length);
    out.append(this.bytes.subarray(0, HEADER.length));
    for (const { id, start, end } of this.sections) {
      const content = new ByteWriter(end - start);
      if (id === Section.export) {
        const kept = this.readExports().filter(({ name }) => !names.has(name));
        content.uleb(kept.length);
        for (const { start, end } of kept) content.append(this.bytes.subarray(start, end));
      } else content.append(this.bytes.subarray(start, end));
      writeSection(out, id, content);
    }
    return out.toBytes();
  }

  private extend(content: ByteWriter, { start, end }: SectionPlace, more: number, write: () => void): void {
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
    for (const { code } of added) content.name(Uint8Array.from([0, ...code, Op.end]));
  }

  /** The names of functions with those of further ones; all else that has names as it is. */
  private writeNames(content: ByteWriter, { start, end }: SectionPlace, added: readonly AddedFunction[]): void {
    const cursor = new Cursor(this.bytes, start);
    cursor.name();
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
      cursor.name();
    }
    if (old !== null) names.append(this.bytes.subarray(start, cursor.at));
    for (let i = 0; i < added.length; i++) {
      names.uleb(this.typeNumbers.length + i);
      names.name(bytesOfString(added[i].name));
    }
    content.byte(FUNCTION_NAMES);
    content.name(names.toBytes());
  }

  private nameSection(): SectionPlace | undefined {
    const nameAt = (at: number): string => stringOfBytes(new Cursor(this.bytes, at).name());
    return this.sections.find(({ id, start }) => id === Section.custom && nameAt(start) === NAME_SECTION);
  }

  private readList<T>(id: Section, read: (cursor: Cursor) => T): T[] {
    const items: T[] = [];
    const section = this.sections.find((one) => one.id === id);
    if (section === undefined) return items;
    const cursor = new Cursor(this.bytes, section.start);
    for (let left = cursor.uleb(); left > 0; left--) items.push(read(cursor));
    return items;
  }

  private readTypes(): FunctionType[] {
    return this.readList(Section.type, (cursor) => {
      if (cursor.byte() !== FUNCTION_TYPE) throw new RangeError('a type that is none of a function');
      const codes = (): number[] => Array.from({ length: cursor.uleb() }, () => cursor.byte());
      return { params: codes(), results: codes() };
    });
  }

  /** The type of each function that is imported. */
  private readImports(): number[] {
    return this.readList(Section.import, (cursor) => {
      cursor.name();
      cursor.name();
      const kind = cursor.byte();
      if (kind === External.function) return cursor.uleb();
      if (kind === External.table) cursor.byte();
      if (kind === External.global) cursor.at += 2;
      else if ((cursor.byte() & 1) !== 0) {
        cursor.uleb();
        cursor.uleb();
      } else cursor.uleb();
      return -1;
    }).filter((type) => type >= 0);
  }

  private readExports(): { name: string; kind: number; number: number; start: number; end: number }[] {
    return this.readList(Section.export, (cursor) => {
      const start = cursor.at;
      const name = stringOfBytes(cursor.name());
      const kind = cursor.byte();
      const number = cursor.uleb();
      return { name, kind, number, start, end: cursor.at };
    });
  }
}

/** An initializer of 32 bits. */
function readNumber(cursor: Cursor): number {
  if (cursor.byte() !== Op.i32_const) throw new RangeError('an initializer that is no number');
  const value = cursor.sleb();
  if (cursor.byte() !== Op.end) throw new RangeError('an initializer of more than a number');
  return value;
}

function writeSection(out: ByteWriter, id: number, content: ByteWriter): void {
  out.byte(id);
  out.name(content.toBytes());
}
