import { AIR_NONE, type AirRef } from '../../air/air.ts';
import { type DeclIndex, type Index, NO_INDEX, NO_TRACKED } from '../../intern/ids.ts';
import { Ty } from '../../intern/known.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { CHUNK_NODE, type Src, SrcPart, sub } from '../../query/src.ts';
import { coerce } from '../coercion/coerce.ts';
import type { Block, ComptimeCause } from '../core/block.ts';
import { UNMAPPED } from '../core/block.ts';
import { resolveInlineBody } from '../core/body.ts';
import { leaves, type Sema } from '../core/sema.ts';
import { isErrorType } from '../errors/error-trace.ts';
import { failWithComptimeCause, failWithNeededComptime, resolveValue } from '../values/operands.ts';

/** The arguments of a call: values, or the bodies of the call instruction that give them one by one. */
export interface CallArgs {
  readonly count: number;
  /** Values that are known already; null where they are to be evaluated. */
  readonly values: readonly AirRef[] | null;
  /** The call instruction: in an argument's body it stands for the parameter's type. */
  readonly inst: number;
  /** Where in `extra` the table of the ends of argument bodies is. */
  readonly table: number;
  /** How many arguments the call instruction has. */
  readonly written: number;
  /** The object of a method call, which comes first; AIR_NONE for other calls. */
  readonly bound: AirRef;
  readonly boundSrc: Src;
  readonly callSrc: Src;
  /** `@call`: arguments are elements of its third one. */
  readonly isBuiltinCall: boolean;
}

/** Arguments that are known already, all from `src`. */
export function knownArgs(values: readonly AirRef[], src: Src, isBuiltinCall: boolean): CallArgs {
  return {
    count: values.length,
    values,
    inst: 0,
    table: 0,
    written: 0,
    bound: AIR_NONE,
    boundSrc: src,
    callSrc: src,
    isBuiltinCall,
  };
}

/** The place of argument `i`. */
export function argSrc(args: CallArgs, i: number): Src {
  if (args.values !== null) {
    return args.isBuiltinCall ? sub(args.callSrc, SrcPart.call_arg, i) : args.callSrc;
  }
  if (args.bound === AIR_NONE) return sub(args.callSrc, SrcPart.call_arg, i);
  return i === 0 ? args.boundSrc : sub(args.callSrc, SrcPart.call_arg, i - 1);
}

/**
 * Evaluates argument `i` for a parameter of type `paramTy` (`generic_poison` for `anytype`) in `block`, and coerces it. `decl`: the
 * declaration of the function, where it is known, which errors are explained with; `isComptime`: it declares the parameter `comptime`. Returns why control leaves, if it
 * does.
 */
export function evaluateArg(
  sema: Sema,
  block: Block,
  args: CallArgs,
  i: number,
  paramTy: Index,
  decl: DeclIndex | null,
  isComptime: boolean,
): AirRef {
  const src = argSrc(args, i);
  let value: AirRef;
  if (args.values !== null) {
    value = args.values[i];
  } else if (args.bound !== AIR_NONE && i === 0) {
    value = args.bound;
  } else {
    const outer = { isComptime: block.isComptime, comptimeCause: block.comptimeCause };
    if (isComptime) {
      block.isComptime = true;
      block.comptimeCause = comptimeParamCause(sema, block, src, decl!, i);
    }
    value = evaluateBody(sema, block, args, args.bound === AIR_NONE ? i : i - 1, paramTy);
    Object.assign(block, outer);
    if (leaves(value)) return value;
  }
  const ty = sema.typeOf(value);
  if (ty === Ty.noreturn) return value;
  if (isErrorType(sema, ty)) sema.hasErrorArg = true;
  if (isComptime && resolveValue(sema, value) === NO_INDEX) {
    failWithComptimeCause(sema, block, src, comptimeParamCause(sema, block, src, decl!, i));
  }
  if (ty === paramTy || paramTy === Ty.genericPoison) return value;
  return coerce(sema, block, paramTy, value, src, { paramNote: paramNote(sema, decl, i) });
}

/** Evaluates what is written for an argument, which is the `i`-th. It has to be known where the caller's code is evaluated. */
function evaluateBody(sema: Sema, block: Block, args: CallArgs, i: number, paramTy: Index): AirRef {
  const { extra, instMap } = block.frame;
  const start = i === 0 ? args.written : extra[args.table + i - 1];
  const end = extra[args.table + i];
  instMap[args.inst] = paramTy;
  const value = resolveInlineBody(sema, block, args.table + start, end - start, args.inst);
  instMap[args.inst] = UNMAPPED;
  if (block.isComptime && !leaves(value) && resolveValue(sema, value) === NO_INDEX) {
    failWithNeededComptime(sema, block, sub(args.callSrc, SrcPart.call_arg, i), null);
  }
  return value;
}

/** Why the argument at `src` for parameter `i` of the function `decl`, which is a `comptime` one, is evaluated at compile time. */
function comptimeParamCause(sema: Sema, block: Block, src: Src, decl: DeclIndex, i: number): ComptimeCause {
  const chunk = sema.pool.decls.trackedOf(decl);
  return {
    chunk: block.frame.chunk,
    src,
    text: 'argument to comptime parameter must be comptime-known',
    type: NO_INDEX,
    declared: {
      chunk,
      src: sub(CHUNK_NODE, SrcPart.fn_param_comptime, i),
      message: 'parameter declared comptime here',
    },
  };
}

/** The note `parameter type declared here`; null where the function is not known. */
function paramNote(sema: Sema, decl: DeclIndex | null, i: number): ErrorNote | null {
  if (decl === null) return null;
  const chunk = sema.pool.decls.trackedOf(decl);
  if (chunk === NO_TRACKED) return null;
  return { chunk, src: sub(CHUNK_NODE, SrcPart.fn_param_type, i), message: 'parameter type declared here' };
}
