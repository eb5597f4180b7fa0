import {
  External,
  FUNCREF,
  FUNCTION_NAMES,
  HEADER,
  NAME_SECTION,
  Section,
  writeType,
} from '../codegen/module-format.ts';
import { RelocKind } from '../codegen/relocation.ts';
import { ByteWriter, Op, patchSleb, patchUleb, ValType } from '../codegen/wasm.ts';
import type { FunctionNode, SymbolGraph } from '../link/graph.ts';
import type { LinkedFunction } from '../link/input.ts';
import { OWN_GLOBALS, section } from '../link/module.ts';
import { nameEntry } from '../link/names.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import type { Segment } from './resolver.ts';
import { RUNNING } from './runtime.ts';

/** What a patch puts into a program. */
export interface PatchContent {
  readonly graph: SymbolGraph;
  /** By slot, which function comes there. */
  readonly slots: ReadonlyMap<number, number>;
  readonly segments: readonly Segment[];
  /** What `Resolver.words` gives for a function. */
  words(node: FunctionNode): Int32Array;
}

/** A patch as bytes. */
export interface WrittenPatch {
  /** Does what it is for when it is instantiated, with what the program exports of its own as the module `RUNNING`, and the host's functions. */
  readonly module: Uint8Array;
  /** The functions in it, in the order of their code. */
  readonly functions: readonly LinkedFunction[];
}

/** The module of a patch. */
export function writePatchModule(content: PatchContent): WrittenPatch {
  return new PatchModule(content).write();
}

class PatchModule {
  readonly #content: PatchContent;
  readonly #graph: SymbolGraph;
  /** Functions of the host, and those with code, by their ids: those of the slots, and those that they call without the table. */
  readonly #imports: number[] = [];
  readonly #functions: number[] = [];
  /** Numbers of `SymbolGraph.types`, in the order of the module. */
  readonly #types: number[] = [];

  constructor(content: PatchContent) {
    this.#content = content;
    this.#graph = content.graph;
    for (const id of content.slots.values()) this.#addFunction(id);
    for (const id of this.#functions) this.#addCalled(this.#graph.functions[id]);
  }

  write(): WrittenPatch {
    const out = new ByteWriter(1024);
    out.append(HEADER);
    // Types come to be known as what follows is written.
    const rest = new ByteWriter(1024);
    this.#writeImports(rest);
    section(rest, Section.function, () => {
      rest.uleb(this.#functions.length);
      for (const id of this.#functions) rest.uleb(this.#type(this.#graph.functions[id].type));
    });
    this.#writeElements(rest);
    const starts = this.#writeCode(rest);
    this.#writeData(rest);
    this.#writeNames(rest);
    section(out, Section.type, () => {
      out.uleb(this.#types.length);
      for (const type of this.#types) writeType(out, this.#graph.types[type]);
    });
    const shift = out.length;
    out.append(rest.bytes.subarray(0, rest.length));
    const functions = this.#functions.map((id, i): LinkedFunction => {
      const { name, lines } = this.#graph.functions[id];
      return { name: stringOfBytes(name), lines, offset: starts[i] + shift };
    });
    return { module: out.toBytes(), functions };
  }

  #addFunction(id: number): void {
    const list = this.#graph.functions[id].imported === null ? this.#functions : this.#imports;
    if (!list.includes(id)) list.push(id);
  }

  #addCalled({ relocs, targets }: FunctionNode): void {
    for (let i = 0; i < targets.length; i++) {
      if (!isCall(relocs.kind.data[i])) continue;
      const called = this.#graph.functions[targets[i]];
      if (!called.isDefined) this.#graph.define(called);
      this.#addFunction(targets[i]);
    }
  }

  #type(number: number): number {
    const known = this.#types.indexOf(number);
    return known < 0 ? this.#types.push(number) - 1 : known;
  }

  #index(id: number): number {
    const imported = this.#imports.indexOf(id);
    return imported < 0 ? this.#imports.length + this.#functions.indexOf(id) : imported;
  }

  #writeImports(out: ByteWriter): void {
    const name = (text: string): void => out.name(bytesOfString(text));
    section(out, Section.import, () => {
      out.uleb(2 + OWN_GLOBALS.length + this.#imports.length);
      name(RUNNING);
      name('memory');
      out.byte(External.memory);
      out.byte(0);
      out.uleb(0);
      name(RUNNING);
      name('table');
      out.byte(External.table);
      out.byte(FUNCREF);
      out.byte(0);
      out.uleb(0);
      for (const global of OWN_GLOBALS) {
        name(RUNNING);
        name(global);
        out.byte(External.global);
        out.byte(ValType.i32);
        out.byte(1);
      }
      for (const id of this.#imports) {
        const { imported, type } = this.#graph.functions[id];
        name(imported!.module);
        name(imported!.name);
        out.byte(External.function);
        out.uleb(this.#type(type));
      }
    });
  }

  #writeElements(out: ByteWriter): void {
    const { slots } = this.#content;
    if (slots.size === 0) return;
    section(out, Section.element, () => {
      out.uleb(slots.size);
      for (const [slot, id] of slots) {
        out.uleb(0);
        out.op(Op.i32_const);
        out.sleb(slot);
        out.op(Op.end);
        out.uleb(1);
        out.uleb(this.#index(id));
      }
    });
  }

  /** Returns where the code of each function starts. */
  #writeCode(out: ByteWriter): number[] {
    const starts: number[] = [];
    section(out, Section.code, () => {
      out.uleb(this.#functions.length);
      for (const id of this.#functions) {
        const code = this.#codeOf(this.#graph.functions[id]);
        out.uleb(code.length);
        starts.push(out.length);
        out.append(code);
      }
    });
    return starts;
  }

  #codeOf(node: FunctionNode): Uint8Array {
    const code = node.code.slice();
    const { relocs, targets } = node;
    const words = this.#content.words(node);
    for (let i = 0; i < targets.length; i++) {
      const kind: RelocKind = relocs.kind.data[i];
      const at = relocs.offset.data[i];
      if (isCall(kind)) patchUleb(code, at, this.#index(targets[i]));
      else if (kind === RelocKind.typeIndex) patchUleb(code, at, this.#type(targets[i]));
      // Places in error return traces are those of functions of the module that was loaded: 0 is none.
      else patchSleb(code, at, kind === RelocKind.returnPlace ? 0 : words[i]);
    }
    return code;
  }

  #writeData(out: ByteWriter): void {
    const { segments } = this.#content;
    if (segments.length === 0) return;
    section(out, Section.data, () => {
      out.uleb(segments.length);
      for (const { address, bytes } of segments) {
        out.uleb(0);
        out.op(Op.i32_const);
        out.sleb(address);
        out.op(Op.end);
        out.uleb(bytes.length);
        out.append(bytes);
      }
    });
  }

  #writeNames(out: ByteWriter): void {
    section(out, Section.custom, () => {
      out.name(bytesOfString(NAME_SECTION));
      out.byte(FUNCTION_NAMES);
      const size = out.paddedLeb(0);
      const start = out.length;
      out.uleb(this.#imports.length + this.#functions.length);
      for (const id of [...this.#imports, ...this.#functions])
        out.append(nameEntry(this.#index(id), this.#graph.functions[id].name));
      patchUleb(out.bytes, size, out.length - start);
    });
  }
}

/** Whether a relocation is the index of a function that is called without the table. */
function isCall(kind: RelocKind): boolean {
  switch (kind) {
    case RelocKind.func:
    case RelocKind.symbol:
    case RelocKind.runtime:
    case RelocKind.tagName:
      return true;
    default:
      return false;
  }
}
