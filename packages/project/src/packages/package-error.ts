/** Why a package cannot be had, for people. `notes`: what more is to be said. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  readonly notes: readonly string[];

  constructor(message: string, notes: readonly string[] = []) {
    super(message);
    this.notes = notes;
  }
}

/** What `error` says, of whatever kind it is: the code of an error of the system, else its message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && error.message.startsWith(code) ? code : error.message;
}
