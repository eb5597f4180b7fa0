import { type KnownResult, renderErrors, renderErrorsAsJson } from '@rezig/compiler/state';
import type { CompileSetup } from './protocol.ts';

/** The errors of a result, and what `@compileLog` shows, as the user asked to be told. */
export function errorText(
  result: Pick<KnownResult, 'errors' | 'compileLog'>,
  { errorFormat, color }: Pick<CompileSetup, 'errorFormat' | 'color'>,
): string {
  return errorFormat === 'json' ? renderErrorsAsJson(result) : renderErrors(result, color);
}
