/** The compiler failed in a way that it should not have: a fault of its own, or memory ran out. */
export class CompilerFault extends Error {
  override name = 'CompilerFault';
}
