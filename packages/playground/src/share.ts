import type { Files } from './protocol.ts';

/** What a link has in it. */
export interface Shared {
  readonly files: Files;
  readonly args: string;
  readonly stdin: string;
}

const PREFIX = '#z1=';

/** The fragment of a link to `shared`: its text, compressed, in letters that links may have. */
export async function fragmentOf(shared: Shared): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(shared)), new CompressionStream('deflate-raw'));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return PREFIX + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What the fragment of a link says; null if it is none of ours. Throws an `Error` where it is one and damaged. */
export async function sharedIn(fragment: string): Promise<Shared | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  try {
    const letters = atob(fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const bytes = await through(packed, new DecompressionStream('deflate-raw'));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isShared(value)) return value;
  } catch {
    // Told below.
  }
  throw new Error('The link is damaged: it has no program in it.');
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null) return false;
  const { files, args, stdin } = value as Partial<Record<keyof Shared, unknown>>;
  if (typeof args !== 'string' || typeof stdin !== 'string' || typeof files !== 'object' || files === null)
    return false;
  return Object.values(files).every((text) => typeof text === 'string') && 'main.zig' in files;
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}
