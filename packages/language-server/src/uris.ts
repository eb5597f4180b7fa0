import { URI } from 'vscode-uri';

/** The path of the file that `uri` names, with `/` between its parts; for what is no file,
 * such as a buffer without a name, a path of a source file that is nowhere on the disk. */
export function pathOfUri(uri: string): string {
  const parsed = URI.parse(uri);
  if (parsed.scheme !== 'file') {
    const path = `${parsed.scheme}:/${parsed.path}`.replaceAll(/\/+/g, '/');
    return /\.(zig|zon)$/.test(path) ? path : `${path}.zig`;
  }
  return parsed.fsPath.replaceAll('\\', '/');
}

/** The URI of the file at absolute `path`. */
export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}
