import type { UnpluginMessage } from 'unplugin';
import type { SourceError } from './protocol.ts';

/** What bundlers show: the first error with its place, and all others in the text. */
export function bundlerError(errors: readonly SourceError[], id: string): UnpluginMessage {
  const [{ message, loc, frame }] = errors;
  const others = errors.slice(1).map((error) => `\n\n${errorText(error)}`);
  const text = message + others.join('');
  return {
    name: 'ZigError',
    message: text,
    id: loc?.file ?? id,
    plugin: 'rezig',
    ...(loc === null ? {} : { loc, frame }),
  };
}

/** An error with its place and the lines around it. `severity`: what stands before the message. */
export function errorText({ message, loc, frame }: SourceError, severity = ''): string {
  const place = loc === null ? '' : `${loc.file}:${loc.line}:${loc.column + 1}: `;
  return `${place}${severity}${message}${frame === '' ? '' : `\n${frame}`}`;
}
