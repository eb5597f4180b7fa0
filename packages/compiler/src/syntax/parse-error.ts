import { TokenTag, tokenLexeme, tokenSymbol } from './token.ts';
import { type Tree, tokenString, tokenText } from './tree.ts';

/** What a syntax error says, with the official names. `nesting_too_deep` is our own: the official parser overflows its stack. */
export enum ParseErrorTag {
  asterisk_after_ptr_deref,
  chained_comparison_operators,
  decl_between_fields,
  expected_block,
  expected_block_or_assignment,
  expected_block_or_expr,
  expected_expr,
  expected_expr_or_assignment,
  expected_expr_or_var_decl,
  expected_fn,
  expected_inlinable,
  expected_labelable,
  expected_param_list,
  expected_prefix_expr,
  expected_pub_item,
  expected_return_type,
  expected_semi_or_else,
  expected_semi_or_lbrace,
  expected_statement,
  expected_suffix_op,
  expected_type_expr,
  expected_var_decl,
  expected_var_decl_or_fn,
  expected_loop_payload,
  expected_container,
  extern_fn_body,
  extra_addrspace_qualifier,
  extra_align_qualifier,
  extra_allowzero_qualifier,
  extra_const_qualifier,
  extra_volatile_qualifier,
  ptr_mod_on_array_child_type,
  invalid_bit_range,
  same_line_doc_comment,
  unattached_doc_comment,
  test_doc_comment,
  comptime_doc_comment,
  varargs_nonfinal,
  expected_semi_after_decl,
  expected_semi_after_stmt,
  expected_comma_after_field,
  expected_comma_after_arg,
  expected_comma_after_param,
  expected_comma_after_initializer,
  expected_comma_after_switch_prong,
  expected_comma_after_for_operand,
  expected_comma_after_capture,
  expected_initializer,
  mismatched_binary_op_whitespace,
  invalid_ampersand_ampersand,
  c_style_container,
  expected_var_const,
  wrong_equal_var_decl,
  var_const_decl,
  extra_for_capture,
  for_input_not_captured,
  zig_style_container,
  previous_field,
  next_field,
  expected_token,
  invalid_byte,
  nesting_too_deep,
}

/** One syntax error, or a note that belongs to the error before it in `Tree.errors`. */
export interface ParseError {
  readonly tag: ParseErrorTag;
  /** Where it is: this token, or its end if `tokenIsPrev`. */
  readonly token: number;
  /** The error is about what follows `token` and is shown right after its last byte. */
  readonly tokenIsPrev: boolean;
  readonly isNote: boolean;
  /** The token that had to be there, for `expected_token`; the container keyword, for `c_style_container` and its note. */
  readonly expected: TokenTag | null;
}

/**
 * The first error and its notes: the only ones that are shown, since what follows may be for want of recovery. An error
 * at a literal or comment that is no token, because of a byte in it, is about that byte.
 */
export function firstParseError(tree: Tree): readonly ParseError[] {
  const [first] = tree.errors;
  const token = first.tokenIsPrev ? first.token + 1 : first.token;
  if (isBrokenText(tree, token)) {
    return [{ tag: ParseErrorTag.invalid_byte, token, tokenIsPrev: false, isNote: false, expected: null }];
  }
  return leadingParseError(tree);
}

/** The first error and its notes as parsing found them: what is shown of a file of data. */
export function leadingParseError(tree: Tree): readonly ParseError[] {
  const next = tree.errors.findIndex((error, index) => index > 0 && !error.isNote);
  return next < 0 ? tree.errors : tree.errors.slice(0, next);
}

function isBrokenText(tree: Tree, token: number): boolean {
  if (tree.tokenTags[token] !== TokenTag.invalid) return false;
  const start = tree.tokenStarts[token];
  const kind = brokenTextKinds.get(tree.source[start]);
  return kind !== undefined && (tree.source[start] !== BACKSLASH || tree.source[start + 1] === BACKSLASH);
}

const BACKSLASH = 0x5c;

