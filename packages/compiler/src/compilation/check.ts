import { renderMessages } from '../source/messages.ts';
import { SourceFile } from '../source/source-file.ts';
import { parse } from '../syntax/parse.ts';
import { tokenize } from '../syntax/tokenizer.ts';
import { errorMessages } from '../zir/error-messages.ts';
import { lowerFile } from '../zir/lower.ts';
import { printZir } from '../zir/print.ts';
import { lowerSource, parseSource } from './source-kind.ts';

/** How messages are written out. */
export interface CheckOptions {
  /** With terminal escape codes, source lines and carets. */
  readonly color: boolean;
  /** Whether the file is one of data whatever it is called; else its name tells. */
  readonly isZon?: boolean;
}

/**
 * What parsing and lowering find wrong with a file, as the official `ast-check` prints it; the empty string if nothing. `path` is
 * what messages call the file.
 */
export function astCheck(path: string, source: Uint8Array, options: CheckOptions): string {
  const kind = options.isZon === true ? '.zon' : path;
  const tree = parseSource(kind, source, tokenize(source));
  return renderMessages(errorMessages(lowerSource(kind, tree), tree, new SourceFile(path, source)), options);
}

/** The ZIR of a file as text, in the format that `zir/print.ts` describes. The file should have no errors. */
export function dumpZir(source: Uint8Array): string {
  return printZir(lowerFile(parse(source)));
}
