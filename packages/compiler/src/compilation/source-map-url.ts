import { bytesOfString } from '../util/utf8.ts';

const CUSTOM_SECTION = 0;

/** `module` with a section that says where its source map is: at `url`, from where the module is. Pages do so too, so it needs little. */
export function withSourceMapUrl(module: Uint8Array, url: string): Uint8Array {
  const content = [...sized(bytesOfString('sourceMappingURL')), ...sized(bytesOfString(url))];
  const section = [CUSTOM_SECTION, ...sized(content)];
  const out = new Uint8Array(module.length + section.length);
  out.set(module);
  out.set(section, module.length);
  return out;
}

/** `bytes` with their number before them, as the binary format has it. */
function sized(bytes: ArrayLike<number>): number[] {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest >= 0x80; rest >>>= 7) length.push((rest & 0x7f) | 0x80);
  return [...length, rest, ...Array.from(bytes)];
}
