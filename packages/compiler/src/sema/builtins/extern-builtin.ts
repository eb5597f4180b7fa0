import { type AirRef, AirTag } from '../../air/air.ts';
import { fieldIndex } from '../../intern/containers.ts';
import { type Index, NO_DECL } from '../../intern/ids.ts';
import { ItemTag } from '../../intern/item.ts';
import { Val } from '../../intern/known.ts';
import { ptrInfo, ptrType } from '../../intern/pointers.ts';
import { printType } from '../../intern/print-type.ts';
import { ptrToValue } from '../../intern/ptr-values.ts';
import { optionalType, TypeKind, typeKind } from '../../intern/types.ts';
import { aggregateElem, externValue, optPayload, optSome, VariableFlag } from '../../intern/values.ts';
import type { ErrorNote } from '../../query/errors.ts';
import { OPTION_FIELDS, type Src, SrcPart, sub } from '../../query/src.ts';
import { ComptimeReason, comptimeReasonMessage } from '../../zir/comptime-reason.ts';
import { Extended } from '../../zir/inst.ts';
import type { ZirIndex, ZirRef } from '../../zir/ref.ts';
import { coerce } from '../coercion/coerce.ts';
import { isPtrAtRuntime } from '../coercion/coerce-pointer.ts';
import { resolveType, sliceToString } from '../coercion/operands.ts';
import type { Block } from '../core/block.ts';
import { resolveInst } from '../core/body.ts';
import { builtinDecl, resolveLayout } from '../core/facts.ts';
import type { Handlers } from '../core/handlers.ts';
import type { Sema } from '../core/sema.ts';
import { Linkage, Visibility } from '../declarations/exports.ts';
import { checkLibraryName } from '../declarations/library-names.ts';
import { explainNotExtern, validateExternType } from '../types/extern-types.ts';
import { enumTagInt, resolveConstDefinedValue } from '../values/operands.ts';
import { allowsZero } from '../values/pointer-mismatch.ts';

interface ExternOptions {
  readonly name: string;
  readonly libraryName: string;
  readonly isWeak: boolean;
  /** Where it is shows when the program runs. */
  readonly isRuntime: boolean;
}

function externOptions(sema: Sema, block: Block, callSrc: Src, ref: ZirRef): ExternOptions {
  const { pool } = sema;
  const src = sub(callSrc, SrcPart.builtin_call_arg, 1);
  const ty = builtinDecl(sema, block, src, 'ExternOptions');
  const reason = comptimeReasonMessage(ComptimeReason.extern_options);
  const options = resolveConstDefinedValue(
    sema,
    block,
    src,
    coerce(sema, block, ty, resolveInst(block, ref), src),
    reason,
  );
  const field = (name: string): Index => aggregateElem(pool, options, fieldIndex(pool, ty, pool.string(name)));
  const fieldSrc = (name: (typeof OPTION_FIELDS)[number]): Src =>
    sub(callSrc, SrcPart.builtin_option, 1, OPTION_FIELDS.indexOf(name));
  const text = (value: Index, valueSrc: Src): string => pool.text(sliceToString(sema, block, valueSrc, value, reason));
  const name = text(field('name'), fieldSrc('name'));
  const library = field('library_name');
  const hasLibrary = pool.tag(library) !== ItemTag.opt_null;
  const libraryName = hasLibrary ? text(optPayload(pool, library), fieldSrc('library_name')) : '';
  const linkage: Linkage = enumTagInt(sema, field('linkage'));
  const visibility: Visibility = enumTagInt(sema, field('visibility'));
  const isPcRelative = enumTagInt(sema, field('relocation')) === 1;
  if (name === '') sema.fail(block, fieldSrc('name'), 'extern symbol name cannot be empty');
  if (hasLibrary && libraryName === '') sema.fail(block, src, 'library name cannot be empty');
  if (hasLibrary) checkLibraryName(sema, block, { chunk: block.frame.chunk, src }, libraryName);
  if (linkage !== Linkage.strong && linkage !== Linkage.weak)
    sema.fail(block, fieldSrc('linkage'), 'extern symbol must use strong or weak linkage');
  if (isPcRelative && visibility === Visibility.default) {
    const message = 'cannot require a pc-relative relocation to a symbol with default visibility';
    sema.fail(block, src, message);
  }
  const isRuntime = isPcRelative || field('is_thread_local') === Val.true || field('is_dll_import') === Val.true;
  return { name, libraryName, isWeak: linkage === Linkage.weak, isRuntime };
}

/** `@extern(T, options)`: a pointer to what goes by a name in the linked program. */
function zirBuiltinExtern(sema: Sema, block: Block, inst: ZirIndex): AirRef {
  const { pool } = sema;
  const { frame } = block;
  const src = frame.src[inst]!;
  const payload = frame.b[inst]!;
  const tySrc = sub(src, SrcPart.builtin_call_arg, 0);
  const given = resolveType(sema, block, tySrc, frame.extra[payload]! as ZirRef);
  if (!isPtrAtRuntime(sema, given)) sema.fail(block, tySrc, 'expected (optional) pointer');
  const isOptional = typeKind(pool, given) === TypeKind.optional;
  const ptrTy = isOptional ? (pool.word(given, 0) as Index) : given;
  const { child, isConst } = ptrInfo(pool, ptrTy);
  resolveLayout(sema, block, src, child, 'extern declaration');
  if (!validateExternType(sema, block, tySrc, child, 'other')) {
    const message = `pointer element type '${printType(pool, child)}' is not extern compatible`;
    const notes: ErrorNote[] = [{ chunk: frame.chunk, src: tySrc, message }];
    explainNotExtern(sema, block, tySrc, child, 'other', notes);
    sema.fail(block, tySrc, `extern symbol cannot have type '${printType(pool, given)}'`, notes);
  }
  if (typeKind(pool, child) === TypeKind.fn && !isConst) {
    const notes: ErrorNote[] = [
      { chunk: frame.chunk, src: tySrc, message: "pointer to extern function must be 'const'" },
    ];
    sema.fail(block, tySrc, `extern symbol cannot have type '${printType(pool, given)}'`, notes);
  }
  const { name, libraryName, isWeak, isRuntime } = externOptions(sema, block, src, frame.extra[payload + 1]! as ZirRef);
  const ty = isWeak && !allowsZero(sema, given) ? optionalType(pool, given) : given;
  const flags = (isConst ? VariableFlag.const : 0) | (isWeak ? VariableFlag.weak : 0);
  const target = externValue(pool, child, NO_DECL, pool.string(name), pool.string(libraryName), flags);
  const pointer = ptrToValue(pool, ptrTy, target, ptrType(pool, { child, isConst }));
  const value = (ty === ptrTy ? pointer : optSome(pool, ty, pointer)) as number as AirRef;
  return isRuntime ? sema.emit(block, AirTag.bitcast, ty, value) : value;
}

export const externBuiltinHandlers: Handlers = {
  extended: {
    [Extended.builtin_extern]: zirBuiltinExtern,
  },
};
