/** A hash of the compiler's source, put in when it is bundled. */
declare const REZIG_BUILD: string | undefined;

/** What tells this build of the compiler from others. Null when it runs from source, which can change without notice. */
export const BUILD_ID: string | null = typeof REZIG_BUILD === 'string' ? REZIG_BUILD : null;
