import { tokenString } from '../syntax/tree.ts';
import type { Lowering } from './lowering.ts';
import { noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { isPrimitiveToken } from './primitive.ts';
import { type IdCat, type Scope, ScopeKind } from './scope.ts';

/** Fails if a local of category `idCat`, named by `token`, hides a primitive, a declaration or another local. */
export function detectLocalShadowing(lo: Lowering, scope: Scope, name: NameId, token: number, idCat: IdCat): void {
  if (isPrimitiveToken(lo.tree, token)) {
    const text = tokenString(lo.tree, token);
    lo.failToken(token, `name shadows primitive '${text}'`, [
      noteToken(token, `consider using @"${text}" to disambiguate`),
    ]);
  }
  let outer = false;
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    switch (s.kind) {
      case ScopeKind.local_val:
      case ScopeKind.local_ptr: {
        if (s.name !== name) break;
        const text = lo.names.text(name);
        lo.failToken(
          token,
          outer ? `${idCat} '${text}' shadows ${s.idCat} from outer scope` : `redeclaration of ${s.idCat} '${text}'`,
          [noteToken(s.token, 'previous declaration here')],
        );
        break;
      }
      case ScopeKind.namespace: {
        outer = true;
        const node = s.decls.get(name);
        if (node === undefined) break;
        lo.failToken(token, `${idCat} shadows declaration of '${lo.names.text(name)}'`, [
          noteNode(node, 'declared here'),
        ]);
        break;
      }
      case ScopeKind.gen_zir:
        outer = true;
        break;
      default:
        break;
    }
  }
}
