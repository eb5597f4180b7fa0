export { EditorQueries } from './editor-queries.ts';
export type * from './query-types.ts';
