import { stringOfBytes } from '../util/utf8.ts';
import { ASM_INPUTS_SHIFT, ASM_OUTPUTS_SHIFT, ASM_VOLATILE } from './asm.ts';
import { NO_SRC } from './block.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { EnumSmall, StructSmall, UnionSmall } from './container-small.ts';
import { FuncFancyBit, TYPE_IS_GENERIC } from './function.ts';
import { Extended, Tag } from './inst.ts';
import { extendedPayloads, isBinary, payloads } from './print-schema.ts';
import { REF_NONE, REF_START, Ref } from './ref.ts';
import {
  CaptureKind,
  ItemKind,
  readSwitchPayload,
  SCALAR_COUNT_SHIFT,
  type SwitchBody,
  type SwitchItem,
  type SwitchProng,
} from './switch-payload.ts';
import {
  type ChunkIndex,
  ChunkKind,
  ContainerKind,
  chunkHeader,
  DECL_BLOCK,
  DeclFlag,
  DeclKind,
  NO_CHILD,
  SRC_OUTER,
  SRC_OUTER_BIAS,
  SRC_TOKEN,
  type Zir,
} from './zir.ts';

/*
 * The text of `dump-zir`. A chunk is printed as
 *
 *   chunk 3 const "name" pub {
 *     value {
 *       %0 = int(5) :4
 *       %1 = break_inline(decl, %0)
 *     }
 *     <children, the same way>
 *   }
 *
 * An instruction is `%index = tag(operands) place`. A reference is `%index` or `@constant`, `-` stands for an absent one. A
 * place is `:node` or `:tTOKEN`, in the chunk's own numbers, or `:outerN`, N nodes from the chunk's node in the chunk around. Bodies are in braces, one instruction a line. `child 0` is a child
 * chunk by its ordinal. A word that is neither reference, text nor body is printed in decimal, flags in hexadecimal.
 */

const captureTags = ['nested', 'instruction', 'instruction_load', 'decl_val', 'decl_ref'];
const pointerSizes = ['one', 'many', 'slice', 'c'];

/** The ZIR of a whole file, as text. */
export function printZir(zir: Zir): string {
  return printChunk(zir, 0 as ChunkIndex);
}

/** One chunk with its children, as text. */
function printChunk(zir: Zir, chunk: ChunkIndex): string {
  const lines: string[] = [];
  writeChunk(zir, chunk, '', lines);
  return `${lines.join('\n')}\n`;
}

function writeChunk(zir: Zir, chunk: ChunkIndex, indent: string, lines: string[]): void {
  const printer = new ChunkPrinter(zir, chunk, lines);
  const start = lines.length;
  printer.write(indent);
  const { childrenStart, childrenLen } = zir.chunks;
  const first = childrenStart.data[chunk];
  const count = childrenLen.data[chunk];
  for (let i = 0; i < count; i++) writeChunk(zir, zir.children.data[first + i] as ChunkIndex, `${indent}  `, lines);
  if (lines.length === start + 1) lines[start] += '}';
  else lines.push(`${indent}}`);
}

/** Writes the instructions of one chunk; its children are not its business. */
class ChunkPrinter {
  private readonly zir: Zir;
  private readonly chunk: ChunkIndex;
  private readonly lines: string[];
  private readonly insts: number;
  private readonly extra: number;
  private readonly bytes: number;
  /** Where the chunk's header is, relative to its `extra`. */
  private readonly header: number;
  /** Where the next word of a payload is read, relative to the chunk's `extra`. */
  private cursor = 0;

  constructor(zir: Zir, chunk: ChunkIndex, lines: string[]) {
    this.zir = zir;
    this.chunk = chunk;
    this.lines = lines;
    this.insts = zir.chunks.instStart.data[chunk];
    this.extra = zir.chunks.extraStart.data[chunk];
    this.bytes = zir.chunks.bytesStart.data[chunk];
    this.header = chunkHeader(zir, chunk) - this.extra;
  }

