/** A server on which a team shares what builds found out. */
export interface RemoteCacheSettings {
  /** Whose protocol it speaks: Turborepo's, Nx's for servers of one's own, or Bazel's over HTTP. */
  readonly protocol: 'turborepo' | 'nx' | 'bazel';
  /** Without a slash at the end. */
  readonly url: string;
  readonly token: string | null;
  /** What each request says of the team, from `?` on; empty for none. */
  readonly query: string;
  /** What artifacts are signed with, so that those of others are refused; null where they are not. */
  readonly signatureKey: string | null;
  /** Whether what this process finds out is sent there. */
  readonly uploads: boolean;
}

/** Why the settings make no sense, for people. */
export class RemoteCacheError extends Error {
  override readonly name = 'RemoteCacheError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The remote cache that `url` (of the option `--remote-cache`) or the environment names; null where none is. `isAsked`: uploads are asked for by the option; by default that is
 * what CI does. Throws a `RemoteCacheError`.
 */
export function remoteCacheSettings(
  environment: Environment,
  url: string | undefined,
  isAsked: boolean,
): RemoteCacheSettings | null {
  const named = url ?? (environment.REZIG_REMOTE_CACHE || undefined);
  if (named === 'off') return null;
  const isReadOnly = isSet(environment.TURBO_REMOTE_CACHE_READ_ONLY);
  const uploads = isAsked || (isSet(environment.CI) && !isReadOnly);
  const common = { uploads, query: '', signatureKey: null };
  if (named !== undefined) {
    return { ...common, protocol: 'bazel', url: serverUrl(named), token: environment.REZIG_REMOTE_CACHE_TOKEN || null };
  }
  const { TURBO_API, TURBO_TOKEN, NX_SELF_HOSTED_REMOTE_CACHE_SERVER } = environment;
  if (TURBO_API && TURBO_TOKEN) {
    const team = { slug: environment.TURBO_TEAM, teamId: environment.TURBO_TEAMID };
    const query = new URLSearchParams(Object.entries(team).filter((one): one is [string, string] => !!one[1]));
    return {
      ...common,
      protocol: 'turborepo',
      url: serverUrl(TURBO_API),
      token: TURBO_TOKEN,
      query: query.size === 0 ? '' : `?${query}`,
      signatureKey: environment.TURBO_REMOTE_CACHE_SIGNATURE_KEY || null,
    };
  }
  if (NX_SELF_HOSTED_REMOTE_CACHE_SERVER) {
    const token = environment.NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN || null;
    return { ...common, protocol: 'nx', url: serverUrl(NX_SELF_HOSTED_REMOTE_CACHE_SERVER), token };
  }
  return null;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

function serverUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new RemoteCacheError(`the remote cache '${text}' is no URL of a server`);
  return text.replace(/\/+$/, '');
}
