import { NodeTag } from '../../packages/compiler/src/syntax/node.ts';
import type { Tree } from '../../packages/compiler/src/syntax/tree.ts';
import { NO_SRC } from '../../packages/compiler/src/zir/block.ts';
import { Extended, Tag } from '../../packages/compiler/src/zir/inst.ts';
import { chunkNode, placeToNode, placeToToken } from '../../packages/compiler/src/zir/places.ts';
import { REF_NONE, REF_START, Ref } from '../../packages/compiler/src/zir/ref.ts';
import {
  type ChunkIndex,
  ChunkKind,
  ContainerKind,
  chunkHeader,
  DECL_BLOCK,
  DeclFlag,
  DeclKind,
  NO_CHILD,
  SRC_TOKEN,
  type Zir,
} from '../../packages/compiler/src/zir/zir.ts';
import { captures } from './captures.ts';
import {
  type ContainerForm,
  call,
  condbr,
  containerFields,
  errorSet,
  func,
  funcFancy,
  param,
  ptrType,
  structInit,
  switchBlock,
} from './forms.ts';
import { extendedNodes, extendedPayload, extendedSchema, plainPayload } from './payloads.ts';
import { type Decoded, hexOf, type Item, type Key, type Reader, type Scope, text, type Words } from './reader.ts';

const kindNames: Readonly<Record<number, ContainerForm['kind']>> = {
  [ContainerKind.struct]: 'struct',
  [ContainerKind.enum]: 'enum',
  [ContainerKind.union]: 'union',
  [ContainerKind.opaque]: 'opaque',
};
const declTitles: Readonly<Record<number, string>> = {
  [DeclKind.const]: 'const',
  [DeclKind.var]: 'var',
  [DeclKind.fn]: 'const',
  [DeclKind.comptime]: 'comptime',
  [DeclKind.unnamed_test]: 'unnamed_test',
  [DeclKind.named_test]: 'test',
  [DeclKind.decltest]: 'decltest',
};

/** Layouts of official instructions without a place; ours may have one, for errors. */
const withoutPlace: ReadonlySet<string> = new Set([
  'bin',
  'str',
  'int',
  'float',
  'break',
  'dbg_stmt',
  'str_op',
  'defer',
  'defer_err_code',
  'save_err_ret_index',
  'elem_val_imm',
]);

/** Chunks that no instruction stands for have a key of their own. */
function chunkKey(chunk: number): Key {
  return -1 - chunk;
}

/** Our ZIR of a file. A scope is a chunk; the key of an instruction is its row. */
export class OurReader implements Reader {
  readonly root = chunkKey(0);
  readonly rootScope = 0;
  readonly #zir: Zir;
  readonly #tree: Tree;
  /** Which layout official instructions have, by their name. */
  readonly #members: ReadonlyMap<string, string>;

  constructor(zir: Zir, tree: Tree, members: ReadonlyMap<string, string>) {
    this.#zir = zir;
    this.#tree = tree;
    this.#members = members;
  }

