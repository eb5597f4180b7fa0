import { createHash } from 'node:crypto';
import { createHttpClient, type HttpAnswer, HttpError, type HttpRequest } from '../http/http-client.ts';
import { decodeActionResult, encodeActionResult } from './action-result.ts';
import { packArtifact, unpackArtifact } from './artifact.ts';
import type { RemoteCacheSettings } from './settings.ts';

/** How long a server may be silent, and how long it may take in all, in milliseconds. A build from nothing takes seconds. */
const STALL_MILLISECONDS = 3000;
const GET_MILLISECONDS = 15_000;
const PUT_MILLISECONDS = 60_000;

/** The most that an artifact has as it is sent. */
const MAX_BYTES = 1 << 28;

/** What a team shares. Keys are 64 hexadecimal digits. What goes wrong is told once, and from then on the server is let be. */
export interface RemoteCache {
  /** The bytes under `key`; null if there are none, or they are not to be had. */
  get(key: string): Promise<Uint8Array | null>;
  /** Whether there is something under `key`, as far as can be told. */
  has(key: string): Promise<boolean>;
  put(key: string, content: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Why the server is of no use. */
class Refused extends Error {}

/** `warn` is told why the server is not used, for people. */
export function openRemoteCache(settings: RemoteCacheSettings, warn: (reason: string) => void): RemoteCache {
  const client = createHttpClient(STALL_MILLISECONDS);
  let isRefused = false;

  async function request(path: string, options: HttpRequest): Promise<HttpAnswer> {
    const headers = {
      ...(settings.token !== null && { authorization: `Bearer ${settings.token}` }),
      ...(options.body !== undefined && { 'content-type': 'application/octet-stream' }),
      'user-agent': 'rezig',
    };
    return client.request(`${settings.url}${path}${settings.query}`, { ...options, headers });
  }

  /** The bytes at `path`; null if there are none. */
  async function download(path: string): Promise<Buffer | null> {
    const answer = await request(path, { timeout: GET_MILLISECONDS });
    if (answer.status !== 200) {
      await discard(answer);
      if (answer.status === 404) return null;
      throw new Refused(statusText(answer.status));
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body) {
      length += part.length;
      if (length > MAX_BYTES) throw new Refused('it sends too much');
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  async function upload(path: string, body: Uint8Array): Promise<void> {
    const answer = await request(path, { method: 'PUT', body, timeout: PUT_MILLISECONDS });
    await discard(answer);
    // A server that replaces nothing, as Nx has it, says that it has it already.
    if (answer.status === 409) return;
    if (answer.status < 200 || answer.status >= 300) throw new Refused(statusText(answer.status));
  }

  /** What `act` comes to; `otherwise` where the server is of no use, which is told. */
  async function trying<Result>(otherwise: Result, act: () => Promise<Result>): Promise<Result> {
    if (isRefused) return otherwise;
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refused || error instanceof HttpError)) throw error;
      const reason =
        error instanceof HttpError && error.kind === 'connect'
          ? `the server cannot be reached (${error.message})`
          : error.message;
      if (!isRefused) warn(reason);
      isRefused = true;
      return otherwise;
    }
  }

  return {
    get: (key) =>
      trying(null, async () => {
        let artifact = await download(pathOf(settings, key));
        if (artifact !== null && settings.protocol === 'bazel') {
          const hash = decodeActionResult(artifact);
          if (hash === null) throw new Refused('what it has is no artifact of ours');
          artifact = await download(`/cas/${hash}`);
        }
        if (artifact === null) return null;
        const content = unpackArtifact(key, artifact, settings.signatureKey);
        if (typeof content === 'string') throw new Refused(content);
        return content;
      }),
    has: (key) =>
      trying(true, async () => {
        const answer = await request(pathOf(settings, key), { method: 'HEAD', timeout: GET_MILLISECONDS });
        await discard(answer);
        // Nx's servers need not know HEAD.
        if (answer.status === 404 || answer.status === 405) return false;
        if (answer.status !== 200) throw new Refused(statusText(answer.status));
        return true;
      }),
    put: (key, content) =>
      trying(undefined, async () => {
        const artifact = packArtifact(key, content, settings.signatureKey);
        if (artifact.length > MAX_BYTES) return;
        if (settings.protocol !== 'bazel') return upload(pathOf(settings, key), artifact);
        const hash = createHash('sha256').update(artifact).digest('hex');
        await upload(`/cas/${hash}`, artifact);
        await upload(pathOf(settings, key), encodeActionResult('rezig', hash, artifact.length));
      }),
    close: () => client.close(),
  };
}

function pathOf({ protocol }: RemoteCacheSettings, key: string): string {
  if (protocol === 'turborepo') return `/v8/artifacts/${key}`;
  return protocol === 'nx' ? `/v1/cache/${key}` : `/ac/${key}`;
}

async function discard(answer: HttpAnswer): Promise<void> {
  await answer.body[Symbol.asyncIterator]().return?.();
}

function statusText(status: number): string {
  if (status === 401 || status === 403) return `it refuses the token (${status})`;
  return `it answers ${status}`;
}
