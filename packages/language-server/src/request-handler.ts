import type { Workspace } from './workspace.ts';

/** How a request is answered. */
export interface RequestHandler {
  /** What must be up to date: nothing but the text, the program of the file that is asked about, or all programs. */
  readonly needs: 'text' | 'program' | 'all';
  /** Throws a `RefusedRequest` where the client is to be told why not. */
  answer(workspace: Workspace, params: unknown): unknown;
}

/** A request that cannot be done as it was asked; the message says why, for the user. */
export class RefusedRequest extends Error {
  override name = 'RefusedRequest';
}