  write(indent: string): void {
    const { kind } = this.zir.chunks;
    const inner = `${indent}  `;
    switch (kind.data[this.chunk]) {
      case ChunkKind.declaration:
        this.lines.push(`${indent}chunk ${this.chunk} ${this.declarationTitle()} {`);
        this.writeDeclaration(inner);
        break;
      case ChunkKind.body:
        this.lines.push(`${indent}chunk ${this.chunk} body {`);
        this.writeBodyChunk(inner);
        break;
      case ChunkKind.container:
        this.lines.push(
          `${indent}chunk ${this.chunk} ${ContainerKind[this.word(this.header)]} ${hex(this.word(this.header + 1))} {`,
        );
        this.writeContainer(inner);
        break;
      default:
        this.lines.push(`${indent}chunk ${this.chunk} free {`);
    }
  }

  private declarationTitle(): string {
    const { declKind, flags, name } = this.zir.chunks;
    const kind = declKind.data[this.chunk];
    let title = DeclKind[kind];
    if (name.data[this.chunk] !== 0) title += ` ${this.string(name.data[this.chunk])}`;
    const bits = flags.data[this.chunk];
    for (const flag of [DeclFlag.pub, DeclFlag.export, DeclFlag.extern, DeclFlag.threadlocal]) {
      if ((bits & flag) !== 0) title += ` ${DeclFlag[flag]}`;
    }
    return title;
  }

  private writeDeclaration(indent: string): void {
    this.cursor = this.header;
    const libName = this.next();
    if (libName !== 0) this.lines.push(`${indent}lib ${this.string(libName)}`);
    const parts = ['type', 'align', 'linksection', 'addrspace', 'value'];
    const lengths = parts.map(() => this.next());
    for (const [i, part] of parts.entries()) this.part(part, lengths[i], indent);
  }

  private writeBodyChunk(indent: string): void {
    const header = this.word(0);
    const params = this.word(header);
    for (let i = 0; i < params; i++) this.writeInstruction(i, indent);
    this.cursor = header + 2;
    this.writeBody(this.word(header + 1), indent);
  }

  private writeContainer(indent: string): void {
    this.cursor = this.header;
    const kind: ContainerKind = this.next();
    const small = this.next();
    const fieldsLen = this.next();
    const argLen = this.next();
    const words = (isThere: boolean, count = fieldsLen): number[] =>
      Array.from({ length: isThere ? count : 0 }, () => this.next());
    const hasTypes = kind === ContainerKind.struct || kind === ContainerKind.union;
    const names = words(true);
    const types = words(hasTypes);
    const aligns = words(hasTypes && hasAligns(kind, small));
    const values = words(hasValues(kind, small));
    const isStruct = kind === ContainerKind.struct;
    const comptimeBits = words(isStruct && (small & StructSmall.any_comptime_fields) !== 0, Math.ceil(fieldsLen / 32));
    this.part('arg', argLen, indent);
    for (let i = 0; i < fieldsLen; i++) {
      const isComptime = (((comptimeBits[i >> 5] ?? 0) >>> (i & 31)) & 1) !== 0;
      const hasBodies = (types[i] ?? 0) + (aligns[i] ?? 0) + (values[i] ?? 0) > 0;
      this.lines.push(
        `${indent}${isComptime ? 'comptime ' : ''}field ${this.string(names[i])}${hasBodies ? ' {' : ''}`,
      );
      if (!hasBodies) continue;
      this.part('type', types[i] ?? 0, `${indent}  `);
      this.part('align', aligns[i] ?? 0, `${indent}  `);
      this.part(isStruct ? 'default' : 'value', values[i] ?? 0, `${indent}  `);
      this.lines.push(`${indent}}`);
    }
  }

  /** Writes `length` instructions whose numbers are read from the cursor on, and moves it past them. */
  private writeBody(length: number, indent: string): void {
    const end = this.cursor + length;
    for (let i = this.cursor; i < end; i++) this.writeInstruction(this.word(i), indent);
    this.cursor = end;
  }