  decode(key: Key, scope: Scope): Decoded {
    const chunk = scope as ChunkIndex;
    if (key < 0) {
      const own = (-1 - key) as ChunkIndex;
      return this.#zir.chunks.kind.data[own] === ChunkKind.declaration
        ? this.#declaration(own)
        : this.#container(own, []);
    }
    const tag = this.#zir.tags.data[key] as Tag;
    const a = this.#zir.a.data[key];
    const b = this.#zir.b.data[key];
    if (tag === Tag.extended) return this.#extended(key, chunk, a & 0xffff, a >>> 16, b);
    const name = Tag[tag];
    const place = withoutPlace.has(this.#members.get(name) ?? '') ? '' : this.place(this.#zir.src.data[key], chunk);
    return { name, place, ...this.#operands(tag, name, a, b, chunk) };
  }

  #operands(tag: Tag, name: string, a: number, b: number, chunk: ChunkIndex): Pick<Decoded, 'items' | 'aliases'> {
    const words = new OurWords(this, chunk);
    words.seek(a);
    switch (tag) {
      case Tag.str:
      case Tag.int_big:
        return { items: [text(hexOf(this.#text(a, b, chunk), tag === Tag.int_big))] };
      case Tag.int:
      case Tag.float:
        return { items: [text(`${a} ${b}`)] };
      case Tag.int_type:
        return { items: [text(`${a === 1 ? 'i' : 'u'}${b}`)] };
      case Tag.ptr_type:
        return { items: ptrType(words, b) };
      case Tag.array_init_elem_type:
        return { items: [this.ref(a, chunk), text(String(b))] };
      case Tag.break:
      case Tag.break_inline:
      case Tag.switch_continue: {
        words.seek(b);
        const place = words.place();
        return { items: [this.ref(a, chunk), this.#block(words.next(), chunk), place] };
      }
      case Tag.dbg_stmt: {
        const token = placeToToken(this.#zir, chunk, a, this.#tree);
        return { items: [text(`column ${columnOf(this.#tree, token)}`)] };
      }
      case Tag.dbg_var_ptr:
      case Tag.dbg_var_val:
        return { items: [this.string(a, chunk), this.ref(b, chunk)] };
      case Tag.defer:
        return { items: [words.body('body', b)] };
      case Tag.defer_err_code: {
        words.seek(b);
        const remapped = words.inst();
        const index = words.next();
        const length = words.next();
        words.seek(index);
        return { items: [this.ref(a, chunk), remapped, words.body('body', length)] };
      }
      case Tag.save_err_ret_index:
        return { items: [this.ref(a, chunk)] };
      case Tag.elem_val_imm:
        return { items: [this.ref(a, chunk), text(String(b))] };
      case Tag.decl_ref:
      case Tag.decl_val:
      case Tag.enum_literal:
      case Tag.error_value:
      case Tag.ret_err_value:
      case Tag.ret_err_value_code:
      case Tag.param_anytype:
      case Tag.param_anytype_comptime:
        return { items: [this.string(a, chunk)] };
      case Tag.param:
      case Tag.param_comptime:
        return { items: param(words) };
      case Tag.ret_ptr:
      case Tag.ret_type:
      case Tag.repeat:
      case Tag.repeat_inline:
      case Tag.trap:
      case Tag.unreachable:
      case Tag.alloc_inferred:
      case Tag.alloc_inferred_mut:
      case Tag.alloc_inferred_comptime:
      case Tag.alloc_inferred_comptime_mut:
        return { items: [] };
      case Tag.condbr:
      case Tag.condbr_inline:
        return { items: condbr(words) };
      case Tag.call:
      case Tag.field_call:
        return { items: call(words, tag === Tag.field_call) };
      case Tag.struct_init:
      case Tag.struct_init_ref:
      case Tag.struct_init_anon:
        return { items: structInit(words, tag === Tag.struct_init_anon) };
      case Tag.error_set_decl:
        return { items: errorSet(words) };
      case Tag.switch_block:
      case Tag.switch_block_ref:
      case Tag.switch_block_err_union:
        return {
          items: switchBlock(words, tag === Tag.switch_block_err_union, (word) => this.string(word, chunk)),
        };
      case Tag.func:
      case Tag.func_inferred:
      case Tag.func_fancy:
        return this.#func(tag, words, chunk);
      default:
        return { items: this.#hasPayload(name) ? plainPayload(name, words) : [this.ref(a, chunk)] };
    }
  }

  #func(tag: Tag, words: OurWords, chunk: ChunkIndex): Pick<Decoded, 'items' | 'aliases'> {
    const aliases: { key: Key; of: Key }[] = [];
    const form = tag === Tag.func_fancy ? funcFancy : func;
    const items = form(
      words,
      () => this.#block(words.next(), chunk),
      (_, ordinal) => {
        if (ordinal === NO_CHILD) return [text('no body')];
        const child = this.#child(chunk, ordinal);
        const header = chunkHeader(this.#zir, child);
        const paramsLen = this.#zir.extra.data[header];
        const length = this.#zir.extra.data[header + 1];
        const params = this.#params(chunk);
        for (let i = 0; i < paramsLen; i++) {
          aliases.push({ key: this.#zir.chunks.instStart.data[child] + i, of: params[i] });
        }
        return [{ kind: 'body', label: 'function', insts: this.#body(child, header + 2, length), scope: child }];
      },
    );
    return { items, aliases };
  }

  /** The parameters of the function that a declaration chunk declares, in order. */
  #params(chunk: ChunkIndex): Key[] {
    const header = chunkHeader(this.#zir, chunk);
    const { extra } = this.#zir;
    let start = header + 6;
    for (let i = 1; i <= 4; i++) start += extra.data[header + i];
    return this.#body(chunk, start, extra.data[header + 5]).filter((key) => {
      const tag = this.#zir.tags.data[key];
      return tag >= Tag.param && tag <= Tag.param_anytype_comptime;
    });
  }

  #extended(key: Key, chunk: ChunkIndex, opcode: Extended, small: number, operand: number): Decoded {
    const name = Extended[opcode];
    const place = this.place(this.#zir.src.data[key], chunk);
    const words = new OurWords(this, chunk);
    words.seek(operand);
    switch (opcode) {
      case Extended.struct_decl:
      case Extended.enum_decl:
      case Extended.union_decl:
      case Extended.opaque_decl: {
        const child = this.#child(chunk, words.next());
        const capturesLen = words.next();
        const items = captures(
          words,
          capturesLen,
          (index) => this.inst(index, chunk),
          (offset) => this.string(offset, chunk),
        );
        return this.#container(child, items);
      }
      case Extended.inplace_arith_result_ty:
        return { name, place: '', items: [text(String(small)), this.ref(operand, chunk)] };
    }
    if (extendedNodes.has(name)) {
      const hasSmall = opcode === Extended.closure_get || opcode === Extended.builtin_value;
      return { name, place, items: hasSmall ? [text(String(small))] : [] };
    }
    if (extendedSchema(name) === undefined) return { name, place: '', items: [] };
    return { name, place, items: extendedPayload(name, small, words) };
  }

  #declaration(chunk: ChunkIndex): Decoded {
    const words = new OurWords(this, chunk);
    const { extra, chunks } = this.#zir;
    words.seek(extra.data[chunks.extraStart.data[chunk]]);
    const kind = chunks.declKind.data[chunk];
    const flags = chunks.flags.data[chunk];
    const parts = [declTitles[kind]];
    for (const flag of [DeclFlag.pub, DeclFlag.export, DeclFlag.extern, DeclFlag.threadlocal]) {
      if ((flags & flag) !== 0) parts.push(DeclFlag[flag]);
    }
    const items: Item[] = [text(parts.join(' '))];
    const name = chunks.name.data[chunk];
    if (kind !== DeclKind.comptime && kind !== DeclKind.unnamed_test) items.push(this.string(name, chunk));
    const libName = words.string();
    if ((flags & DeclFlag.extern) !== 0 && libName.kind === 'text' && libName.text !== '""') items.push(libName);
    const labels = ['type', 'align', 'linksection', 'addrspace', 'value'];
    const lengths = labels.map(() => words.next());
    const isExternFn = kind === DeclKind.fn && (flags & DeclFlag.extern) !== 0;
    const bodies = labels.map((label, i) => words.body(label, lengths[i]));
    // The type of an extern function is where the value of others is.
    if (isExternFn) bodies.splice(0, 5, { ...bodies[4], label: 'type' } as Item, ...bodies.slice(1, 4), bodies[0]);
    items.push(...bodies);
    const aliases = lengths[0] > 0 ? [{ key: chunks.instStart.data[chunk] }] : [];
    const node = chunkNode(this.#zir, chunk, this.#tree);
    const isFnDecl = (this.#tree.nodeTags[node] as NodeTag) === NodeTag.fn_decl;
    return { name: 'declaration', place: `n${isFnDecl ? this.#tree.lhs[node] : node}`, items, aliases };
  }

  #container(chunk: ChunkIndex, captureItems: Item[]): Decoded {
    const words = new OurWords(this, chunk);
    const { extra, chunks } = this.#zir;
    words.seek(extra.data[chunks.extraStart.data[chunk]]);
    const kind = kindNames[words.next()];
    const small = words.next();
    const fieldsLen = words.next();
    const argLength = words.next();
    const decls: Key[] = [];
    for (let i = 0; i < chunks.declsLen.data[chunk]; i++) decls.push(chunkKey(this.#child(chunk, i)));
    return {
      name: `${kind}_decl`,
      place: `n${chunkNode(this.#zir, chunk, this.#tree)}`,
      items: [
        text(`0x${small.toString(16)}`),
        ...captureItems,
        ...containerFields(words, { kind, small, fieldsLen, argLength }),
        { kind: 'body', label: 'decls', insts: decls, scope: chunk },
      ],
      aliases: [{ key: chunks.instStart.data[chunk] }],
    };
  }

  #hasPayload(name: string): boolean {
    const member = this.#members.get(name);
    return member === 'pl_node' || member === 'pl_tok';
  }

  #child(chunk: ChunkIndex, ordinal: number): ChunkIndex {
    const { children, chunks } = this.#zir;
    return children.data[chunks.childrenStart.data[chunk] + ordinal] as ChunkIndex;
  }

  #block(inst: number, chunk: ChunkIndex): Item {
    return inst === DECL_BLOCK ? text('decl') : this.inst(inst, chunk);
  }

  /** Instructions of `chunk` listed from a word of all `extra` on. */
  #body(chunk: ChunkIndex, start: number, length: number): Key[] {
    const first = this.#zir.chunks.instStart.data[chunk];
    return Array.from(this.#zir.extra.data.subarray(start, start + length), (inst) => first + inst);
  }

  body(chunk: ChunkIndex, start: number, length: number): Key[] {
    return this.#body(chunk, this.#zir.chunks.extraStart.data[chunk] + start, length);
  }

  inst(index: number, chunk: ChunkIndex): Item {
    return { kind: 'inst', key: this.#zir.chunks.instStart.data[chunk] + index };
  }

  ref(word: number, chunk: ChunkIndex): Item {
    if (word === REF_NONE) return text('-');
    return word < REF_START ? text(`@${Ref[word]}`) : this.inst(word - REF_START, chunk);
  }

  place(src: number, chunk: ChunkIndex): string {
    if (src === NO_SRC) return '';
    if ((src & SRC_TOKEN) !== 0) return `t${placeToToken(this.#zir, chunk, src, this.#tree)}`;
    return `n${placeToNode(this.#zir, chunk, src, this.#tree)}`;
  }

  #text(offset: number, length: number, chunk: ChunkIndex): Uint8Array {
    const start = this.#zir.chunks.bytesStart.data[chunk] + offset;
    return this.#zir.bytes.data.subarray(start, start + length);
  }

  string(offset: number, chunk: ChunkIndex): Item {
    const start = this.#zir.chunks.bytesStart.data[chunk] + offset;
    const { data } = this.#zir.bytes;
    return text(JSON.stringify(Buffer.from(data.subarray(start, data.indexOf(0, start))).toString('latin1')));
  }

  word(index: number, chunk: ChunkIndex): number {
    return this.#zir.extra.data[this.#zir.chunks.extraStart.data[chunk] + index];
  }
}

class OurWords implements Words {
  readonly official = false;
  readonly #reader: OurReader;
  readonly #chunk: ChunkIndex;
  position = 0;

  constructor(reader: OurReader, chunk: ChunkIndex) {
    this.#reader = reader;
    this.#chunk = chunk;
  }

  next(): number {
    return this.#reader.word(this.position++, this.#chunk);
  }

  skip(): void {
    // Ours has no such words.
  }

  seek(index: number): void {
    this.position = index;
  }

  ref(): Item {
    return this.#reader.ref(this.next(), this.#chunk);
  }

  inst(): Item {
    return this.#reader.inst(this.next(), this.#chunk);
  }

  string(): Item {
    return this.#reader.string(this.next(), this.#chunk);
  }

  place(): Item {
    return text(this.#reader.place(this.next(), this.#chunk));
  }

  number(): Item {
    return text(String(this.next()));
  }

  hex(): Item {
    return text(`0x${this.next().toString(16)}`);
  }

  body(label: string, length: number): Item {
    const insts = this.#reader.body(this.#chunk, this.position, length);
    this.position += length;
    return { kind: 'body', label, insts, scope: this.#chunk };
  }
}

/** How many bytes of its line are before a token. */
function columnOf(tree: Tree, token: number): number {
  const start = tree.tokenStarts[token];
  return start - 1 - tree.source.lastIndexOf(0x0a, start - 1);
}
