import {
  type FullContainerDecl,
  type FullContainerField,
  fullContainerDecl,
  fullContainerField,
} from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';
import { nodeImpliesComptimeOnly, nodeImpliesMoreThanOnePossibleValue } from './ast-query.ts';
import { GenZir, NameStrategy } from './block.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild, finishChild, finishMember } from './chunk-tree.ts';
import { comptimeExpr } from './comptime.ts';
import { lowerMember } from './decl.ts';
import { expr, typeExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { type Lowering, noteNode } from './lowering.ts';
import { instRef, Ref, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import { RI_ALIGN, RI_TYPE, resCoerced, resTy, rvalue } from './result.ts';
import type { ResultInfo } from './result.ts';
import { scanContainer } from './scan-container.ts';
import { Namespace, type Scope } from './scope.ts';
import { isTupleType } from './tuple-type.ts';
import { isUnderscoreToken } from './underscore.ts';
import { ChunkKind, ContainerKind, DECL_BLOCK } from './zir.ts';

/** Memory layout of a struct or union: the numbers of `std.builtin.Type.ContainerLayout`. */
export enum Layout {
  auto,
  extern,
  packed,
}

/** `small` of `Extended.struct_decl`: flags, and the shifts of the name strategy and the layout, of two bits each. */
export enum StructSmall {
  has_backing_int = 1 << 3,
  known_non_opv = 1 << 4,
  known_comptime_only = 1 << 5,
  name_strategy_shift = 6,
  layout_shift = 8,
  any_default_inits = 1 << 10,
  any_comptime_fields = 1 << 11,
  any_aligned_fields = 1 << 12,
}

/** `small` of `Extended.enum_decl`. */
export enum EnumSmall {
  has_tag_type = 1 << 0,
  name_strategy_shift = 5,
  nonexhaustive = 1 << 7,
}

/** `small` of `Extended.union_decl`. */
export enum UnionSmall {
  has_tag_type = 1 << 0,
  name_strategy_shift = 5,
  layout_shift = 7,
  auto_enum_tag = 1 << 9,
  any_aligned_fields = 1 << 10,
}

/** `small` of `Extended.opaque_decl`. */
export enum OpaqueSmall {
  name_strategy_shift = 2,
}

const MAX_TUPLE_FIELDS = 65535;

/** The fields of a container while they are gathered: flags, words, and behind all of them their bodies. */
class Fields {
  readonly flags: number[] = [];
  readonly words: number[] = [];
  readonly bodies: number[] = [];
  count = 0;

  constructor(readonly bitsPerField: number) {}

  next(bits: number): void {
    const perWord = 32 / this.bitsPerField;
    const index = this.count++;
    if (index % perWord === 0) this.flags.push(0);
    const word = this.flags.length - 1;
    this.flags[word] = (this.flags[word] | (bits << ((index % perWord) * this.bitsPerField))) >>> 0;
  }

  /** Takes the instructions of `gz` as a body and returns its length. `gz` is empty afterwards. */
  addBody(gz: GenZir): number {
    const { chunk } = gz;
    const { scratch } = chunk;
    const top = scratch.length;
    chunk.appendBody(gz.start, chunk.stack.length, scratch);
    for (let i = top; i < scratch.length; i++) this.bodies.push(scratch.data[i]);
    const length = scratch.length - top;
    scratch.truncate(top);
    chunk.stack.truncate(gz.start);
    return length;
  }
}

/** A container declaration that is being lowered: where it stands, and its own chunk. */
interface Container {
  readonly lo: Lowering;
  readonly builder: ChunkBuilder;
  readonly namespace: Namespace;
  /** Block of what is in the fields. */
  readonly gz: GenZir;
  readonly node: number;
  readonly members: Uint32Array;
}

function openContainer(
  lo: Lowering,
  outer: GenZir | null,
  scope: Scope,
  node: number,
  members: Uint32Array,
): Container {
  const range = lo.numbering.rangeOf(node);
  const builder = acquireChild(lo, ChunkKind.container, range, outer === null ? null : outer.chunk);
  const namespace = new Namespace(scope, node, lo.withinFn, outer);
  const gz = new GenZir(lo, builder, namespace);
  gz.isComptime = true;
  return { lo, builder, namespace, gz, node, members };
}

/** Writes the header of a container's chunk up to its own body, which is to follow in `bodyLen` words. */
function writeHeader(c: Container, kind: ContainerKind, small: number, fieldsLen: number, ref: ZirRef): void {
  c.builder.beginHeader();
  c.builder.extra4(kind, small, fieldsLen, ref);
}

function writeFields(builder: ChunkBuilder, fields: Fields): void {
  builder.extra.pushAll(fields.flags);
  builder.extra.pushAll(fields.words);
  builder.extra.pushAll(fields.bodies);
}

/** Completes a container that is an expression: the instruction `inst` of `gz` gets its payload. */
function closeContainer(gz: GenZir, c: Container, inst: ZirIndex, opcode: Extended, small: number): void {
  const { chunk } = gz;
  const child = finishChild(c.lo, c.builder, chunk);
  const { captures } = c.namespace;
  const payload = chunk.extra2(child, captures.size);
  for (const capture of captures.keys()) chunk.extra.push(capture);
  chunk.a.data[inst] = (opcode | (small << 16)) >>> 0;
  chunk.b.data[inst] = payload;
}

function addEnd(gz: GenZir, value: ZirRef): void {
  if (!gz.endsWithNoReturn()) gz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, value);
}

/** Lowers `node` if it is a member declaration; returns the field if it is one. */
function memberField(c: Container, node: number): FullContainerField | null {
  const field = fullContainerField(c.lo.tree, node);
  if (field !== null) return field;
  finishMember(c.lo, lowerMember(c.lo, c.namespace, node, c.builder), c.builder);
  return null;
}

/** In unions and enums a lone identifier is a field's name, which the tree has as the type of a tuple's element. */
function asNamed(tree: Tree, field: FullContainerField): FullContainerField {
  if (!field.tupleLike || tree.nodeTags[field.typeExpr] !== NodeTag.identifier) return field;
  return { ...field, typeExpr: 0, tupleLike: false };
}

/** Lowers `struct {}`, `union {}`, `enum {}` or `opaque {}`. */
export function containerDecl(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const full = fullContainerDecl(tree, node)!;
  const { fnBlock } = lo;
  lo.fnBlock = null;
  let result: ZirRef;
  switch (tree.tokenTags[full.mainToken] as TokenTag) {
    case TokenTag.keyword_struct:
      result = structDecl(gz, scope, node, full);
      break;
    case TokenTag.keyword_union:
      result = unionDecl(gz, scope, node, full);
      break;
    case TokenTag.keyword_enum:
      result = enumDecl(gz, scope, node, full);
      break;
    default:
      result = opaqueDecl(gz, scope, node, full);
      break;
  }
  lo.fnBlock = fnBlock;
  return rvalue(gz, ri, result, node);
}

function layoutOf(tree: Tree, full: FullContainerDecl): Layout {
  if (full.layoutToken === null) return Layout.auto;
  return tree.tokenTags[full.layoutToken] === TokenTag.keyword_packed ? Layout.packed : Layout.extern;
}

/** Lowers a file. Its chunk, the first one, is complete but for `finishChunk`. */
export function fileDecl(lo: Lowering, scope: Scope): ChunkBuilder {
  const full = fullContainerDecl(lo.tree, 0)!;
  if (isTupleType(lo.tree, 0)) lo.failToken(0, 'file cannot be a tuple');
  const container = openContainer(lo, null, scope, 0, full.members);
  lowerStruct(container, Layout.auto, 0, NameStrategy.parent);
  return container.builder;
}

function structDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl): ZirRef {
  const { lo } = gz;
  const layout = layoutOf(lo.tree, full);
  if (isTupleType(lo.tree, node)) return tupleDecl(gz, scope, node, full, layout);
  const inst = gz.addIndex(Tag.extended, Extended.struct_decl, 0, gz.srcNode(node));
  const container = openContainer(lo, gz, scope, node, full.members);
  const small = lowerStruct(container, layout, full.arg, gz.anonNameStrategy);
  closeContainer(gz, container, inst, Extended.struct_decl, small);
  return instRef(inst);
}