  private writeInstruction(inst: number, indent: string): void {
    const cursor = this.cursor;
    const tag = this.zir.tags.data[this.insts + inst] as Tag;
    const a = this.zir.a.data[this.insts + inst];
    const b = this.zir.b.data[this.insts + inst];
    const place = this.zir.src.data[this.insts + inst];
    const line = this.lines.length;
    const name = tag === Tag.extended ? Extended[a & 0xffff] : Tag[tag];
    this.lines.push(`${indent}%${inst} = ${name}(`);
    const operands = this.operands(tag, a, b, `${indent}  `);
    const suffix = place === NO_SRC ? '' : ` ${placeText(place)}`;
    this.lines[line] += `${operands.join(', ')})${suffix}`;
    if (this.lines.length > line + 1) {
      this.lines[line] += ' {';
      this.lines.push(`${indent}}`);
    }
    this.cursor = cursor;
  }

  /** The operands of one instruction; its bodies are pushed as lines. */
  private operands(tag: Tag, a: number, b: number, indent: string): string[] {
    const schema = payloads[tag];
    if (schema !== undefined) return this.payload(a, schema, indent);
    switch (tag) {
      case Tag.str:
      case Tag.int_big:
        return [tag === Tag.str ? JSON.stringify(this.text(a, b)) : this.bigInt(a, b)];
      case Tag.int:
        return [((BigInt(b) << 32n) | BigInt(a)).toString()];
      case Tag.float:
        return [String(new Float64Array(Uint32Array.of(a, b).buffer)[0])];
      case Tag.int_type:
        return [`${a === 1 ? 'i' : 'u'}${b}`];
      case Tag.ptr_type:
        return this.pointerType(a, b);
      case Tag.array_init_elem_type:
        return [ref(a), String(b)];
      case Tag.break:
      case Tag.break_inline:
      case Tag.switch_continue: {
        const block = this.word(b + 1);
        return [
          block === DECL_BLOCK ? 'decl' : `%${block}`,
          ref(a),
          ...(this.word(b) === NO_SRC ? [] : [placeText(this.word(b))]),
        ];
      }
      case Tag.dbg_stmt:
        return [`t${a}`];
      case Tag.dbg_var_ptr:
      case Tag.dbg_var_val:
        return [this.string(a), ref(b)];
      case Tag.defer:
        this.cursor = a;
        this.writeBody(b, indent);
        return [];
      case Tag.defer_err_code: {
        this.cursor = this.word(b + 1);
        this.writeBody(this.word(b + 2), indent);
        return [ref(a), `%${this.word(b)}`];
      }
      case Tag.save_err_ret_index:
        return [ref(a)];
      case Tag.elem_val_imm:
        return [ref(a), String(b)];
      case Tag.fn_arg:
        return [String(a)];
      case Tag.decl_ref:
      case Tag.decl_val:
      case Tag.enum_literal:
      case Tag.error_value:
      case Tag.ret_err_value:
      case Tag.ret_err_value_code:
      case Tag.param_anytype:
      case Tag.param_anytype_comptime:
        return [this.string(a)];
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
        return [];
      case Tag.condbr:
      case Tag.condbr_inline:
        return this.condbr(a, indent);
      case Tag.call:
      case Tag.field_call:
        return this.call(tag, a, indent);
      case Tag.struct_init:
      case Tag.struct_init_ref:
      case Tag.struct_init_anon:
        return this.structInit(tag, a);
      case Tag.error_set_decl:
        return Array.from({ length: this.word(a) }, (_, i) => this.string(this.word(a + 1 + i)));
      case Tag.func:
      case Tag.func_inferred:
        return this.func(a, indent);
      case Tag.func_fancy:
        return this.funcFancy(a, indent);
      case Tag.switch_block:
      case Tag.switch_block_ref:
      case Tag.switch_block_err_union:
        return this.switchBlock(tag, a, indent);
      case Tag.extended:
        return this.extended(a & 0xffff, a >>> 16, b, indent);
      default:
        return isBinary(tag) ? this.payload(a, 'rr', indent) : [ref(a)];
    }
  }

