export { EditorQueries } from './editor-queries.ts';
export { type ImportLink, importLinks } from './links.ts';
export type * from './query-types.ts';
