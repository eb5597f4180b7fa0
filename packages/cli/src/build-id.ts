/** A hash of the compiler's source, put in when the command line is bundled. */
declare const REZIG_BUILD: string | undefined;

/** What tells this build of the compiler from others; null when it runs from source, where it can change without notice. */
export const BUILD_ID: string | null = typeof REZIG_BUILD === 'string' ? REZIG_BUILD : null;