/** Lowers the members of a struct and writes its chunk. Returns `small`. */
function lowerStruct(c: Container, layout: Layout, backingIntNode: number, strategy: NameStrategy): number {
  const { lo, gz, builder, namespace } = c;
  const { tree } = lo;
  // Stands for the type of a field in its default value.
  const fieldType = instRef(builder.make(Tag.extended, Extended.value_placeholder, 0, gz.srcNode(c.node)));
  let backingInt = REF_NONE;
  const backing = new Fields(1);
  let backingLen = 0;
  if (backingIntNode !== 0) {
    if (layout !== Layout.packed) {
      lo.failNode(backingIntNode, 'non-packed struct does not support backing integer type');
    }
    backingInt = typeExpr(gz, namespace, backingIntNode);
    if (!gz.isEmpty()) {
      addEnd(gz, backingInt);
      backingLen = backing.addBody(gz);
    }
  }
  builder.membersLen = scanContainer(lo, namespace, c.members, 'struct');

  let small = (strategy << StructSmall.name_strategy_shift) | (layout << StructSmall.layout_shift);
  if (backingInt !== REF_NONE) small |= StructSmall.has_backing_int;
  const fields = new Fields(4);
  for (const member of c.members) {
    const field = memberField(c, member);
    if (field === null) continue;
    fields.words.push(lo.identString(gz, field.mainToken));
    if (field.typeExpr === 0) lo.failToken(field.mainToken, 'struct field missing type');
    const type = typeExpr(gz, namespace, field.typeExpr);
    const hasTypeBody = !gz.isEmpty();
    const hasAlign = field.alignExpr !== 0;
    const hasValue = field.valueExpr !== 0;
    const isComptime = field.comptimeToken !== null;
    if (isComptime) {
      if (layout !== Layout.auto) {
        lo.failToken(field.comptimeToken, `${Layout[layout]} struct fields cannot be marked comptime`);
      }
      small |= StructSmall.any_comptime_fields;
    } else {
      if (nodeImpliesMoreThanOnePossibleValue(tree, field.typeExpr)) small |= StructSmall.known_non_opv;
      if (nodeImpliesComptimeOnly(tree, field.typeExpr)) small |= StructSmall.known_comptime_only;
    }
    fields.next((hasAlign ? 1 : 0) | (hasValue ? 2 : 0) | (isComptime ? 4 : 0) | (hasTypeBody ? 8 : 0));
    if (hasTypeBody) {
      addEnd(gz, type);
      fields.words.push(fields.addBody(gz));
    } else {
      fields.words.push(type);
    }
    if (hasAlign) {
      if (layout === Layout.packed) {
        lo.failNode(field.alignExpr, 'unable to override alignment of packed struct fields');
      }
      small |= StructSmall.any_aligned_fields;
      addEnd(gz, expr(gz, namespace, RI_ALIGN, field.alignExpr));
      fields.words.push(fields.addBody(gz));
    }
    if (hasValue) {
      small |= StructSmall.any_default_inits;
      addEnd(gz, expr(gz, namespace, resCoerced(fieldType), field.valueExpr));
      fields.words.push(fields.addBody(gz));
    } else if (isComptime) {
      lo.failToken(field.comptimeToken, 'comptime field without default initialization value');
    }
  }
  writeHeader(c, ContainerKind.struct, small, fields.count, backingInt);
  builder.extra.push(backingLen);
  builder.extra.pushAll(backing.bodies);
  writeFields(builder, fields);
  return small;
}

function tupleDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl, layout: Layout): ZirRef {
  const { lo, chunk } = gz;
  const { tree } = lo;
  if (layout !== Layout.auto) lo.failNode(node, `${Layout[layout]} tuples are not supported`);
  if (full.arg !== 0) lo.failNode(full.arg, 'tuple does not support backing integer type');
  const words: number[] = [];
  for (const member of full.members) {
    const field = fullContainerField(tree, member);
    if (field === null) {
      const element = full.members.find((other) => fullContainerField(tree, other) !== null)!;
      return lo.failNode(member, 'tuple declarations cannot contain declarations', [
        noteNode(element, 'tuple field here'),
      ]);
    }
    if (!field.tupleLike) lo.failToken(field.mainToken, 'tuple field has a name');
    if (field.alignExpr !== 0) lo.failToken(field.mainToken, 'tuple field has alignment');
    if (field.valueExpr !== 0 && field.comptimeToken === null) {
      lo.failToken(field.mainToken, 'non-comptime tuple field has default initialization value');
    }
    if (field.valueExpr === 0 && field.comptimeToken !== null) {
      lo.failToken(field.comptimeToken, 'comptime field without default initialization value');
    }
    const type = typeExpr(gz, scope, field.typeExpr);
    words.push(type);
    words.push(field.valueExpr === 0 ? REF_NONE : comptimeExpr(gz, scope, resCoerced(type), field.valueExpr));
  }
  if (full.members.length > MAX_TUPLE_FIELDS) {
    lo.failNode(node, 'this compiler implementation only supports 65535 tuple fields');
  }
  const payload = chunk.extra.pushAll(words);
  return gz.addExtended(Extended.tuple_decl, full.members.length, payload, node);
}

function unionDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const layout = layoutOf(tree, full);
  const { enumToken } = full;
  const inst = gz.addIndex(Tag.extended, Extended.union_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  const inner = c.gz;
  c.builder.membersLen = scanContainer(lo, c.namespace, c.members, 'union');
  if (layout !== Layout.auto && (enumToken !== null || full.arg !== 0)) {
    const message = `${Layout[layout]} union does not support enum tag type`;
    if (full.arg !== 0) lo.failNode(full.arg, message);
    lo.failToken(enumToken!, message);
  }
  const tagType = full.arg === 0 ? REF_NONE : typeExpr(inner, c.namespace, full.arg);

  let small =
    (gz.anonNameStrategy << UnionSmall.name_strategy_shift) |
    (layout << UnionSmall.layout_shift) |
    (tagType === REF_NONE ? 0 : UnionSmall.has_tag_type) |
    (enumToken === null ? 0 : UnionSmall.auto_enum_tag);
  const fields = new Fields(4);
  for (const member of c.members) {
    const plain = memberField(c, member);
    if (plain === null) continue;
    const field = asNamed(tree, plain);
    if (field.tupleLike) lo.failToken(field.mainToken, 'union field missing name');
    if (field.comptimeToken !== null) lo.failToken(field.comptimeToken, 'union fields cannot be marked comptime');
    fields.words.push(lo.identString(inner, field.mainToken));
    const hasType = field.typeExpr !== 0;
    const hasAlign = field.alignExpr !== 0;
    const hasValue = field.valueExpr !== 0;
    fields.next((hasType ? 1 : 0) | (hasAlign ? 2 : 0) | (hasValue ? 4 : 0));
    if (hasType) {
      fields.words.push(typeExpr(inner, c.namespace, field.typeExpr));
    } else if (tagType === REF_NONE && enumToken === null) {
      lo.failNode(member, 'union field missing type');
    }
    if (hasAlign) {
      fields.words.push(expr(inner, inner, RI_ALIGN, field.alignExpr));
      small |= UnionSmall.any_aligned_fields;
    }
    if (hasValue) {
      const notes = [noteNode(field.valueExpr, 'tag value specified here')];
      if (tagType === REF_NONE) lo.failNode(node, 'explicitly valued tagged union missing integer tag type', notes);
      if (enumToken === null) {
        lo.failNode(node, 'explicitly valued tagged union requires inferred enum tag type', notes);
      }
      fields.words.push(expr(inner, inner, resTy(tagType), field.valueExpr));
    }
  }
  writeValueContainer(c, ContainerKind.union, small, tagType, fields);
  closeContainer(gz, c, inst, Extended.union_decl, small);
  return instRef(inst);
}

/** Writes the chunk of a union or enum: one body evaluates all that its fields refer to. */
function writeValueContainer(c: Container, kind: ContainerKind, small: number, tagType: ZirRef, fields: Fields): void {
  const { gz, builder } = c;
  if (!gz.isEmpty()) gz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, Ref.void_value as ZirRef);
  writeHeader(c, kind, small, fields.count, tagType);
  const start = gz.start;
  const end = builder.stack.length;
  builder.extra.push(builder.countBody(start, end));
  builder.appendBody(start, end);
  gz.unstack();
  writeFields(builder, fields);
}

function enumDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl): ZirRef {
  const { lo } = gz;
  if (full.layoutToken !== null) {
    lo.failToken(
      full.layoutToken,
      "enums do not support 'packed' or 'extern'; instead provide an explicit integer tag type",
    );
  }
  const nonexhaustiveNode = checkEnumFields(lo, node, full);
  if (nonexhaustiveNode !== 0 && full.arg === 0) {
    lo.failNode(node, 'non-exhaustive enum missing integer tag type', [
      noteNode(nonexhaustiveNode, 'marked non-exhaustive here'),
    ]);
  }
  const inst = gz.addIndex(Tag.extended, Extended.enum_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  const inner = c.gz;
  c.builder.membersLen = scanContainer(lo, c.namespace, c.members, 'enum');
  const tagType = full.arg === 0 ? REF_NONE : comptimeExpr(inner, c.namespace, RI_TYPE, full.arg);

  const small =
    (gz.anonNameStrategy << EnumSmall.name_strategy_shift) |
    (tagType === REF_NONE ? 0 : EnumSmall.has_tag_type) |
    (nonexhaustiveNode === 0 ? 0 : EnumSmall.nonexhaustive);
  const fields = new Fields(1);
  for (const member of c.members) {
    if (member === nonexhaustiveNode) continue;
    const field = memberField(c, member);
    if (field === null) continue;
    fields.words.push(lo.identString(inner, field.mainToken));
    fields.next(field.valueExpr === 0 ? 0 : 1);
    if (field.valueExpr === 0) continue;
    fields.words.push(expr(inner, c.namespace, resTy(tagType), field.valueExpr));
  }
  writeValueContainer(c, ContainerKind.enum, small, tagType, fields);
  closeContainer(gz, c, inst, Extended.enum_decl, small);
  return instRef(inst);
}

/** Fails if a field of an enum has what only others may have. Returns the node of its `_`, or 0. */
function checkEnumFields(lo: Lowering, node: number, full: FullContainerDecl): number {
  const { tree } = lo;
  let mark = 0;
  let markIsLast = true;
  for (const member of full.members) {
    const plain = fullContainerField(tree, member);
    if (plain === null) continue;
    const field = asNamed(tree, plain);
    if (field.tupleLike) lo.failToken(field.mainToken, 'enum field missing name');
    if (field.comptimeToken !== null) lo.failToken(field.comptimeToken, 'enum fields cannot be marked comptime');
    if (field.typeExpr !== 0) {
      lo.failNode(field.typeExpr, 'enum fields do not have types', [
        noteNode(node, "consider 'union(enum)' here to make it a tagged union"),
      ]);
    }
    if (field.alignExpr !== 0) lo.failNode(field.alignExpr, 'enum fields cannot be aligned');
    if (isUnderscoreToken(tree, field.mainToken)) {
      if (mark !== 0) {
        lo.failNode(member, 'redundant non-exhaustive enum mark', [noteNode(mark, 'other mark here')]);
      }
      mark = member;
      if (field.valueExpr !== 0) {
        lo.failNode(field.valueExpr, "'_' is used to mark an enum as non-exhaustive and cannot be assigned a value");
      }
      continue;
    }
    if (mark !== 0) markIsLast = false;
    if (field.valueExpr !== 0 && full.arg === 0) {
      lo.failNode(field.valueExpr, 'value assigned to enum tag with inferred tag type');
    }
  }
  if (!markIsLast) lo.failNode(mark, "'_' field of non-exhaustive enum must be last");
  return mark;
}

function opaqueDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl): ZirRef {
  const { lo } = gz;
  const inst = gz.addIndex(Tag.extended, Extended.opaque_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  c.builder.membersLen = scanContainer(lo, c.namespace, c.members, 'opaque');
  for (const member of c.members) {
    if (memberField(c, member) !== null) lo.failNode(member, 'opaque types cannot have fields');
  }
  const small = gz.anonNameStrategy << OpaqueSmall.name_strategy_shift;
  writeHeader(c, ContainerKind.opaque, small, 0, REF_NONE);
  closeContainer(gz, c, inst, Extended.opaque_decl, small);
  return instRef(inst);
}
