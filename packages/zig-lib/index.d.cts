/** The absolute path of the packaged Zig library directory, or null where the package was installed without it. */
export const zigLibDir: string | null;
