import { type FullArrayInit, type FullStructInit, fullArrayInit, fullStructInit } from '../syntax/full.ts';
import { type FullArrayType, fullArrayType } from '../syntax/full-decl.ts';
import { firstToken } from '../syntax/span.ts';
import type { GenZir } from './block.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, typeExpr } from './expr.ts';
import { Tag } from './inst.ts';
import { type Failure, noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { REF_NONE, Ref, refInst, type ZirRef } from './ref.ts';
import {
  type DestructureComponent,
  Loc,
  ResultInfo,
  RI_DISCARD,
  RI_NONE,
  resCoerced,
  resPtr,
  resTy,
  resultType,
  rvalue,
} from './result.ts';
import type { Scope } from './scope.ts';
import { isUnderscore } from './underscore.ts';

const VOID = Ref.void_value as ZirRef;

/** `[_]T{ a, b }`, `T{ a, b }`, `.{ a, b }`. */
export function arrayInitExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const init = fullArrayInit(gz.lo.tree, node) as FullArrayInit;
  if (init.typeExpr !== 0) return typedArrayInit(gz, scope, ri, node, init);
  const { elements } = init;
  switch (ri.loc) {
    case Loc.none:
      return arrayInitAnon(gz, scope, node, elements);
    case Loc.discard:
      for (let i = 0; i < elements.length; i++) expr(gz, scope, RI_DISCARD, elements[i]);
      return VOID;
    case Loc.ref:
    case Loc.ref_const: {
      const result = arrayInitAnon(gz, scope, node, elements);
      return gz.addUnTok(Tag.ref, result, firstToken(gz.lo.tree, node));
    }
    case Loc.ref_coerced_ty: {
      const type = gz.addPlBin(Tag.validate_array_init_ref_ty, node, ri.ref, elements.length);
      return arrayInitTyped(gz, scope, node, elements, type, REF_NONE, Tag.array_init_ref);
    }
    case Loc.ty:
    case Loc.coerced_ty:
      gz.addPlBin(Tag.validate_array_init_result_ty, node, ri.ref, elements.length);
      return arrayInitTyped(gz, scope, node, elements, ri.ref, REF_NONE, Tag.array_init);
    case Loc.ptr:
      arrayInitPtr(gz, scope, node, elements, ri.ref);
      return VOID;
    case Loc.inferred_ptr:
      // The alloc has no type yet, so there are no pointers to its elements: make the value first.
      return rvalue(gz, ri, arrayInitAnon(gz, scope, node, elements), node);
    case Loc.destructure:
      return arrayInitDestructure(gz, scope, ri, node, elements);
  }
}

/** An initializer with a type of its own does not write to the result location, so `x, y = [2]T{ y, x }` swaps. */
function typedArrayInit(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, init: FullArrayInit): ZirRef {
  const { elements, typeExpr: typeNode } = init;
  let type: ZirRef;
  let elemType = REF_NONE;
  const arrayType = fullArrayType(gz.lo.tree, typeNode);
  if (arrayType !== null && isUnderscore(gz.lo.tree, arrayType.elemCount)) {
    const len = gz.addInt(BigInt(elements.length), arrayType.elemCount);
    elemType = typeExpr(gz, scope, arrayType.elemType);
    type = arrayTypeOf(gz, scope, typeNode, arrayType, len, elemType);
  } else {
    type = typeExpr(gz, scope, typeNode);
    gz.addPlBin(Tag.validate_array_init_ty, node, type, elements.length);
  }

  if (ri.loc === Loc.discard) {
    for (let i = 0; i < elements.length; i++) {
      const wanted = elemType !== REF_NONE ? elemType : elemTypeOf(gz, node, type, i);
      expr(gz, scope, resTy(wanted), elements[i]);
    }
    return VOID;
  }
  if (ri.loc === Loc.ref || ri.loc === Loc.ref_const)
    return arrayInitTyped(gz, scope, node, elements, type, elemType, Tag.array_init_ref);
  const result = arrayInitTyped(gz, scope, node, elements, type, elemType, Tag.array_init);
  return rvalue(gz, ri, result, node);
}

