import { errorTexts } from '../editor/hover.ts';
import { kindOf, knowLayout } from '../editor/members.ts';
import { nameAt } from '../editor/names.ts';
import type { FileView, Program } from '../editor/program.ts';
import { symbolOfDecl } from '../editor/symbols.ts';
import { namespaceOfType } from '../intern/containers.ts';
import { CallConv, type FuncTypeInfo } from '../intern/func-type.ts';
import { funcOwnerDecl, funcTypeInfo, uncoercedFunc } from '../intern/functions.ts';
import type { Index } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { abiAlign, abiSize, alignUp, errorUnionErrorOffset, errorUnionPayloadOffset } from '../intern/layout.ts';
import { isConstPtr, isSinglePtr } from '../intern/pointers.ts';
import { printType } from '../intern/print-type.ts';
import { childType, errorUnionPayload, TypeKind } from '../intern/types.ts';
import { typeOf } from '../intern/values.ts';
import type { Span } from '../source/source-file.ts';
import { fnParams, fullFnProto } from '../syntax/full-decl.ts';
import { nodeSpan } from '../syntax/span.ts';
import type { CallbackShape, FunctionDescription, Parameter, ParameterShape, ShapeId } from './description.ts';
import type { PublicDecl } from './public-decls.ts';
import { CannotCross, type ShapeTable } from './shapes.ts';

/** What supplied things and callbacks have in a frame. */
const WORD = 4;

/** A callback has no more parameters. */
const MAX_CALLBACK_PARAMETERS = 4;

/** Why a declaration is left out, and where: in its file. */
export interface Refusal {
  readonly text: string;
  readonly view: FileView;
  readonly span: Span;
}

/** A function, or why it cannot cross. */
export type Signature = { readonly func: FunctionDescription } | { readonly refusal: Refusal };

/** A parameter as it is written. */
interface Written {
  readonly name: string;
  readonly span: Span;
}

/** How the public function `value` that `decl` declares is called, as `path`. */
export function signatureOf(
  program: Program,
  shapes: ShapeTable,
  decl: PublicDecl,
  value: Index,
  path: string,
): Signature {
  const { pool } = program;
  const { name, documentation, position, nameSpan, view } = decl;
  const func = uncoercedFunc(pool, value);
  const type = typeOf(pool, func);
  const info = funcTypeInfo(pool, type);
  const what = `function '${path}'`;
  const refuse = (span: Span, text: string): Signature => ({ refusal: { text, view, span } });
  const reason = refusalOf(info);
  if (reason !== null) return refuse(nameSpan, `${what} cannot cross to JavaScript: ${reason}`);
  let part = { span: nameSpan, what };
  try {
    const written = parametersOf(program, func, decl);
    const mayFail = kindOf(program, info.returnType) === TypeKind.error_union;
    const payload = mayFail ? errorUnionPayload(pool, info.returnType) : info.returnType;
    part = { span: nameSpan, what: `the result of ${what}` };
    const result = shapes.of(payload);
    const lasts = (allocator: string): boolean =>
      allocator === 'gpa' ||
      shapes.leadsToMemory(result, name) ||
      (allocator !== 'arena' && info.params.length > 0 && changes(program, info.params[0]));
    let offset = 0;
    const parameters = info.params.map((param, i) => {
      part = { span: written[i].span, what: `parameter '${written[i].name}' of ${what}` };
      const { parameter, size, alignment } = parameterOf(program, shapes, param, written[i].name, lasts);
      offset = alignUp(offset, alignment);
      const placed = { ...parameter, offset };
      offset += size;
      return placed;
    });
    const isNever = !mayFail && payload === Ty.noreturn;
    if (!isNever) {
      knowLayout(program, info.returnType);
      offset = alignUp(offset, abiAlign(pool, info.returnType));
    }
    const resultOffset = mayFail ? offset + errorUnionPayloadOffset(pool, info.returnType) : offset;
    return {
      func: {
        name,
        path,
        documentation,
        position,
        parameters,
        result: { name, offset: resultOffset, shape: result },
        errorOffset: mayFail ? offset + errorUnionErrorOffset(pool, info.returnType) : null,
        errors: mayFail ? errorTexts(program, type) : null,
        frameSize: offset + (isNever ? 0 : abiSize(pool, info.returnType)),
      },
    };
  } catch (thrown) {
    if (!(thrown instanceof CannotCross)) throw thrown;
    return refuse(part.span, `${part.what} cannot cross to JavaScript: ${thrown.message}`);
  }
}

