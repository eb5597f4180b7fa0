import { ByteWriter } from '../codegen/wasm.ts';
import { bytesOfString } from '../util/utf8.ts';

const CUSTOM_SECTION = 0;

/** `module` with a section that says where its source map is: at `url`, from where the module is. */
export function withSourceMapUrl(module: Uint8Array, url: string): Uint8Array {
  const content = new ByteWriter();
  content.name(bytesOfString('sourceMappingURL'));
  content.name(bytesOfString(url));
  const out = new ByteWriter(module.length + content.length + 6);
  out.append(module);
  out.byte(CUSTOM_SECTION);
  out.uleb(content.length);
  out.append(content.bytes.subarray(0, content.length));
  return out.bytes.subarray(0, out.length);
}