/** `[_]elem` and `[_:sentinel]elem` for a length that is known. */
function arrayTypeOf(gz: GenZir, scope: Scope, node: number, type: FullArrayType, len: ZirRef, elem: ZirRef): ZirRef {
  if (type.sentinel === 0) return gz.addPlBin(Tag.array_type, node, len, elem);
  const sentinel = comptimeExpr(gz, scope, resTy(elem), type.sentinel, ComptimeReason.array_sentinel);
  return gz.addPlNode(Tag.array_type_sentinel, node, gz.chunk.extra3(len, sentinel, elem));
}

function elemTypeOf(gz: GenZir, node: number, arrayType: ZirRef, index: number): ZirRef {
  return gz.add(Tag.array_init_elem_type, arrayType, index, gz.srcNode(node));
}

function arrayInitAnon(gz: GenZir, scope: Scope, node: number, elements: Uint32Array): ZirRef {
  const { extra } = gz.chunk;
  const payload = extra.push(elements.length);
  extra.pushZeros(elements.length);
  for (let i = 0; i < elements.length; i++) {
    const value = expr(gz, scope, RI_NONE, elements[i]);
    extra.data[payload + 1 + i] = value;
  }
  return gz.addPlNode(Tag.array_init_anon, node, payload);
}

/** The payload's list of operands starts with the array type. `elemType` is REF_NONE if it has to be asked for. */
function arrayInitTyped(
  gz: GenZir,
  scope: Scope,
  node: number,
  elements: Uint32Array,
  type: ZirRef,
  elemType: ZirRef,
  tag: Tag.array_init | Tag.array_init_ref,
): ZirRef {
  const { extra } = gz.chunk;
  const payload = extra.push(elements.length + 1);
  extra.push(type);
  extra.pushZeros(elements.length);
  const common = elemType !== REF_NONE ? resCoerced(elemType) : null;
  for (let i = 0; i < elements.length; i++) {
    const value = expr(gz, scope, common ?? resCoerced(elemTypeOf(gz, node, type, i)), elements[i]);
    extra.data[payload + 2 + i] = value;
  }
  return gz.addPlNode(tag, node, payload);
}

function arrayInitPtr(gz: GenZir, scope: Scope, node: number, elements: Uint32Array, ptr: ZirRef): void {
  const { extra } = gz.chunk;
  const base = gz.addUnNode(Tag.opt_eu_base_ptr_init, ptr, node);
  const payload = extra.push(elements.length);
  extra.pushZeros(elements.length);
  for (let i = 0; i < elements.length; i++) {
    const elemPtr = gz.addPlBin(Tag.array_init_elem_ptr, elements[i], base, i);
    extra.data[payload + 1 + i] = refInst(elemPtr);
    expr(gz, scope, resPtr(elemPtr), elements[i]);
  }
  gz.addPlNode(Tag.validate_ptr_array_init, node, payload);
}

/** `a, b = .{ x, y }`: each value goes directly to its place. */
function arrayInitDestructure(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, elements: Uint32Array): ZirRef {
  const { components } = ri;
  if (elements.length !== components.length) {
    gz.lo.failNode(node, `expected ${components.length} elements for destructure, found ${elements.length}`, [
      noteNode(ri.node, 'result destructured here'),
    ]);
  }
  for (let i = 0; i < elements.length; i++) expr(gz, scope, componentResult(components[i]), elements[i]);
  return VOID;
}

function componentResult(component: DestructureComponent): ResultInfo {
  return component.loc === Loc.discard
    ? RI_DISCARD
    : new ResultInfo(component.loc, component.inst, undefined, component.node);
}

