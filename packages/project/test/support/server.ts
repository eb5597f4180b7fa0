import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { after } from 'node:test';

/** A server on this machine, and what it was asked. */
export interface LoopbackServer {
  readonly url: string;
  /** `METHOD PATH` of each request. */
  readonly requests: string[];
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a server that answers with `handle`; it ends with the tests of this process. */
export async function startServer(handle: Handler): Promise<LoopbackServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Starts a proxy through which `host` is `target`, whatever its port. Returns its URL, and the hosts that it was asked for. */
export async function startProxy(host: string, target: LoopbackServer): Promise<{ url: string; hosts: string[] }> {
  const hosts: string[] = [];
  const proxy = createServer();
  const sockets = new Set<Duplex>();
  proxy.on('connect', (request: IncomingMessage, socket: Duplex) => {
    hosts.push(request.url ?? '');
    sockets.add(socket);
    const other = connect(Number(new URL(target.url).port), '127.0.0.1', () => {
      socket.write(request.url?.startsWith(host) ? 'HTTP/1.1 200 OK\r\n\r\n' : 'HTTP/1.1 502 Bad\r\n\r\n');
      socket.pipe(other).pipe(socket);
    });
    socket.on('error', () => other.destroy());
    other.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  after(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, hosts };
}

/** Answers with the files by their paths, and 404 for others. */
export function serveFiles(files: { readonly [path: string]: Uint8Array }): Handler {
  return ({ url }, response) => {
    const content = files[(url ?? '').split('?')[0]];
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content);
  };
}
