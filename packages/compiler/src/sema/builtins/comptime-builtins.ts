import { type AirRef, interned, isInst } from '../../air/air.ts';
import { fieldIndex, fieldValue, tagType } from '../../intern/containers.ts';
import { funcOwnerDecl } from '../../intern/functions.ts';
import { type Index, NO_INDEX } from '../../intern/ids.ts';
import { Ty, Val } from '../../intern/known.ts';
import { declName } from '../../intern/names.ts';
import { printType } from '../../intern/print-type.ts';
import { printValue } from '../../intern/print-value.ts';
import { aggregate, boolValue, enumTag, intValue, unionValue } from '../../intern/values.ts';
import { SrcPart, sub } from '../../query/src.ts';
import { resolveSrc } from '../../query/src-resolve.ts';
import { DEPENDENCY_FAILED } from '../../query/throws.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended, Tag } from '../../zir/inst.ts';
import { refInst, type ZirIndex, type ZirRef } from '../../zir/ref.ts';
import { checkPtrOperand } from '../casts/casts.ts';
import { coerce } from '../coercion/coerce.ts';
import { resolveConstBool, resolveConstInt, resolveConstString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInlineBody, resolveInst } from '../core/body.ts';
import { currentCall, raiseQuota } from '../core/calls-as-units.ts';
import { internCell } from '../core/comptime-memory.ts';
import { builtinDecl, readPosition, resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import { type Sema, VOID_VALUE } from '../core/sema.ts';
import { failWithNeededComptime, resolveConstDefinedValue, resolveValue } from '../values/operands.ts';
import { stringLiteral } from '../values/string-literal.ts';

/** `std.builtin` declarations that ZIR names by number: `small` of `builtin_value`. */
const BUILTIN_VALUES = [
  'AtomicOrder',
  'AtomicRmwOp',
  'CallingConvention',
  'AddressSpace',
  'FloatMode',
  'Signedness',
  'ReduceOp',
  'CallModifier',
  'PrefetchOptions',
  'ExportOptions',
  'ExternOptions',
  'BranchHint',
  'assembly.Clobbers',
  'Type.Pointer.Size',
  'Type.Pointer.Attributes',
  'Type.Fn.Attributes',
  'Type.ContainerLayout',
  'Type.Enum.Mode',
  'CallingConvention.c',
];

/** `@compileError` */
function zirCompileError(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const operandSrc = sub(src, SrcPart.builtin_call_arg, 0);
  const reason = comptimeReasonMessage(ComptimeReason.compile_error_string);
  const text = resolveConstString(sema, block, operandSrc, block.frame.a[inst] as ZirRef, reason);
  return sema.failAs({ isUsers: true }, block, src, sema.pool.text(text));
}

/** `@compileLog`: what it shows is reported with the error that there is one. */
function zirCompileLog(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const pool = sema.pool;
  const count = frame.a[inst] >>> 16;
  const shown: string[] = [];
  for (let i = 0; i < count; i++) {
    const operand = resolveInst(block, frame.extra[frame.b[inst] + i] as ZirRef);
    const ty = printType(pool, sema.typeOf(operand));
    const value = isInst(operand) ? NO_INDEX : resolveValue(sema, operand);
    shown.push(`@as(${ty}, ${value === NO_INDEX ? '[runtime value]' : printLogged(sema, value)})`);
  }
  const call = currentCall(sema);
  sema.outcome.logs.push({ chunk: frame.chunk, src: frame.src[inst], text: shown.join(', '), call });
  return VOID_VALUE;
}

/** The value, of pointers to comptime memory what is there now. */
function printLogged(sema: Sema, value: Index): string {
  return printValue(sema.pool, value, 3, (allocation) =>
    internCell(sema.pool, sema.memory.allocations[allocation].value),
  );
}

/** `@setEvalBranchQuota` */
function zirSetEvalBranchQuota(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const reason = comptimeReasonMessage(ComptimeReason.operand_setEvalBranchQuota);
  const quota = Number(resolveConstInt(sema, block, src, block.frame.a[inst] as ZirRef, Ty.u32, reason));
  raiseQuota(sema, quota);
  return VOID_VALUE;
}

/** `@setRuntimeSafety` */
function zirSetRuntimeSafety(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = sub(block.frame.src[inst], SrcPart.builtin_call_arg, 0);
  const reason = comptimeReasonMessage(ComptimeReason.operand_setRuntimeSafety);
  block.wantSafety = resolveConstBool(sema, block, src, block.frame.a[inst] as ZirRef, reason);
  return VOID_VALUE;
}

/** `check_comptime_control_flow`: a jump at compile time out of a `block_inline` must not depend on a runtime condition. */
function zirCheckComptimeControlFlow(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const target = refInst(frame.a[inst] as ZirRef);
  // While a `block_inline` is analysed, its own slot holds the runtime index that it began with.
  if (target === -1 || frame.instMap[target] >= block.runtimeIndex) return VOID_VALUE;
  const src = frame.src[inst];
  const cause = block.runtimeCond ?? block.runtimeLoop ?? block.at(src);
  return sema.fail(block, src, 'comptime control flow inside runtime block', [
    { ...cause, message: 'runtime control flow here' },
  ]);
}

/** `validate_const`: the value of a constant local has to be known where the code around it is evaluated. */
function zirValidateConst(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  if (!block.isComptime) return VOID_VALUE;
  const value = resolveValue(sema, resolveInst(block, frame.a[inst] as ZirRef));
  if (value === NO_INDEX) failWithNeededComptime(sema, block, frame.src[inst]!, null);
  return VOID_VALUE;
}

/** `@inComptime()` */
function zirInComptime(_sema: Sema, block: Block): AirRef {
  return interned(boolValue(block.isComptime));
}

/** `builtin_value`: a declaration of `std.builtin`. */
function zirBuiltinValue(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const src = block.frame.src[inst];
  const which = block.frame.a[inst] >>> 16;
  if (which < BUILTIN_VALUES.length) return interned(builtinDecl(sema, block, src, BUILTIN_VALUES[which]));
  // The last one is the calling convention `inline`.
  const pool = sema.pool;
  const ty = builtinDecl(sema, block, src, 'CallingConvention');
  resolveLayout(sema, block, src, ty, 'field usage');
  const tagTy = tagType(pool, ty);
  const field = fieldIndex(pool, tagTy, pool.string('inline'));
  return interned(unionValue(pool, ty, enumTag(pool, tagTy, fieldValue(pool, tagTy, field)), Val.void));
}

/** `@src()` */
function zirBuiltinSrc(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool, zcu } = sema;
  const src = block.frame.src[inst];
  const ty = builtinDecl(sema, block, src, 'SourceLocation');
  resolveLayout(sema, block, src, ty, 'initialization performed');
  readPosition(sema, block.frame.chunk);
  const { file, span } = resolveSrc(zcu, block.frame.chunk, src);
  const source = zcu.files.tree(file).source;
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < span.main; i++) {
    if (source[i] !== 10) continue;
    line++;
    lineStart = i + 1;
  }
  const { inlining } = block;
  const decl = inlining === null ? zcu.declOf(sema.owner) : funcOwnerDecl(pool, inlining.func);
  const text = (string: string): AirRef =>
    coerce(sema, block, Ty.sliceConstU8Sentinel0, stringLiteral(sema, pool.string(string)), src);
  const fields = [
    text(zcu.files.moduleName(file)),
    text(zcu.files.pathInModule(file)),
    text(declName(pool, decl)),
    intValue(pool, Ty.u32, line),
    intValue(pool, Ty.u32, span.main - lineStart + 1),
  ];
  return interned(aggregate(pool, ty, fields as number[] as Index[]));
}

