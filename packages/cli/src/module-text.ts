import { UsageError } from '@rezig/node/usage-error.ts';

/** As much of the package `wabt` as is used here. */
interface Wabt {
  readWasm(
    bytes: Uint8Array,
    options: { readDebugNames: boolean; tail_call: boolean },
  ): { generateNames(): void; applyNames(): void; toText(options: object): string; destroy(): void };
}

/** The name is no literal: the package need not be there, also where the command line is bundled. */
const PACKAGE = 'wabt';

/** The module in WebAssembly's text format. Throws a `UsageError` where the package that writes it is not installed. */
export async function moduleText(bytes: Uint8Array): Promise<string> {
  let open: () => Promise<Wabt>;
  try {
    ({ default: open } = (await import(PACKAGE)) as { default: typeof open });
  } catch {
    throw new UsageError(`'-femit-asm' needs the package ${PACKAGE}: npm install --save-dev ${PACKAGE}`);
  }
  // A copy: it reads the whole buffer that the bytes are in.
  const module = (await open()).readWasm(new Uint8Array(bytes), { readDebugNames: true, tail_call: true });
  try {
    module.applyNames();
    return module.toText({ foldExprs: false, inlineExport: false });
  } finally {
    module.destroy();
  }
}
