import { comptimeOnly } from '../intern/classify.ts';
import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldIsComptime, fieldValue } from '../intern/containers.ts';
import { funcReturnType } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import {
  abiAlign,
  abiSize,
  bitSize,
  fieldAlign,
  fieldOffset,
  layoutIsResolved,
  packedFieldBitOffset,
} from '../intern/layout.ts';
import { printType } from '../intern/print-type.ts';
import { printValue } from '../intern/print-value.ts';
import { errorUnionSet, isType, TypeKind } from '../intern/types.ts';
import { isUndef } from '../intern/values.ts';
import { fullFnProto } from '../syntax/full-decl.ts';
import { firstToken } from '../syntax/span.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenString } from '../syntax/tree.ts';
import { BUILTIN_SIGNATURES } from './builtin-signatures.ts';
import { kindOfSymbol, symbolMeaning } from './kinds.ts';
import type { Meaning } from './meaning.ts';
import { errorNames, kindOf, knowLayout, nameOfField, typeOfField } from './members.ts';
import { docBefore, docOfContainer, nameAt } from './names.ts';
import type { Program } from './program.ts';
import { prototypeText } from './prototypes.ts';
import type { Hover, LayoutInfo, TextRange } from './query-types.ts';
import { type Sym, siteOf } from './symbols.ts';

/** Texts of values are cut behind so many characters. */
const MAX_VALUE = 500;

/** What is told of a symbol whose name is at `range`. */
export function hoverOfSymbol(program: Program, symbol: Sym, range: TextRange): Hover {
  const meaning = symbolMeaning(program, symbol);
  return {
    range,
    kind: kindOfSymbol(program, symbol),
    signature: signatureOf(program, symbol, meaning),
    documentation: documentationOf(program, symbol),
    ...told(program, meaning),
    ...(symbol.kind === 'field' ? { layout: layoutOfField(program, symbol.owner, symbol.index) } : {}),
  };
}

/** What is told of an expression that is no name. */
export function hoverOfMeaning(program: Program, meaning: Meaning, range: TextRange): Hover {
  const signature = printType(program.pool, meaning.type);
  return { range, kind: 'expression', signature, documentation: '', ...told(program, meaning) };
}

function told(program: Program, meaning: Meaning | null): Pick<Hover, 'type' | 'value' | 'layout' | 'errors'> {
  if (meaning === null) return { type: null, value: null, layout: null, errors: null };
  const { type, value } = meaning;
  const isTypeValue = value !== NO_INDEX && isType(program.pool, value);
  const told = isTypeValue ? value : type;
  return {
    type: typeText(program, type),
    value: valueText(program, meaning),
    layout: layoutOfType(program, told),
    errors: errorTexts(program, told),
  };
}

/** A type as messages print it; null for one that is not known. */
export function typeText({ pool }: Program, ty: Index): string | null {
  return ty === NO_INDEX || ty === Ty.genericPoison || !isType(pool, ty) ? null : printType(pool, ty);
}

