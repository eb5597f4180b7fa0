import { Layout } from '../intern/container-table.ts';
import { containerLayout, fieldIsComptime, fieldValue, isContainer, tagType } from '../intern/containers.ts';
import { funcTypeInfo } from '../intern/functions.ts';
import { type Index, NO_INDEX } from '../intern/ids.ts';
import { ItemTag } from '../intern/item.ts';
import { Ty } from '../intern/known.ts';
import { printType } from '../intern/print-type.ts';
import { printIdentifier, printValue } from '../intern/print-value.ts';
import { TypeKind } from '../intern/types.ts';
import { isUndef } from '../intern/values.ts';
import { fnParams, fullFnProto } from '../syntax/full-decl.ts';
import { TokenTag } from '../syntax/token.ts';
import { declMeaning } from './meaning.ts';
import { declsOfType, fieldsOf, kindOf, knowDefaults, nameOfField, typeOfField } from './members.ts';
import { nameAt } from './names.ts';
import type { Program } from './program.ts';
import { symbolOfDecl } from './symbols.ts';

/** The type `ty` as Zig: a container with its fields and members, whose types are those that they came to. */
export function expandType(program: Program, ty: Index): string {
  const { pool } = program;
  const kind = kindOf(program, ty);
  if (!isContainer(pool, ty) && pool.tag(ty) !== ItemTag.type_tuple) return printType(pool, ty);
  const lines: string[] = [];
  for (const index of fieldsOf(program, ty)) lines.push(`    ${fieldLine(program, ty, index)},`);
  const members = memberLines(program, ty).map((line) => `    ${line}`);
  if (lines.length > 0 && members.length > 0) lines.push('');
  const body = [...lines, ...members];
  const head = headOf(program, ty, kind);
  return body.length === 0 ? `${head} {}` : `${head} {\n${body.join('\n')}\n}`;
}

function headOf(program: Program, ty: Index, kind: TypeKind | null): string {
  const { pool } = program;
  const layout = containerLayout(pool, ty);
  const prefix = layout === Layout.packed ? 'packed ' : layout === Layout.extern ? 'extern ' : '';
  switch (kind) {
    case TypeKind.union: {
      const tag = tagType(pool, ty);
      return `${prefix}union${tag === NO_INDEX || layout !== Layout.auto ? '' : '(enum)'}`;
    }
    case TypeKind.enum:
      return `enum(${printType(pool, tagType(pool, ty))})`;
    case TypeKind.opaque:
      return 'opaque';
    default: {
      const backing = layout === Layout.packed ? tagType(pool, ty) : NO_INDEX;
      return `${prefix}struct${backing === NO_INDEX ? '' : `(${printType(pool, backing)})`}`;
    }
  }
}

function fieldLine(program: Program, ty: Index, index: number): string {
  const { pool } = program;
  const kind = kindOf(program, ty);
  const name = printIdentifier(nameOfField(program, ty, index));
  if (kind === TypeKind.enum) {
    const value = fieldValue(pool, ty, index);
    return value === NO_INDEX ? name : `${name} = ${printValue(pool, value)}`;
  }
  const type = printType(pool, typeOfField(program, ty, index));
  if (pool.tag(ty) === ItemTag.type_tuple) return type;
  if (kind === TypeKind.union) return type === 'void' ? name : `${name}: ${type}`;
  knowDefaults(program, ty);
  const value = fieldValue(pool, ty, index);
  const text = value === NO_INDEX ? '' : ` = ${isUndef(pool, value) ? 'undefined' : printValue(pool, value)}`;
  return `${fieldIsComptime(pool, ty, index) ? 'comptime ' : ''}${name}: ${type}${text}`;
}

function memberLines(program: Program, ty: Index): string[] {
  const { pool } = program;
  const lines: string[] = [];
  const own = pool.containers.namespaceOf(pool.word(ty, 0) as Parameters<typeof pool.containers.namespaceOf>[0]);
  for (const decl of isContainer(pool, ty) ? declsOfType(program, ty, own) : []) {
    const symbol = symbolOfDecl(program, decl);
    if (symbol?.kind !== 'declared') continue;
    const { tree } = symbol.view;
    const { token, node } = symbol.declared;
    const name = printIdentifier(nameAt(tree, token));
    const meaning = declMeaning(program, decl);
    const pub = pool.decls.isPub(decl) ? 'pub ' : '';
    const proto = fullFnProto(tree, node);
    if (meaning === null) lines.push(`// ${pub}${name}: it has an error`);
    else if (proto !== null) {
      const { params, returnType } = funcTypeInfo(pool, meaning.type);
      const texts = fnParams(tree, proto).map(({ nameToken }, i) => {
        const type =
          params[i] === undefined ? '...' : params[i] === Ty.genericPoison ? 'anytype' : printType(pool, params[i]);
        return nameToken === null ? type : `${nameAt(tree, nameToken)}: ${type}`;
      });
      const returned = returnType === Ty.genericPoison ? 'anytype' : printType(pool, returnType);
      lines.push(`${pub}fn ${name}(${texts.join(', ')}) ${returned};`);
    } else {
      const word = tree.tokenTags[token - 1] === TokenTag.keyword_var ? 'var' : 'const';
      const value = meaning.value === NO_INDEX ? '' : ` = ${printValue(pool, meaning.value)}`;
      lines.push(`${pub}${word} ${name}: ${printType(pool, meaning.type)}${value};`);
    }
  }
  return lines;
}
