/** What a section of saved state holds. */
export enum StateKind {
  /** `SavedFiles`, as JSON. */
  files,
  /** `SavedResult`, as JSON. */
  result,
  /** The module of the last update. */
  module,
  /** `SavedSession`, as JSON. */
  session,
  /** Columns, see `writeColumns`, of the intern pool; of the schedule with its graph; of the tracked chunks; of units; of what is reached. */
  pool,
  schedule,
  tracked,
  units,
  reached,
  /** Code of functions. */
  code,
  /** What is known of the module that was linked: see `CodeStore.saveModule`. */
  linked,
  /** Text of a version of a file, and its ZIR as `serializeZir` writes it: index is twice the `FileIndex`, plus 1 for the version that failed. */
  text,
  zir,
  /** `SavedImage`, as JSON: the tables are those of a library image but for what is in the sections of this file. */
  image,
  /** How all was linked: see `CodeStore.saveLink`. */
  link,
}