  private payload(start: number, schema: string, indent: string): string[] {
    const operands: string[] = [];
    this.cursor = start;
    for (const letter of schema) {
      if (letter === 'B') {
        this.writeBody(this.next(), indent);
      } else if (letter === 'G') {
        const length = this.next();
        if (length >= TYPE_IS_GENERIC) operands.push('generic');
        this.writeBody(length % TYPE_IS_GENERIC, indent);
      } else if (letter === 'R' || letter === 'I') {
        const count = this.next();
        for (let i = 0; i < count; i++) operands.push(letter === 'R' ? ref(this.next()) : `%${this.next()}`);
      } else {
        const word = this.next();
        if (letter === 'r') operands.push(ref(word));
        else if (letter === 's') operands.push(this.string(word));
        else if (letter === 'p') operands.push(placeText(word));
        else if (letter === 'i') operands.push(`%${word}`);
        else if (letter === 'c') operands.push(ComptimeReason[word]);
        else operands.push(letter === 'x' ? hex(word) : String(word));
      }
    }
    return operands;
  }

  private pointerType(a: number, b: number): string[] {
    const operands = [pointerSizes[(b >>> 8) & 3], hex(b & 0x7f), ref(this.word(a))];
    let count = 0;
    for (const bit of [8, 16, 32]) if ((b & bit) !== 0) count++;
    if ((b & 64) !== 0) count += 2;
    for (let i = 0; i < count; i++) operands.push(ref(this.word(a + 1 + i)));
    return operands;
  }

  private condbr(a: number, indent: string): string[] {
    const elseLen = this.word(a + 2);
    this.cursor = a + 3;
    this.writeBody(this.word(a + 1), indent);
    this.lines.push(`${indent.slice(2)}} else {`);
    this.writeBody(elseLen, indent);
    return [ref(this.word(a))];
  }

  private call(tag: Tag, a: number, indent: string): string[] {
    const flags = this.word(a);
    const count = flags >>> 5;
    const args = a + (tag === Tag.call ? 2 : 3);
    const operands = [hex(flags & 31), ref(this.word(a + 1))];
    if (tag === Tag.field_call) operands.push(this.string(this.word(a + 2)));
    let start = count;
    for (let i = 0; i < count; i++) {
      const end = this.word(args + i);
      this.lines.push(`${indent}arg {`);
      this.cursor = args + start;
      this.writeBody(end - start, `${indent}  `);
      this.lines.push(`${indent}}`);
      start = end;
    }
    return operands;
  }

  private structInit(tag: Tag, a: number): string[] {
    const operands: string[] = [];
    const count = this.word(a);
    for (let i = 0; i < count; i++) {
      const key = this.word(a + 1 + 2 * i);
      const name = tag === Tag.struct_init_anon ? this.string(key) : `%${key}`;
      operands.push(`${name}: ${ref(this.word(a + 2 + 2 * i))}`);
    }
    return operands;
  }

  private func(a: number, indent: string): string[] {
    const operands = [childText(this.word(a + 2))];
    this.cursor = a + 3;
    const ret = this.word(a);
    if (ret >= TYPE_IS_GENERIC) operands.push('generic');
    const retLen = ret % TYPE_IS_GENERIC;
    if (retLen === 1) operands.push(ref(this.next()));
    else this.part('ret', retLen, indent);
    return operands;
  }

  private funcFancy(a: number, indent: string): string[] {
    const bits = this.word(a + 2);
    const operands = [childText(this.word(a + 1)), hex(bits)];
    this.cursor = a + 3;
    if ((bits & FuncFancyBit.has_cc_body) !== 0) this.part('cc', this.next(), indent);
    else if ((bits & FuncFancyBit.has_cc_ref) !== 0) operands.push(`cc ${ref(this.next())}`);
    if ((bits & FuncFancyBit.has_ret_ty_body) !== 0) this.part('ret', this.next(), indent);
    else if ((bits & FuncFancyBit.has_ret_ty_ref) !== 0) operands.push(`ret ${ref(this.next())}`);
    if ((bits & FuncFancyBit.has_any_noalias) !== 0) operands.push(`noalias ${hex(this.next())}`);
    return operands;
  }

