import { fieldValue } from '../intern/containers.ts';
import { DeclSort } from '../intern/decl-table.ts';
import { funcReturnType } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX, NO_NAMESPACE } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { ptrInfo, ptrType, singlePtr } from '../intern/pointers.ts';
import { isPtrValue, ptrValueInfo } from '../intern/ptr-values.ts';
import {
  arrayType,
  childType,
  errorSetType,
  errorUnionPayload,
  errorUnionSet,
  intType,
  isType,
  TypeKind,
} from '../intern/types.ts';
import { enumTag, errValue, intValue, typeOf } from '../intern/values.ts';
import {
  builtinCallArgs,
  fullArrayInit,
  fullCall,
  fullFor,
  fullIf,
  fullStructInit,
  fullSwitch,
  fullSwitchCase,
  fullWhile,
} from '../syntax/full.ts';
import { fnParams, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { parseCharLiteral, parseNumberLiteral } from '../syntax/literals.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString, tokenText } from '../syntax/tree.ts';
import { bytesOfString } from '../util/utf8.ts';
import { Tag } from '../zir/inst.ts';
import { nodeToPlace, tokenToPlace } from '../zir/places.ts';
import { primitiveRef } from '../zir/primitive.ts';
import { refInst, type ZirRef } from '../zir/ref.ts';
import { isAddress, isResultOf } from './instructions.ts';
import { errorNames, fieldNamed, kindOf, type Member, typeMember, typeOfField, valueMember } from './members.ts';
import { nameAt, stringAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import type { UnitRecord } from './record-store.ts';
import { type DeclaredName, findName } from './scopes.ts';

/** What an expression comes to. */
export interface Meaning {
  readonly type: Index;
  /** NO_INDEX where it is known at run time only. */
  readonly value: Index;
}

/** What the expression `node` comes to; null where that is not known. */
export function meaningOf(program: Program, view: FileView, node: number): Meaning | null {
  const { tree } = view;
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.grouped_expression:
    case NodeTag.comptime:
    case NodeTag.nosuspend:
      return meaningOf(program, view, tree.lhs[node]);
    case NodeTag.number_literal:
    case NodeTag.char_literal:
    case NodeTag.string_literal:
      return literal(program, view, node);
    case NodeTag.identifier:
      return identifier(program, view, node);
    case NodeTag.enum_literal:
      return recorded(program, view, node) ?? null;
    case NodeTag.field_access:
      return fieldAccess(program, view, node);
    case NodeTag.error_value: {
      const name = program.pool.string(nameAt(tree, tree.rhs[node]));
      const type = errorSetType(program.pool, [name]);
      return { type, value: errValue(program.pool, type, name) };
    }
    case NodeTag.unreachable_literal:
    case NodeTag.return:
    case NodeTag.break:
    case NodeTag.continue:
      return { type: Ty.noreturn, value: NO_INDEX };
    case NodeTag.address_of:
      return recorded(program, view, node) ?? addressOf(program, view, tree.lhs[node]);
    default:
      return recorded(program, view, node) ?? composed(program, view, node);
  }
}

/** The type that the expression `node` is; NO_INDEX where it is none that is known. */
export function typeNamedBy(program: Program, view: FileView, node: number): Index {
  if (node === 0) return NO_INDEX;
  const meaning = meaningOf(program, view, node);
  return meaning !== null && meaning.value !== NO_INDEX && isType(program.pool, meaning.value)
    ? meaning.value
    : NO_INDEX;
}

/** What a value known at compile time comes to. */
export function known(program: Program, value: Index): Meaning {
  return { type: typeOf(program.pool, value), value };
}

/** What `decl` comes to; null where it has an error. */
export function declMeaning(program: Program, decl: DeclIndex): Meaning | null {
  const { pool } = program;
  const sort = pool.decls.sortOf(decl);
  const value = program.declValue(decl);
  const isFixed = value !== NO_INDEX && pool.tag(value) !== ItemTag.variable && pool.tag(value) !== ItemTag.extern;
  if (isFixed) return known(program, value);
  const type = sort === DeclSort.fn && value !== NO_INDEX ? typeOf(pool, value) : program.declType(decl);
  return type === NO_INDEX ? null : { type, value: NO_INDEX };
}

/** What a member comes to. `object`: what is before the dot. */
export function memberMeaning(program: Program, object: Meaning, member: Member): Meaning | null {
  const { pool } = program;
  switch (member.kind) {
    case 'decl':
      return declMeaning(program, member.decl);
    case 'part':
      return { type: member.type, value: NO_INDEX };
    case 'error':
      return known(
        program,
        errValue(
          pool,
          errorNames(program, member.set) === null ? errorSetType(pool, [member.name]) : member.set,
          member.name,
        ),
      );
    case 'field': {
      const { owner, index } = member;
      if (object.type !== Ty.type) return { type: typeOfField(program, owner, index), value: NO_INDEX };
      const tag = fieldValue(pool, owner, index);
      return { type: owner, value: tag === NO_INDEX ? NO_INDEX : enumTag(pool, owner, tag) };
    }
  }
}

/** What is behind the dot of what `object` is; null for nothing of that name. */
export function memberOf(program: Program, object: Meaning, name: string): Member | null {
  if (object.type === Ty.type) return object.value === NO_INDEX ? null : typeMember(program, object.value, name);
  return valueMember(program, object.type, name);
}

/** What the name that `declared` declares in `view` comes to. */
export function declaredMeaning(program: Program, view: FileView, declared: DeclaredName): Meaning | null {
  if (declared.kind === 'label') return null;
  if (declared.kind === 'member') {
    const decl = memberDecl(program, view, declared);
    return decl === NO_DECL ? null : declMeaning(program, decl);
  }
  return localMeaning(program, view, declared);
}

/** The declaration that a member is in the container that is meant; NO_DECL where that is not known. */
export function memberDecl(program: Program, view: FileView, { token, container }: DeclaredName): DeclIndex {
  const { pool } = program;
  const chunk = program.containerChunk(view, container);
  const [row] = chunk === null ? [] : program.containersOf(view, chunk);
  if (row === undefined) return NO_DECL;
  const namespace = pool.containers.namespaceOf(row);
  return namespace === NO_NAMESPACE
    ? NO_DECL
    : pool.namespaces.lookup(namespace, pool.string(nameAt(view.tree, token)));
}

function identifier(program: Program, view: FileView, node: number): Meaning | null {
  const { tree, index } = view;
  const token = tree.mainTokens[node];
  const primitive = primitiveMeaning(program, view, token);
  if (primitive !== null) return primitive;
  const declared = findName(index, node, token, nameAt(tree, token));
  if (declared === null) return recorded(program, view, node);
  // What is captured from around a container is told where it is used: there may be several of those.
  const isCaptured = declared.kind !== 'member' && chunkOfToken(view, token) !== chunkOfToken(view, declared.token);
  return (isCaptured ? recorded(program, view, node) : null) ?? declaredMeaning(program, view, declared);
}

function chunkOfToken({ zir, tree }: FileView, token: number): number | undefined {
  return tokenToPlace(zir, tree, token)?.chunk;
}

/** What the primitive at `token` comes to; null where it is none. */
export function primitiveMeaning(program: Program, { tree }: FileView, token: number): Meaning | null {
  const primitive = primitiveRef(tree, token);
  if (primitive !== -1) return known(program, primitive as number as Index);
  const [, sign, bits] = /^([iu])(0|[1-9][0-9]*)$/.exec(tokenString(tree, token)) ?? [];
  return bits === undefined || Number(bits) > 65535
    ? null
    : known(program, intType(program.pool, sign === 'i', Number(bits)));
}

function localMeaning(program: Program, view: FileView, declared: DeclaredName): Meaning | null {
  const { tree } = view;
  const { token, node, kind } = declared;
  if (kind === 'parameter') {
    const found = parameter(program, view, declared);
    if (found !== null) return found;
  }
  const place = tokenToPlace(view.zir, tree, token);
  const record = place === null ? null : program.record(view, place.chunk);
  for (const inst of record?.at(place!.src) ?? []) {
    const tag: Tag = record!.code.tags[inst];
    const type = record!.types[inst] as Index;
    if ((tag !== Tag.dbg_var_val && tag !== Tag.dbg_var_ptr) || type === NO_INDEX) continue;
    const found = { type, value: record!.values[inst] as Index };
    if (tag === Tag.dbg_var_val) return found;
    // The type of a variable that follows from what is stored in it is not known where that failed.
    if (kindOf(program, type) === TypeKind.pointer && kindOf(program, childType(program.pool, type)) !== null)
      return loaded(program, found);
  }
  const variable = fullVarDecl(tree, node);
  if (variable === null) return kind === 'capture' ? captured(program, view, declared) : null;
  const type = typeNamedBy(program, view, variable.typeNode);
  if (type !== NO_INDEX) return { type, value: NO_INDEX };
  const init = variable.initNode === 0 ? null : meaningOf(program, view, variable.initNode);
  return init === null || kind === 'constant' ? init : { type: init.type, value: NO_INDEX };
}

/** What a capture comes to where no code of it was analysed. */
function captured(program: Program, view: FileView, { node, token }: DeclaredName): Meaning | null {
  const { tree } = view;
  const { pool } = program;
  const isPtr = tree.tokenTags[token - 1] === TokenTag.asterisk;
  const capture = (type: Index): Meaning | null =>
    type === NO_INDEX ? null : { type: isPtr ? singlePtr(pool, type) : type, value: NO_INDEX };
  const typeOfNode = (of: number): Index => (of === 0 ? NO_INDEX : (meaningOf(program, view, of)?.type ?? NO_INDEX));
  const loop = fullFor(tree, node);
  if (loop !== null) {
    const input = loop.inputs[captureNumber(view, loop.payloadToken, token)] ?? 0;
    if (tree.nodeTags[input] === NodeTag.for_range) return capture(Ty.usize);
    const type = typeOfNode(input);
    const kind = kindOf(program, type);
    return kind === TypeKind.array || kind === TypeKind.pointer ? capture(elementType(program, type)) : null;
  }
  const prong = fullSwitchCase(tree, node);
  if (prong !== null) return capture(prongType(program, view, node, typeOfNode(switchedNode(view, node))));
  const type = typeOfNode(tree.lhs[node]);
  const branch = fullIf(tree, node) ?? fullWhile(tree, node);
  const isError = branch === null || branch.errorToken === token;
  switch (kindOf(program, type)) {
    case TypeKind.optional:
      return capture(childType(pool, type));
    case TypeKind.error_union:
      return capture(isError ? errorUnionSet(pool, type) : errorUnionPayload(pool, type));
    default:
      return null;
  }
}

/** Which of the captures from `first` on stands at `token`, from 0. */
function captureNumber({ tree }: FileView, first: number, token: number): number {
  let number = 0;
  for (let at = first; at < token; at++) if (tree.tokenTags[at] === TokenTag.comma) number++;
  return number;
}

/** What the switch is of that has the prong `node`. */
function switchedNode({ tree, index }: FileView, node: number): number {
  return fullSwitch(tree, index.parent(node))?.condition ?? 0;
}

/** The type that a prong captures of a switch of a value of type `type`. */
function prongType(program: Program, { tree }: FileView, node: number, type: Index): Index {
  if (kindOf(program, type) !== TypeKind.union) return type;
  const [item] = fullSwitchCase(tree, node)!.values;
  if (item === undefined || tree.nodeTags[item] !== NodeTag.enum_literal) return type;
  const index = fieldNamed(program, type, nameAt(tree, tree.mainTokens[item]));
  return index < 0 ? NO_INDEX : typeOfField(program, type, index);
}

function parameter(program: Program, view: FileView, { token, node }: DeclaredName): Meaning | null {
  const { tree, index } = view;
  const params = fnParams(tree, fullFnProto(tree, node)!);
  const number = params.findIndex(({ nameToken }) => nameToken === token);
  const around = index.parent(node);
  const body = tree.nodeTags[around] === NodeTag.fn_decl ? tree.rhs[around] : 0;
  const place = body === 0 ? null : nodeToPlace(view.zir, tree, body);
  const record = place === null ? null : program.record(view, place.chunk);
  if (record !== null && record.types[number] !== NO_INDEX && record.code.tags[number] === Tag.fn_arg)
    return { type: record.types[number] as Index, value: record.values[number] as Index };
  const type = typeNamedBy(program, view, params[number]?.typeExpr ?? 0);
  return type === NO_INDEX ? null : { type, value: NO_INDEX };
}

function fieldAccess(program: Program, view: FileView, node: number): Meaning | null {
  const { tree } = view;
  const object = meaningOf(program, view, tree.lhs[node]);
  const member = object === null ? null : memberOf(program, object, nameAt(tree, tree.rhs[node]));
  const found = member === null ? null : memberMeaning(program, object!, member);
  // What is known at compile time only shows where it was analysed.
  if (found !== null && (member!.kind === 'decl' || object!.type === Ty.type)) return found;
  return recorded(program, view, node) ?? found;
}

/** What a pointer points to comes to. */
export function loaded({ pool }: Program, { type, value }: Meaning): Meaning {
  const child = childType(pool, type);
  if (value === NO_INDEX || !isPtrValue(pool, value)) return { type: child, value: NO_INDEX };
  const { tag, base, offset } = ptrValueInfo(pool, value);
  const target = offset !== 0 ? NO_INDEX : tag === ItemTag.ptr_uav ? (base as Index) : NO_INDEX;
  return { type: child, value: target !== NO_INDEX && typeOf(pool, target) === child ? target : NO_INDEX };
}

function operandMeaning(program: Program, record: UnitRecord, ref: ZirRef): Meaning | null {
  const inst = refInst(ref);
  if (inst === -1) return known(program, ref as number as Index);
  const type = record.types[inst] as Index;
  return type === NO_INDEX ? null : { type, value: record.values[inst] as Index };
}

/** The operand in word `n` of the payload of `inst`. */
export function payloadMeaning(program: Program, record: UnitRecord, inst: number, n: number): Meaning | null {
  return operandMeaning(program, record, record.code.extra[record.code.a[inst] + n] as ZirRef);
}

/** The record of the code that `node` is in, and its instructions there. */
export function instructionsAt(
  program: Program,
  view: FileView,
  node: number,
): { readonly record: UnitRecord; readonly insts: readonly number[] } | null {
  const { tree, zir } = view;
  const place = nodeToPlace(zir, tree, node);
  const record = place === null ? null : program.record(view, place.chunk);
  if (record === null) return null;
  const insts = record.at(place!.src);
  if (insts.length > 0 || tree.nodeTags[node] !== NodeTag.identifier) return { record, insts };
  const token = tokenToPlace(zir, tree, tree.mainTokens[node]);
  return { record, insts: token === null ? [] : record.at(token.src) };
}

/** What the analysis of `node` came to, if its code was analysed. */
function recorded(program: Program, view: FileView, node: number): Meaning | null {
  const found = instructionsAt(program, view, node);
  if (found === null) return null;
  const { record, insts } = found;
  const tag: NodeTag = view.tree.nodeTags[node];
  const results = insts.filter((inst) => isResultOf(tag, record.code.tags[inst]) && record.types[inst] !== NO_INDEX);
  const inst = results[results.length - 1];
  if (inst === undefined) return null;
  const meaning = { type: record.types[inst] as Index, value: record.values[inst] as Index };
  const isPtr = isAddress(record.code.tags[inst]) && tag !== NodeTag.address_of;
  return isPtr && kindOf(program, meaning.type) === TypeKind.pointer ? loaded(program, meaning) : meaning;
}

function addressOf(program: Program, view: FileView, node: number): Meaning | null {
  if (view.tree.nodeTags[node] === NodeTag.deref) return meaningOf(program, view, view.tree.lhs[node]);
  const found = instructionsAt(program, view, node);
  for (const inst of found?.insts ?? []) {
    const { record } = found!;
    if (isAddress(record.code.tags[inst]) && record.types[inst] !== NO_INDEX)
      return { type: record.types[inst] as Index, value: record.values[inst] as Index };
  }
  const meaning = meaningOf(program, view, node);
  if (meaning === null) return null;
  const { pool } = program;
  const isVariable = view.tree.nodeTags[node] === NodeTag.identifier && isVar(view, node);
  return {
    type: isVariable ? singlePtr(pool, meaning.type) : ptrType(pool, { child: meaning.type, isConst: true }),
    value: NO_INDEX,
  };
}

function isVar({ tree, index }: FileView, node: number): boolean {
  const token = tree.mainTokens[node];
  return findName(index, node, token, nameAt(tree, token))?.kind === 'variable';
}

/** What an expression comes to that no analysis came to, by what its parts are. */
function composed(program: Program, view: FileView, node: number): Meaning | null {
  const { tree } = view;
  const { pool } = program;
  const of = (type: Index): Meaning | null => (type === NO_INDEX ? null : { type, value: NO_INDEX });
  const part = (): Meaning | null => meaningOf(program, view, tree.lhs[node]);
  const call = fullCall(tree, node);
  if (call !== null) {
    const callee = meaningOf(program, view, call.fnExpr);
    const type = callee === null ? NO_INDEX : calleeType(program, callee.type);
    return type === NO_INDEX || funcReturnType(pool, type) === Ty.genericPoison ? null : of(funcReturnType(pool, type));
  }
  const init = fullStructInit(tree, node) ?? fullArrayInit(tree, node);
  if (init !== null) return of(typeNamedBy(program, view, init.typeExpr));
  const args = builtinCallArgs(tree, node);
  if (args?.length === 2 && tokenString(tree, tree.mainTokens[node]) === '@as')
    return converted(program, view, args[1]) ?? of(typeNamedBy(program, view, args[0]));
  const operand = kindOfPart(tree.nodeTags[node]) === null ? null : part();
  if (operand === null) return null;
  const kind = kindOf(program, operand.type);
  switch (kindOfPart(tree.nodeTags[node])) {
    case 'optional':
      return kind === TypeKind.optional ? of(childType(pool, operand.type)) : null;
    case 'error':
      return kind === TypeKind.error_union ? of(errorUnionPayload(pool, operand.type)) : null;
    case 'pointer':
      return kind === TypeKind.pointer ? loaded(program, operand) : null;
    case 'element':
      return kind === TypeKind.pointer || kind === TypeKind.array ? of(elementType(program, operand.type)) : null;
    default:
      return of(Ty.bool);
  }
}

/** What the expression `node` was converted to where it stands; null if it was not. */
function converted(program: Program, view: FileView, node: number): Meaning | null {
  const found = instructionsAt(program, view, node);
  const insts = found?.insts.filter((inst) => found.record.code.tags[inst] === Tag.as_node) ?? [];
  const inst = insts[insts.length - 1];
  if (inst === undefined || found!.record.types[inst] === NO_INDEX) return null;
  return { type: found!.record.types[inst] as Index, value: found!.record.values[inst] as Index };
}

function kindOfPart(tag: NodeTag): 'optional' | 'error' | 'pointer' | 'element' | 'bool' | null {
  if (tag === NodeTag.unwrap_optional || tag === NodeTag.orelse) return 'optional';
  if (tag === NodeTag.try || tag === NodeTag.catch) return 'error';
  if (tag === NodeTag.deref) return 'pointer';
  if (tag === NodeTag.array_access) return 'element';
  const isComparison = tag >= NodeTag.equal_equal && tag <= NodeTag.greater_or_equal;
  return isComparison || tag === NodeTag.bool_and || tag === NodeTag.bool_or || tag === NodeTag.bool_not
    ? 'bool'
    : null;
}

/** The type of the elements of an array, a slice, or what points to several. */
export function elementType(program: Program, ty: Index): Index {
  const { pool } = program;
  const kind = kindOf(program, ty);
  if (kind !== TypeKind.pointer) return childType(pool, ty);
  const child = ptrInfo(pool, ty).child;
  return ptrInfo(pool, ty).size === 'one' && kindOf(program, child) === TypeKind.array ? childType(pool, child) : child;
}

/** The function type that is called with a callee of type `ty`; NO_INDEX where it is none. */
export function calleeType(program: Program, ty: Index): Index {
  const kind = kindOf(program, ty);
  if (kind === TypeKind.fn) return ty;
  return kind === TypeKind.pointer && kindOf(program, childType(program.pool, ty)) === TypeKind.fn
    ? childType(program.pool, ty)
    : NO_INDEX;
}

function literal(program: Program, view: FileView, node: number): Meaning | null {
  const { tree } = view;
  const { pool } = program;
  const token = tree.mainTokens[node];
  switch (tree.nodeTags[node] as NodeTag) {
    case NodeTag.string_literal: {
      const len = bytesOfString(stringAt(tree, token)).length;
      const child = arrayType(pool, len, Ty.u8, intValue(pool, Ty.u8, 0));
      return recorded(program, view, node) ?? { type: ptrType(pool, { child, isConst: true }), value: NO_INDEX };
    }
    case NodeTag.char_literal: {
      const value = parseCharLiteral(tokenText(tree, token));
      return typeof value === 'number' ? known(program, intValue(pool, Ty.comptimeInt, value)) : null;
    }
    default: {
      const number = parseNumberLiteral(tokenText(tree, token));
      if (number.kind === 'int') return known(program, intValue(pool, Ty.comptimeInt, number.value));
      return recorded(program, view, node) ?? { type: Ty.comptimeFloat, value: NO_INDEX };
    }
  }
}
