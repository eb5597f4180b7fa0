import { EnvHttpProxyAgent, request } from 'undici';

/** What a server answered, before its content was read. */
export interface HttpAnswer {
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** To be read to its end, or given up with `return`. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What is asked. */
export interface HttpRequest {
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** In all, in milliseconds. By default there is no limit but that on silence. */
  readonly timeout?: number;
}

const SILENT = 'the server does not answer';

export type HttpErrorKind = 'connect' | 'stalled' | 'redirects' | 'other';

/** Why there is no answer. `message` says it in words. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly kind: HttpErrorKind;

  constructor(kind: HttpErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Asks servers, through proxies as `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` say, and follows redirects. */
export interface HttpClient {
  /** Rejects with an `HttpError`, which reading the body can throw too. */
  request(url: string, options?: HttpRequest): Promise<HttpAnswer>;
  /** Ends its connections. */
  close(): Promise<void>;
}

const MAX_REDIRECTS = 10;

/** How long making a connection may take. */
const CONNECT_MILLISECONDS = 15_000;

/** `stallMilliseconds`: how long a server may be silent, before and while it answers. */
export function createHttpClient(stallMilliseconds: number): HttpClient {
  const dispatcher = withoutWarnings(
    () =>
      new EnvHttpProxyAgent({
        headersTimeout: stallMilliseconds,
        bodyTimeout: stallMilliseconds,
        connect: { timeout: Math.min(stallMilliseconds, CONNECT_MILLISECONDS) },
      }),
  );
  return {
    async request(url, { method = 'GET', headers = {}, body, timeout } = {}) {
      const abort = new AbortController();
      const limit = (milliseconds: number, what: string): NodeJS.Timeout =>
        setTimeout(() => abort.abort(new HttpError('stalled', what)), milliseconds).unref();
      if (timeout !== undefined) limit(timeout, 'the server takes too long');
      let at = url;
      for (let followed = 0; ; followed++) {
        const { protocol, origin } = urlOf(at);
        if (protocol !== 'http:' && protocol !== 'https:') throw new HttpError('redirects', `redirected to '${at}'`);
        // What proves who asks is for the server that was named.
        const sent = origin === new URL(url).origin ? headers : withoutSecrets(headers);
        // A proxy that does not answer is not among what the dispatcher's own limits are for.
        const timer = limit(2 * stallMilliseconds, SILENT);
        const { signal } = abort;
        const answer = await request(at, { dispatcher, method, headers: sent, signal, ...(body && { body }) })
          .catch((error: unknown) => {
            throw httpError(error);
          })
          .finally(() => clearTimeout(timer));
        const { location } = answer.headers;
        const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string';
        if (!isRedirect) {
          return { url: at, status: answer.statusCode, headers: answer.headers, body: withHttpErrors(answer.body) };
        }
        await answer.body.dump();
        if (followed === MAX_REDIRECTS) throw new HttpError('redirects', 'too many redirects');
        at = new URL(location, at).href;
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** Users are told nothing of what a library calls experimental. */
function withoutWarnings<Result>(make: () => Result): Result {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new HttpError('other', `'${text}' is no URL`);
  }
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));
}

async function* withHttpErrors(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw httpError(error);
  }
}

const KINDS: { readonly [code: string]: HttpErrorKind | undefined } = {
  ECONNREFUSED: 'connect',
  ECONNRESET: 'connect',
  ENOTFOUND: 'connect',
  EAI_AGAIN: 'connect',
  EHOSTUNREACH: 'connect',
  ENETUNREACH: 'connect',
  ETIMEDOUT: 'stalled',
  UND_ERR_CONNECT_TIMEOUT: 'stalled',
  UND_ERR_HEADERS_TIMEOUT: 'stalled',
  UND_ERR_BODY_TIMEOUT: 'stalled',
};

function httpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (!(error instanceof Error)) return new HttpError('other', String(error));
  const { code } = error as NodeJS.ErrnoException;
  const kind = (code === undefined ? undefined : KINDS[code]) ?? 'other';
  return new HttpError(kind, kind === 'stalled' ? SILENT : (code ?? error.message));
}