/** `@disableInstrumentation`, `@disableIntrinsics`: nothing that WebAssembly knows. */
function zirIgnored(): AirRef {
  return VOID_VALUE;
}

/** `@setFloatMode`: checked, and of no effect. */
function zirSetFloatMode(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const frame = block.frame;
  const src = sub(frame.src[inst], SrcPart.builtin_call_arg, 0);
  const ty = builtinDecl(sema, block, src, 'FloatMode');
  const operand = coerce(sema, block, ty, resolveInst(block, frame.extra[frame.b[inst]] as ZirRef), src);
  resolveConstDefinedValue(sema, block, src, operand, comptimeReasonMessage(ComptimeReason.operand_setFloatMode));
  return VOID_VALUE;
}

/** `@prefetch`: checked, and of no effect. */
function zirPrefetch(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.b[inst]!;
  const ptrSrc = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 0);
  const optionsSrc = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 1);
  checkPtrOperand(sema, block, ptrSrc, sema.typeOf(resolveInst(block, frame.extra[payload] as ZirRef)));
  const ty = builtinDecl(sema, block, optionsSrc, 'PrefetchOptions');
  const options = coerce(sema, block, ty, resolveInst(block, frame.extra[payload + 1] as ZirRef), optionsSrc);
  const reason = comptimeReasonMessage(ComptimeReason.prefetch_options);
  resolveConstDefinedValue(sema, block, optionsSrc, options, reason);
  return VOID_VALUE;
}

