import { NodeTag } from '../../packages/compiler/src/syntax/node.ts';
import { firstToken } from '../../packages/compiler/src/syntax/span.ts';
import type { Tree } from '../../packages/compiler/src/syntax/tree.ts';
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

/** The names of what the official ZIR numbers. */
export interface OfficialNames {
  readonly tags: readonly { readonly name: string; readonly member: string }[];
  readonly extended: readonly string[];
  readonly refs: readonly string[];
}

/** Reads what `main.zig` writes for its first job. */
export function parseNames(source: string): OfficialNames {
  const [tags, extended, refs] = source.split('\n\n').map((list) => list.trim().split('\n'));
  return {
    tags: tags.map((line) => {
      const [name, member] = line.split(' ');
      return { name, member };
    }),
    extended,
    // The last one is the absent reference.
    refs: refs.slice(0, -1),
  };
}

/** Bytes of a word of a big integer: the program runs on a target of 32 bits. */
const LIMB_BYTES = 4;
const NONE = 0xffff_ffff;
const NO_OFFSET = 0x7fff_ffff;
const containerKinds: Readonly<Record<string, ContainerForm['kind']>> = {
  struct_decl: 'struct',
  enum_decl: 'enum',
  union_decl: 'union',
  opaque_decl: 'opaque',
};
const declKinds = buildDeclKinds();

/** The ZIR of a file as `main.zig` dumps it. A scope is the number of a declaration or container instruction. */
export class OfficialReader implements Reader {
  readonly root = 0;
  readonly rootScope = 0;
  readonly #names: OfficialNames;
  readonly #tree: Tree;
  readonly #insts: Uint32Array;
  readonly #extra: Uint32Array;
  readonly #bytes: Uint8Array;
  /** Blocks of which only the body is shown, with the instruction that is their value. */
  readonly #transparentBlocks = new Map<Key, Key>();
  /** Per scope its node. */
  readonly #nodes = new Map<Scope, number>([[0, 0]]);

  constructor(dump: Uint8Array, names: OfficialNames, tree: Tree) {
    const [insts, extra, bytes] = new Uint32Array(dump.buffer, dump.byteOffset, 3);
    this.#insts = new Uint32Array(dump.buffer, dump.byteOffset + 12, insts * 4);
    this.#extra = new Uint32Array(dump.buffer, dump.byteOffset + 12 + insts * 16, extra);
    const start = 12 + insts * 16 + extra * 4;
    this.#bytes = dump.subarray(start, start + bytes);
    this.#names = names;
    this.#tree = tree;
  }

  /** Whether the file has errors. */
  get failed(): boolean {
    return this.#extra[0] !== 0;
  }

  /** Whether there is no ZIR beside the errors. */
  get empty(): boolean {
    return this.#insts.length === 0;
  }

