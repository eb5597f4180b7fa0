import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenEndOffset } from '../syntax/tree.ts';
import { builtinEvalToError, EvalToError, findBuiltin } from './builtin-fn.ts';

/*
 * What can be said of the value of an expression from its syntax alone.
 */

/** Whether evaluating `node` may add to the error return trace. */
export function nodeMayAppendToErrorTrace(tree: Tree, node: number): boolean {
  let inner = node;
  for (;;) {
    switch (tree.nodeTags[inner] as NodeTag) {
      case NodeTag.error_value:
      case NodeTag.identifier:
      case NodeTag.comptime:
        return false;
      case NodeTag.grouped_expression:
      case NodeTag.try:
      case NodeTag.nosuspend:
      case NodeTag.unwrap_optional:
        inner = tree.lhs[inner];
        break;
      default:
        return nodeMayEvalToError(tree, node) !== EvalToError.never;
    }
  }
}

/** Whether the value of `node` is an error: certainly, certainly not, or perhaps. */
export function nodeMayEvalToError(tree: Tree, node: number): EvalToError {
  for (;;) {
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.error_value:
        return EvalToError.always;
      case NodeTag.asm:
      case NodeTag.asm_simple:
      case NodeTag.identifier:
      case NodeTag.field_access:
      case NodeTag.deref:
      case NodeTag.array_access:
      case NodeTag.while_simple:
      case NodeTag.while_cont:
      case NodeTag.while:
      case NodeTag.for_simple:
      case NodeTag.for:
      case NodeTag.if_simple:
      case NodeTag.if:
      case NodeTag.switch:
      case NodeTag.switch_comma:
      case NodeTag.call_one:
      case NodeTag.call_one_comma:
      case NodeTag.call:
      case NodeTag.call_comma:
      case NodeTag.catch:
      case NodeTag.orelse:
        return EvalToError.maybe;
      case NodeTag.grouped_expression:
      case NodeTag.try:
      case NodeTag.comptime:
      case NodeTag.nosuspend:
      case NodeTag.unwrap_optional:
        node = tree.lhs[node];
        break;
      case NodeTag.block_two:
      case NodeTag.block_two_semicolon:
      case NodeTag.block:
      case NodeTag.block_semicolon:
        return tree.tokenTags[tree.mainTokens[node] - 1] === TokenTag.colon ? EvalToError.maybe : EvalToError.never;
      case NodeTag.builtin_call:
      case NodeTag.builtin_call_comma:
      case NodeTag.builtin_call_two:
      case NodeTag.builtin_call_two_comma: {
        const token = tree.mainTokens[node];
        const builtin = findBuiltin(tree.source, tree.tokenStarts[token], tokenEndOffset(tree, token));
        return builtin === -1 ? EvalToError.maybe : builtinEvalToError(builtin);
      }
      default:
        return EvalToError.never;
    }
  }
}
