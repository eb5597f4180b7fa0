export { HotSwap } from './hot-swap.ts';
export type { Swap, SwapMigration, SwapMove, SwapPatch, SwapStart } from './swap.ts';