  decode(key: Key, scope: Scope): Decoded {
    const { name, member } = this.#names.tags[this.#insts[key * 4]];
    const first = this.#insts[key * 4 + 1];
    const second = this.#insts[key * 4 + 2];
    const third = this.#insts[key * 4 + 3];
    const words = new OfficialWords(this, scope);
    switch (member) {
      case 'extended':
        return this.#extended(key, scope, this.#names.extended[first], second, third);
      case 'declaration':
        this.#nodes.set(key, first);
        return this.#declaration(key, second);
      case 'un_node':
        return { name, place: this.node(first, scope), items: [this.ref(second)] };
      case 'un_tok':
        return { name, place: this.#token(first, scope), items: [this.ref(second)] };
      case 'node':
      case 'unreachable':
        return { name, place: this.node(first, scope), items: [] };
      case 'pl_node':
        words.seek(second);
        return { name, place: this.node(first, scope), items: this.#payload(name, words, scope) };
      case 'pl_tok':
        words.seek(second);
        return {
          name,
          place: this.#token(first, scope),
          items: name === 'import' ? plainPayload(name, words) : param(words),
        };
      case 'bin':
        return { name, place: '', items: [this.ref(first), text(String(second))] };
      case 'str': {
        const isInteger = name === 'int_big';
        const bytes = this.#bytes.subarray(first, first + (isInteger ? second * LIMB_BYTES : second));
        return { name, place: '', items: [text(hexOf(bytes, isInteger))] };
      }
      case 'str_tok':
        return { name, place: this.#token(second, scope), items: [this.string(first)] };
      case 'int':
      case 'float':
        return { name, place: '', items: [text(`${first} ${second}`)] };
      case 'ptr_type': {
        words.seek(third);
        return { name, place: this.node(this.#extra[third + 1], scope), items: ptrType(words, first | (second << 8)) };
      }
      case 'int_type':
        return { name, place: this.node(first, scope), items: [text(`${second === 0 ? 'i' : 'u'}${third}`)] };
      case 'break': {
        const place = this.node(this.#extra[second], scope);
        return { name, place: '', items: [this.ref(first), this.#block(this.#extra[second + 1], scope), text(place)] };
      }
      case 'dbg_stmt':
        return { name, place: '', items: [text(`column ${second}`)] };
      case 'str_op':
        return { name, place: '', items: [this.string(first), this.ref(second)] };
      case 'defer':
        words.seek(first);
        return { name, place: '', items: [words.body('body', second)] };
      case 'defer_err_code': {
        const remapped = this.#inst(this.#extra[second]);
        words.seek(this.#extra[second + 1]);
        return { name, place: '', items: [this.ref(first), remapped, words.body('body', this.#extra[second + 2])] };
      }
      case 'save_err_ret_index':
        return { name, place: '', items: [this.ref(first)] };
      case 'elem_val_imm':
        return { name, place: '', items: [this.ref(first), text(String(second))] };
      default:
        throw new Error(`an official instruction of unknown layout: ${name} ${member}`);
    }
  }

  #payload(name: string, words: OfficialWords, scope: Scope): Item[] {
    switch (name) {
      case 'condbr':
      case 'condbr_inline':
        return condbr(words);
      case 'call':
      case 'field_call':
        return call(words, name === 'field_call');
      case 'struct_init':
      case 'struct_init_ref':
      case 'struct_init_anon':
        return structInit(words, name === 'struct_init_anon');
      case 'error_set_decl':
        return errorSet(words);
      case 'switch_block':
      case 'switch_block_ref':
      case 'switch_block_err_union':
        return switchBlock(words, name === 'switch_block_err_union', (word) => this.string(word));
      case 'func':
      case 'func_inferred':
      case 'func_fancy': {
        const form = name === 'func_fancy' ? funcFancy : func;
        return form(
          words,
          () => this.#block(words.next(), scope),
          (_, length) => (length === 0 ? [text('no body')] : [words.body('function', length)]),
        );
      }
      default:
        return plainPayload(name, words);
    }
  }

  #extended(key: Key, scope: Scope, name: string, small: number, operand: number): Decoded {
    const words = new OfficialWords(this, scope);
    const kind = containerKinds[name];
    if (kind !== undefined) return this.#container(key, kind, small, operand);
    if (extendedNodes.has(name)) {
      const items = name === 'closure_get' || name === 'builtin_value' ? [text(String(small))] : [];
      return { name, place: this.node(operand, scope), items };
    }
    if (name === 'inplace_arith_result_ty') return { name, place: '', items: [text(String(small)), this.ref(operand)] };
    const schema = extendedSchema(name);
    if (schema === undefined) return { name, place: '', items: [] };
    const isAbsolute = schema.startsWith('oA');
    const word = this.#extra[isAbsolute ? operand + 1 : operand];
    const place = isAbsolute ? `n${word}` : this.node(word, scope);
    words.seek(operand + (isAbsolute ? 2 : 1));
    return { name, place, items: extendedPayload(name, small, words) };
  }

  #declaration(key: Key, payload: number): Decoded {
    const words = new OfficialWords(this, key);
    words.seek(payload + 5);
    const kind = declKinds[words.next() >>> 27];
    const items = [text(kind.title)];
    if (kind.hasName) items.push(words.string());
    const libName = kind.hasLibName ? words.string() : text('""');
    if (libName.kind === 'text' && libName.text !== '""') items.push(libName);
    const type = kind.hasType ? words.next() : 0;
    const [align, section, addrspace] = [0, 1, 2].map(() => (kind.hasSpecial ? words.next() : 0));
    const value = kind.hasValue ? words.next() : 0;
    const typeBody = words.body('type', type);
    items.push(this.#prototypeBody(typeBody, key), words.body('align', align), words.body('linksection', section));
    items.push(words.body('addrspace', addrspace), words.body('value', value));
    return { name: 'declaration', place: `n${this.#nodes.get(key)}`, items };
  }

  /**
   * The type of an extern function is a block in which its prototype is; ours leaves the block out. The instructions of the block, up to
   * its `break`, and what is behind the block.
   */
  #prototypeBody(body: Item, declaration: Key): Item {
    const node = this.#nodes.get(declaration) ?? 0;
    const isFn = this.#tree.nodeTags[node] >= NodeTag.fn_proto_simple && this.#tree.nodeTags[node] <= NodeTag.fn_proto;
    if (!isFn || body.kind !== 'body' || body.insts.length === 0) return body;
    const [block] = body.insts;
    const payload = this.#insts[block * 4 + 2];
    const inner = this.insts(payload + 1, this.#extra[payload]);
    this.#transparentBlocks.set(block, inner[inner.length - 2]);
    return { ...body, insts: [...inner.slice(0, -1), ...body.insts.slice(1)] };
  }

  #container(key: Key, kind: ContainerForm['kind'], small: number, operand: number): Decoded {
    const words = new OfficialWords(this, key);
    const hasHash = kind !== 'opaque';
    const node = this.#extra[operand + (hasHash ? 5 : 1)];
    this.#nodes.set(key, node);
    words.seek(operand + (hasHash ? 6 : 2));
    const capturesLen = (small & 1) !== 0 ? words.next() : 0;
    const declsLen = (small & 2) !== 0 ? words.next() : 0;
    const fieldsLen = hasHash && (small & 4) !== 0 ? words.next() : 0;
    const argLength = hasArg(kind, small) ? words.next() : 0;
    const flags = small & (hasHash ? ~7 : ~3);
    const items = [text(`0x${flags.toString(16)}`)];
    items.push(
      ...captures(
        words,
        capturesLen,
        (index) => this.#inst(index),
        (offset) => this.string(offset),
      ),
    );
    words.skip(capturesLen);
    const decls = Array.from({ length: declsLen }, () => words.next());
    items.push(...containerFields(words, { kind, small, fieldsLen, argLength }));
    items.push({ kind: 'body', label: 'decls', insts: decls, scope: key });
    return { name: `${kind}_decl`, place: `n${node}`, items };
  }

  /** The block that a `break` leaves: a declaration's, a container's and a `defer`'s body have none of their own. */
  #block(inst: number, scope: Scope): Item {
    return inst === 0 || inst === scope || this.#transparentBlocks.has(inst) ? text('decl') : this.#inst(inst);
  }

  #inst(index: number): Item {
    return { kind: 'inst', key: this.#transparentBlocks.get(index) ?? index };
  }

  ref(word: number): Item {
    if (word === NONE) return text('-');
    const { refs } = this.#names;
    return word < refs.length ? text(`@${refs[word]}`) : this.#inst(word - refs.length);
  }

  node(offset: number, scope: Scope): string {
    if (offset === NO_OFFSET) return '';
    return `n${(this.#nodes.get(scope) ?? Number.NaN) + (offset | 0)}`;
  }

  #token(offset: number, scope: Scope): string {
    return `t${firstToken(this.#tree, this.#nodes.get(scope) ?? 0) + (offset | 0)}`;
  }

  string(offset: number): Item {
    return text(
      JSON.stringify(Buffer.from(this.#bytes.subarray(offset, this.#bytes.indexOf(0, offset))).toString('latin1')),
    );
  }

  word(index: number): number {
    return this.#extra[index];
  }

  insts(index: number, length: number): readonly Key[] {
    return Array.from(this.#extra.subarray(index, index + length));
  }
}

class OfficialWords implements Words {
  readonly official = true;
  readonly #reader: OfficialReader;
  readonly #scope: Scope;
  position = 0;

  constructor(reader: OfficialReader, scope: Scope) {
    this.#reader = reader;
    this.#scope = scope;
  }

  next(): number {
    return this.#reader.word(this.position++);
  }

  skip(count: number): void {
    this.position += count;
  }

  seek(index: number): void {
    this.position = index;
  }

  ref(): Item {
    return this.#reader.ref(this.next());
  }

  inst(): Item {
    return { kind: 'inst', key: this.next() };
  }

  string(): Item {
    return this.#reader.string(this.next());
  }

  place(): Item {
    return text(this.#reader.node(this.next(), this.#scope));
  }

  number(): Item {
    return text(String(this.next()));
  }

  hex(): Item {
    return text(`0x${this.next().toString(16)}`);
  }

  body(label: string, length: number): Item {
    const insts = this.#reader.insts(this.position, length);
    this.position += length;
    return { kind: 'body', label, insts, scope: this.#scope };
  }
}

function hasArg(kind: ContainerForm['kind'], small: number): boolean {
  switch (kind) {
    case 'struct':
      return (small & (1 << 7)) !== 0;
    case 'enum':
      return (small & (1 << 5)) !== 0;
    case 'union':
      return [1, 3, 6].includes((small >>> 5) & 7);
    case 'opaque':
      return false;
  }
}

interface OfficialDeclKind {
  /** As `declarationTitle` of ours. */
  readonly title: string;
  readonly hasName: boolean;
  readonly hasLibName: boolean;
  readonly hasType: boolean;
  readonly hasSpecial: boolean;
  readonly hasValue: boolean;
}

function buildDeclKinds(): OfficialDeclKind[] {
  const ids = (
    'unnamed_test test decltest comptime const_simple const_typed const pub_const_simple pub_const_typed pub_const ' +
    'extern_const_simple extern_const pub_extern_const_simple pub_extern_const export_const pub_export_const ' +
    'var_simple var var_threadlocal pub_var_simple pub_var pub_var_threadlocal extern_var extern_var_threadlocal ' +
    'pub_extern_var pub_extern_var_threadlocal export_var export_var_threadlocal pub_export_var pub_export_var_threadlocal'
  ).split(' ');
  return ids.map((id, index) => {
    const isUntyped = index < 4;
    const isExtern = id.includes('extern');
    const isSimple = id.endsWith('_simple');
    const kind = isUntyped ? id : id.includes('const') ? 'const' : 'var';
    const parts = [kind];
    for (const word of ['pub', 'export', 'extern', 'threadlocal']) if (id.includes(word)) parts.push(word);
    return {
      title: parts.join(' '),
      hasName: id !== 'unnamed_test' && id !== 'comptime',
      hasLibName: isExtern && !isSimple,
      hasType: !isUntyped && (isExtern || !isSimple),
      hasSpecial: !isUntyped && !isSimple && !id.endsWith('_typed'),
      hasValue: !isExtern,
    };
  });
}
