const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The mappings of a source map whose generated text is one line, as they are written: differences, in digits of five bits. */
export class Mappings {
  text = '';
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
    if (this.text !== '') this.text += ',';
    this.text += vlq(generated - this.#generated);
    this.#generated = generated;
  }
}

/** `value` with its sign in the lowest bit, five bits a digit, the lowest first; all digits but the last have bit 5. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  for (; rest >= 32; rest >>>= 5) text += DIGITS[(rest & 31) | 32];
  return text + DIGITS[rest];
}
