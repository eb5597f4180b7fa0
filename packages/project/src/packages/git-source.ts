import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { STATUS_CODES } from 'node:http';
import git, { type HttpClient as GitHttpClient } from 'isomorphic-git';
import type { HttpClient } from '../http/http-client.ts';
import type { Limits } from './limits.ts';
import { PackageError, reasonOf } from './package-error.ts';
import type { StagedPackage } from './staged-package.ts';

/** A commit of a repository, as `git+https://HOST/PATH?ref=NAME#COMMIT` names it: what is after `#` is a commit, or a branch or tag; the rest is for people. */
export interface GitCommit {
  /** Of the repository, without `git+`, query and fragment. */
  readonly repository: string;
  readonly commit: string;
  /** The branch or tag by whose name it was found; null where the URL names the commit, or nothing. */
  readonly ref: string | null;
}

const COMMIT = /^[0-9a-f]{40}$/;

/** Finds out which commit `url` means. Throws a `PackageError`. */
export async function resolveCommit(url: URL, client: HttpClient, limits: Limits): Promise<GitCommit> {
  const repository = repositoryOf(url);
  const wanted = decodeURIComponent(url.hash.slice(1));
  if (COMMIT.test(wanted)) return { repository, commit: wanted, ref: null };
  const prefixes = wanted === '' ? [] : ['', 'refs/tags/', 'refs/heads/'];
  const names = wanted === '' ? ['HEAD'] : prefixes.map((prefix) => prefix + wanted);
  const http = new GitHttp(client, limits);
  let refs: Awaited<ReturnType<typeof git.listServerRefs>>;
  try {
    refs = await git.listServerRefs({ http, url: repository, protocolVersion: 2, peelTags: true });
  } catch (error) {
    throw new PackageError(`unable to discover remote git server capabilities: ${reasonOf(error)}`);
  }
  const found = names.map((name) => refs.find(({ ref }) => ref === name)).find((ref) => ref !== undefined);
  if (found === undefined) throw new PackageError(`ref not found: ${wanted === '' ? 'HEAD' : wanted}`);
  return { repository, commit: found.peeled ?? found.oid, ref: wanted === '' ? null : wanted };
}

function repositoryOf(url: URL): string {
  const plain = new URL(url.href.replace(/^git\+/, ''));
  plain.search = '';
  plain.hash = '';
  return plain.href;
}

/** Puts the files of `commit` into `staged`. What git needs meanwhile is in a directory beside that of `staged`, and is gone then. Throws a `PackageError`. */
export async function fetchCommit(
  { repository, commit }: GitCommit,
  staged: StagedPackage,
  client: HttpClient,
  limits: Limits,
): Promise<void> {
  const gitdir = `${staged.directory}.git`;
  const cache = {};
  const http = new GitHttp(client, limits);
  try {
    await git.init({ fs, gitdir, bare: true });
    await git.addRemote({ fs, gitdir, remote: 'origin', url: repository });
    await git.fetch({
      fs,
      http,
      gitdir,
      cache,
      url: repository,
      ref: commit,
      remoteRef: commit,
      depth: 1,
      singleBranch: true,
      tags: false,
    });
    const budget = { bytes: limits.unpackedBytes };
    await addTree({ gitdir, cache, oid: commit, staged, path: '', budget });
  } catch (caught) {
    const error = http.failure ?? caught;
    if (error instanceof PackageError) throw error;
    throw new PackageError(`unable to fetch commit ${commit}: ${reasonOf(error)}`);
  } finally {
    fs.rmSync(gitdir, { recursive: true, force: true });
  }
}

interface Walk {
  readonly gitdir: string;
  readonly cache: object;
  readonly oid: string;
  readonly staged: StagedPackage;
  readonly path: string;
  readonly budget: { bytes: number };
}

async function addTree(walk: Walk): Promise<void> {
  const { gitdir, cache, staged, budget } = walk;
  const { tree } = await git.readTree({ fs, gitdir, cache, oid: walk.oid });
  for (const { path: name, oid, type, mode } of tree) {
    const path = walk.path === '' ? name : `${walk.path}/${name}`;
    if (type === 'tree') {
      await addTree({ ...walk, oid, path });
    } else if (type === 'blob') {
      const { blob } = await git.readBlob({ fs, gitdir, cache, oid });
      budget.bytes -= blob.length;
      if (budget.bytes < 0) throw new PackageError('the commit is too large');
      checkObject(oid, blob, path);
      if (mode === '120000') staged.link(path, new TextDecoder().decode(blob));
      else await staged.file(path, [blob]);
    }
    // A submodule is a directory of nothing.
  }
}

/** Throws a `PackageError` where a server sent other content than the commit has. */
function checkObject(oid: string, blob: Uint8Array, path: string): void {
  const digest = createHash('sha1').update(`blob ${blob.length}\0`).update(blob).digest('hex');
  if (digest !== oid) throw new PackageError(`the server sent a damaged '${path}'`);
}

/** git's protocol by our client: with its proxies, and bounds on what a server sends. */
class GitHttp implements GitHttpClient {
  /** What ended an answer early, which for git's protocol is only its end. */
  failure: unknown = null;
  readonly #client: HttpClient;
  readonly #most: number;

  constructor(client: HttpClient, { archiveBytes }: Limits) {
    this.#client = client;
    this.#most = archiveBytes;
  }

  // The protocol takes it as a function.
  readonly request: GitHttpClient['request'] = async ({ url, method, headers, body }) => {
    const parts: Uint8Array[] = [];
    if (body !== undefined) for await (const part of body as AsyncIterable<Uint8Array>) parts.push(part);
    const answer = await this.#client.request(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers: { ...headers },
      ...(parts.length > 0 && { body: Buffer.concat(parts) }),
    });
    return {
      url: answer.url,
      statusCode: answer.status,
      statusMessage: STATUS_CODES[answer.status] ?? '',
      headers: answer.headers as Record<string, string>,
      body: this.#bounded(answer.body),
    };
  };

  async *#bounded(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    try {
      for await (const part of parts) {
        bytes += part.length;
        if (bytes > this.#most) throw new PackageError(`the server sends more than ${this.#most} bytes`);
        yield part;
      }
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}