/** A value as messages print it; null for one that is not known. */
export function valueText({ pool }: Program, { value }: Meaning): string | null {
  if (value === NO_INDEX) return null;
  const text = printValue(pool, value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}...` : text;
}

/** Names in the error set that `ty` is, or that is in an error union or what functions return. Null where there is none. */
export function errorTexts(program: Program, ty: Index): string[] | null {
  const { pool } = program;
  switch (kindOf(program, ty)) {
    case TypeKind.error_set:
      return errorNames(program, ty)?.map((name) => pool.text(name)) ?? null;
    case TypeKind.error_union:
      return errorTexts(program, errorUnionSet(pool, ty));
    case TypeKind.fn: {
      const returned = funcReturnType(pool, ty);
      return kindOf(program, returned) === TypeKind.error_union ? errorTexts(program, returned) : null;
    }
    default:
      return null;
  }
}

/** Size and alignment of values of a type; null where there are none at run time, or it is not known. */
export function layoutOfType(program: Program, ty: Index): LayoutInfo | null {
  const { pool } = program;
  const kind = kindOf(program, ty);
  if (kind === null || kind === TypeKind.fn || kind === TypeKind.opaque || kind === TypeKind.noreturn) return null;
  if (!knowLayout(program, ty) || !layoutIsResolved(pool, ty) || comptimeOnly(pool, ty)) return null;
  const isPacked = containerLayout(pool, ty) === Layout.packed;
  const bits = isPacked || kind === TypeKind.int || kind === TypeKind.enum ? bitSize(pool, ty) : null;
  return { size: abiSize(pool, ty), alignment: abiAlign(pool, ty), bits, offset: null, bitOffset: null };
}

function layoutOfField(program: Program, owner: Index, index: number): LayoutInfo | null {
  const { pool } = program;
  if (kindOf(program, owner) === TypeKind.enum) return null;
  const own = layoutOfType(program, typeOfField(program, owner, index));
  if (own === null || !layoutIsResolved(pool, owner)) return own;
  const isStruct = kindOf(program, owner) === TypeKind.struct;
  if (isStruct && fieldIsComptime(pool, owner, index)) return null;
  if (containerLayout(pool, owner) === Layout.packed)
    return {
      ...own,
      bits: bitSize(pool, typeOfField(program, owner, index)),
      bitOffset: packedFieldBitOffset(pool, owner, index),
    };
  return { ...own, alignment: fieldAlign(pool, owner, index), offset: fieldOffset(pool, owner, index) };
}

/** A symbol as it would be declared. */
export function signatureOf(program: Program, symbol: Sym, meaning: Meaning | null): string {
  const type = meaning === null ? null : typeText(program, meaning.type);
  switch (symbol.kind) {
    case 'declared': {
      const { view, declared } = symbol;
      const { tree } = view;
      const proto = declared.kind === 'member' ? fullFnProto(tree, declared.node) : null;
      if (proto !== null) return prototypeText(tree, proto.protoNode);
      const name = tokenString(tree, declared.token);
      if (declared.kind === 'label') return `${name}:`;
      const keyword = tree.tokenTags[declared.token - 1];
      const word = keyword === TokenTag.keyword_var ? 'var ' : keyword === TokenTag.keyword_const ? 'const ' : '';
      const value = meaning === null || meaning.value === NO_INDEX ? null : valueText(program, meaning);
      return `${word}${name}: ${type ?? (declared.kind === 'parameter' ? 'anytype' : 'unknown')}${value === null || word === '' ? '' : ` = ${value}`}`;
    }
    case 'field':
      return fieldSignature(program, symbol.owner, symbol.index);
    case 'written field':
      return nameAt(symbol.view.tree, symbol.token);
    case 'part':
      return `${symbol.name}: ${type}`;
    case 'primitive':
      return valueText(program, symbol.meaning) ?? '';
    case 'error':
      return `error.${symbol.name}`;
    case 'builtin':
      return BUILTIN_SIGNATURES.get(symbol.name)?.signature ?? symbol.name;
    case 'file':
      return program.files.path(symbol.file);
  }
}

function fieldSignature(program: Program, owner: Index, index: number): string {
  const { pool } = program;
  const name = nameOfField(program, owner, index);
  const value = kindOf(program, owner) === TypeKind.union ? NO_INDEX : fieldValue(pool, owner, index);
  const text = value === NO_INDEX ? '' : ` = ${isUndef(pool, value) ? 'undefined' : printValue(pool, value)}`;
  if (kindOf(program, owner) === TypeKind.enum) return `${name}${text}`;
  return `${name}: ${typeText(program, typeOfField(program, owner, index))}${text}`;
}

/** What the comments say of a symbol. */
export function documentationOf(program: Program, symbol: Sym): string {
  if (symbol.kind === 'builtin') return BUILTIN_SIGNATURES.get(symbol.name)?.documentation ?? '';
  const site = siteOf(program, symbol);
  if (site === null) return '';
  const { tree } = site.view;
  if (symbol.kind === 'file') return docOfContainer(tree, 0);
  if (symbol.kind !== 'declared') return docBefore(tree, startOfField(tree, site.token));
  return symbol.declared.kind === 'label' || symbol.declared.kind === 'capture'
    ? ''
    : docBefore(tree, symbol.declared.kind === 'parameter' ? site.token : firstToken(tree, symbol.declared.node));
}

function startOfField(tree: Tree, token: number): number {
  return tree.tokenTags[token - 1] === TokenTag.keyword_comptime ? token - 1 : token;
}
