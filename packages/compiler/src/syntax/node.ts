/** Index of a node in the node columns of a `Tree`. Node 0 is the root; as an operand, 0 means "absent". */
export type NodeIndex = number;

/** Index of a token in the token columns of a `Tree`. */
export type TokenIndex = number;

/**
 * The kind of a node, with the names and the operand layout of the official syntax tree.
 *
 * Each comment shows the syntax in terms of the operands `lhs` and `rhs`, and names the main token where it is not the
 * first token. `?` after an operand: may be absent (0). `extra[..]` is a record of consecutive words in `Tree.extra`;
 * `range(x)` is the record `[start, end)` at `extra[x]`, itself bounds of a list in `extra`; `list(a..b)` is the list
 * `extra[a..b]`. The `_comma`, `_semicolon` and `_trailing` kinds differ from their plain kind in having a separator
 * before the closing bracket.
 */
export enum NodeTag {
  /** Members: list(lhs..rhs). */
  root,
  /** `test name rhs`. lhs is the token of the name (string or identifier), 0 if unnamed. Main: `test`. */
  test_decl,
  /** `var n: type align() addrspace() linksection() = rhs?`. lhs: extra[type?, align?, addrspace?, section?]. Main: `var`/`const`. */
  global_var_decl,
  /** `var n: type align() = rhs?`. lhs: extra[type, align]. Main: `var`/`const`. */
  local_var_decl,
  /** `var n: lhs? = rhs?`, global or local. Main: `var`/`const`. */
  simple_var_decl,
  /** `var n align(lhs) = rhs?`, global or local. Main: `var`/`const`. */
  aligned_var_decl,
  /** `errdefer |lhs| rhs`. lhs is the token of the payload, or 0. */
  errdefer,
  /** `defer rhs`. */
  defer,
  /** `lhs catch rhs`, `lhs catch |err| rhs`. Main: `catch`. */
  catch,
  /** `lhs.name`. Main: the dot; rhs is the token of the name. */
  field_access,
  /** `lhs.?`. Main: the dot; rhs is the token of the `?`. */
  unwrap_optional,
  /** `lhs == rhs`. As for every binary operator below, main is the operator. */
  equal_equal,
  /** `lhs != rhs` */
  bang_equal,
  /** `lhs < rhs` */
  less_than,
  /** `lhs > rhs` */
  greater_than,
  /** `lhs <= rhs` */
  less_or_equal,
  /** `lhs >= rhs` */
  greater_or_equal,
  /** `lhs *= rhs` */
  assign_mul,
  /** `lhs /= rhs` */
  assign_div,
  /** `lhs %= rhs` */
  assign_mod,
  /** `lhs += rhs` */
  assign_add,
  /** `lhs -= rhs` */
  assign_sub,
  /** `lhs <<= rhs` */
  assign_shl,
  /** `lhs <<|= rhs` */
  assign_shl_sat,
  /** `lhs >>= rhs` */
  assign_shr,
  /** `lhs &= rhs` */
  assign_bit_and,
  /** `lhs ^= rhs` */
  assign_bit_xor,
  /** `lhs |= rhs` */
  assign_bit_or,
  /** `lhs *%= rhs` */
  assign_mul_wrap,
  /** `lhs +%= rhs` */
  assign_add_wrap,
  /** `lhs -%= rhs` */
  assign_sub_wrap,
  /** `lhs *|= rhs` */
  assign_mul_sat,
  /** `lhs +|= rhs` */
  assign_add_sat,
  /** `lhs -|= rhs` */
  assign_sub_sat,
  /** `lhs = rhs` */
  assign,
  /**
   * `a, b = rhs`. lhs: extra[count, then count nodes]; each is a var decl without initializer or an expression.
   * A `comptime` before the first one has no node.
   */
  assign_destructure,
  /** `lhs || rhs` */
  merge_error_sets,
  /** `lhs * rhs` */
  mul,
  /** `lhs / rhs` */
  div,
  /** `lhs % rhs` */
  mod,
  /** `lhs ** rhs` */
  array_mult,
  /** `lhs *% rhs` */
  mul_wrap,
  /** `lhs *| rhs` */
  mul_sat,
  /** `lhs + rhs` */
  add,
  /** `lhs - rhs` */
  sub,
  /** `lhs ++ rhs` */
  array_cat,
  /** `lhs +% rhs` */
  add_wrap,
  /** `lhs -% rhs` */
  sub_wrap,
  /** `lhs +| rhs` */
  add_sat,
  /** `lhs -| rhs` */
  sub_sat,
  /** `lhs << rhs` */
  shl,
  /** `lhs <<| rhs` */
  shl_sat,
  /** `lhs >> rhs` */
  shr,
  /** `lhs & rhs` */
  bit_and,
  /** `lhs ^ rhs` */
  bit_xor,
  /** `lhs | rhs` */
  bit_or,
  /** `lhs orelse rhs` */
  orelse,
  /** `lhs and rhs` */
  bool_and,
  /** `lhs or rhs` */
  bool_or,
  /** `!lhs` */
  bool_not,
  /** `-lhs` */
  negation,
  /** `~lhs` */
  bit_not,
  /** `-%lhs` */
  negation_wrap,
  /** `&lhs` */
  address_of,
  /** `try lhs` */
  try,
  /** `?lhs` */
  optional_type,
  /** `[lhs]rhs` */
  array_type,
  /** `[lhs:sentinel]elem`. rhs: extra[sentinel, elem]. */
  array_type_sentinel,
  /**
   * `*align(lhs?) rhs`, `[*]align(lhs?) rhs`, `[]rhs`. Main of every pointer type: the `*`, or the `[` of a slice, many-item
   * or C pointer. A `**` token is the main token of two nodes: an outer pointer and its child.
   */
  ptr_type_aligned,
  /** `[*:lhs?]rhs`, `[:lhs]rhs`, `*rhs`. */
  ptr_type_sentinel,
  /** Element type rhs. lhs: extra[sentinel?, align?, addrspace?]. */
  ptr_type,
  /** Element type rhs. lhs: extra[sentinel?, align, addrspace?, bit range start, bit range end]. */
  ptr_type_bit_range,
  /** `lhs[rhs..]`. Main: `[`. */
  slice_open,
  /** `lhs[start..end]`. rhs: extra[start, end]. Main: `[`. */
  slice,
  /** `lhs[start..end :sentinel]`. rhs: extra[start, end?, sentinel]. Main: `[`. */
  slice_sentinel,
  /** `lhs.*`. Main: the `.*`. */
  deref,
  /** `lhs[rhs]`. Main: `[`. */
  array_access,
  /** `lhs{rhs}`. Main of every initializer: `{`. */
  array_init_one,
  /** `lhs{rhs,}` */
  array_init_one_comma,
  /** `.{lhs?, rhs?}` */
  array_init_dot_two,
  /** `.{lhs?, rhs?,}` */
  array_init_dot_two_comma,
  /** `.{...}`: list(lhs..rhs). */
  array_init_dot,
  /** `.{...,}`: list(lhs..rhs). */
  array_init_dot_comma,
  /** `lhs{...}`: range(rhs). */
  array_init,
  /** `lhs{...,}`: range(rhs). */
  array_init_comma,
  /** `lhs{.name = rhs?}`. The name of a field value is the token two before its first token. */
  struct_init_one,
  /** `lhs{.name = rhs,}` */
  struct_init_one_comma,
  /** `.{.a = lhs?, .b = rhs?}` */
  struct_init_dot_two,
  /** `.{.a = lhs, .b = rhs?,}` */
  struct_init_dot_two_comma,
  /** `.{.a = x, ...}`: list(lhs..rhs). */
  struct_init_dot,
  /** `.{.a = x, ...,}`: list(lhs..rhs). */
  struct_init_dot_comma,
  /** `lhs{.a = x, ...}`: range(rhs). */
  struct_init,
  /** `lhs{.a = x, ...,}`: range(rhs). */
  struct_init_comma,
  /** `lhs(rhs?)`. Main of every call: `(`. */
  call_one,
  /** `lhs(rhs,)` */
  call_one_comma,
  /** `lhs(...)`: range(rhs). */
  call,
  /** `lhs(...,)`: range(rhs). */
  call_comma,
  /** `switch (lhs) {...}`: range(rhs). Main: the label if there is one, else `switch`. */
  switch,
  /** `switch (lhs) {...,}`: range(rhs). Main as for `switch`. */
  switch_comma,
  /** `lhs => rhs`; without lhs `else => rhs`. Main of every case: `=>`. */
  switch_case_one,
  /** `inline lhs => rhs`; without lhs `inline else => rhs`. */
  switch_case_inline_one,
  /** `a, b => rhs`: range(lhs). */
  switch_case,
  /** `inline a, b => rhs`: range(lhs). */
  switch_case_inline,
  /** `lhs...rhs`. Main: `...`. */
  switch_range,
  /** `while (lhs) rhs`, with or without a capture. Main of every loop: `while` or `for`. */
  while_simple,
  /** `while (lhs) : (continue) body`. rhs: extra[continue, body]. */
  while_cont,
  /** `while (lhs) : (continue) body else e`. rhs: extra[continue?, body, else]. */
  while,
  /** `for (lhs) |x| rhs` */
  for_simple,
  /** `for (a, b) |x, y| body else e`. rhs: input count in the low 31 bits, bit 31 set if there is an else. lhs: extra[inputs, body, else?]. */
  for,
  /** `lhs..rhs?`. Main: `..`. */
  for_range,
  /** `if (lhs) rhs`, with or without a capture. */
  if_simple,
  /** `if (lhs) a else b`. rhs: extra[a, b]. */
  if,
  /** `suspend lhs` */
  suspend,
  /** `resume lhs` */
  resume,
  /** `continue :lhs rhs?`. lhs is the token of the label, or 0. */
  continue,
  /** `break :lhs rhs?`. lhs is the token of the label, or 0. */
  break,
  /** `return lhs?` */
  return,
  /** `fn (a: lhs?) rhs`. Main of every prototype: `fn`. `anytype` and `...` parameters have no node. */
  fn_proto_simple,
  /** `fn (a: b, c: d) rhs`: range(lhs). */
  fn_proto_multi,
  /** At most one parameter, with qualifiers. lhs: extra[param?, align?, addrspace?, section?, callconv?]; rhs: return type. */
  fn_proto_one,
  /** lhs: extra[params start, params end, align?, addrspace?, section?, callconv?]; rhs: return type. */
  fn_proto,
  /** Prototype lhs with the body block rhs. Main: `fn`. */
  fn_decl,
  /** `anyframe->rhs`. lhs is the token of the arrow. */
  anyframe_type,
  /** `anyframe` */
  anyframe_literal,
  /** A character literal. */
  char_literal,
  /** A number literal. */
  number_literal,
  /** `unreachable` */
  unreachable_literal,
  /** An identifier used as an expression. */
  identifier,
  /** `.name`. Main: the name. */
  enum_literal,
  /** A string literal. */
  string_literal,
  /** Lines `\\...`: lhs is the first token, rhs the last. */
  multiline_string_literal,
  /** `(lhs)`. rhs is the token of the `)`. */
  grouped_expression,
  /** `@name(lhs?, rhs?)`. Main: the `@name`. */
  builtin_call_two,
  /** `@name(lhs?, rhs?,)` */
  builtin_call_two_comma,
  /** `@name(...)`: list(lhs..rhs). */
  builtin_call,
  /** `@name(...,)`: list(lhs..rhs). */
  builtin_call_comma,
  /** `error{...}`. rhs is the token of the `}`. The names are tokens only. */
  error_set_decl,
  /** `struct {...}`, `union`, `enum`, `opaque`: list(lhs..rhs). Main of every container: that keyword. */
  container_decl,
  /** As `container_decl`, with a comma or semicolon before the `}`. */
  container_decl_trailing,
  /** `struct {lhs? rhs?}` */
  container_decl_two,
  /** As `container_decl_two`, with a comma or semicolon before the `}`. */
  container_decl_two_trailing,
  /** `struct(lhs) {...}`: range(rhs). */
  container_decl_arg,
  /** As `container_decl_arg`, with a comma or semicolon before the `}`. */
  container_decl_arg_trailing,
  /** `union(enum) {...}`: list(lhs..rhs). */
  tagged_union,
  /** As `tagged_union`, with a comma or semicolon before the `}`. */
  tagged_union_trailing,
  /** `union(enum) {lhs? rhs?}` */
  tagged_union_two,
  /** As `tagged_union_two`, with a comma or semicolon before the `}`. */
  tagged_union_two_trailing,
  /** `union(enum(lhs)) {...}`: range(rhs). */
  tagged_union_enum_tag,
  /** As `tagged_union_enum_tag`, with a comma or semicolon before the `}`. */
  tagged_union_enum_tag_trailing,
  /** `name: lhs? = rhs?`. Main: the name, or the first token of the type of a tuple field. */
  container_field_init,
  /** `name: lhs? align(rhs)`. Main as for `container_field_init`. */
  container_field_align,
  /** `name: lhs? align(a) = v`. rhs: extra[a, v]. Main as for `container_field_init`. */
  container_field,
  /** `comptime lhs` */
  comptime,
  /** `nosuspend lhs` */
  nosuspend,
  /** `{lhs? rhs?}`: at most two statements. Main of every block: `{`. */
  block_two,
  /** As `block_two`, with a semicolon before the `}`. */
  block_two_semicolon,
  /** Statements: list(lhs..rhs). */
  block,
  /** As `block`, with a semicolon before the `}`. */
  block_semicolon,
  /** `asm(lhs)`. rhs is the token of the `)`. */
  asm_simple,
  /** `asm(lhs, ...)`. rhs: extra[items start, items end, clobbers?, token of the `)`]; the items are outputs, then inputs. */
  asm,
  /** `[a] "b" (c)` with lhs 0, or `[a] "b" (-> lhs)`. rhs is the token of the `)`. Main: `a`. */
  asm_output,
  /** `[a] "b" (lhs)`. rhs is the token of the `)`. Main: `a`. */
  asm_input,
  /** `error.name`. lhs is the token of the dot, rhs that of the name. */
  error_value,
  /** `lhs!rhs`. Main: `!`. */
  error_union,
}
