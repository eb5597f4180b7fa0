/**
 * The kind of a token, with the names of the official tokenizer.
 *
 * `invalid` covers the bytes from a malformed token to the end of its line; `invalid_periodasterisks` is the `.*` of
 * a `.**`. `eof` is always the last token of a file and is empty. Comments are not tokens, doc comments are.
 */
export enum TokenTag {
  invalid,
  invalid_periodasterisks,
  identifier,
  string_literal,
  multiline_string_literal_line,
  char_literal,
  eof,
  builtin,
  bang,
  pipe,
  pipe_pipe,
  pipe_equal,
  equal,
  equal_equal,
  equal_angle_bracket_right,
  bang_equal,
  l_paren,
  r_paren,
  semicolon,
  percent,
  percent_equal,
  l_brace,
  r_brace,
  l_bracket,
  r_bracket,
  period,
  period_asterisk,
  ellipsis2,
  ellipsis3,
  caret,
  caret_equal,
  plus,
  plus_plus,
  plus_equal,
  plus_percent,
  plus_percent_equal,
  plus_pipe,
  plus_pipe_equal,
  minus,
  minus_equal,
  minus_percent,
  minus_percent_equal,
  minus_pipe,
  minus_pipe_equal,
  asterisk,
  asterisk_equal,
  asterisk_asterisk,
  asterisk_percent,
  asterisk_percent_equal,
  asterisk_pipe,
  asterisk_pipe_equal,
  arrow,
  colon,
  slash,
  slash_equal,
  comma,
  ampersand,
  ampersand_equal,
  question_mark,
  angle_bracket_left,
  angle_bracket_left_equal,
  angle_bracket_angle_bracket_left,
  angle_bracket_angle_bracket_left_equal,
  angle_bracket_angle_bracket_left_pipe,
  angle_bracket_angle_bracket_left_pipe_equal,
  angle_bracket_right,
  angle_bracket_right_equal,
  angle_bracket_angle_bracket_right,
  angle_bracket_angle_bracket_right_equal,
  tilde,
  number_literal,
  doc_comment,
  container_doc_comment,
  keyword_addrspace,
  keyword_align,
  keyword_allowzero,
  keyword_and,
  keyword_anyframe,
  keyword_anytype,
  keyword_asm,
  keyword_break,
  keyword_callconv,
  keyword_catch,
  keyword_comptime,
  keyword_const,
  keyword_continue,
  keyword_defer,
  keyword_else,
  keyword_enum,
  keyword_errdefer,
  keyword_error,
  keyword_export,
  keyword_extern,
  keyword_fn,
  keyword_for,
  keyword_if,
  keyword_inline,
  keyword_noalias,
  keyword_noinline,
  keyword_nosuspend,
  keyword_opaque,
  keyword_or,
  keyword_orelse,
  keyword_packed,
  keyword_pub,
  keyword_resume,
  keyword_return,
  keyword_linksection,
  keyword_struct,
  keyword_suspend,
  keyword_switch,
  keyword_test,
  keyword_threadlocal,
  keyword_try,
  keyword_union,
  keyword_unreachable,
  keyword_var,
  keyword_volatile,
  keyword_while,
}

/** How many token kinds there are. */
export const TOKEN_TAG_COUNT = TokenTag.keyword_while + 1;

const fixedTexts: readonly (string | null)[] = buildFixedTexts();

/** The text of a token whose kind determines it (`+=`, `fn` ...), null for kinds whose text varies and for `eof`. */
export function tokenLexeme(tag: TokenTag): string | null {
  return fixedTexts[tag];
}

/** How a message names a kind of token: its text, or a description such as `an identifier`. */
export function tokenSymbol(tag: TokenTag): string {
  switch (tag) {
    case TokenTag.invalid:
      return 'invalid token';
    case TokenTag.identifier:
      return 'an identifier';
    case TokenTag.string_literal:
      return 'a string literal';
    case TokenTag.multiline_string_literal_line:
      return 'a multiline string literal';
    case TokenTag.char_literal:
      return 'a character literal';
    case TokenTag.eof:
      return 'EOF';
    case TokenTag.builtin:
      return 'a builtin function';
    case TokenTag.number_literal:
      return 'a number literal';
    case TokenTag.doc_comment:
    case TokenTag.container_doc_comment:
      return 'a document comment';
    default:
      return fixedTexts[tag] ?? TokenTag[tag];
  }
}

