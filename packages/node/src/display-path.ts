import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** The form of the root file's path: that of the library's files, `libDir` being their directory's, where it is one of them. */
export function rootDisplayPath(path: string, libDir: string): string {
  const absolute = resolve(path).replaceAll(sep, '/');
  return absolute.startsWith(`${libDir}/`) ? absolute : displayPath(path);
}

/**
 * The one form of a path, in which messages show it, as the official compiler does: from the working directory where the file is below
 * it, else from the root, which it also is where that is the working directory. Two paths to the same file are the same in it, but for symbolic links.
 */
export function displayPath(path: string, workingDirectory = process.cwd()): string {
  const absolute = resolve(workingDirectory, path);
  if (dirname(workingDirectory) === workingDirectory) return absolute.replaceAll(sep, '/');
  const fromHere = relative(workingDirectory, absolute);
  const isBelow = fromHere !== '' && fromHere !== '..' && !fromHere.startsWith(`..${sep}`) && !isAbsolute(fromHere);
  return (isBelow ? fromHere : absolute).replaceAll(sep, '/');
}
