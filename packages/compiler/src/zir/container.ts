import {
  type FullContainerDecl,
  type FullContainerField,
  fullContainerDecl,
  fullContainerField,
} from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { Tree } from '../syntax/tree.ts';
import { GenZir, NameStrategy } from './block.ts';
import type { ChunkBuilder } from './chunk-builder.ts';
import { acquireChild, finishChild, finishMember } from './chunk-tree.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { ContainerFields } from './container-fields.ts';
import { EnumSmall, Layout, OpaqueSmall, StructSmall, UnionKind, UnionSmall } from './container-small.ts';
import { lowerMember } from './decl.ts';
import { expr, typeExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { type Lowering, noteNode } from './lowering.ts';
import { instRef, REF_NONE, type ZirIndex, type ZirRef } from './ref.ts';
import type { ResultInfo } from './result.ts';
import { RI_ALIGN, resCoerced, rvalue } from './result.ts';
import { type ContainerShape, scanContainer } from './scan-container.ts';
import { Namespace, type Scope } from './scope.ts';
import { isTupleType, tupleField } from './tuple-type.ts';
import { isUnderscoreToken } from './underscore.ts';
import { ChunkKind, ContainerKind, DECL_BLOCK } from './zir.ts';

const MAX_TUPLE_FIELDS = 65535;

/** A container declaration that is being lowered: where it stands, and its own chunk. */
interface Container {
  readonly lo: Lowering;
  readonly builder: ChunkBuilder;
  readonly namespace: Namespace;
  /** Block of what is in the fields. */
  readonly gz: GenZir;
  readonly node: number;
  readonly members: Uint32Array;
  /** Stands for the container's instruction in its bodies. */
  readonly self: ZirRef;
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
  const self = instRef(builder.appendPlaceholder(gz.srcNode(node)));
  return { lo, builder, namespace, gz, node, members, self };
}

function scanMembers(c: Container, kind: ContainerKind): ContainerShape {
  const shape = scanContainer(c.lo, c.namespace, c.members, ContainerKind[kind] as keyof typeof ContainerKind);
  c.builder.membersLen = shape.declsLen;
  return shape;
}

/** Completes a container that is an expression: the instruction `inst` of `gz` gets its payload. */
function closeContainer(gz: GenZir, c: Container, inst: ZirIndex, opcode: Extended, small: number): void {
  const { chunk } = gz;
  const child = finishChild(c.lo, c.builder, chunk);
  const { captures } = c.namespace;
  const payload = chunk.extra2(child, captures.size);
  for (const capture of captures.keys()) chunk.extra.push(capture);
  for (const name of c.namespace.captureNames) chunk.extra.push(name);
  chunk.a.data[inst] = (opcode | (small << 16)) >>> 0;
  chunk.b.data[inst] = payload;
}

/** Ends a body whose value is `value`. */
function addEnd(gz: GenZir, value: ZirRef): void {
  if (!gz.endsWithNoReturn()) gz.addBreak(Tag.break_inline, DECL_BLOCK as ZirIndex, value);
}

/** Lowers the type in parentheses behind `struct`, `union` or `enum`, if there is one, to the body before those of the fields. */
function lowerArg(c: Container, fields: ContainerFields, node: number): void {
  if (node === 0) return;
  addEnd(c.gz, typeExpr(c.gz, c.namespace, node));
  fields.setArgBody(c.gz);
}

function lowerAlign(c: Container, fields: ContainerFields, node: number): void {
  if (node === 0) return;
  addEnd(c.gz, expr(c.gz, c.namespace, RI_ALIGN, node));
  fields.setAlignBody(c.gz);
}

/** The default value of a field of a struct, or the tag's value in a union or enum. */
function lowerValue(c: Container, fields: ContainerFields, node: number): void {
  if (node === 0) return;
  addEnd(c.gz, expr(c.gz, c.namespace, resCoerced(c.self), node));
  fields.setValueBody(c.gz);
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

/** Lowers `struct {}`, `union {}`, `enum {}` or `opaque {}`, named as `strategy` says. */
export function containerDecl(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, strategy: NameStrategy): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const full = fullContainerDecl(tree, node)!;
  const { fnBlock } = lo;
  lo.fnBlock = null;
  let result: ZirRef;
  switch (tree.tokenTags[full.mainToken] as TokenTag) {
    case TokenTag.keyword_struct:
      result = structDecl(gz, scope, node, full, strategy);
      break;
    case TokenTag.keyword_union:
      result = unionDecl(gz, scope, node, full, strategy);
      break;
    case TokenTag.keyword_enum:
      result = enumDecl(gz, scope, node, full, strategy);
      break;
    default:
      result = opaqueDecl(gz, scope, node, full, strategy);
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
  const element = tupleField(lo.tree, full.members);
  if (element !== 0) lo.failNode(element, 'file cannot be a tuple');
  const container = openContainer(lo, null, scope, 0, full.members);
  lowerStruct(container, Layout.auto, 0, NameStrategy.parent);
  return container.builder;
}

function structDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl, strategy: NameStrategy): ZirRef {
  const { lo } = gz;
  const layout = layoutOf(lo.tree, full);
  if (isTupleType(lo.tree, node)) return tupleDecl(gz, scope, node, full, layout);
  const inst = gz.addIndex(Tag.extended, Extended.struct_decl, 0, gz.srcNode(node));
  const container = openContainer(lo, gz, scope, node, full.members);
  const small = lowerStruct(container, layout, full.arg, strategy);
  closeContainer(gz, container, inst, Extended.struct_decl, small);
  return instRef(inst);
}

/** Lowers the members of a struct and writes its chunk. Returns `small`. */
function lowerStruct(c: Container, layout: Layout, backingIntNode: number, strategy: NameStrategy): number {
  const { lo, gz, namespace } = c;
  const shape = scanMembers(c, ContainerKind.struct);
  const fields = new ContainerFields(shape);
  if (backingIntNode !== 0 && layout !== Layout.packed) {
    lo.failNode(backingIntNode, 'non-packed struct does not support backing integer type');
  }
  lowerArg(c, fields, backingIntNode);
  for (const member of c.members) {
    const field = memberField(c, member);
    if (field === null) continue;
    fields.add(lo.identString(gz, field.mainToken));
    if (field.typeExpr === 0) lo.failToken(field.mainToken, 'struct field missing type');
    addEnd(gz, typeExpr(gz, namespace, field.typeExpr));
    fields.setTypeBody(gz);
    if (field.alignExpr !== 0 && layout === Layout.packed) {
      lo.failNode(field.alignExpr, 'unable to override alignment of packed struct fields');
    }
    lowerAlign(c, fields, field.alignExpr);
    lowerValue(c, fields, field.valueExpr);
    if (field.comptimeToken === null) continue;
    if (layout !== Layout.auto) {
      lo.failToken(field.comptimeToken, `${Layout[layout]} struct fields cannot be marked comptime`);
    }
    if (field.valueExpr === 0) {
      lo.failToken(field.comptimeToken, 'comptime field without default initialization value');
    }
    fields.setComptime();
  }
  const small =
    (strategy << StructSmall.name_strategy_shift) |
    (layout << StructSmall.layout_shift) |
    (backingIntNode === 0 ? 0 : StructSmall.has_backing_int_type) |
    (shape.anyFieldAligns ? StructSmall.any_field_aligns : 0) |
    (shape.anyFieldValues ? StructSmall.any_field_defaults : 0) |
    (shape.anyComptimeFields ? StructSmall.any_comptime_fields : 0);
  fields.write(c.builder, ContainerKind.struct, small);
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
    words.push(
      field.valueExpr === 0
        ? REF_NONE
        : comptimeExpr(gz, scope, resCoerced(type), field.valueExpr, ComptimeReason.tuple_field_default_value),
    );
  }
  if (full.members.length > MAX_TUPLE_FIELDS) {
    lo.failNode(node, 'this compiler implementation only supports 65535 tuple fields');
  }
  const payload = chunk.extra.pushAll(words);
  return gz.addExtended(Extended.tuple_decl, full.members.length, payload, node);
}

