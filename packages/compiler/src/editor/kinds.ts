import { containerTracked, isContainer } from '../intern/containers.ts';
import { funcTypeInfo } from '../intern/functions.ts';
import { type DeclIndex, type Index, NO_DECL, NO_INDEX } from '../intern/ids.ts';
import { Ty } from '../intern/known.ts';
import { childType, TypeKind } from '../intern/types.ts';
import { fullContainerDecl, fullContainerField, fullFnProto } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { declaredMeaning, declMeaning, type Meaning } from './meaning.ts';
import { kindOf, typeOfField } from './members.ts';
import type { FileView, Program } from './program.ts';
import type { SymbolKind } from './query-types.ts';
import type { Sym } from './symbols.ts';

/** What a symbol comes to; null where that is not known, or it is nothing that has a type. */
export function symbolMeaning(program: Program, symbol: Sym): Meaning | null {
  switch (symbol.kind) {
    case 'declared':
      return symbol.decl === NO_DECL
        ? declaredMeaning(program, symbol.view, symbol.declared)
        : declMeaning(program, symbol.decl);
    case 'field':
      return { type: typeOfField(program, symbol.owner, symbol.index), value: NO_INDEX };
    case 'part':
      return { type: symbol.type, value: NO_INDEX };
    case 'primitive':
      return symbol.meaning;
    case 'file':
      return { type: Ty.type, value: program.zcu.fileRootType(symbol.file) };
    default:
      return null;
  }
}

/** What kind of thing a symbol is. */
export function kindOfSymbol(program: Program, symbol: Sym): SymbolKind {
  switch (symbol.kind) {
    case 'declared': {
      const { declared, view, decl } = symbol;
      const { tree } = view;
      if (declared.kind === 'constant') return kindOfValue(program, symbolMeaning(program, symbol)) ?? 'constant';
      if (declared.kind !== 'member') return declared.kind;
      if (tree.tokenTags[declared.token - 1] === TokenTag.keyword_var) return 'variable';
      const proto = fullFnProto(tree, declared.node);
      if (proto === null) return kindOfValue(program, symbolMeaning(program, symbol)) ?? 'constant';
      if (decl !== NO_DECL && isMethod(program, decl)) return 'method';
      return isTypeKeyword(view, proto.returnType) ? 'typeFunction' : 'function';
    }
    case 'field':
      return kindOf(program, symbol.owner) === TypeKind.enum ? 'enumMember' : 'field';
    case 'written field':
    case 'part':
      return 'field';
    case 'primitive':
      return symbol.meaning.type === Ty.type ? 'type' : 'keyword';
    default:
      return symbol.kind;
  }
}

function isTypeKeyword({ tree }: FileView, node: number): boolean {
  return tree.nodeTags[node] === NodeTag.identifier && tokenString(tree, tree.mainTokens[node]) === 'type';
}

/** Whether a function has what it is a member of, or a pointer to that, as its first parameter. */
export function isMethod(program: Program, decl: DeclIndex): boolean {
  const { pool } = program;
  const type = declMeaning(program, decl)?.type ?? NO_INDEX;
  return (
    kindOf(program, type) === TypeKind.fn && takes(program, type, pool.namespaces.ownerOf(pool.decls.namespaceOf(decl)))
  );
}

/** Whether the first parameter of functions of type `type` is an `owner`, a pointer to one, or may be anything. */
export function takes(program: Program, type: Index, owner: Index): boolean {
  const { params } = funcTypeInfo(program.pool, type);
  if (params.length === 0) return false;
  const [first] = params;
  if (first === owner) return true;
  return kindOf(program, first) === TypeKind.pointer && childType(program.pool, first) === owner;
}

/** What kind of thing a value is that names something else; null where it is just a value. */
export function kindOfValue(program: Program, meaning: Meaning | null): SymbolKind | null {
  if (meaning === null) return null;
  if (meaning.type !== Ty.type) return kindOf(program, meaning.type) === TypeKind.fn ? 'function' : null;
  if (meaning.value === NO_INDEX) return 'type';
  switch (kindOf(program, meaning.value)) {
    case TypeKind.struct:
      return hasFields(program, meaning.value) ? 'struct' : 'namespace';
    case TypeKind.union:
      return 'union';
    case TypeKind.enum:
      return 'enum';
    case TypeKind.opaque:
      return 'opaque';
    case TypeKind.error_set:
      return 'errorSet';
    default:
      return 'type';
  }
}

/** Whether the text of a struct has fields. */
function hasFields(program: Program, ty: Index): boolean {
  if (!isContainer(program.pool, ty)) return true;
  const found = program.nodeOf(containerTracked(program.pool, ty));
  const members = found === null ? null : fullContainerDecl(found.view.tree, found.node)?.members;
  return members == null || members.some((member) => fullContainerField(found!.view.tree, member) !== null);
}
