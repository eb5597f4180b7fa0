import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

/** A file of an archive; or what else it is. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content?: string;
  readonly type?: 'file' | 'directory' | 'symlink' | 'link' | 'fifo';
  readonly target?: string;
  readonly mode?: number;
}

/** A tar archive of `entries`, in their order, with names as they are. */
export async function tar(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, content = '', type = 'file', target, mode = 0o644 } of entries) {
    const header = { name, type, mode, mtime: new Date(0), ...(target !== undefined && { linkname: target }) };
    if (type === 'file') archive.entry(header, content);
    else archive.entry({ ...header, size: 0 });
  }
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/** The same, compressed. */
export async function tarGz(entries: readonly ArchiveEntry[]): Promise<Buffer> {
  return gzipSync(await tar(entries));
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** A zip archive of files that are not compressed. */
export function zip(entries: readonly { readonly name: string; readonly content: string }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const data = Buffer.from(content);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, path]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** The text of a manifest of a package called `p1`, which keeps `paths`. `more`: further fields. */
export function manifest(paths: readonly string[] = [''], more = ''): string {
  const list = paths.map((path) => JSON.stringify(path)).join(', ');
  return `.{ .name = .p1, .version = "0.1.0", .fingerprint = 0x3f386b33f1b0f82c, .paths = .{ ${list} }, ${more}}\n`;
}
