import type { FileIndex, TrackedIndex } from '../intern/ids.ts';
import type { Span } from '../source/source-file.ts';
import {
  builtinCallArgs,
  fullArrayInit,
  fullAsm,
  fullAssignDestructure,
  fullCall,
  fullFor,
  fullIf,
  fullSlice,
  fullStructInit,
  fullWhile,
} from '../syntax/full.ts';
import {
  fnParams,
  fullArrayType,
  fullContainerDecl,
  fullContainerField,
  fullFnProto,
  fullPtrType,
  fullVarDecl,
} from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { firstToken, lastToken, nodeSpan, tokenRangeSpan } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset, tokenText } from '../syntax/tree.ts';
import { findBuiltin } from '../zir/builtin-fn.ts';
import { chunkNode, placeToNode, placeToToken } from '../zir/places.ts';
import { castFlag } from '../zir/pointer-cast.ts';
import { SRC_TOKEN } from '../zir/zir.ts';
import { CHUNK_NODE, OPTION_FIELDS, type Src, SrcPart, type SubSrc } from './src.ts';
import { type Part, switchCapture, switchItem, switchOf, switchProng, switchUnderscore } from './src-switch.ts';
import type { Zcu } from './zcu.ts';

/** A place as bytes of a file. */
export interface ResolvedSrc {
  readonly file: FileIndex;
  readonly span: Span;
}

/** Where `src` of the chunk `tracked` is in its file now. */
export function resolveSrc(zcu: Pick<Zcu, 'files' | 'tracked'>, tracked: TrackedIndex, src: Src): ResolvedSrc {
  const file = zcu.tracked.fileOf(tracked);
  const tree = zcu.files.tree(file);
  const part = partOf(zcu, file, tracked, tree, src);
  if ('node' in part) return { file, span: nodeSpan(tree, part.node) };
  const { token, first = token, last = token } = part;
  return { file, span: tokenRangeSpan(tree, first, last, token) };
}

function partOf(
  zcu: Pick<Zcu, 'files' | 'tracked'>,
  file: FileIndex,
  tracked: TrackedIndex,
  tree: Tree,
  src: Src,
): Part {
  const zir = zcu.files.zir(file);
  const chunk = zcu.tracked.chunkOf(tracked);
  const base = typeof src === 'number' ? src : src.base;
  if (base !== CHUNK_NODE && (base & SRC_TOKEN) !== 0) return { token: placeToToken(zir, chunk, base, tree) };
  const node = base === CHUNK_NODE ? chunkNode(zir, chunk, tree) : placeToNode(zir, chunk, base, tree);
  if (typeof src !== 'number') return subPart(tree, node, src);
  // Of a function the head is shown, without the body.
  return { node: tree.nodeTags[node] === NodeTag.fn_decl ? tree.lhs[node]! : node };
}

function orNode(tree: Tree, node: number | undefined, fallback: number): Part {
  return { node: node === undefined || node === 0 || node >= tree.nodeTags.length ? fallback : node };
}

