export { HotSwap } from './hot-swap.ts';
export type { Swap, SwapPatch, SwapStart } from './swap.ts';
