/** What is taken from elsewhere before it is refused: nobody's package needs so much, and an archive that was made to fill a disk does. */
export interface Limits {
  /** Bytes of an archive as it is sent. */
  readonly archiveBytes: number;
  /** Bytes of all files in it, and of what is around them. */
  readonly unpackedBytes: number;
  /** How many times the bytes of an archive those in it may be, from `RATIO_FROM_BYTES` on. */
  readonly ratio: number;
  /** Files, links and directories. */
  readonly entries: number;
  /** Milliseconds in which a server has to begin to answer, and after which it has to send more. */
  readonly stallMilliseconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  archiveBytes: 1 << 29,
  unpackedBytes: 2 ** 32,
  ratio: 200,
  entries: 200_000,
  stallMilliseconds: 30_000,
};

/** Small archives of little content are small whatever their ratio is. */
export const RATIO_FROM_BYTES = 1 << 26;
