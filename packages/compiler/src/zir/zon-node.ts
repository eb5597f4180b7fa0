/*
 * A file of data (`.zon`) is one chunk of kind `zon`. Its instructions are the values in it: row 0 is the file's own, and the elements of
 * an aggregate are rows one after the other, which stand behind those of the aggregates before. `src` is the value's node.
 */

/** What a row of a `zon` chunk is, in the column of tags. */
export enum ZonTag {
  true,
  false,
  null,
  inf,
  neg_inf,
  nan,
  /** (offset in `bytes` of the magnitude, lowest byte first; its length) */
  int,
  neg_int,
  /** (low 32 bits of the f64; high 32 bits) */
  float,
  /** (index in `extra` of the four words of the f128, lowest first; 0) */
  float128,
  /** (code point; 0) */
  char,
  /** (offset of a null-terminated string; 0) */
  enum_literal,
  /** (offset in `bytes`; length) */
  string,
  /** `.{}` */
  empty,
  /** (index in `extra` of { count, first element }; 0) */
  array,
  /** (index in `extra` of { count, first element, names of the fields (strings) }; 0) */
  struct,
  /** A value that has an error. */
  failed,
}
