/** A hash of the source of what lowers files, put in when the command line is bundled. */
declare const REZIG_LOWERING: string | undefined;

/**
 * What tells this build's lowered files from those of others, which must not be read. Null when it runs from source, where it
 * can change without notice.
 */
export const LOWERING_ID: string | null = typeof REZIG_LOWERING === 'string' ? REZIG_LOWERING : null;
