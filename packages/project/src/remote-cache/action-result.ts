/*
 * Bazel's servers keep two kinds of things: bytes under their own SHA-256 (`/cas/`), and under a key what an action came to (`/ac/`), a message `ActionResult` of the Remote Execution API,
 * which names such bytes. Servers check both. Of that message only this is written: field 2, `output_files`, one `OutputFile` with field 1, `path`, and field 2, `digest`: a `Digest`
 * with field 1, `hash`, and field 2, `size_bytes`.
 */

const LENGTH_DELIMITED = 2;

/** An action that came to one file, `path`, whose bytes have this hash and size. */
export function encodeActionResult(path: string, hash: string, size: number): Buffer {
  const digest = Buffer.concat([text(1, hash), Buffer.from([0x10]), varint(size)]);
  const file = Buffer.concat([text(1, path), nested(2, digest)]);
  return nested(2, file);
}

/** The hash of the first file of an action; null where `bytes` are no such message. */
export function decodeActionResult(bytes: Uint8Array): string | null {
  const file = field(bytes, 2);
  const digest = file === null ? null : field(file, 2);
  const hash = digest === null ? null : field(digest, 1);
  const name = hash === null ? '' : Buffer.from(hash).toString('latin1');
  return /^[0-9a-f]{64}$/.test(name) ? name : null;
}

function nested(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | LENGTH_DELIMITED]), varint(content.length), content]);
}

function text(number: number, value: string): Buffer {
  return nested(number, Buffer.from(value));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** The content of the first field `number` of a message, which has a length; null where there is none, or it is no message. */
function field(bytes: Uint8Array, number: number): Uint8Array | null {
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let factor = 1; at < bytes.length; factor *= 0x80) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    return Number.NaN;
  };
  while (at < bytes.length) {
    const tag = read();
    const kind = tag & 7;
    if (kind === LENGTH_DELIMITED) {
      const length = read();
      if (!(at + length <= bytes.length)) return null;
      if (tag >> 3 === number) return bytes.subarray(at, at + length);
      at += length;
    } else if (kind === 0) read();
    else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else return null;
  }
  return null;
}
