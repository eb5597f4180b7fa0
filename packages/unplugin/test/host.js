/** What the Zig file imports. */
export const now = (offset) => 100 + offset;
