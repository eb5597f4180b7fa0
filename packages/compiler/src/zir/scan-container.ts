import { type FullContainerField, fullContainerField } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { type Failure, LOWERING_FAILED, type Lowering, noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { type Namespace, type Scope, ScopeKind } from './scope.ts';
import { stringName } from './string-text.ts';
import { isUnderscoreToken } from './underscore.ts';

/** The kinds of containers, in the words of messages. */
export type ContainerWord = 'struct' | 'union' | 'enum' | 'opaque';

type Names = Map<NameId, number[]>;

/** What a container has. */
export interface ContainerShape {
  /** How many declarations, unnamed ones included. */
  readonly declsLen: number;
  readonly fieldsLen: number;
  readonly anyFieldAligns: boolean;
  readonly anyFieldValues: boolean;
  readonly anyComptimeFields: boolean;
  /** Whether a field has the name `_`: the mark of a non-exhaustive enum. */
  readonly hasUnderscoreField: boolean;
}

/**
 * Puts the names of a container's declarations into `namespace` and tells what the container has. Reports names that are there twice or that
 * hide something, and then fails.
 */
export function scanContainer(
  lo: Lowering,
  namespace: Namespace,
  members: Uint32Array,
  word: ContainerWord,
): ContainerShape {
  const { tree } = lo;
  const names: Names = new Map();
  const tests: Names = new Map();
  const decltests: Names = new Map();
  let invalid = false;
  let duplicates = false;
  let declsLen = 0;
  let anyFieldAligns = false;
  let anyFieldValues = false;
  let anyComptimeFields = false;
  let hasUnderscoreField = false;
  for (const node of members) {
    const main = tree.mainTokens[node];
    let token = main + 1;
    let isField = false;
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.container_field_init:
      case NodeTag.container_field_align:
      case NodeTag.container_field: {
        const field = fullContainerField(lo.tree, node)!;
        if (field.alignExpr !== 0) anyFieldAligns = true;
        if (field.valueExpr !== 0) anyFieldValues = true;
        if (field.comptimeToken !== null) anyComptimeFields = true;
        if (isUnderscoreToken(tree, main)) hasUnderscoreField = true;
        if (isTupleLike(lo, field, word)) continue;
        isField = true;
        token = main;
        break;
      }
      case NodeTag.comptime:
        declsLen++;
        continue;
      case NodeTag.test_decl: {
        declsLen++;
        const tag: TokenTag = tree.tokenTags[token];
        if (tag === TokenTag.string_literal) {
          if (addName(tests, stringName(lo, token, 0), token)) duplicates = true;
        } else if (tag === TokenTag.identifier) {
          if (addName(decltests, lo.identName(token), token)) duplicates = true;
        }
        continue;
      }
      case NodeTag.global_var_decl:
      case NodeTag.local_var_decl:
      case NodeTag.simple_var_decl:
      case NodeTag.aligned_var_decl:
        declsLen++;
        break;
      default:
        declsLen++;
        if (tree.tokenTags[token] !== TokenTag.identifier) {
          lo.errorNode(node, 'missing function name');
          invalid = true;
          continue;
        }
        break;
    }
    const name = lo.identName(token);
    // Even a name that is wrong is declared: a reference to it would only be one more error.
    if (!isField) namespace.decls.set(name, node);
    if (addName(names, name, token)) {
      duplicates = true;
      continue;
    }
    if (isField) continue;
    if (isPrimitiveToken(tree, token)) {
      const text = tokenString(tree, token);
      lo.errorToken(token, `name shadows primitive '${text}'`, [
        noteToken(token, `consider using @"${text}" to disambiguate`),
      ]);
      invalid = true;
    } else if (shadowsLocal(lo, namespace.parent, name, token)) {
      invalid = true;
    }
  }
  if (duplicates) {
    const declared = noteNode(namespace.node, `${word} declared here`);
    reportDuplicates(lo, names, `duplicate ${word} member name`, 'duplicate name here', declared);
    reportDuplicates(lo, tests, 'duplicate test name', 'duplicate test here', declared);
    reportDuplicates(lo, decltests, 'duplicate decltest', 'duplicate decltest here', declared);
  }
  if (duplicates || invalid) throw LOWERING_FAILED;
  const fieldsLen = members.length - declsLen;
  return { declsLen, fieldsLen, anyFieldAligns, anyFieldValues, anyComptimeFields, hasUnderscoreField };
}

/** Adds a token that declares `name`; true if there was one before. */
function addName(names: Names, name: NameId, token: number): boolean {
  const tokens = names.get(name);
  if (tokens === undefined) {
    names.set(name, [token]);
    return false;
  }
  tokens.push(token);
  return true;
}

function reportDuplicates(lo: Lowering, names: Names, message: string, noteMessage: string, declared: Failure): void {
  for (const [name, [first, ...others]] of names) {
    if (others.length === 0) continue;
    const notes = others.map((token) => noteToken(token, noteMessage));
    lo.errorToken(first, `${message} '${lo.names.text(name)}'`, [...notes, declared]);
  }
}

function shadowsLocal(lo: Lowering, scope: Scope, name: NameId, token: number): boolean {
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    if ((s.kind !== ScopeKind.local_val && s.kind !== ScopeKind.local_ptr) || s.name !== name) continue;
    lo.errorToken(token, `declaration '${tokenString(lo.tree, token)}' shadows ${s.idCat} from outer scope`, [
      noteToken(s.token, 'previous declaration here'),
    ]);
    return true;
  }
  return false;
}

/** Whether a field has no name. In unions and enums an identifier alone is a name. */
function isTupleLike(lo: Lowering, field: FullContainerField, word: ContainerWord): boolean {
  if (!field.tupleLike) return false;
  if (word === 'struct' || word === 'opaque') return true;
  return lo.tree.nodeTags[field.typeExpr] !== NodeTag.identifier;
}