/** The part of `node` that `src` names; the node itself where it has no such part. */
function subPart(tree: Tree, node: number, src: SubSrc): Part {
  const lhs = tree.lhs[node]!;
  const rhs = tree.rhs[node]!;
  const { index, item } = src;
  switch (src.part) {
    case SrcPart.main_token:
      return { token: tree.mainTokens[node]! };
    case SrcPart.bin_lhs:
      return orNode(tree, lhs, node);
    case SrcPart.array_cat_lhs:
      return orNode(tree, fullArrayInit(tree, lhs)?.elements[index] ?? lhs, node);
    case SrcPart.bin_rhs:
      return orNode(tree, rhs, node);
    case SrcPart.array_cat_rhs:
      return orNode(tree, fullArrayInit(tree, rhs)?.elements[index] ?? rhs, node);
    case SrcPart.un_operand:
    case SrcPart.deref_ptr:
      return orNode(tree, lhs, node);
    case SrcPart.return_operand:
      return tree.nodeTags[node] === NodeTag.return ? orNode(tree, lhs, node) : { node };
    case SrcPart.if_cond: {
      const cond = fullIf(tree, node)?.condExpr ?? fullWhile(tree, node)?.condExpr;
      if (cond !== undefined) return { node: cond };
      const inputs = fullFor(tree, node)?.inputs;
      if (inputs !== undefined) {
        const token = firstToken(tree, inputs[0]!);
        return { token, last: lastToken(tree, inputs[inputs.length - 1]!) };
      }
      const tag = tree.nodeTags[node];
      return { node: tag === NodeTag.try ? lhs : node };
    }
    case SrcPart.field_name: {
      const call = fullCall(tree, node);
      const access = call === null ? node : call.fnExpr;
      switch (tree.nodeTags[access]) {
        case NodeTag.field_access:
          return { token: tree.rhs[access]! };
        case NodeTag.unwrap_optional:
          return { token: tree.rhs[access]! };
        case NodeTag.enum_literal:
          return { token: tree.mainTokens[access]! };
        default:
          return { node: access };
      }
    }
    case SrcPart.builtin_call_arg:
      return orNode(tree, builtinCallArgs(tree, unwrapBuiltin(tree, node))?.[index], node);
    case SrcPart.ptrcast_operand:
      return { node: ptrCastOperand(tree, node) };
    case SrcPart.call_func:
      return orNode(tree, fullCall(tree, node)?.fnExpr, node);
    case SrcPart.call_arg:
      return orNode(tree, fullCall(tree, node)?.params[index] ?? builtinCallElement(tree, node, index), node);
    case SrcPart.array_access_index:
      return orNode(tree, rhs, node);
    case SrcPart.slice_ptr:
      return orNode(tree, fullSlice(tree, node)?.sliced, node);
    case SrcPart.slice_start:
      return orNode(tree, fullSlice(tree, node)?.start, node);
    case SrcPart.slice_end:
      return orNode(tree, fullSlice(tree, node)?.end, node);
    case SrcPart.slice_sentinel:
      return orNode(tree, fullSlice(tree, node)?.sentinel, node);
    case SrcPart.init_ty:
      return orNode(tree, fullStructInit(tree, node)?.typeExpr ?? fullArrayInit(tree, node)?.typeExpr, node);
    case SrcPart.init_field_name:
      return { token: firstToken(tree, node) - 2 };
    case SrcPart.init_elem: {
      const field = fullStructInit(tree, node)?.fields[index];
      if (field !== undefined) return fieldInit(tree, field);
      return orNode(tree, fullArrayInit(tree, node)?.elements[index], node);
    }
    case SrcPart.builtin_option:
      return builtinOption(tree, node, index, OPTION_FIELDS[item]!);
    case SrcPart.decl_export: {
      const token = firstToken(tree, node);
      return { token: tree.tokenTags[token] === TokenTag.keyword_pub ? token + 1 : token };
    }
    case SrcPart.switch_operand:
      return orNode(tree, switchOf(tree, node)?.operand, node);
    case SrcPart.switch_else_prong:
      return { node: switchProng(tree, node, -1) };
    case SrcPart.switch_under:
      return { node: switchUnderscore(tree, node) };
    case SrcPart.switch_prong:
      return { node: switchProng(tree, node, index) };
    case SrcPart.switch_case_item:
      return switchItem(tree, node, index, item, false);
    case SrcPart.switch_range:
      return switchItem(tree, node, index, item, true);
    case SrcPart.switch_range_first:
      return { node: tree.lhs[switchItem(tree, node, index, item, true).node]! };
    case SrcPart.switch_range_last:
      return { node: tree.rhs[switchItem(tree, node, index, item, true).node]! };
    case SrcPart.switch_case_capture:
    case SrcPart.tag_capture:
      return switchCapture(tree, node, index, src.part === SrcPart.tag_capture);
    case SrcPart.for_input:
      return orNode(tree, fullFor(tree, node)?.inputs[index], node);
    case SrcPart.for_capture:
      return forCapture(tree, node, index);
    case SrcPart.for_capture_from_input:
      return captureOfInput(tree, node);
    case SrcPart.lib_name:
      return { token: fullFnProto(tree, node)?.libName ?? fullVarDecl(tree, node)!.libName! };
    case SrcPart.fn_type_cc:
      return orNode(tree, fullFnProto(tree, node)?.callconvExpr, node);
    case SrcPart.fn_type_ret_ty:
      return orNode(tree, fullFnProto(tree, node)?.returnType, node);
    case SrcPart.fn_type_align:
      return orNode(tree, fullFnProto(tree, node)?.alignExpr, node);
    case SrcPart.fn_type_section:
      return orNode(tree, fullFnProto(tree, node)?.sectionExpr, node);
    case SrcPart.fn_type_addrspace:
      return orNode(tree, fullFnProto(tree, node)?.addrspaceExpr, node);
    case SrcPart.fn_param_comptime:
    case SrcPart.fn_param:
    case SrcPart.fn_param_type: {
      const proto = fullFnProto(tree, node);
      const param = proto === null ? undefined : fnParams(tree, proto)[index];
      if (param === undefined) return { node };
      if (src.part === SrcPart.fn_param_comptime) return { token: param.comptimeNoalias ?? tree.mainTokens[node]! };
      if (src.part === SrcPart.fn_param) {
        const first = param.comptimeNoalias ?? param.nameToken;
        const last = param.typeExpr === 0 ? param.anytypeEllipsis3 : lastToken(tree, param.typeExpr);
        if (first !== null && last !== null) return { token: first, last };
      }
      return param.typeExpr !== 0
        ? { node: param.typeExpr }
        : { token: param.anytypeEllipsis3 ?? tree.mainTokens[node]! };
    }
    case SrcPart.var_decl_ty: {
      const decl = fullVarDecl(tree, node);
      if (decl === null) return { node };
      return decl.typeNode === 0 ? { token: decl.mutToken + 1 } : { node: decl.typeNode };
    }
    case SrcPart.var_decl_init:
      // A function has no initializer: officially the place is then that of the file.
      if (fullFnProto(tree, node) !== null) return { token: 0 };
      return orNode(tree, fullVarDecl(tree, node)?.initNode, node);
    case SrcPart.var_decl_align:
      return orNode(tree, fullVarDecl(tree, node)?.alignNode ?? fullFnProto(tree, node)?.alignExpr, node);
    case SrcPart.var_decl_section:
      return orNode(tree, fullVarDecl(tree, node)?.sectionNode ?? fullFnProto(tree, node)?.sectionExpr, node);
    case SrcPart.var_decl_addrspace:
      return orNode(tree, fullVarDecl(tree, node)?.addrspaceNode ?? fullFnProto(tree, node)?.addrspaceExpr, node);
    case SrcPart.container_field_name:
    case SrcPart.container_field_type:
    case SrcPart.container_field_value:
    case SrcPart.container_field_align:
      return containerField(tree, node, src.part, index);
    case SrcPart.container_tag_type:
      return orNode(tree, fullContainerDecl(tree, node)?.arg, node);
    case SrcPart.tuple_field_type:
      return containerField(tree, node, SrcPart.container_field_type, index);
    case SrcPart.tuple_field_init:
      return containerField(tree, node, SrcPart.container_field_value, index);
    case SrcPart.array_type_len:
      return orNode(tree, fullArrayType(tree, node)?.elemCount, node);
    case SrcPart.array_type_sentinel:
      return orNode(tree, fullArrayType(tree, node)?.sentinel, node);
    case SrcPart.array_type_elem:
      return orNode(tree, fullArrayType(tree, node)?.elemType, node);
    case SrcPart.ptr_elem:
      return orNode(tree, fullPtrType(tree, node)?.childType, node);
    case SrcPart.ptr_sentinel:
      return orNode(tree, fullPtrType(tree, node)?.sentinel, node);
    case SrcPart.ptr_align:
      return orNode(tree, fullPtrType(tree, node)?.alignNode, node);
    case SrcPart.ptr_addrspace:
      return orNode(tree, fullPtrType(tree, node)?.addrspaceNode, node);
    case SrcPart.ptr_bitoffset:
      return orNode(tree, fullPtrType(tree, node)?.bitRangeStart, node);
    case SrcPart.ptr_hostsize:
      return orNode(tree, fullPtrType(tree, node)?.bitRangeEnd, node);
    case SrcPart.asm_output: {
      const output = fullAsm(tree, node)?.outputs[index];
      if (output === undefined) return { node };
      return tree.lhs[output] === 0 ? { token: tree.rhs[output]! - 1 } : { node: tree.lhs[output]! };
    }
    case SrcPart.asm_input:
      return orNode(tree, tree.lhs[fullAsm(tree, node)?.inputs[index] ?? node], node);
    case SrcPart.asm_clobbers:
      return orNode(tree, fullAsm(tree, node)?.clobbers, node);
    case SrcPart.catch_error_switch_operand:
      return orNode(tree, switchOf(tree, node)?.operand, node);
    case SrcPart.store_ptr:
      return isAssignment(tree.nodeTags[node]!) ? { node: lhs } : { node };
    case SrcPart.store_operand:
      if (isAssignment(tree.nodeTags[node]!)) return { node: rhs };
      return orNode(tree, fullVarDecl(tree, node)?.initNode, node);
    case SrcPart.destructure_target:
      return orNode(tree, fullAssignDestructure(tree, node)?.variables[index], node);
  }
}

