import type { Index } from './ids.ts';

/** Calling conventions as far as this target tells them apart. */
export enum CallConv {
  auto,
  naked,
  inline,
  /** `callconv(.c)`, and `.wasm_watc` */
  c,
  /** Any other: `FuncTypeInfo.callConvValue` has it as a `std.builtin.CallingConvention`. */
  other,
}

/** A function type taken apart. */
export interface FuncTypeInfo {
  /** `generic_poison` for an `anytype` parameter, or one whose type depends on another parameter. */
  readonly params: readonly Index[];
  /** `generic_poison` if it depends on a parameter. */
  readonly returnType: Index;
  /** Bit i: parameter i is `comptime`. Parameters past the 31st cannot be. */
  readonly comptimeBits: number;
  /** Bit i: parameter i is `noalias`. */
  readonly noaliasBits: number;
  readonly callConv: CallConv;
  /** The value of type `std.builtin.CallingConvention`; NO_INDEX where `callConv` says it all. */
  readonly callConvValue: Index;
  readonly isVarArgs: boolean;
  /** Has comptime parameters, or types that depend on parameters: it must be instantiated to be called. */
  readonly isGeneric: boolean;
  readonly isNoinline: boolean;
}

/** What makes a function type. What is left out is off; the calling convention is `auto`. */
export type FuncTypeKey = Partial<FuncTypeInfo> & { readonly params: readonly Index[]; readonly returnType: Index };
