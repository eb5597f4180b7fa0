import { type FullAsm, fullAsm } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { GenZir } from './block.ts';
import { addBuiltinValue, BuiltinValue } from './builtin-value.ts';
import { comptimeExpr } from './comptime.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, typeExpr } from './expr.ts';
import { localVarRef } from './identifier.ts';
import { Extended } from './inst.ts';
import { multilineString, stringOfToken } from './literal.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, RI_REF, resCoerced, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** How many outputs and inputs there may not be: the official compiler has room for one less. */
const TOO_MANY_OUTPUTS = 16;
const TOO_MANY_INPUTS = 32;

/** `small` of `asm` and `asm_expr`: the bit of a volatile one, and the shifts of the numbers of outputs (7 bits) and inputs (8 bits). */
export const ASM_VOLATILE = 1;
export const ASM_OUTPUTS_SHIFT = 1;
export const ASM_INPUTS_SHIFT = 8;

/**
 * Inline or global assembly. The payload is `{ source, outputTypeBits, clobbers, outputs, inputs }`; an output or input is
 * `{ name, constraint, operand }`.
 */
export function asmExpr(gz: GenZir, scope: Scope, ri: ResultInfo, node: number): ZirRef {
  const full = fullAsm(gz.lo.tree, node) as FullAsm;
  const { lo } = gz;
  const { tree } = lo;

  let opcode = Extended.asm;
  let source: number;
  switch (tree.nodeTags[full.template] as NodeTag) {
    case NodeTag.string_literal:
      source = stringOfToken(gz, tree.mainTokens[full.template]).offset;
      break;
    case NodeTag.multiline_string_literal:
      source = multilineString(gz, full.template).offset;
      break;
    default:
      opcode = Extended.asm_expr;
      source = comptimeExpr(gz, scope, RI_NONE, full.template, ComptimeReason.inline_assembly_code);
  }

  if (lo.fnBlock === null) {
    if (full.volatileToken !== null) lo.failToken(full.volatileToken, 'volatile is meaningless on global assembly');
    if (full.outputs.length !== 0 || full.inputs.length !== 0 || full.clobbers !== 0) {
      lo.failNode(node, 'global assembly cannot have inputs, outputs, or clobbers');
    }
  } else if (full.outputs.length === 0 && full.volatileToken === null) {
    lo.failNode(node, 'assembly expression with no output must be marked volatile');
  }

  const operands: number[] = [];
  const outputTypeBits = asmOutputs(gz, scope, node, full.outputs, operands);
  asmInputs(gz, scope, full.inputs, operands);
  let clobbers = REF_NONE;
  if (full.clobbers !== 0) {
    const type = addBuiltinValue(gz, BuiltinValue.clobbers, full.clobbers);
    clobbers = comptimeExpr(gz, scope, resCoerced(type), full.clobbers, ComptimeReason.clobber);
  }

  const payload = gz.chunk.extra3(source, outputTypeBits, clobbers);
  gz.chunk.extra.pushAll(operands);
  const small =
    (full.volatileToken !== null ? ASM_VOLATILE : 0) |
    (full.outputs.length << ASM_OUTPUTS_SHIFT) |
    (full.inputs.length << ASM_INPUTS_SHIFT);
  return rvalue(gz, ri, gz.addExtended(opcode, small, payload, node), node);
}

/** Returns a bit per output that is the value of the whole expression (`-> T`) rather than a place to store to. */
function asmOutputs(gz: GenZir, scope: Scope, node: number, outputs: Uint32Array, operands: number[]): number {
  const { lo } = gz;
  const { tree } = lo;
  if (outputs.length >= TOO_MANY_OUTPUTS) lo.failNode(lastOf(outputs, TOO_MANY_OUTPUTS), 'too many asm outputs');
  let typeBits = 0;
  for (let i = 0; i < outputs.length; i++) {
    const nameToken = tree.mainTokens[outputs[i]];
    const name = lo.identString(gz, nameToken);
    const constraint = stringOfToken(gz, nameToken + 2).offset;
    let operand: ZirRef;
    if (tree.tokenTags[nameToken + 4] === TokenTag.arrow) {
      if (typeBits !== 0) lo.failNode(outputs[i], 'inline assembly allows up to one output value');
      typeBits |= 1 << i;
      operand = typeExpr(gz, scope, tree.lhs[outputs[i]]);
    } else {
      operand = localVarRef(gz, scope, RI_REF, node, nameToken + 4);
    }
    operands.push(name, constraint, operand);
  }
  return typeBits >>> 0;
}

function asmInputs(gz: GenZir, scope: Scope, inputs: Uint32Array, operands: number[]): void {
  const { lo } = gz;
  if (inputs.length >= TOO_MANY_INPUTS) lo.failNode(lastOf(inputs, TOO_MANY_INPUTS), 'too many asm inputs');
  for (let i = 0; i < inputs.length; i++) {
    const nameToken = lo.tree.mainTokens[inputs[i]];
    const name = lo.identString(gz, nameToken);
    const constraint = stringOfToken(gz, nameToken + 2).offset;
    operands.push(name, constraint, expr(gz, scope, RI_NONE, lo.tree.lhs[inputs[i]]));
  }
}

/** The node at `index`, or the last one: the official compiler reads past the end where there are exactly as many as are too many. */
function lastOf(nodes: Uint32Array, index: number): number {
  return nodes[Math.min(index, nodes.length - 1)];
}