/** Whether a node of this tag is `=` or `+=` and the like. */
function isAssignment(tag: NodeTag): boolean {
  return tag >= NodeTag.assign_mul && tag <= NodeTag.assign;
}

/** The name of the field `field` in argument `index` of a builtin call, if that is written as a struct; else the argument. */
function builtinOption(tree: Tree, node: number, index: number, field: string): Part {
  const arg = builtinCallArgs(tree, node)?.[index];
  if (arg === undefined) return { node };
  for (const init of fullStructInit(tree, arg)?.fields ?? []) {
    const name = firstToken(tree, init) - 2;
    const text = tree.source.subarray(tree.tokenStarts[name]!, tokenEndOffset(tree, name));
    if (text.length === field.length && text.every((byte, i) => byte === field.charCodeAt(i)))
      return fieldInit(tree, init);
  }
  return { node: arg };
}

/** `.name = value`, of which `value` is given. The place is officially two tokens before the main one of the value: the name, where the value is one token. */
function fieldInit(tree: Tree, value: number): Part {
  return { token: tree.mainTokens[value]! - 2, first: firstToken(tree, value) - 3, last: lastToken(tree, value) };
}

/** Argument `index` of `@call`: an element of its last argument. */
function builtinCallElement(tree: Tree, node: number, index: number): number | undefined {
  const args = builtinCallArgs(tree, node);
  if (args === null) return undefined;
  const tuple = args[args.length - 1]!;
  return fullArrayInit(tree, tuple)?.elements[index] ?? fullStructInit(tree, tuple)?.fields[index] ?? tuple;
}