/** What a token is called that begins with a byte and cannot be read. */
const brokenTextKinds = new Map([
  [0x27, 'character literal'],
  [0x22, 'string literal'],
  [BACKSLASH, 'string literal'],
  [0x2f, 'comment'],
]);

/** Offset of the first control character of an invalid token, or of what ends it. */
function invalidByteOffset(tree: Tree, token: number): number {
  const text = tokenText(tree, token);
  const offset = text.findIndex((byte) => byte < 0x20 || byte === 0x7f);
  return offset < 0 ? text.length : offset;
}

/** A control character as a message shows it. */
function escapedControl(byte: number): string {
  switch (byte) {
    case 0x09:
      return '\\t';
    case 0x0a:
      return '\\n';
    case 0x0d:
      return '\\r';
    default:
      return `\\x${byte.toString(16).padStart(2, '0')}`;
  }
}

/** Byte offset in the source at which `error` is shown. */
export function parseErrorOffset(tree: Tree, error: ParseError): number {
  const start = tree.tokenStarts[error.token];
  if (error.tag === ParseErrorTag.invalid_byte) return start + invalidByteOffset(tree, error.token);
  return error.tokenIsPrev ? start + tokenText(tree, error.token).length : start;
}

const expectedNames: readonly (readonly [ParseErrorTag, string])[] = [
  [ParseErrorTag.expected_block, 'block'],
  [ParseErrorTag.expected_block_or_assignment, 'block or assignment'],
  [ParseErrorTag.expected_block_or_expr, 'block or expression'],
  [ParseErrorTag.expected_expr, 'expression'],
  [ParseErrorTag.expected_expr_or_assignment, 'expression or assignment'],
  [ParseErrorTag.expected_expr_or_var_decl, 'expression or var decl'],
  [ParseErrorTag.expected_fn, 'function'],
  [ParseErrorTag.expected_inlinable, "'while' or 'for'"],
  [ParseErrorTag.expected_labelable, "'while', 'for', 'inline', or '{'"],
  [ParseErrorTag.expected_param_list, 'parameter list'],
  [ParseErrorTag.expected_prefix_expr, 'prefix expression'],
  [ParseErrorTag.expected_return_type, 'return type expression'],
  [ParseErrorTag.expected_statement, 'statement'],
  [ParseErrorTag.expected_suffix_op, 'pointer dereference, optional unwrap, or field access'],
  [ParseErrorTag.expected_type_expr, 'type expression'],
  [ParseErrorTag.expected_var_decl, 'variable declaration'],
  [ParseErrorTag.expected_var_decl_or_fn, 'variable declaration or function'],
  [ParseErrorTag.expected_loop_payload, 'loop payload'],
  [ParseErrorTag.expected_container, 'a struct, enum or union'],
];