/** `T{ .a = x }`, `.{ .a = x }`, `T{}`, `.{}`. */
export function structInitExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const init = fullStructInit(gz.lo.tree, node) as FullStructInit;
  if (init.fields.length === 0) {
    return init.typeExpr === 0 ? emptyInit(gz, ri, node) : typedEmptyInit(gz, scope, ri, node, init.typeExpr);
  }
  if (init.typeExpr !== 0 && fullArrayType(gz.lo.tree, init.typeExpr) !== null) {
    gz.lo.failNode(init.typeExpr, 'initializing array with struct syntax');
  }
  checkDuplicateFields(gz, node, init.fields);

  if (init.typeExpr !== 0) {
    const type = typeExpr(gz, scope, init.typeExpr);
    gz.addUnNode(Tag.validate_struct_init_ty, type, node);
    if (ri.loc === Loc.ref || ri.loc === Loc.ref_const) {
      return structInitTyped(gz, scope, node, init.fields, type, Tag.struct_init_ref);
    }
    return rvalue(gz, ri, structInitTyped(gz, scope, node, init.fields, type, Tag.struct_init), node);
  }

  const { fields } = init;
  switch (ri.loc) {
    case Loc.none:
      return structInitAnon(gz, scope, node, fields);
    case Loc.discard:
      for (let i = 0; i < fields.length; i++) expr(gz, scope, RI_DISCARD, fields[i]);
      return VOID;
    case Loc.ref:
    case Loc.ref_const: {
      const result = structInitAnon(gz, scope, node, fields);
      return gz.addUnTok(Tag.ref, result, firstToken(gz.lo.tree, node));
    }
    case Loc.ref_coerced_ty: {
      const type = gz.addUnNode(Tag.elem_type, ri.ref, node);
      gz.addUnNode(Tag.validate_struct_init_result_ty, type, node);
      return structInitTyped(gz, scope, node, fields, type, Tag.struct_init_ref);
    }
    case Loc.ty:
    case Loc.coerced_ty:
      gz.addUnNode(Tag.validate_struct_init_result_ty, ri.ref, node);
      return structInitTyped(gz, scope, node, fields, ri.ref, Tag.struct_init);
    case Loc.ptr:
      structInitPtr(gz, scope, node, fields, ri.ref);
      return VOID;
    case Loc.inferred_ptr:
      return rvalue(gz, ri, structInitAnon(gz, scope, node, fields), node);
    case Loc.destructure:
      return gz.lo.failNode(node, 'struct value cannot be destructured', [
        noteNode(ri.node, 'result destructured here'),
      ]);
  }
}

/** `.{}` */
function emptyInit(gz: GenZir, ri: ResultInfo, node: number): ZirRef {
  switch (ri.loc) {
    case Loc.discard:
      return VOID;
    case Loc.ref_coerced_ty:
      return gz.addUnNode(Tag.struct_init_empty_ref_result, ri.ref, node);
    case Loc.ty:
    case Loc.coerced_ty:
      return gz.addUnNode(Tag.struct_init_empty_result, ri.ref, node);
    case Loc.ptr: {
      const type = resultType(gz, ri, node);
      return rvalue(gz, ri, gz.addUnNode(Tag.struct_init_empty_result, type, node), node);
    }
    case Loc.none:
    case Loc.ref:
    case Loc.ref_const:
    case Loc.inferred_ptr:
      return rvalue(gz, ri, Ref.empty_tuple, node);
    case Loc.destructure:
      return gz.lo.failNode(node, 'empty initializer cannot be destructured', [
        noteNode(ri.node, 'result destructured here'),
      ]);
  }
}

/** `T{}`, `[_]T{}` */
function typedEmptyInit(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, typeNode: number): ZirRef {
  const arrayType = fullArrayType(gz.lo.tree, typeNode);
  let type: ZirRef;
  if (arrayType !== null && isUnderscore(gz.lo.tree, arrayType.elemCount)) {
    const elem = typeExpr(gz, scope, arrayType.elemType);
    type = arrayTypeOf(gz, scope, typeNode, arrayType, Ref.zero_usize as ZirRef, elem);
  } else {
    type = typeExpr(gz, scope, typeNode);
  }
  return rvalue(gz, ri, gz.addUnNode(Tag.struct_init_empty, type, node), node);
}

/** The name token of a field in an initializer. */
function fieldNameToken(gz: GenZir, value: number): number {
  return firstToken(gz.lo.tree, value) - 2;
}

/** How many fields are compared pairwise rather than through a map. */
const FEW_FIELDS = 8;

