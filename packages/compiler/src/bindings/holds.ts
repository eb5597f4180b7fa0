import { Compilation } from '../compilation/compilation.ts';
import { DependerKind, dependerKind } from '../incremental/depender.ts';

/**
 * Whether what `describe` would give after the last update of `compilation` is what it gave before that, but for places, comments and names of errors: so it is where nothing but bodies
 * of functions was analysed. False where that is not known.
 */
export function descriptionHolds(compilation: Compilation): boolean {
  const holds = Compilation.sessionOf(compilation).inspect(({ zcu }) =>
    zcu.schedule.analysed.every((unit) => dependerKind(unit) === DependerKind.funcBody),
  );
  return holds ?? false;
}