  private part(name: string, length: number, indent: string): void {
    if (length === 0) return;
    this.lines.push(`${indent}${name} {`);
    this.writeBody(length, `${indent}  `);
    this.lines.push(`${indent}}`);
  }

  private switchBlock(tag: Tag, a: number, indent: string): string[] {
    const { extraStart, extraLen } = this.zir.chunks;
    const start = extraStart.data[this.chunk];
    const extra = this.zir.extra.data.subarray(start, start + extraLen.data[this.chunk]);
    const isErrUnion = tag === Tag.switch_block_err_union;
    const payload = readSwitchPayload(extra, a, isErrUnion);
    const operands = [ref(payload.operand), hex(payload.bits & ((1 << SCALAR_COUNT_SHIFT) - 1))];
    if (isErrUnion) operands.push(placeText(payload.mainSrc));
    if (payload.payloadCapture !== -1) operands.push(`payload %${payload.payloadCapture}`);
    if (payload.tagCapture !== -1) operands.push(`tag %${payload.tagCapture}`);
    if (payload.nonError !== null) {
      this.prong(payload.nonErrorOperandIsRef ? 'non_error_ptr' : 'non_error', payload.nonError, indent);
    }
    if (payload.elseProng !== null) this.prong('else', payload.elseProng, indent);
    for (const prong of payload.prongs) {
      const items = prong.items.map((item) => this.switchItem(item));
      for (let i = 0; i < prong.ranges.length; i += 2) {
        items.push(`${this.switchItem(prong.ranges[i])}...${this.switchItem(prong.ranges[i + 1])}`);
      }
      this.prong(items.join(', '), prong, indent);
    }
    return operands;
  }

  /** An item that is no name is printed under its prong. */
  private switchItem({ kind, name }: SwitchItem): string {
    if (kind === ItemKind.enum_literal) return `.${this.string(name)}`;
    if (kind === ItemKind.error_value) return `error.${this.string(name)}`;
    return kind === ItemKind.under ? '_' : '{}';
  }

  private prong(title: string, prong: SwitchProng, indent: string): void {
    let line = prong.isInline ? `inline ${title}` : title;
    if (prong.capture !== CaptureKind.none) line += ` ${CaptureKind[prong.capture]}`;
    if (prong.hasTagCapture) line += ' tag';
    if (prong.isExcused) line += ' excused';
    this.lines.push(`${indent}${line} => {`);
    this.switchBody(prong.body, indent);
    this.lines.push(`${indent}}`);
    for (const item of [...prong.items, ...prong.ranges]) {
      if (item.kind !== ItemKind.body) continue;
      this.lines.push(`${indent}item {`);
      this.switchBody(item.body, indent);
      this.lines.push(`${indent}}`);
    }
  }

  private switchBody(body: SwitchBody, indent: string): void {
    this.cursor = body.start;
    this.writeBody(body.len, `${indent}  `);
  }

  private extended(opcode: Extended, small: number, b: number, indent: string): string[] {
    const schema = extendedPayloads[opcode];
    if (schema !== undefined) {
      const operands = this.payload(b, schema, indent);
      if (small !== 0) operands.unshift(hex(small));
      return operands;
    }
    switch (opcode) {
      case Extended.struct_decl:
      case Extended.enum_decl:
      case Extended.union_decl:
      case Extended.opaque_decl:
        return this.containerDecl(small, b);
      case Extended.tuple_decl:
        return Array.from(
          { length: small },
          (_, i) => `${ref(this.word(b + 2 * i))} = ${ref(this.word(b + 2 * i + 1))}`,
        );
      case Extended.compile_log:
      case Extended.min_multi:
      case Extended.max_multi:
        return Array.from({ length: small }, (_, i) => ref(this.word(b + i)));
      case Extended.typeof_peer: {
        this.cursor = this.word(b + 1);
        this.writeBody(this.word(b), indent);
        return Array.from({ length: small }, (_, i) => ref(this.word(b + 2 + i)));
      }
      case Extended.alloc: {
        const operands = [hex(small)];
        this.cursor = b;
        if ((small & 1) !== 0) operands.push(ref(this.next()));
        if ((small & 2) !== 0) operands.push(`align ${ref(this.next())}`);
        return operands;
      }
      case Extended.asm:
      case Extended.asm_expr:
        return this.asm(opcode, small, b);
      case Extended.closure_get:
      case Extended.builtin_value:
      case Extended.inplace_arith_result_ty:
        return opcode === Extended.inplace_arith_result_ty ? [String(small), ref(b)] : [String(small)];
      default:
        return [];
    }
  }