/** The kind of a union; fails if it has a tag that its layout does not allow. */
function unionKind(lo: Lowering, full: FullContainerDecl): UnionKind {
  const layout = layoutOf(lo.tree, full);
  const { arg, enumToken } = full;
  const refused = `${Layout[layout]} union does not support enum tag type`;
  if (layout === Layout.extern && arg !== 0) lo.failNode(arg, refused);
  if (layout !== Layout.auto && enumToken !== null) lo.failToken(enumToken, refused);
  if (layout === Layout.extern) return UnionKind.extern;
  if (layout === Layout.packed) return arg === 0 ? UnionKind.packed : UnionKind.packed_explicit;
  if (enumToken !== null) return arg === 0 ? UnionKind.tagged_enum : UnionKind.tagged_enum_explicit;
  return arg === 0 ? UnionKind.auto : UnionKind.tagged_explicit;
}

function unionDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl, strategy: NameStrategy): ZirRef {
  const { lo } = gz;
  const { tree } = lo;
  const kind = unionKind(lo, full);
  const isPacked = kind === UnionKind.packed || kind === UnionKind.packed_explicit;
  const hasExplicitTag = full.arg !== 0 && !isPacked;
  const inst = gz.addIndex(Tag.extended, Extended.union_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  const inner = c.gz;
  const shape = scanMembers(c, ContainerKind.union);
  const fields = new ContainerFields(shape);
  lowerArg(c, fields, full.arg);
  for (const member of c.members) {
    const plain = memberField(c, member);
    if (plain === null) continue;
    const field = asNamed(tree, plain);
    if (field.tupleLike) lo.failToken(field.mainToken, 'union field missing name');
    if (field.comptimeToken !== null) lo.failToken(field.comptimeToken, 'union fields cannot be marked comptime');
    fields.add(lo.identString(inner, field.mainToken));
    if (field.typeExpr !== 0) {
      addEnd(inner, typeExpr(inner, c.namespace, field.typeExpr));
      fields.setTypeBody(inner);
    } else if (!hasExplicitTag && full.enumToken === null) {
      lo.failNode(member, 'union field missing type');
    }
    if (field.alignExpr !== 0 && isPacked) {
      lo.failNode(field.alignExpr, 'unable to override alignment of packed union fields');
    }
    lowerAlign(c, fields, field.alignExpr);
    if (field.valueExpr !== 0) {
      const notes = [noteNode(field.valueExpr, 'tag value specified here')];
      if (!hasExplicitTag) lo.failNode(node, 'explicitly valued tagged union missing integer tag type', notes);
      if (full.enumToken === null) {
        lo.failNode(node, 'explicitly valued tagged union requires inferred enum tag type', notes);
      }
    }
    lowerValue(c, fields, field.valueExpr);
  }
  const small =
    (strategy << UnionSmall.name_strategy_shift) |
    (kind << UnionSmall.kind_shift) |
    (shape.anyFieldAligns ? UnionSmall.any_field_aligns : 0) |
    (shape.anyFieldValues ? UnionSmall.any_field_values : 0);
  fields.write(c.builder, ContainerKind.union, small);
  closeContainer(gz, c, inst, Extended.union_decl, small);
  return instRef(inst);
}

function enumDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl, strategy: NameStrategy): ZirRef {
  const { lo } = gz;
  if (full.layoutToken !== null) {
    lo.failToken(
      full.layoutToken,
      "enums do not support 'packed' or 'extern'; instead provide an explicit integer tag type",
    );
  }
  const inst = gz.addIndex(Tag.extended, Extended.enum_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  const shape = scanMembers(c, ContainerKind.enum);
  const fieldsLen = shape.fieldsLen - (shape.hasUnderscoreField ? 1 : 0);
  const fields = new ContainerFields({ ...shape, fieldsLen });
  lowerArg(c, fields, full.arg);
  let mark = 0;
  for (const member of c.members) {
    const plain = memberField(c, member);
    if (plain === null) continue;
    const field = asNamed(lo.tree, plain);
    checkEnumField(lo, node, field);
    if (isUnderscoreToken(lo.tree, field.mainToken)) {
      checkEnumMark(lo, field, member, mark);
      if (fields.count !== fieldsLen) lo.failNode(member, "'_' field of non-exhaustive enum must be last");
      if (full.arg === 0) {
        lo.failNode(node, 'non-exhaustive enum missing integer tag type', [
          noteNode(member, 'marked non-exhaustive here'),
        ]);
      }
      mark = member;
      continue;
    }
    fields.add(lo.identString(c.gz, field.mainToken));
    if (field.valueExpr !== 0 && full.arg === 0) {
      lo.failNode(node, 'explicitly valued enum missing integer tag type', [
        noteNode(field.valueExpr, 'tag value specified here'),
      ]);
    }
    lowerValue(c, fields, field.valueExpr);
  }
  const small =
    (strategy << EnumSmall.name_strategy_shift) |
    (full.arg === 0 ? 0 : EnumSmall.has_tag_type) |
    (mark === 0 ? 0 : EnumSmall.nonexhaustive) |
    (shape.anyFieldValues ? EnumSmall.any_field_values : 0);
  fields.write(c.builder, ContainerKind.enum, small);
  closeContainer(gz, c, inst, Extended.enum_decl, small);
  return instRef(inst);
}

/** Fails if a field of an enum has what only others may have. */
function checkEnumField(lo: Lowering, node: number, field: FullContainerField): void {
  if (field.tupleLike) lo.failToken(field.mainToken, 'enum field missing name');
  if (field.comptimeToken !== null) lo.failToken(field.comptimeToken, 'enum fields cannot be marked comptime');
  if (field.typeExpr !== 0) {
    lo.failNode(field.typeExpr, 'enum fields do not have types', [
      noteNode(node, "consider 'union(enum)' here to make it a tagged union"),
    ]);
  }
  if (field.alignExpr !== 0) lo.failNode(field.alignExpr, 'enum fields cannot be aligned');
}

/** Fails if the `_` of an enum, at `member`, is not the only one or has a value. `mark`: the node of one before, or 0. */
function checkEnumMark(lo: Lowering, field: FullContainerField, member: number, mark: number): void {
  if (mark !== 0) {
    lo.failNode(member, 'redundant non-exhaustive enum mark', [noteNode(mark, 'other mark here')]);
  }
  if (field.valueExpr !== 0) {
    lo.failNode(field.valueExpr, "'_' is used to mark an enum as non-exhaustive and cannot be assigned a value");
  }
}

function opaqueDecl(gz: GenZir, scope: Scope, node: number, full: FullContainerDecl, strategy: NameStrategy): ZirRef {
  const { lo } = gz;
  const inst = gz.addIndex(Tag.extended, Extended.opaque_decl, 0, gz.srcNode(node));
  const c = openContainer(lo, gz, scope, node, full.members);
  const shape = scanMembers(c, ContainerKind.opaque);
  if (full.layoutToken !== null) {
    lo.failToken(full.layoutToken, "opaque types do not support 'packed' or 'extern'");
  }
  for (const member of c.members) {
    if (memberField(c, member) !== null) lo.failNode(member, 'opaque types cannot have fields');
  }
  const small = strategy << OpaqueSmall.name_strategy_shift;
  new ContainerFields(shape).write(c.builder, ContainerKind.opaque, small);
  closeContainer(gz, c, inst, Extended.opaque_decl, small);
  return instRef(inst);
}
