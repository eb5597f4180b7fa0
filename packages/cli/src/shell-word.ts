/** `text` as a word of a shell's command line: as it is where the shell takes it so, else quoted. */
export function shellWord(text: string): string {
  return /^[%+,\-./:=@\w]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
