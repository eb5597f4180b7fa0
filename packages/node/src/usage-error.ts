/** What the user asked for cannot be done as asked. The message is one line to act on; there is no stack to show. */
export class UsageError extends Error {
  override name = 'UsageError';
}
