/*
 * For pages: what became of edits of Zig while they run. It does nothing where there is no development server.
 */

/** What an edit came to in this page. */
export type SwapEvent =
  /** Functions were replaced, by their qualified names. `notes`: what the program has otherwise than one that starts now. */
  | {
      readonly kind: 'patch';
      readonly file: string;
      readonly functions: readonly string[];
      readonly notes: readonly string[];
    }
  /** The module started afresh, for `reasons`, with the values of `variables`, which functions `migrate` made of what they were. */
  | {
      readonly kind: 'migrate';
      readonly file: string;
      readonly variables: readonly string[];
      readonly reasons: readonly string[];
    }
  /** The module is about to be loaded afresh, for `reasons`, and with it the page, unless what imports it says otherwise. */
  | { readonly kind: 'reload'; readonly file: string; readonly reasons: readonly string[] };

/** The event of the page by which modules tell this one, which may be there several times. */
const EVENT = 'rezig:swap';

/** As much of a page as is needed here; a server has none of it. */
interface Page {
  addEventListener?(name: string, listener: (event: { readonly detail: SwapEvent }) => void): void;
  removeEventListener?(name: string, listener: (event: { readonly detail: SwapEvent }) => void): void;
  dispatchEvent?(event: object): boolean;
}
const page = globalThis as unknown as Page;

/**
 * Has `listener` hear of each edit of a `.zig` file that this page runs: after functions were replaced or values came over, and before the page is loaded afresh. Then it can keep
 * what it has to, as in `sessionStorage`, before it returns. Returns a function that ends this.
 */
export function onSwap(listener: (event: SwapEvent) => void): () => void {
  const heard = ({ detail }: { readonly detail: SwapEvent }): void => listener(detail);
  page.addEventListener?.(EVENT, heard);
  return () => page.removeEventListener?.(EVENT, heard);
}

/** Tells who listens. */
export function tellSwap(event: SwapEvent): void {
  page.dispatchEvent?.(new CustomEvent(EVENT, { detail: event }));
}
