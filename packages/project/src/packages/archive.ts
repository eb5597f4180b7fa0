import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { HttpError } from '../http/http-client.ts';
import { type Limits, RATIO_FROM_BYTES } from './limits.ts';
import { PackageError, reasonOf } from './package-error.ts';
import type { StagedPackage } from './staged-package.ts';
import { unpackZip } from './zip.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** How many bytes at the start of a file tell what it is. */
const HEAD_BYTES = 512;

/** What starts each kind of file that can hold a package. */
const SIGNATURES: readonly (readonly [kind: 'gzip' | 'xz' | 'zstd' | 'zip' | 'tar', offset: number, bytes: string])[] =
  [
    ['gzip', 0, '\x1f\x8b'],
    ['xz', 0, '\xfd7zXZ\0'],
    ['zstd', 0, '\x28\xb5\x2f\xfd'],
    ['zip', 0, 'PK\x03\x04'],
    ['zip', 0, 'PK\x05\x06'],
    ['tar', 257, 'ustar'],
  ];

/**
 * Unpacks the archive `bytes` into `staged`: a tar archive, as it is or in gzip, xz or zstd, or a zip archive. Its content tells which, so that it does not matter what
 * a server or a name says. `name`: what messages call it. Throws a `PackageError`.
 */
export async function unpackArchive(bytes: Bytes, name: string, staged: StagedPackage, limits: Limits): Promise<void> {
  const counted = new CountedBytes(bytes, limits);
  const { head, all } = await withHead(counted.sent());
  const text = head.toString('latin1');
  const kind = SIGNATURES.find(([, offset, signature]) => text.startsWith(signature, offset))?.[0];
  // An archive of nothing is zeros.
  const isEmptyTar = kind === undefined && head.length === HEAD_BYTES && head.every((byte) => byte === 0);
  if (kind === undefined && !isEmptyTar) throw new PackageError(`unknown file type: '${name}'`);
  try {
    if (kind === 'zip') await unpackZip(await collect(all), staged, (parts) => counted.unpacked(parts));
    else await unpackTar(counted.unpacked(await decompressed(all, kind ?? 'tar')), staged);
  } catch (error) {
    if (error instanceof PackageError || error instanceof HttpError) throw error;
    throw new PackageError(kind === 'zip' ? 'unable to unpack zip file' : 'unable to unpack tarball', [
      reasonOf(error),
    ]);
  }
}

/** The bytes of the file at `path`. */
export function fileBytes(path: string): Bytes {
  return createReadStream(path);
}

/** Counts what goes in and what comes out, and throws where it is too much. */
class CountedBytes {
  readonly #bytes: Bytes;
  readonly #limits: Limits;
  #sent = 0;
  #unpacked = 0;

  constructor(bytes: Bytes, limits: Limits) {
    this.#bytes = bytes;
    this.#limits = limits;
  }

  async *sent(): Bytes {
    for await (const part of this.#bytes) {
      this.#sent += part.length;
      if (this.#sent > this.#limits.archiveBytes)
        throw new PackageError('the archive is too large', [`it has more than ${this.#limits.archiveBytes} bytes`]);
      yield part;
    }
  }

  async *unpacked(parts: Bytes): Bytes {
    const { unpackedBytes, ratio } = this.#limits;
    for await (const part of parts) {
      this.#unpacked += part.length;
      if (this.#unpacked > unpackedBytes)
        throw new PackageError('the archive is too large', [`it unpacks to more than ${unpackedBytes} bytes`]);
      if (this.#unpacked > RATIO_FROM_BYTES && this.#unpacked > this.#sent * ratio)
        throw new PackageError('the archive is too large', [`it unpacks to more than ${ratio} times its size`]);
      yield part;
    }
  }
}

/** The first bytes, and all of them. */
async function withHead(bytes: Bytes): Promise<{ readonly head: Buffer; readonly all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < HEAD_BYTES; ) {
    const { done, value } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  async function* all(): Bytes {
    yield* first;
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(first).subarray(0, HEAD_BYTES), all: all() };
}

async function collect(bytes: Bytes): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

async function decompressed(bytes: Bytes, kind: 'gzip' | 'xz' | 'zstd' | 'tar'): Promise<Bytes> {
  if (kind === 'tar') return bytes;
  if (kind === 'gzip') {
    const source = Readable.from(bytes);
    const gunzip = createGunzip();
    source.on('error', (error) => gunzip.destroy(error));
    return source.pipe(gunzip);
  }
  if (kind === 'xz') {
    const { XzReadableStream } = await import('xz-decompress');
    return new XzReadableStream(webStream(bytes) as never) as unknown as Bytes;
  }
  const { ZSTDDecoder } = await import('zstddec/stream');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const all = await collect(bytes);
  return (async function* () {
    yield* decoder.decodeStreaming([all]);
  })();
}

function webStream(bytes: Bytes): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>;
}

/** What tar archives can have that packages cannot, by the letter that stands for it. */
const TAR_LETTERS: { readonly [type: string]: string | undefined } = {
  link: '1',
  'character-device': '3',
  'block-device': '4',
  fifo: '6',
};

async function unpackTar(bytes: Bytes, staged: StagedPackage): Promise<void> {
  const entries = extract();
  const source = Readable.from(bytes);
  source.on('error', (error) => entries.destroy(error));
  source.pipe(entries);
  try {
    for await (const entry of entries) {
      const { name, type, linkname } = entry.header;
      if (type === 'file' || type === 'contiguous-file') {
        await staged.file(name, entry as Bytes);
        continue;
      }
      entry.resume();
      if (type === 'directory') staged.addDirectory(name);
      else if (type === 'symlink') staged.link(name, linkname ?? '');
      else
        throw new PackageError('unable to unpack tarball', [
          `file '${name}' has unsupported type '${TAR_LETTERS[type] ?? '?'}'`,
        ]);
    }
  } finally {
    source.destroy();
  }
}
