import { funcParamsLen, funcParamType } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { childType, errorUnionPayload, isType, TypeKind } from '../intern/types.ts';
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
import { fullContainerField, fullFnProto, fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken } from '../syntax/span.ts';
import { tokenString } from '../syntax/tree.ts';
import type { Tag } from '../zir/inst.ts';
import { expectedOperand } from './instructions.ts';
import {
  calleeType,
  elementType,
  instructionsAt,
  meaningOf,
  memberOf,
  payloadMeaning,
  typeNamedBy,
} from './meaning.ts';
import { fieldNamed, kindOf, pointee, typeOfField } from './members.ts';
import { nameAt } from './names.ts';
import type { FileView, Program } from './program.ts';
import { visibleLabels } from './scopes.ts';

/** The type that is expected where the expression `node` stands; NO_INDEX where any will do, or it is not known. */
export function expectedType(program: Program, view: FileView, node: number): Index {
  const recorded = recordedType(program, view, node);
  return recorded === NO_INDEX ? typeFromAround(program, view, node) : recorded;
}

function recordedType(program: Program, view: FileView, node: number): Index {
  const found = instructionsAt(program, view, node);
  if (found === null) return NO_INDEX;
  const { record, insts } = found;
  for (const inst of insts) {
    const word = expectedOperand(record.code.tags[inst] as Tag);
    const meaning = word < 0 ? null : payloadMeaning(program, record, inst, word);
    if (meaning !== null && meaning.value !== NO_INDEX && isTypeThatCounts(program, meaning.value))
      return meaning.value;
  }
  return NO_INDEX;
}

function isTypeThatCounts({ pool }: Program, value: Index): boolean {
  return value !== Ty.genericPoison && isType(pool, value);
}

function typeFromAround(program: Program, view: FileView, node: number): Index {
  const { tree, index } = view;
  const around = index.parent(node);
  if (around === 0) return NO_INDEX;
  const typeOf = (of: number): Index => (of === 0 ? NO_INDEX : (meaningOf(program, view, of)?.type ?? NO_INDEX));
  const variable = fullVarDecl(tree, around);
  if (variable !== null) return variable.initNode === node ? typeNamedBy(program, view, variable.typeNode) : NO_INDEX;
  const field = fullContainerField(tree, around);
  if (field !== null) return field.valueExpr === node ? typeNamedBy(program, view, field.typeExpr) : NO_INDEX;
  const call = fullCall(tree, around);
  if (call !== null) return argumentType(program, view, call.fnExpr, call.params.indexOf(node));
  const init = fullStructInit(tree, around);
  if (init?.fields.includes(node)) {
    const owner = initializedType(program, view, around);
    const i = owner === NO_INDEX ? -1 : fieldNamed(program, owner, nameAt(tree, firstToken(tree, node) - 2));
    return i < 0 ? NO_INDEX : typeOfField(program, owner, i);
  }
  const array = fullArrayInit(tree, around);
  if (array?.elements.includes(node)) {
    // Of a slice its elements are known, and no array that they are made in.
    const isPointedTo = tree.nodeTags[index.parent(around)] === NodeTag.address_of;
    const slice = isPointedTo ? expectedType(program, view, index.parent(around)) : NO_INDEX;
    if (kindOf(program, slice) === TypeKind.pointer && pointee(program, slice) === slice)
      return elementType(program, slice);
    const owner = initializedType(program, view, around);
    const kind = kindOf(program, owner);
    if (kind === TypeKind.array || kind === TypeKind.pointer) return elementType(program, owner);
    const i = fieldNamed(program, owner, String(array.elements.indexOf(node)));
    return i < 0 ? NO_INDEX : typeOfField(program, owner, i);
  }
  const branch = fullIf(tree, around);
  if (branch !== null) {
    if (branch.condExpr !== node) return expectedType(program, view, around);
    return branch.payloadToken === null ? Ty.bool : NO_INDEX;
  }
  const prong = fullSwitchCase(tree, around);
  if (prong !== null) {
    const whole = index.parent(around);
    if (prong.targetExpr === node) return expectedType(program, view, whole);
    return typeOf(fullSwitch(tree, whole)?.condition ?? 0);
  }
  const args = builtinCallArgs(tree, around);
  if (args !== null) {
    const isSecondOfAs = tokenString(tree, tree.mainTokens[around]) === '@as' && args[1] === node;
    return isSecondOfAs ? typeNamedBy(program, view, args[0]) : NO_INDEX;
  }
  const tag: NodeTag = tree.nodeTags[around];
  switch (tag) {
    case NodeTag.grouped_expression:
    case NodeTag.comptime:
    case NodeTag.nosuspend:
      return expectedType(program, view, around);
    case NodeTag.orelse:
    case NodeTag.catch:
      return tree.rhs[around] === node ? expectedType(program, view, around) : NO_INDEX;
    case NodeTag.assign:
      return tree.rhs[around] === node ? typeOf(tree.lhs[around]) : NO_INDEX;
    case NodeTag.address_of: {
      const pointer = expectedType(program, view, around);
      const inner = pointer === NO_INDEX ? NO_INDEX : pointee(program, pointer);
      return inner === pointer ? NO_INDEX : inner;
    }
    case NodeTag.break:
      return brokenType(program, view, around);
    case NodeTag.return:
      return returnType(program, view, around);
    case NodeTag.bool_and:
    case NodeTag.bool_or:
    case NodeTag.bool_not:
      return Ty.bool;
    default: {
      const isOperator = tag >= NodeTag.equal_equal && tag <= NodeTag.bit_or;
      return isOperator ? typeOf(tree.lhs[around] === node ? tree.rhs[around] : tree.lhs[around]) : NO_INDEX;
    }
  }
}