const fixedMessages: readonly (readonly [ParseErrorTag, string])[] = [
  [ParseErrorTag.asterisk_after_ptr_deref, "'.*' cannot be followed by '*'; are you missing a space?"],
  [ParseErrorTag.chained_comparison_operators, 'comparison operators cannot be chained'],
  [ParseErrorTag.decl_between_fields, 'declarations are not allowed between container fields'],
  [ParseErrorTag.expected_pub_item, 'expected function or variable declaration after pub'],
  [ParseErrorTag.expected_semi_or_else, "expected ';' or 'else' after statement"],
  [ParseErrorTag.expected_semi_or_lbrace, "expected ';' or block after function prototype"],
  [ParseErrorTag.extern_fn_body, 'extern functions have no body'],
  [ParseErrorTag.extra_addrspace_qualifier, 'extra addrspace qualifier'],
  [ParseErrorTag.extra_align_qualifier, 'extra align qualifier'],
  [ParseErrorTag.extra_allowzero_qualifier, 'extra allowzero qualifier'],
  [ParseErrorTag.extra_const_qualifier, 'extra const qualifier'],
  [ParseErrorTag.extra_volatile_qualifier, 'extra volatile qualifier'],
  [ParseErrorTag.invalid_bit_range, 'bit range only allowed on single item pointers'],
  [ParseErrorTag.same_line_doc_comment, 'same line documentation comment'],
  [ParseErrorTag.unattached_doc_comment, 'unattached documentation comment'],
  [ParseErrorTag.test_doc_comment, 'documentation comments cannot be attached to tests'],
  [ParseErrorTag.comptime_doc_comment, 'documentation comments cannot be attached to comptime blocks'],
  [ParseErrorTag.varargs_nonfinal, 'function prototype has parameter after varargs'],
  [ParseErrorTag.expected_semi_after_decl, "expected ';' after declaration"],
  [ParseErrorTag.expected_semi_after_stmt, "expected ';' after statement"],
  [ParseErrorTag.expected_comma_after_field, "expected ',' after field"],
  [ParseErrorTag.expected_comma_after_arg, "expected ',' after argument"],
  [ParseErrorTag.expected_comma_after_param, "expected ',' after parameter"],
  [ParseErrorTag.expected_comma_after_initializer, "expected ',' after initializer"],
  [ParseErrorTag.expected_comma_after_switch_prong, "expected ',' after switch prong"],
  [ParseErrorTag.expected_comma_after_for_operand, "expected ',' after for operand"],
  [ParseErrorTag.expected_comma_after_capture, "expected ',' after for capture"],
  [ParseErrorTag.expected_initializer, 'expected field initializer'],
  [
    ParseErrorTag.invalid_ampersand_ampersand,
    "ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND",
  ],
  [ParseErrorTag.expected_var_const, "expected 'var' or 'const' before variable declaration"],
  [ParseErrorTag.wrong_equal_var_decl, "variable initialized with '==' instead of '='"],
  [ParseErrorTag.var_const_decl, "use 'var' or 'const' to declare variable"],
  [ParseErrorTag.extra_for_capture, 'extra capture in for loop'],
  [ParseErrorTag.for_input_not_captured, 'for input is not captured'],
  [ParseErrorTag.previous_field, 'field before declarations here'],
  [ParseErrorTag.next_field, 'field after declarations here'],
  [ParseErrorTag.nesting_too_deep, 'not supported yet: nesting this deep'],
];

const expectedText = new Map(expectedNames);
const fixedText = new Map(fixedMessages);

/** The text of `error` in the official wording, without position. */
export function renderParseError(tree: Tree, error: ParseError): string {
  const fixed = fixedText.get(error.tag);
  if (fixed !== undefined) return fixed;
  const found: TokenTag = tree.tokenTags[error.token + (error.tokenIsPrev ? 1 : 0)];
  const expected = expectedText.get(error.tag);
  if (expected !== undefined) return `expected ${expected}, found '${tokenSymbol(found)}'`;
  const keyword = error.expected === null ? '' : tokenSymbol(error.expected);
  switch (error.tag) {
    case ParseErrorTag.c_style_container:
      return `'${keyword} ${tokenString(tree, error.token)}' is invalid`;
    case ParseErrorTag.zig_style_container:
      return `to declare a container do 'const ${tokenString(tree, error.token)} = ${keyword}'`;
    case ParseErrorTag.invalid_byte: {
      const start = tree.tokenStarts[error.token];
      const byte = tree.source[start + invalidByteOffset(tree, error.token)] ?? 0;
      return `${brokenTextKinds.get(tree.source[start])} contains invalid byte: '${escapedControl(byte)}'`;
    }
    case ParseErrorTag.ptr_mod_on_array_child_type:
      return `pointer modifier '${tokenSymbol(found)}' not allowed on array child type`;
    case ParseErrorTag.mismatched_binary_op_whitespace:
      return `binary operator '${tokenLexeme(found)}' has whitespace on one side, but not the other`;
    default:
      return found === TokenTag.invalid
        ? `expected '${keyword}', found invalid bytes`
        : `expected '${keyword}', found '${tokenSymbol(found)}'`;
  }
}
