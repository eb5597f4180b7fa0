/**
 * Thrown to end the analysis of a unit at a compile error; the error itself is in the outcome of that. It is one value made once,
 * with no stack trace, thrown at most once per failing unit and caught in `unit.ts` alone.
 */
export const COMPILE_ERROR: unique symbol = Symbol('compile error');

/**
 * Thrown where the unit depends on another whose analysis failed: this one has no result either, and no error of its own.
 */
export const DEPENDENCY_FAILED: unique symbol = Symbol('analysis of a dependency failed');
