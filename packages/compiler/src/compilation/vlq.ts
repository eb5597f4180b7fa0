const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The mappings of a source map, as they are written: differences, in digits of five bits. They are of the first line until `nextLine` is called. */
export class Mappings {
  text = '';
  #isFirst = true;
  #generated = 0;
  #source = 0;
  #line = 0;
  #column = 0;

  /** From column `generated` on, which is behind that of the last mapping, what is generated is of a place in a source. All from 0. */
  add(generated: number, source: number, line: number, column: number): void {
    this.addNone(generated);
    this.text += vlq(source - this.#source) + vlq(line - this.#line) + vlq(column - this.#column);
    this.#source = source;
    this.#line = line;
    this.#column = column;
  }

  /** From column `generated` on it is of no source. */
  addNone(generated: number): void {
    if (!this.#isFirst) this.text += ',';
    this.#isFirst = false;
    this.text += vlq(generated - this.#generated);
    this.#generated = generated;
  }

  /** What is added from here on is of the next line. */
  nextLine(): void {
    this.text += ';';
    this.#isFirst = true;
    this.#generated = 0;
  }
}

/** `value` with its sign in the lowest bit, five bits a digit, the lowest first; all digits but the last have bit 5. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  for (; rest >= 32; rest >>>= 5) text += DIGITS[(rest & 31) | 32];
  return text + DIGITS[rest];
}
