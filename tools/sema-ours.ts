import { OptimizeMode } from '../packages/compiler/src/index.ts';
import { openSession, type Session } from './session.ts';

/* What this compiler says, in a thread with a large stack: see sema-diff.ts. */

/** What it came to. */
export interface Answer {
  /** What is printed: errors, and what was logged. */
  readonly printed: string;
  readonly module: Uint8Array | null;
}

let base: string | null = null;
let session: Session | null = null;

function update(session: Session, text: string): Answer {
  try {
    const { errors, wasm } = session.update(new Map([['main.zig', new TextEncoder().encode(text)]]));
    return { printed: errors, module: wasm };
  } catch (fault) {
    return { printed: `error: internal fault: ${fault instanceof Error ? fault.stack : fault}\n`, module: null };
  }
}

/** Compiles `text`, a change of the program called `name`, in the session of that program. */
export function compileChange(name: string, isLibrary: boolean, text: string): Answer {
  if (base !== name || session === null) {
    base = name;
    session = openSession({ emit: false, isLibrary });
  }
  const answer = update(session, text);
  // What follows a fault is not to be judged by it.
  if (answer.printed.includes('internal fault')) session = null;
  return answer;
}

/** Compiles `text` from nothing. */
export function compileFresh(isLibrary: boolean, text: string, emit: boolean, mode = OptimizeMode.Debug): Answer {
  return update(openSession({ emit, isLibrary, mode, sharesImage: true }), text);
}
