/** The version of this package. */
export const REZIG_VERSION = '0.1.0';

/** The one version of the language and its library that is compiled. */
export const ZIG_VERSION = '0.16.0';