/** `@cImport`, which is deprecated: there is no C compiler here. */
function zirCImport(sema: Sema, block: Block, inst: ZirIndex): never {
  const frame = block.frame;
  const payload = frame.a[inst]!;
  const src = frame.src[inst]!;
  const child = block.sub();
  child.beginComptime(src, ComptimeReason.operand_cImport);
  resolveInlineBody(sema, child, payload + 1, frame.extra[payload]!, inst);
  const instead = "translate the header with 'zig translate-c' and import the file that it makes";
  return sema.unsupported(block, src, `@cImport; it is deprecated: ${instead}`);
}

/** `@cInclude` and `@cUndef`, whose operand `reason` tells. */
function zirCName(reason: ComptimeReason): (sema: Sema, block: Block, inst: ZirIndex) => AirRef {
  return (sema, block, inst) => {
    const { frame } = block;
    const src = sub(frame.src[inst]!, SrcPart.builtin_call_arg, 0);
    resolveConstString(sema, block, src, frame.extra[frame.b[inst]!]! as ZirRef, comptimeReasonMessage(reason));
    return VOID_VALUE;
  };
}

/** `@cDefine`, whose value may be `{}`. */
function zirCDefine(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { frame } = block;
  const payload = frame.b[inst]!;
  const [nameSrc, valueSrc] = [0, 1].map((i) => sub(frame.src[inst]!, SrcPart.builtin_call_arg, i));
  const nameReason = comptimeReasonMessage(ComptimeReason.operand_cDefine_macro_name);
  resolveConstString(sema, block, nameSrc, frame.extra[payload]! as ZirRef, nameReason);
  const value = frame.extra[payload + 1]! as ZirRef;
  if (sema.typeOf(resolveInst(block, value)) === Ty.void) return VOID_VALUE;
  const valueReason = comptimeReasonMessage(ComptimeReason.operand_cDefine_macro_value);
  resolveConstString(sema, block, valueSrc, value, valueReason);
  return VOID_VALUE;
}

/** `astgen_error`: the declaration could not be lowered, and the errors of that have been reported. */
function zirAstgenError(): AirRef {
  throw DEPENDENCY_FAILED;
}

export const comptimeBuiltinHandlers: Handlers = {
  [Tag.compile_error]: zirCompileError,
  [Tag.set_eval_branch_quota]: zirSetEvalBranchQuota,
  [Tag.set_runtime_safety]: zirSetRuntimeSafety,
  [Tag.validate_const]: zirValidateConst,
  [Tag.check_comptime_control_flow]: zirCheckComptimeControlFlow,
  [Tag.c_import]: zirCImport,
  extended: {
    [Extended.compile_log]: zirCompileLog,
    [Extended.in_comptime]: zirInComptime,
    [Extended.c_include]: zirCName(ComptimeReason.operand_cInclude_file_name),
    [Extended.c_undef]: zirCName(ComptimeReason.operand_cUndef_macro_name),
    [Extended.c_define]: zirCDefine,
    [Extended.builtin_value]: zirBuiltinValue,
    [Extended.builtin_src]: zirBuiltinSrc,
    [Extended.set_float_mode]: zirSetFloatMode,
    [Extended.disable_instrumentation]: zirIgnored,
    [Extended.disable_intrinsics]: zirIgnored,
    [Extended.prefetch]: zirPrefetch,
    [Extended.dbg_empty_stmt]: zirIgnored,
    [Extended.astgen_error]: zirAstgenError,
  },
};
