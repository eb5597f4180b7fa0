import type { StateFile } from './state-file.ts';

/** A library image that was opened. */
export interface LibraryImage {
  readonly state: StateFile;
  /** A name for what its tables hold. */
  readonly content: string;
}

/** Which library image saved state builds on. */
export interface SavedImage {
  /** `LibraryImage.content`; null if it builds on none. */
  readonly content: string | null;
}
