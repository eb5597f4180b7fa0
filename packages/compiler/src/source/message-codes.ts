import { MESSAGE_TEMPLATES } from './message-templates.ts';

/** The code of an error whose text is none of the templates'. */
export const GENERAL_CODE = 'error';

/** That of an error whose text a program made: `@compileError`. */
export const USER_CODE = 'compile-error';

/** That of all notes. */
export const NOTE_CODE = 'note';

/** How many words of a template its code has, at most. */
const WORDS = 10;

interface Template {
  /** What a text has to match. */
  readonly pattern: RegExp;
  readonly code: string;
}

/** By the first word of the templates; those that begin with a part that a program gives by the empty string. Longest first. */
let templates: Map<string, Template[]> | null = null;

/**
 * The code of an error: words in lower case with `-` between them, such as `unused-local-constant`. It is made from the words of the official text, without
 * those that the program gives and without what follows a `:` or `;`, and stays as long as that text does. `GENERAL_CODE` for a text that none of the
 * templates fits.
 */
export function codeOfError(text: string): string {
  templates ??= readTemplates();
  for (const word of [firstWord(text), '']) {
    for (const { pattern, code } of templates.get(word) ?? []) if (pattern.test(text)) return code;
  }
  return GENERAL_CODE;
}

/** All codes that errors have, in the order of the alphabet. */
export function errorCodes(): string[] {
  return [...new Set([GENERAL_CODE, USER_CODE, ...MESSAGE_TEMPLATES.map(codeOfTemplate)])].sort();
}

function readTemplates(): Map<string, Template[]> {
  const byWord = new Map<string, Template[]>();
  const fixedLength = (template: string): number => template.replaceAll('{}', '').length;
  for (const template of [...MESSAGE_TEMPLATES].sort((a, b) => fixedLength(b) - fixedLength(a))) {
    const parts = template.split('{}').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const first = firstWord(template);
    const word = first.includes('{}') ? '' : first;
    const known = byWord.get(word) ?? [];
    known.push({ pattern: new RegExp(`^${parts.join('[^]*')}$`), code: codeOfTemplate(template) });
    byWord.set(word, known);
  }
  return byWord;
}

function firstWord(text: string): string {
  const end = text.indexOf(' ');
  return end < 0 ? text : text.slice(0, end);
}

function codeOfTemplate(template: string): string {
  const told = template.replaceAll('{}', ' ').replace(/([A-Za-z].*?)[:;] .*/, '$1');
  const words = told.match(/[A-Za-z0-9]+/g) ?? [];
  return words.slice(0, WORDS).join('-').toLowerCase();
}
