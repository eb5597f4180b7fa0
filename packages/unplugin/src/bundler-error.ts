import type { UnpluginMessage } from 'unplugin';
import type { SourceError } from './protocol.ts';

/** What bundlers show: the first error with its place, and all others in the text. */
export function bundlerError(errors: readonly SourceError[], id: string): UnpluginMessage {
  const [{ message, loc, frame }] = errors;
  const others = errors.slice(1).map((error) => {
    const place = error.loc === null ? '' : `${error.loc.file}:${error.loc.line}:${error.loc.column + 1}: `;
    return `\n\n${place}${error.message}${error.frame === '' ? '' : `\n${error.frame}`}`;
  });
  const text = message + others.join('');
  return {
    name: 'ZigError',
    message: text,
    id: loc?.file ?? id,
    plugin: 'rezig',
    ...(loc === null ? {} : { loc, frame }),
  };
}
