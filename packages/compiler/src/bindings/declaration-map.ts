import { Mappings } from '../compilation/vlq.ts';
import type { DeclarationText } from './declarations.ts';

/** A source map of version 3 (ECMA-426), but for the name of its file. */
export interface DeclarationMap {
  readonly version: 3;
  /** Paths as the compilation has them. */
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** The map of declarations that leads editors from a name to where it is declared. */
export function declarationMapOf({ text, places }: DeclarationText): DeclarationMap {
  const sources = [...new Set(places.map(({ position }) => position.path))];
  const mappings = new Mappings();
  let next = 0;
  const lines = text.split('\n').length;
  for (let line = 0; line < lines; line++) {
    if (line > 0) mappings.nextLine();
    for (; next < places.length && places[next].line === line; next++) {
      const { column, position } = places[next];
      mappings.add(column, sources.indexOf(position.path), position.line - 1, position.column - 1);
    }
  }
  return { version: 3, sources, names: [], mappings: mappings.text };
}
