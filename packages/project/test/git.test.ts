import { deepEqual, equal, rejects } from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { manifest } from './support/archives.ts';
import { fetcherIn, listing, makeDirectory } from './support/directory.ts';
import { startServer } from './support/server.ts';

/** Whether git has its own server for its smart protocol. */
const execPath = spawnSync('git', ['--exec-path'], { encoding: 'utf8' }).stdout?.trim();
const skip = (!execPath || !existsSync(join(execPath, 'git-http-backend'))) && 'git and its server are not installed';

/** Serves the repositories in `root`. */
function serveRepositories(root: string): Promise<{ readonly url: string; readonly requests: string[] }> {
  return startServer((request, response) => {
    const [path, query = ''] = (request.url ?? '').split('?');
    const env = {
      ...process.env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    };
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const backend = spawn('git', ['http-backend'], { env: { ...env, CONTENT_LENGTH: String(body.length) } });
      const answer: Buffer[] = [];
      backend.stdout.on('data', (part: Buffer) => answer.push(part));
      backend.on('close', () => {
        const all = Buffer.concat(answer);
        const end = all.indexOf('\r\n\r\n');
        const lines = all.subarray(0, end).toString().split('\r\n');
        const headers = Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
        response.writeHead(Number.parseInt(headers.Status ?? '200', 10), {
          'content-type': headers['Content-Type'] ?? '',
        });
        response.end(all.subarray(end + 4));
      });
      // It ends before it read what it has no use for.
      backend.stdin.on('error', () => {});
      backend.stdin.end(body);
    });
  });
}

function git(cwd: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main'];
  const run = spawnSync('git', [...who, ...args], { cwd, encoding: 'utf8' });
  equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

test('a commit of a repository is fetched by its id, a branch or a tag', { skip }, async () => {
  const work = makeDirectory({ 'build.zig.zon': manifest(), 'src/a.zig': 'one', 'src/run.sh': '#!/bin/sh\n' });
  git(work, 'init', '-q');
  const commit = (text: string): string => {
    git(work, 'add', '-A');
    git(work, 'commit', '-q', '-m', text);
    return git(work, 'rev-parse', 'HEAD');
  };
  symlinkSync('a.zig', join(work, 'src/l.zig'));
  const first = commit('one');
  git(work, 'tag', '-a', 'v1', '-m', 'annotated');
  git(work, 'checkout', '-q', '-b', 'next');
  rmSync(join(work, 'src/a.zig'));
  const second = commit('two');
  git(work, 'checkout', '-q', 'main');
  const repositories = makeDirectory();
  git(repositories, 'clone', '-q', '--bare', work, 'r.git');
  git(join(repositories, 'r.git'), 'config', 'uploadpack.allowAnySHA1InWant', 'true');

  const { url } = await serveRepositories(repositories);
  const at = `git+${url}/r.git`;
  const root = makeDirectory();
  const fetcher = fetcherIn(root, { stallMilliseconds: 10_000 });
  const head = await fetcher.fetch(at);
  deepEqual(head.commit, { repository: `${url}/r.git`, commit: first, ref: null });
  deepEqual(listing(head.directory), ['build.zig.zon', 'src/', 'src/a.zig', 'src/l.zig', 'src/run.sh']);
  equal(readlinkSync(join(head.directory, 'src/l.zig')), 'a.zig');
  const tag = await fetcher.fetch(`${at}#v1`);
  deepEqual([tag.hash, tag.commit!.commit, tag.commit!.ref], [head.hash, first, 'v1']);
  const branch = await fetcher.fetch(`${at}?ref=whatever#next`);
  deepEqual([branch.commit!.commit, listing(branch.directory).includes('src/a.zig')], [second, false]);
  const byId = await fetcher.fetch(`${at}?ref=next#${second}`);
  deepEqual([byId.hash, byId.commit!.ref], [branch.hash, null]);

  await rejects(fetcher.fetch(`${at}#none`), /ref not found: none/);
  await rejects(fetcher.fetch(`${at}#${'0'.repeat(40)}`), /unable to fetch commit 0000/);
  await rejects(fetcher.fetch(`git+${url}/none.git`), /unable to discover remote git server capabilities/);
  await rejects(
    fetcher.fetch('git+http://127.0.0.1:1/r.git'),
    /unable to discover remote git server capabilities: ECONNREFUSED/,
  );
  const small = fetcherIn(root, { archiveBytes: 100 });
  await rejects(small.fetch(`${at}#${second}`), /the server sends more than 100 bytes/);
  deepEqual(
    listing(join(root, 'zig-pkg')).filter((name) => name.startsWith('.')),
    [],
  );
});
