export { onSwap, type SwapEvent } from '../src/client.js';