/** `@as(T, @ptrCast(x))` and the like stand for the innermost cast: arguments are those of the builtin call itself. */
function unwrapBuiltin(tree: Tree, node: number): number {
  return builtinCallArgs(tree, node) === null ? (tree.lhs[node] ?? node) : node;
}

function ptrCastOperand(tree: Tree, root: number): number {
  let node = root;
  for (;;) {
    const args = builtinCallArgs(tree, node);
    const name = tokenText(tree, tree.mainTokens[node]!);
    if (args?.length !== 1 || castFlag(findBuiltin(name, 0, name.length)) === 0) return node;
    node = args[0]!;
  }
}

/** The capture of the `for` loop that `input` is an input of. */
function captureOfInput(tree: Tree, input: number): Part {
  for (let node = 0; node < tree.nodeTags.length; node++) {
    const tag = tree.nodeTags[node]! as NodeTag;
    if (tag !== NodeTag.for_simple && tag !== NodeTag.for) continue;
    const index = fullFor(tree, node)!.inputs.indexOf(input);
    if (index < 0) continue;
    // `*x` and what is behind it, as officially.
    const token = captureToken(tree, node, index);
    return { token, last: token + 2 };
  }
  return { node: input };
}

function forCapture(tree: Tree, node: number, index: number): Part {
  if (fullFor(tree, node) === null) return { node };
  const token = captureToken(tree, node, index);
  return { token: tree.tokenTags[token] === TokenTag.asterisk ? token + 1 : token };
}

/** The first token of the capture of input `index` of the `for` loop. */
function captureToken(tree: Tree, node: number, index: number): number {
  let token = fullFor(tree, node)!.payloadToken;
  for (let left = index; left > 0; token++) if (tree.tokenTags[token] === TokenTag.comma) left--;
  return token;
}

function containerField(tree: Tree, node: number, part: SrcPart, index: number): Part {
  let left = index;
  const members =
    node === 0 ? tree.extra.subarray(tree.lhs[0], tree.rhs[0]) : (fullContainerDecl(tree, node)?.members ?? []);
  for (const member of members) {
    const field = fullContainerField(tree, member);
    if (field === null || left-- > 0) continue;
    switch (part) {
      case SrcPart.container_field_type:
        return orNode(tree, field.typeExpr, member);
      case SrcPart.container_field_value:
        return orNode(tree, field.valueExpr, member);
      case SrcPart.container_field_align:
        return orNode(tree, field.alignExpr, member);
      default:
        return { token: field.mainToken };
    }
  }
  return { node };
}
