import type { Lowering } from './lowering.ts';
import { noteToken } from './lowering.ts';
import { type Scope, ScopeKind } from './scope.ts';

/** Reports locals between `outer` and `inner` that are unused, discarded for nothing, or variable for nothing. */
export function checkUsed(lo: Lowering, outer: Scope, inner: Scope): void {
  for (let s: Scope = inner; s !== outer; s = s.parent!) {
    if (s.kind !== ScopeKind.local_val && s.kind !== ScopeKind.local_ptr) continue;
    if (s.used === 0 && s.discarded === 0) {
      lo.errorToken(s.token, `unused ${s.idCat}`);
      continue;
    }
    if (s.used !== 0 && s.discarded !== 0) {
      lo.errorToken(s.discarded, `pointless discard of ${s.idCat}`, [noteToken(s.used, 'used here')]);
    }
    if (s.kind === ScopeKind.local_ptr && s.idCat === 'local variable' && !s.usedAsLvalue) {
      lo.errorToken(s.token, 'local variable is never mutated', [noteToken(s.token, "consider using 'const'")]);
    }
  }
}
