import { deepEqual, equal, rejects } from 'node:assert/strict';
import { test } from 'node:test';
import { createHttpClient } from '../src/http/http-client.ts';
import { startServer } from './support/server.ts';

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString();
}

test('what proves who asks is sent to the server that was named, and to no other', async () => {
  const seen: (string | undefined)[] = [];
  const other = await startServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end('there');
  });
  const server = await startServer((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url === '/here') response.end('here');
    else response.writeHead(307, { location: request.url === '/near' ? '/here' : `${other.url}/` }).end();
  });
  const client = createHttpClient(2000);
  const headers = { authorization: 'Bearer secret' };
  equal(await textOf((await client.request(`${server.url}/near`, { headers })).body), 'here');
  equal(await textOf((await client.request(`${server.url}/far`, { headers })).body), 'there');
  deepEqual(seen, ['Bearer secret', 'Bearer secret', 'Bearer secret', undefined]);
  await client.close();
});

test('a server that always sends a little more is given up in the end', async () => {
  const server = await startServer((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const client = createHttpClient(2000);
  const answer = await client.request(server.url, { timeout: 300 });
  await rejects(textOf(answer.body), /the server takes too long/);
  await client.close();
});