  private containerDecl(small: number, b: number): string[] {
    const operands = [hex(small), childText(this.word(b))];
    const capturesLen = this.word(b + 1);
    this.cursor = b + 2;
    for (let i = 0; i < capturesLen; i++) {
      const capture = this.next();
      const data = capture >>> 3;
      const tag = capture & 7;
      operands.push(`${captureTags[tag]} ${tag === 0 ? data : tag < 3 ? `%${data}` : this.string(data)}`);
    }
    return operands;
  }

  private asm(opcode: Extended, small: number, b: number): string[] {
    const operands = [opcode === Extended.asm ? this.string(this.word(b)) : ref(this.word(b))];
    if ((small & ASM_VOLATILE) !== 0) operands.push('volatile');
    const outputTypes = this.word(b + 1);
    const clobbers = this.word(b + 2);
    const outputs = (small >>> ASM_OUTPUTS_SHIFT) & 0x7f;
    const inputs = (small >>> ASM_INPUTS_SHIFT) & 0xff;
    this.cursor = b + 3;
    for (let i = 0; i < outputs + inputs; i++) {
      const kind = i >= outputs ? 'in' : ((outputTypes >>> i) & 1) !== 0 ? '->' : 'out';
      operands.push(`${kind} ${this.string(this.next())} ${this.string(this.next())} ${ref(this.next())}`);
    }
    if (clobbers !== REF_NONE) operands.push(`clobbers ${ref(clobbers)}`);
    return operands;
  }

  private word(index: number): number {
    return this.zir.extra.data[this.extra + index];
  }

  private next(): number {
    return this.word(this.cursor++);
  }

  private string(offset: number): string {
    const bytes = this.zir.bytes.data;
    let end = this.bytes + offset;
    while (bytes[end] !== 0) end++;
    return JSON.stringify(this.text(offset, end - this.bytes - offset));
  }

  private text(offset: number, length: number): string {
    const start = this.bytes + offset;
    return stringOfBytes(this.zir.bytes.data.subarray(start, start + length));
  }

  private bigInt(offset: number, length: number): string {
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.zir.bytes.data[this.bytes + offset + i]);
    return value.toString();
  }
}

function ref(value: number): string {
  if (value === REF_NONE) return '-';
  return value < REF_START ? `@${Ref[value]}` : `%${value - REF_START}`;
}

function placeText(src: number): string {
  if ((src & SRC_TOKEN) !== 0) return `:t${src & ~SRC_TOKEN}`;
  return (src & SRC_OUTER) !== 0 ? `:outer${(src & ~SRC_OUTER) - SRC_OUTER_BIAS}` : `:${src}`;
}

function childText(child: number): string {
  return child === NO_CHILD ? 'no body' : `child ${child}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

function hasAligns(kind: ContainerKind, small: number): boolean {
  return (small & (kind === ContainerKind.struct ? StructSmall.any_field_aligns : UnionSmall.any_field_aligns)) !== 0;
}

function hasValues(kind: ContainerKind, small: number): boolean {
  switch (kind) {
    case ContainerKind.struct:
      return (small & StructSmall.any_field_defaults) !== 0;
    case ContainerKind.union:
      return (small & UnionSmall.any_field_values) !== 0;
    case ContainerKind.enum:
      return (small & EnumSmall.any_field_values) !== 0;
    case ContainerKind.opaque:
      return false;
  }
}