function checkDuplicateFields(gz: GenZir, node: number, fields: Uint32Array): void {
  if (fields.length < 2) {
    if (fields.length === 1) gz.lo.identName(fieldNameToken(gz, fields[0]));
    return;
  }
  const names: NameId[] = new Array(fields.length);
  for (let i = 0; i < fields.length; i++) names[i] = gz.lo.identName(fieldNameToken(gz, fields[i]));
  if (hasDuplicate(names)) failDuplicateFields(gz, node, fields, names);
}

function hasDuplicate(names: readonly NameId[]): boolean {
  if (names.length > FEW_FIELDS) return new Set(names).size < names.length;
  for (let i = 1; i < names.length; i++) {
    for (let k = 0; k < i; k++) if (names[k] === names[i]) return true;
  }
  return false;
}

function failDuplicateFields(gz: GenZir, node: number, fields: Uint32Array, names: readonly NameId[]): never {
  const tokens = new Map<NameId, number[]>();
  for (let i = 0; i < fields.length; i++) {
    const token = fieldNameToken(gz, fields[i]);
    const known = tokens.get(names[i]);
    if (known === undefined) tokens.set(names[i], [token]);
    else known.push(token);
  }
  const duplicates = [...tokens.values()].filter((list) => list.length > 1);
  const report = (list: number[]): [number, string, Failure[]] => {
    const notes = list.slice(1).map((token) => noteToken(token, 'duplicate name here'));
    notes.push(noteNode(node, 'struct declared here'));
    return [list[0], 'duplicate struct field name', notes];
  };
  for (const list of duplicates.slice(0, -1)) gz.lo.errorToken(...report(list));
  return gz.lo.failToken(...report(duplicates[duplicates.length - 1]));
}

function structInitAnon(gz: GenZir, scope: Scope, node: number, fields: Uint32Array): ZirRef {
  const { extra } = gz.chunk;
  const payload = extra.push(fields.length);
  extra.pushZeros(fields.length * 2);
  for (let i = 0; i < fields.length; i++) {
    const name = gz.lo.identString(gz, fieldNameToken(gz, fields[i]));
    const value = expr(gz, scope, RI_NONE, fields[i]);
    extra.data[payload + 1 + 2 * i] = name;
    extra.data[payload + 2 + 2 * i] = value;
  }
  return gz.addPlNode(Tag.struct_init_anon, node, payload);
}

function structInitTyped(
  gz: GenZir,
  scope: Scope,
  node: number,
  fields: Uint32Array,
  type: ZirRef,
  tag: Tag.struct_init | Tag.struct_init_ref,
): ZirRef {
  const { extra } = gz.chunk;
  const payload = extra.push(fields.length);
  extra.pushZeros(fields.length * 2);
  for (let i = 0; i < fields.length; i++) {
    const name = gz.lo.identString(gz, fieldNameToken(gz, fields[i]));
    const fieldType = gz.addPlBin(Tag.struct_init_field_type, fields[i], type, name);
    const value = expr(gz, scope, resCoerced(fieldType), fields[i]);
    extra.data[payload + 1 + 2 * i] = refInst(fieldType);
    extra.data[payload + 2 + 2 * i] = value;
  }
  return gz.addPlNode(tag, node, payload);
}

function structInitPtr(gz: GenZir, scope: Scope, node: number, fields: Uint32Array, ptr: ZirRef): void {
  const { extra } = gz.chunk;
  const base = gz.addUnNode(Tag.opt_eu_base_ptr_init, ptr, node);
  const payload = extra.push(fields.length);
  extra.pushZeros(fields.length);
  for (let i = 0; i < fields.length; i++) {
    const name = gz.lo.identString(gz, fieldNameToken(gz, fields[i]));
    const fieldPtr = gz.addPlBin(Tag.struct_init_field_ptr, fields[i], base, name);
    extra.data[payload + 1 + i] = refInst(fieldPtr);
    expr(gz, scope, resPtr(fieldPtr), fields[i]);
  }
  gz.addPlNode(Tag.validate_ptr_struct_init, node, payload);
}
