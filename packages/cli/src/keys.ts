/** What a terminal makes of these keys where nobody reads it key by key. */
const SIGNALS: { readonly [key: string]: NodeJS.Signals | undefined } = {
  '\x03': 'SIGINT',
  '\x1a': 'SIGTSTP',
  '\x1c': 'SIGQUIT',
};

/** Keys of the terminal, while nothing else reads them. */
export class Keys {
  readonly #onKey: (key: string) => void;
  #isReading = false;

  /** `onKey`: is told of each key, as the characters that the terminal sends, but for those that are signals. */
  constructor(onKey: (key: string) => void) {
    this.#onKey = onKey;
    process.on('exit', () => this.release());
  }

  /** Whether there is a terminal. */
  static get areThere(): boolean {
    return process.stdin.isTTY === true;
  }

  /** Reads keys from now on. */
  read(): void {
    if (!Keys.areThere || this.#isReading) return;
    this.#isReading = true;
    process.stdin.setRawMode(true);
    process.stdin.on('data', this.#onData);
    process.stdin.resume();
  }

  /** Leaves the terminal to others. */
  release(): void {
    if (!this.#isReading) return;
    this.#isReading = false;
    process.stdin.off('data', this.#onData);
    process.stdin.pause();
    process.stdin.setRawMode(false);
  }

  readonly #onData = (bytes: Buffer): void => {
    for (const key of bytes.toString()) {
      if (!this.#isReading) return;
      const signal = SIGNALS[key];
      if (signal === undefined) this.#onKey(key);
      else this.#signal(signal);
    }
  };

  /** Gives all processes of the terminal the signal, as it would, and reads again where they go on. */
  #signal(signal: NodeJS.Signals): void {
    this.release();
    process.once('SIGCONT', () => this.read());
    process.kill(0, signal);
  }
}
