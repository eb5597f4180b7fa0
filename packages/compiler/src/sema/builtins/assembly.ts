import { AIR_NONE, type AirRef, AirTag, isInst } from '../../air/air.ts';
import { hasDefinedLayout } from '../../intern/classify.ts';
import type { Index, StringIndex } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import { ptrChild, ptrInfo } from '../../intern/pointers.ts';
import { TypeKind, typeKind } from '../../intern/types.ts';
import { type Src, SrcPart, sub } from '../../query/src.ts';
import { ASM_INPUTS_SHIFT, ASM_OUTPUTS_SHIFT } from '../../zir/asm.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended } from '../../zir/inst.ts';
import { REF_NONE, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstString, resolveType } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { checkComptimeVarReference } from '../core/comptime-var-refs.ts';
import { builtinDecl } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { frameString } from '../core/strings.ts';
import { failWithType } from '../types/type-notes.ts';
import { requireRuntimeBlock, resolveConstDefinedValue } from '../values/operands.ts';
import { type AsmOperand, refusedByLlvm } from './llvm-assembly.ts';

const EXTENDED_SMALL = 16;
const HEADER_WORDS = 3;
const OPERAND_WORDS = 3;

/** `asm` */
function zirAsm(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  return analyzeAsm(sema, block, inst, frameString(sema.pool, frame, frame.extra[frame.b[inst]!]!));
}

/** `asm` of a template that is worked out at compile time. */
function zirAsmExpr(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const reason = comptimeReasonMessage(ComptimeReason.inline_assembly_code);
  const template = frame.extra[frame.b[inst]!]! as ZirRef;
  return analyzeAsm(sema, block, inst, resolveConstString(sema, block, frame.src[inst]!, template, reason));
}

function analyzeAsm(sema: Sema, block: Block, inst: ZirIndex, source: StringIndex): AirRef {
  const { pool } = sema;
  const { frame } = block;
  const src = frame.src[inst]!;
  const payload = frame.b[inst]!;
  const small = frame.a[inst]! >>> EXTENDED_SMALL;
  const outputsLen = (small >>> ASM_OUTPUTS_SHIFT) & 0x7f;
  const inputsLen = small >>> ASM_INPUTS_SHIFT;
  if (sema.func === 0 && block.inlining === null) {
    // What is only looked at goes to no assembler.
    if (pool.stringLen(source) > 0 && pool.target.arch.startsWith('wasm'))
      sema.unsupported(block, src, 'assembly outside of functions');
    return VOID_VALUE;
  }
  requireRuntimeBlock(sema, block, src, null);
  const outputTypeBits = frame.extra[payload + 1]!;
  const words: number[] = [source, outputsLen, inputsLen];
  let resultTy: Index = Ty.void;
  for (let i = 0; i < outputsLen + inputsLen; i++) {
    const at = payload + HEADER_WORDS + i * OPERAND_WORDS;
    const ref = frame.extra[at + 2]! as ZirRef;
    let operand: AirRef;
    if (i >= outputsLen) {
      operand = inputOperand(sema, block, src, resolveInst(block, ref));
      checkInput(
        sema,
        block,
        sub(src, SrcPart.asm_input, i - outputsLen),
        operand,
        frameString(pool, frame, frame.extra[at]!),
      );
    } else if (((outputTypeBits >>> i) & 1) === 0) {
      operand = resolveInst(block, ref);
      checkOutput(sema, block, sub(src, SrcPart.asm_output, i), operand, frameString(pool, frame, frame.extra[at]!));
    } else {
      const outputSrc = sub(src, SrcPart.asm_output, i);
      resultTy = resolveType(sema, block, outputSrc, ref);
      checkOutputType(sema, block, outputSrc, resultTy);
      operand = AIR_NONE;
    }
    for (const word of [0, 1]) words.push(frameString(pool, frame, frame.extra[at + word]!));
    words.push(operand);
  }
  checkClobbers(sema, block, src, frame.extra[payload + 2]! as ZirRef);
  if (!block.isTypeof && pool.target.backend === 'stage2_llvm') {
    const operands = namedOperands(sema, words);
    sema.refusedCode ??= refusedByLlvm(pool.text(source), operands.slice(0, outputsLen), operands.slice(outputsLen));
  }
  return sema.emit(block, AirTag.assembly, resultTy, sema.air.extra.pushAll(words));
}

/** The operands in `words`, which are those of the AIR instruction. */
function namedOperands({ pool }: Sema, words: readonly number[]): AsmOperand[] {
  const operands: AsmOperand[] = [];
  for (let at = HEADER_WORDS; at < words.length; at += OPERAND_WORDS) {
    const [name, constraint] = [words[at]!, words[at + 1]!].map((word) => pool.text(word as StringIndex));
    operands.push({ name: name!, constraint: constraint!, isResult: words[at + 2] === AIR_NONE });
  }
  return operands;
}

function checkOutput(sema: Sema, block: Block, src: Src, ptr: AirRef, name: StringIndex): void {
  const ptrTy = sema.typeOf(ptr);
  if (ptrInfo(sema.pool, ptrTy).isConst) sema.fail(block, src, `asm cannot output to const '${sema.pool.text(name)}'`);
  checkOutputType(sema, block, src, ptrChild(sema.pool, ptrTy));
}

function checkOutputType(sema: Sema, block: Block, src: Src, ty: Index): void {
  if (hasDefinedLayout(sema.pool, ty)) return;
  failWithType(
    sema,
    block,
    src,
    'invalid inline assembly output type;',
    ty,
    'does not have a guaranteed in-memory layout',
  );
}

function checkClobbers(sema: Sema, block: Block, src: Src, ref: ZirRef): void {
  if (ref === REF_NONE) return;
  const clobbersSrc = sub(src, SrcPart.asm_clobbers);
  const ty = builtinDecl(sema, block, src, 'assembly.Clobbers');
  const coerced = coerce(sema, block, ty, resolveInst(block, ref), clobbersSrc);
  resolveConstDefinedValue(sema, block, clobbersSrc, coerced, comptimeReasonMessage(ComptimeReason.clobber));
}

/** Numbers without a size are a `usize` or an `f64`. */
function inputOperand(sema: Sema, block: Block, src: Src, operand: AirRef): AirRef {
  switch (typeKind(sema.pool, sema.typeOf(operand))) {
    case TypeKind.comptime_int:
      return coerce(sema, block, Ty.usize, operand, src);
    case TypeKind.comptime_float:
      return coerce(sema, block, Ty.f64, operand, src);
    default:
      return operand;
  }
}

function checkInput(sema: Sema, block: Block, src: Src, operand: AirRef, name: StringIndex): void {
  if (isInst(operand)) return;
  const value = operand as number as Index;
  checkComptimeVarReference(sema, block, src, value, 'assembly input', sema.pool.text(name));
}

export const assemblyHandlers: Handlers = {
  extended: {
    [Extended.asm]: zirAsm,
    [Extended.asm_expr]: zirAsmExpr,
  },
};
