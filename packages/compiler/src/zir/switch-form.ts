import type { FullIf } from '../syntax/full.ts';
import type { ZirIndex } from './ref.ts';
import type { ResultInfo } from './result.ts';

/**
 * What a `switch` is part of:
 * - `plain`: nothing;
 * - `catch`, `if`: `x catch |err| switch (err) {}` and `if (x) |v| {} else |err| switch (err) {}`, unlabeled, which are one instruction;
 * - `peer`: the same with a label. It is a `condbr` in the block `block`, whose result is `blockRi`; breaks of the switch are breaks of it.
 */
export type SwitchForm =
  | { readonly form: 'plain' }
  | { readonly form: 'catch' }
  | { readonly form: 'if'; readonly full: FullIf }
  | { readonly form: 'peer'; readonly block: ZirIndex; readonly blockRi: ResultInfo };

export const PLAIN_SWITCH: SwitchForm = { form: 'plain' };
export const CATCH_SWITCH: SwitchForm = { form: 'catch' };
