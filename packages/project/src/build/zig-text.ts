/** A string as Zig writes it. */
export function zigString(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => {
    const escaped = ESCAPES.get(byte);
    if (escaped !== undefined) return escaped;
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `"${bytes.join('')}"`;
}

const ESCAPES = new Map([
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
]);