/** The type of what the block or loop gives that `node` leaves. */
function brokenType(program: Program, view: FileView, node: number): Index {
  const { tree, index } = view;
  const label = tree.lhs[node];
  const left = label === 0 ? unlabeledTarget(view, node) : labeled(index, node, nameAt(tree, label));
  return left === null ? NO_INDEX : expectedType(program, view, left);
}

function labeled(index: FileView['index'], node: number, name: string): number | null {
  for (const { token, node: around } of visibleLabels(index, node))
    if (nameAt(index.tree, token) === name) return around;
  return null;
}

/** The loop that a `break` without a label leaves. */
function unlabeledTarget({ tree, index }: FileView, node: number): number | null {
  for (const around of index.ancestors(node)) {
    if (tree.nodeTags[around] === NodeTag.fn_decl) return null;
    if (fullWhile(tree, around) !== null || fullFor(tree, around) !== null) return around;
  }
  return null;
}

/** The type of what the initializer `node` makes; NO_INDEX where it is not known. */
export function initializedType(program: Program, view: FileView, node: number): Index {
  const written = (fullStructInit(view.tree, node) ?? fullArrayInit(view.tree, node))?.typeExpr ?? 0;
  let ty = written === 0 ? expectedType(program, view, node) : typeNamedBy(program, view, written);
  // A value is made for what is optional, may be an error, or points to it.
  for (let kind = kindOf(program, ty); ; kind = kindOf(program, ty)) {
    if (kind === TypeKind.optional) ty = childType(program.pool, ty);
    else if (kind === TypeKind.error_union) ty = errorUnionPayload(program.pool, ty);
    else if (kind === TypeKind.pointer && written === 0) return childType(program.pool, ty);
    else return ty;
  }
}

/** The type of argument `i` of a call of `callee`; NO_INDEX where it is generic. */
export function argumentType(program: Program, view: FileView, callee: number, i: number): Index {
  const meaning = meaningOf(program, view, callee);
  if (meaning === null || i < 0) return NO_INDEX;
  const { pool } = program;
  const type = calleeType(program, meaning.type);
  if (type === NO_INDEX) return NO_INDEX;
  const at = i + (isBound(program, view, callee) ? 1 : 0);
  const param = at < funcParamsLen(pool, type) ? funcParamType(pool, type, at) : NO_INDEX;
  return param === Ty.genericPoison ? NO_INDEX : param;
}

/** Whether `callee` is a method with what is before its dot as the first argument. */
export function isBound(program: Program, view: FileView, callee: number): boolean {
  const { tree } = view;
  if (tree.nodeTags[callee] !== NodeTag.field_access) return false;
  const object = meaningOf(program, view, tree.lhs[callee]);
  if (object === null || object.type === Ty.type) return false;
  return memberOf(program, object, nameAt(tree, tree.rhs[callee]))?.kind === 'decl';
}

/** The type of what the function around `node` returns, without its errors. */
function returnType(program: Program, view: FileView, node: number): Index {
  const { tree, index } = view;
  for (const around of index.ancestors(node)) {
    if (tree.nodeTags[around] !== NodeTag.fn_decl) continue;
    const written = typeNamedBy(program, view, fullFnProto(tree, around)!.returnType);
    return kindOf(program, written) === TypeKind.error_union ? errorUnionPayload(program.pool, written) : written;
  }
  return NO_INDEX;
}
