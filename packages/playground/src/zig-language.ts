import {
  HighlightStyle,
  type IndentContext,
  indentService,
  StreamLanguage,
  type StreamParser,
  syntaxHighlighting,
} from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const KEYWORDS = new Set(
  (
    'addrspace align allowzero and anyframe anytype asm break callconv catch comptime const continue defer else enum errdefer error export extern fn for if ' +
    'inline linksection noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend switch test threadlocal try union ' +
    'unreachable var volatile while'
  ).split(' '),
);
const CONSTANTS = new Set(['true', 'false', 'null', 'undefined']);
const TYPE = /^(?:[iuf]\d+|[iu]size|c_\w+|bool|void|noreturn|type|anyerror|anyopaque|comptime_int|comptime_float)$/;

/** Colours by words alone: no token of Zig goes over the end of its line. */
const parser: StreamParser<null> = {
  name: 'zig',
  startState: () => null,
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      const isDoc = stream.match(/^[/!](?!\/)/) !== null;
      stream.skipToEnd();
      return isDoc ? 'docComment' : 'comment';
    }
    if (stream.match('\\\\')) {
      stream.skipToEnd();
      return 'string';
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/) || stream.match(/^'(?:[^'\\]|\\.)*'?/)) return 'string';
    if (stream.match(/^@"(?:[^"\\]|\\.)*"?/)) return 'variableName';
    if (stream.match(/^@\w+/)) return 'builtin';
    if (stream.match(/^0[xob][\w.]+|^\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?/i)) return 'number';
    const word = stream.match(/^[A-Za-z_]\w*/);
    if (Array.isArray(word)) return kindOfWord(word[0], stream.peek());
    stream.next();
    return null;
  },
  languageData: {
    commentTokens: { line: '//' },
    indentOnInput: /^\s*[)}\]]$/,
    closeBrackets: { brackets: ['(', '[', '{', '"', "'"] },
  },
  tokenTable: {
    docComment: tags.docComment,
    builtin: tags.standard(tags.name),
    type: tags.typeName,
    call: tags.function(tags.name),
  },
};

function kindOfWord(word: string, next: string | undefined): string | null {
  if (KEYWORDS.has(word)) return 'keyword';
  if (CONSTANTS.has(word)) return 'atom';
  if (TYPE.test(word) || /^[A-Z]\w*[a-z]/.test(word)) return 'type';
  return next === '(' ? 'call' : null;
}

/** The colours are those of the page, which has them for light and for dark. */
const style = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--keyword)' },
  { tag: tags.atom, color: 'var(--number)' },
  { tag: tags.number, color: 'var(--number)' },
  { tag: tags.string, color: 'var(--string)' },
  { tag: tags.comment, color: 'var(--comment)', fontStyle: 'italic' },
  { tag: tags.docComment, color: 'var(--comment)' },
  { tag: tags.typeName, color: 'var(--type)' },
  { tag: tags.standard(tags.name), color: 'var(--builtin)' },
  { tag: tags.function(tags.name), color: 'var(--call)' },
]);

/** As the line before that has something in it, one step in behind what opens, one out where something closes. */
function indentationAt(context: IndentContext, pos: number): number {
  let before = context.lineAt(pos, -1);
  while (before.from > 0 && (before.from === pos || before.text.trim() === ''))
    before = context.lineAt(before.from - 1, -1);
  if (before.from === pos) return 0;
  const opens = /[({[]\s*$/.test(before.text) ? context.unit : 0;
  const closes = /^\s*[)}\]]/.test(context.textAfterPos(pos)) ? context.unit : 0;
  return Math.max(0, context.lineIndent(before.from, -1) + opens - closes);
}

/** Zig as the editor colours and indents it. */
export const zig: Extension = [
  StreamLanguage.define(parser),
  syntaxHighlighting(style),
  indentService.of(indentationAt),
];
