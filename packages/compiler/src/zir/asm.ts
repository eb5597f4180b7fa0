import { type FullAsm, fullAsm } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import type { GenZir } from './block.ts';
import { comptimeExpr } from './comptime.ts';
import { expr, typeExpr } from './expr.ts';
import { localVarRef } from './identifier.ts';
import { Extended } from './inst.ts';
import { multilineString, stringOfToken } from './literal.ts';
import type { ZirRef } from './ref.ts';
import { type ResultInfo, RI_NONE, RI_REF, rvalue } from './result.ts';
import type { Scope } from './scope.ts';

/** How many outputs, inputs or clobbers there may be. The instruction has room for one less to count them. */
const MAX_ITEMS = 32;

/**
 * Inline or global assembly. The payload is `{ source, outputTypeBits, outputs, inputs, clobbers }`; an output or input is
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
      source = comptimeExpr(gz, scope, RI_NONE, full.template);
  }

  if (lo.fnBlock === null) {
    if (full.volatileToken !== null) lo.failToken(full.volatileToken, 'volatile is meaningless on global assembly');
    if (full.outputs.length !== 0 || full.inputs.length !== 0 || full.firstClobber !== null) {
      lo.failNode(node, 'global assembly cannot have inputs, outputs, or clobbers');
    }
  } else if (full.outputs.length === 0 && full.volatileToken === null) {
    lo.failNode(node, 'assembly expression with no output must be marked volatile');
  }

  const operands: number[] = [];
  const outputTypeBits = asmOutputs(gz, scope, node, full.outputs, operands);
  asmInputs(gz, scope, full.inputs, operands);
  const clobbers = asmClobbers(gz, full.firstClobber, operands);

  const payload = gz.chunk.extra2(source, outputTypeBits);
  gz.chunk.extra.pushAll(operands);
  const volatileBit = full.volatileToken !== null ? 0x8000 : 0;
  const small = (full.outputs.length | (full.inputs.length << 5) | (clobbers << 10) | volatileBit) & 0xffff;
  return rvalue(gz, ri, gz.addExtended(opcode, small, payload, node), node);
}

/** Returns a bit per output that is the value of the whole expression (`-> T`) rather than a place to store to. */
function asmOutputs(gz: GenZir, scope: Scope, node: number, outputs: Uint32Array, operands: number[]): number {
  const { lo } = gz;
  const { tree } = lo;
  if (outputs.length > MAX_ITEMS) lo.failNode(outputs[MAX_ITEMS], 'too many asm outputs');
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
  if (inputs.length > MAX_ITEMS) lo.failNode(inputs[MAX_ITEMS], 'too many asm inputs');
  for (let i = 0; i < inputs.length; i++) {
    const nameToken = lo.tree.mainTokens[inputs[i]];
    const name = lo.identString(gz, nameToken);
    const constraint = stringOfToken(gz, nameToken + 2).offset;
    operands.push(name, constraint, expr(gz, scope, RI_NONE, lo.tree.lhs[inputs[i]]));
  }
}

/** Returns how many there are. */
function asmClobbers(gz: GenZir, firstClobber: number | null, operands: number[]): number {
  if (firstClobber === null) return 0;
  const { tokenTags } = gz.lo.tree;
  let count = 0;
  for (let token = firstClobber; tokenTags[token] === TokenTag.string_literal; token += 2) {
    if (count === MAX_ITEMS) gz.lo.failToken(token, 'too many asm clobbers');
    operands.push(stringOfToken(gz, token).offset);
    count++;
    if (tokenTags[token + 1] !== TokenTag.comma) break;
  }
  return count;
}
