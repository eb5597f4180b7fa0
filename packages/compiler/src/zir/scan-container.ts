import { fullContainerField } from '../syntax/full.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { tokenString } from '../syntax/tree.ts';
import { type Failure, LOWERING_FAILED, type Lowering, noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { type Namespace, type Scope, ScopeKind } from './scope.ts';
import { stringName } from './string-text.ts';

/** The kinds of containers, in the words of messages. */
export type ContainerWord = 'struct' | 'union' | 'enum' | 'opaque';

type Names = Map<NameId, number[]>;

/**
 * Puts the names of a container's declarations into `namespace` and returns how many declarations there are, unnamed ones included.
 * Reports names that are there twice or that hide something, and then fails.
 */
export function scanContainer(lo: Lowering, namespace: Namespace, members: Uint32Array, word: ContainerWord): number {
  const { tree } = lo;
  const names: Names = new Map();
  const tests: Names = new Map();
  const decltests: Names = new Map();
  let invalid = false;
  let duplicates = false;
  let declCount = 0;
  for (const node of members) {
    const main = tree.mainTokens[node];
    let token = main + 1;
    let isField = false;
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.container_field_init:
      case NodeTag.container_field_align:
      case NodeTag.container_field:
        if (fieldIsTupleLike(lo, node, word)) continue;
        isField = true;
        token = main;
        break;
      case NodeTag.comptime:
      case NodeTag.usingnamespace:
        declCount++;
        continue;
      case NodeTag.test_decl: {
        declCount++;
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
        declCount++;
        break;
      default:
        declCount++;
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
  return declCount;
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
function fieldIsTupleLike(lo: Lowering, node: number, word: ContainerWord): boolean {
  const field = fullContainerField(lo.tree, node)!;
  if (!field.tupleLike) return false;
  if (word === 'struct' || word === 'opaque') return true;
  return lo.tree.nodeTags[field.typeExpr] !== NodeTag.identifier;
}