/** Whether something of type `ty` is given so that it can be changed. */
function changes({ pool }: Program, ty: Index): boolean {
  return isSinglePtr(pool, ty) && !isConstPtr(pool, ty);
}

/** Names of the parameters and where their types are written, of a function that may be declared in another file. */
function parametersOf(program: Program, func: Index, decl: PublicDecl): readonly Written[] {
  const { pool } = program;
  const symbol = symbolOfDecl(program, funcOwnerDecl(pool, func));
  const count = funcTypeInfo(pool, typeOf(pool, func)).params.length;
  const unnamed = Array.from({ length: count }, (_, i) => ({ name: `arg${i}`, span: decl.nameSpan }));
  if (symbol?.kind !== 'declared') return unnamed;
  const { view, declared } = symbol;
  const proto = fullFnProto(view.tree, declared.node);
  if (proto === null) return unnamed;
  const params = fnParams(view.tree, proto);
  return unnamed.map((param, i) => ({
    name: params[i]?.nameToken == null ? param.name : nameAt(view.tree, params[i].nameToken!),
    span: view.file === decl.view.file ? fromStart(nodeSpan(view.tree, params[i].typeExpr)) : decl.nameSpan,
  }));
}

/**
 * A parameter of type `ty`, with what it takes in a frame; its offset is to be filled in. `lasts`: whether what an allocator of a
 * name gives is to stay.
 */
function parameterOf(
  program: Program,
  shapes: ShapeTable,
  ty: Index,
  name: string,
  lasts: (allocator: string) => boolean,
): { readonly parameter: Parameter; readonly size: number; readonly alignment: number } {
  const { pool } = program;
  const word = { size: WORD, alignment: WORD };
  const library = libraryType(program, ty);
  if (library === 'mem.Allocator')
    return { parameter: { kind: 'allocator', name, offset: 0, isLasting: lasts(name) }, ...word };
  if (library === 'Io') return { parameter: { kind: 'io', name, offset: 0 }, size: 0, alignment: 1 };
  if (isSinglePtr(pool, ty) && kindOf(program, childType(pool, ty)) === TypeKind.fn) {
    const callback = callbackOf(program, shapes, childType(pool, ty));
    return { parameter: { kind: 'callback', name, offset: 0, callback }, ...word };
  }
  const shape = shapes.taken(ty);
  const { size, alignment } = shapes.get(shape);
  return { parameter: { kind: 'value', name, offset: 0, shape }, size, alignment };
}

/** The name of a type of the library; null for any other. */
function libraryType(program: Program, ty: Index): string | null {
  const { pool, files } = program;
  if (kindOf(program, ty) !== TypeKind.struct) return null;
  const text = printType(pool, ty);
  if (text !== 'mem.Allocator' && text !== 'Io') return null;
  return files.isOwn(pool.namespaces.fileOf(namespaceOfType(pool, ty))) ? null : text;
}

function callbackOf(program: Program, shapes: ShapeTable, ty: Index): CallbackShape {
  const { pool } = program;
  const info = funcTypeInfo(pool, ty);
  const reason = refusalOf(info);
  if (reason !== null) throw new CannotCross(reason);
  if (info.params.length > MAX_CALLBACK_PARAMETERS)
    throw new CannotCross(`a callback has at most ${MAX_CALLBACK_PARAMETERS} parameters`);
  let offset = 0;
  const place = (type: Index, name: string, shape: ShapeId): ParameterShape => {
    offset = alignUp(offset, abiAlign(pool, type));
    const placed = { name, offset, shape };
    offset += abiSize(pool, type);
    return placed;
  };
  const parameters = info.params.map((type, i) => place(type, `arg${i}`, shapes.of(type)));
  return { parameters, result: place(info.returnType, 'result', shapes.taken(info.returnType)) };
}

/** The span with its caret where it starts. */
function fromStart({ start, end }: Span): Span {
  return { start, main: start, end };
}

/** Why a function of that type cannot be called from the other side, or null. */
function refusalOf({ isGeneric, isVarArgs, callConv }: FuncTypeInfo): string | null {
  if (isGeneric) return 'it is generic';
  if (isVarArgs) return 'it has any number of parameters';
  if (callConv === CallConv.inline || callConv === CallConv.naked) return 'it is inline or naked';
  return null;
}