function buildFixedTexts(): (string | null)[] {
  const texts: (string | null)[] = new Array(TOKEN_TAG_COUNT).fill(null);
  for (let tag = TokenTag.keyword_addrspace; tag <= TokenTag.keyword_while; tag++) {
    texts[tag] = TokenTag[tag].slice('keyword_'.length);
  }
  texts[TokenTag.invalid_periodasterisks] = '.**';
  texts[TokenTag.bang] = '!';
  texts[TokenTag.pipe] = '|';
  texts[TokenTag.pipe_pipe] = '||';
  texts[TokenTag.pipe_equal] = '|=';
  texts[TokenTag.equal] = '=';
  texts[TokenTag.equal_equal] = '==';
  texts[TokenTag.equal_angle_bracket_right] = '=>';
  texts[TokenTag.bang_equal] = '!=';
  texts[TokenTag.l_paren] = '(';
  texts[TokenTag.r_paren] = ')';
  texts[TokenTag.semicolon] = ';';
  texts[TokenTag.percent] = '%';
  texts[TokenTag.percent_equal] = '%=';
  texts[TokenTag.l_brace] = '{';
  texts[TokenTag.r_brace] = '}';
  texts[TokenTag.l_bracket] = '[';
  texts[TokenTag.r_bracket] = ']';
  texts[TokenTag.period] = '.';
  texts[TokenTag.period_asterisk] = '.*';
  texts[TokenTag.ellipsis2] = '..';
  texts[TokenTag.ellipsis3] = '...';
  texts[TokenTag.caret] = '^';
  texts[TokenTag.caret_equal] = '^=';
  texts[TokenTag.plus] = '+';
  texts[TokenTag.plus_plus] = '++';
  texts[TokenTag.plus_equal] = '+=';
  texts[TokenTag.plus_percent] = '+%';
  texts[TokenTag.plus_percent_equal] = '+%=';
  texts[TokenTag.plus_pipe] = '+|';
  texts[TokenTag.plus_pipe_equal] = '+|=';
  texts[TokenTag.minus] = '-';
  texts[TokenTag.minus_equal] = '-=';
  texts[TokenTag.minus_percent] = '-%';
  texts[TokenTag.minus_percent_equal] = '-%=';
  texts[TokenTag.minus_pipe] = '-|';
  texts[TokenTag.minus_pipe_equal] = '-|=';
  texts[TokenTag.asterisk] = '*';
  texts[TokenTag.asterisk_equal] = '*=';
  texts[TokenTag.asterisk_asterisk] = '**';
  texts[TokenTag.asterisk_percent] = '*%';
  texts[TokenTag.asterisk_percent_equal] = '*%=';
  texts[TokenTag.asterisk_pipe] = '*|';
  texts[TokenTag.asterisk_pipe_equal] = '*|=';
  texts[TokenTag.arrow] = '->';
  texts[TokenTag.colon] = ':';
  texts[TokenTag.slash] = '/';
  texts[TokenTag.slash_equal] = '/=';
  texts[TokenTag.comma] = ',';
  texts[TokenTag.ampersand] = '&';
  texts[TokenTag.ampersand_equal] = '&=';
  texts[TokenTag.question_mark] = '?';
  texts[TokenTag.angle_bracket_left] = '<';
  texts[TokenTag.angle_bracket_left_equal] = '<=';
  texts[TokenTag.angle_bracket_angle_bracket_left] = '<<';
  texts[TokenTag.angle_bracket_angle_bracket_left_equal] = '<<=';
  texts[TokenTag.angle_bracket_angle_bracket_left_pipe] = '<<|';
  texts[TokenTag.angle_bracket_angle_bracket_left_pipe_equal] = '<<|=';
  texts[TokenTag.angle_bracket_right] = '>';
  texts[TokenTag.angle_bracket_right_equal] = '>=';
  texts[TokenTag.angle_bracket_angle_bracket_right] = '>>';
  texts[TokenTag.angle_bracket_angle_bracket_right_equal] = '>>=';
  texts[TokenTag.tilde] = '~';
  return texts;
}
