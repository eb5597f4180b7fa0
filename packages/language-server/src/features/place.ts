import type { EditorQueries } from '@rezig/compiler/editor';
import type { Position } from 'vscode-languageserver';
import type { Document } from '../document.ts';
import { pathOfUri } from '../uris.ts';
import type { Workspace } from '../workspace.ts';

/** What a request asks about a file. */
export interface FileParams {
  readonly textDocument: { readonly uri: string };
}

/** What a request asks about a place in a file. */
export interface PlaceParams extends FileParams {
  readonly position: Position;
}

/** A file that is asked about. */
export interface AskedFile {
  readonly path: string;
  readonly document: Document;
}

/** A place that is asked about, in a program that is up to date. */
export interface AskedPlace extends AskedFile {
  /** Byte in the text. */
  readonly offset: number;
  readonly queries: EditorQueries;
}

/** The file that `params` names; null where there is none. */
export function fileOf(workspace: Workspace, params: unknown): AskedFile | null {
  const path = pathOfUri((params as FileParams).textDocument.uri);
  const document = workspace.text(path);
  return document === null ? null : { path, document };
}

/** What may be asked about the program of the file; null where it is part of none. */
export function queriesOf(workspace: Workspace, path: string): EditorQueries | null {
  return workspace.programOf(path)?.queries ?? null;
}

/** The place that `params` names, in each program that has the file: that which it belongs to first. */
export function placesOf(workspace: Workspace, params: unknown): AskedPlace[] {
  const first = placeOf(workspace, params);
  if (first === null) return [];
  const others = workspace.programsInUse().filter(({ queries, isCurrent }) => queries !== first.queries && isCurrent);
  return [
    first,
    ...others.flatMap((program) => (program.has(first.path) ? [{ ...first, queries: program.queries }] : [])),
  ];
}

/** The place that `params` names; null where it is in no program. */
export function placeOf(workspace: Workspace, params: unknown): AskedPlace | null {
  const file = fileOf(workspace, params);
  const queries = file === null ? null : queriesOf(workspace, file.path);
  if (file === null || queries === null) return null;
  return { ...file, offset: file.document.offsetAt((params as PlaceParams).position), queries };
}
