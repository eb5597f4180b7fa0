import type { Workspace } from './workspace.ts';

/** How a request is answered. */
export interface RequestHandler {
  /** What must be up to date: nothing but the text, the program of the file that is asked about, or all programs. */
  readonly needs: 'text' | 'program' | 'all';
  /** Whether what is answered to others can be another after it. By default it cannot. */
  readonly changesAnswers?: boolean;
  /** `tell` may be given the answer before, where there is still something to do. Throws a `RefusedRequest` where the client is to be told why not. */
  answer(workspace: Workspace, params: unknown, tell: (answer: unknown) => void): unknown;
}

/** How a request is answered whose answer takes long: in pieces, between which all else is done that is to be done. */
export interface LongRequestHandler {
  readonly needs: 'program';
  /** The pieces, and the answer at the end. They are left where a file changes, and begun anew when the program is up to date. */
  pieces(workspace: Workspace, params: unknown): Generator<void, unknown, void>;
}

/** A request that cannot be done as it was asked; the message says why, for the user. */
export class RefusedRequest extends Error {
  override name = 'RefusedRequest';
}
