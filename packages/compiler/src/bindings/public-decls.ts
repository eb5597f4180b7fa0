import { documentationOf } from '../editor/hover.ts';
import type { FileView, Program } from '../editor/program.ts';
import { symbolOfDecl } from '../editor/symbols.ts';
import type { DeclIndex, NamespaceIndex } from '../intern/ids.ts';
import type { SourceFile, Span } from '../source/source-file.ts';
import { tokenEndOffset } from '../syntax/tree.ts';
import type { Position } from './description.ts';

/** A public declaration, with where it is. */
export interface PublicDecl {
  readonly decl: DeclIndex;
  readonly name: string;
  readonly documentation: string;
  readonly view: FileView;
  readonly nameSpan: Span;
  readonly position: Position;
}

/** The public declarations of a namespace, in the order of the text. */
export function publicDecls(program: Program, namespace: NamespaceIndex): PublicDecl[] {
  const { pool } = program;
  return ([...pool.namespaces.decls(namespace)] as DeclIndex[]).flatMap((decl) => {
    if (!pool.decls.isPub(decl)) return [];
    const symbol = symbolOfDecl(program, decl);
    if (symbol?.kind !== 'declared') return [];
    const { view, declared } = symbol;
    const start = view.tree.tokenStarts[declared.token];
    const { line, column } = sourceOf(program, view).lineColumnUtf16(start);
    return {
      decl,
      name: pool.text(pool.decls.nameOf(decl)),
      documentation: documentationOf(program, symbol),
      view,
      nameSpan: { start, main: start, end: tokenEndOffset(view.tree, declared.token) },
      position: { path: view.path, line: line + 1, column: column + 1 },
    };
  });
}

/** The text of a file, for places in it. */
export function sourceOf(program: Program, { file }: FileView): SourceFile {
  return program.files.source(file);
}
