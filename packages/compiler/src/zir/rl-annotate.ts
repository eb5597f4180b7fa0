import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { rootMembers, type Tree, tokenText } from '../syntax/tree.ts';
import { BuiltinTag, builtinParamCount, findBuiltin, VARIADIC } from './builtin-fn.ts';

/*
 * Which expressions need a pointer to write their result to (language reference, "Result Locations").
 *
 * An `if`, a `switch`, a labeled block ... can hand on its value with `break`, or let its branches store into the place that
 * waits for the value. The second is needed only where a branch writes through that pointer piece by piece, as the untyped
 * initializer `.{ .x = a, .y = b }` does for a typed place. A walk over the tree before lowering finds those nodes.
 */

/** What waits for the value of an expression. Whether a type is known matters only together with a pointer. */
enum Location {
  /** Nothing, or only a type. */
  none,
  /** A pointer whose type is inferred from what is stored. */
  inferred_ptr,
  /** A pointer of known type. */
  typed_ptr,
}

/** A labeled block or a loop that encloses the expression at hand. */
interface Target {
  readonly parent: Target | null;
  /** Token of the label, -1 if there is none. */
  readonly label: number;
  readonly isLoop: boolean;
  readonly location: Location;
  /** Whether a `break` to here consumed the result pointer. */
  consumed: boolean;
}

/**
 * Tells for each node of a tree without errors whether it has to be given a result pointer, as 1 or 0:
 * - `if`, `switch`, labeled block, `while`, `for`: a branch or `break` consumes it;
 * - `orelse`, `catch`: the right side does;
 * - `const` declaration, `return`: the value does.
 */
export function annotateResultLocations(tree: Tree): Uint8Array {
  const annotator = new Annotator(tree);
  for (const member of rootMembers(tree)) annotator.expr(member, null, Location.none);
  return annotator.needed;
}

class Annotator {
  readonly needed: Uint8Array;
  private readonly tree: Tree;

  constructor(tree: Tree) {
    this.tree = tree;
    this.needed = new Uint8Array(tree.nodeTags.length);
  }

  /** Visits `node`; whether it writes through the pointer that `location` provides. */
  expr(node: number, target: Target | null, location: Location): boolean {
    const tree = this.tree;
    const lhs = tree.lhs[node];
    const rhs = tree.rhs[node];
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.identifier:
      case NodeTag.string_literal:
      case NodeTag.multiline_string_literal:
      case NodeTag.number_literal:
      case NodeTag.unreachable_literal:
      case NodeTag.asm_simple:
      case NodeTag.asm:
      case NodeTag.enum_literal:
      case NodeTag.error_value:
      case NodeTag.anyframe_literal:
      case NodeTag.continue:
      case NodeTag.char_literal:
      case NodeTag.error_set_decl:
        return false;

      case NodeTag.address_of:
      case NodeTag.optional_type:
      case NodeTag.bool_not:
      case NodeTag.bit_not:
      case NodeTag.negation:
      case NodeTag.negation_wrap:
      case NodeTag.comptime:
      case NodeTag.suspend:
      case NodeTag.resume:
        this.visit(lhs, target);
        return false;

      case NodeTag.anyframe_type:
      case NodeTag.defer:
      case NodeTag.errdefer:
      case NodeTag.test_decl:
        this.visit(rhs, target);
        return false;

      case NodeTag.grouped_expression:
      case NodeTag.try:
      case NodeTag.nosuspend:
        return this.expr(lhs, target, location);
      case NodeTag.unwrap_optional: {
        let operand = lhs;
        while (tree.nodeTags[operand] === NodeTag.unwrap_optional) operand = tree.lhs[operand];
        return this.expr(operand, target, location);
      }

      case NodeTag.assign:
        this.visit(lhs, target);
        this.expr(rhs, target, Location.typed_ptr);
        return false;

      case NodeTag.assign_destructure:
        this.visitExtra(lhs + 1, lhs + 1 + tree.extra[lhs], target);
        this.visit(rhs, target);
        return false;

      case NodeTag.global_var_decl:
      case NodeTag.local_var_decl:
      case NodeTag.simple_var_decl:
      case NodeTag.aligned_var_decl:
        this.varDecl(node, target);
        return false;

      case NodeTag.container_field_init:
      case NodeTag.container_field_align:
      case NodeTag.container_field:
        this.containerField(node, target);
        return false;

      case NodeTag.builtin_call_two:
      case NodeTag.builtin_call_two_comma:
        return this.builtinCall(node, (lhs !== 0 ? 1 : 0) + (rhs !== 0 ? 1 : 0), target);
      case NodeTag.builtin_call:
      case NodeTag.builtin_call_comma:
        return this.builtinCall(node, rhs - lhs, target);

      case NodeTag.array_type:
        this.visit(lhs, target);
        this.visit(rhs, target);
        return false;
      case NodeTag.array_type_sentinel:
        this.visit(lhs, target);
        this.visitExtra(rhs, rhs + 2, target);
        return false;

      case NodeTag.return:
        if (lhs !== 0 && this.expr(lhs, target, Location.typed_ptr)) this.needed[node] = 1;
        return false;

      case NodeTag.if_simple:
        this.visit(lhs, target);
        this.visit(rhs, target);
        return false;
      case NodeTag.if: {
        this.visit(lhs, target);
        const consumedThen = this.expr(tree.extra[rhs], target, location);
        const consumedElse = this.expr(tree.extra[rhs + 1], target, location);
        return this.mark(node, consumedThen || consumedElse);
      }

      case NodeTag.while_simple:
      case NodeTag.while_cont:
      case NodeTag.while:
        return this.whileLoop(node, target, location);
      case NodeTag.for_simple:
      case NodeTag.for:
        return this.forLoop(node, target, location);

      case NodeTag.catch:
      case NodeTag.orelse:
        this.chain(lhs, target);
        return this.mark(node, this.expr(rhs, target, location));

      case NodeTag.switch:
      case NodeTag.switch_comma:
        return this.switchExpr(node, target, location);

      case NodeTag.break:
        this.breakExpr(node, target);
        return false;

      case NodeTag.block_two:
      case NodeTag.block_two_semicolon: {
        const label = this.blockLabel(node);
        const inner = label < 0 ? target : newTarget(target, label, false, location);
        if (lhs !== 0) this.visit(lhs, inner);
        if (rhs !== 0) this.visit(rhs, inner);
        return label >= 0 && this.mark(node, inner?.consumed === true);
      }
      case NodeTag.block:
      case NodeTag.block_semicolon: {
        const label = this.blockLabel(node);
        const inner = label < 0 ? target : newTarget(target, label, false, location);
        this.visitExtra(lhs, rhs, inner);
        return label >= 0 && this.mark(node, inner?.consumed === true);
      }

      case NodeTag.ptr_type_aligned:
      case NodeTag.ptr_type_sentinel:
        if (lhs !== 0) this.visit(lhs, target);
        this.visit(rhs, target);
        return false;
      case NodeTag.ptr_type:
        this.visitExtra(lhs, lhs + 3, target);
        this.visit(rhs, target);
        return false;
      case NodeTag.ptr_type_bit_range:
        this.visitExtra(lhs, lhs + 5, target);
        this.visit(rhs, target);
        return false;

      case NodeTag.container_decl_two:
      case NodeTag.container_decl_two_trailing:
      case NodeTag.tagged_union_two:
      case NodeTag.tagged_union_two_trailing:
        if (lhs !== 0) this.visit(lhs, target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;
      case NodeTag.container_decl:
      case NodeTag.container_decl_trailing:
      case NodeTag.tagged_union:
      case NodeTag.tagged_union_trailing:
        this.visitExtra(lhs, rhs, target);
        return false;
      case NodeTag.container_decl_arg:
      case NodeTag.container_decl_arg_trailing:
      case NodeTag.tagged_union_enum_tag:
      case NodeTag.tagged_union_enum_tag_trailing:
        this.visit(lhs, target);
        this.visitExtra(tree.extra[rhs], tree.extra[rhs + 1], target);
        return false;

      case NodeTag.array_init_one:
      case NodeTag.array_init_one_comma:
      case NodeTag.struct_init_one:
      case NodeTag.struct_init_one_comma:
        this.visit(lhs, target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;
      case NodeTag.array_init:
      case NodeTag.array_init_comma:
      case NodeTag.struct_init:
      case NodeTag.struct_init_comma:
        this.visit(lhs, target);
        this.visitExtra(tree.extra[rhs], tree.extra[rhs + 1], target);
        return false;
      case NodeTag.array_init_dot_two:
      case NodeTag.array_init_dot_two_comma:
      case NodeTag.struct_init_dot_two:
      case NodeTag.struct_init_dot_two_comma: {
        // An untyped initializer writes each of its parts to its place if it knows the type of the whole.
        const consumed = location === Location.typed_ptr;
        const inner = consumed ? location : Location.none;
        if (lhs !== 0) this.expr(lhs, target, inner);
        if (rhs !== 0) this.expr(rhs, target, inner);
        return consumed;
      }
      case NodeTag.array_init_dot:
      case NodeTag.array_init_dot_comma:
      case NodeTag.struct_init_dot:
      case NodeTag.struct_init_dot_comma: {
        const consumed = location === Location.typed_ptr;
        const inner = consumed ? location : Location.none;
        for (let i = lhs; i < rhs; i++) this.expr(tree.extra[i], target, inner);
        return consumed;
      }

      case NodeTag.fn_decl:
        this.visit(lhs, target);
        this.visit(rhs, target);
        return false;
      case NodeTag.fn_proto_simple:
        if (lhs !== 0) this.visit(lhs, target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;
      case NodeTag.fn_proto_multi:
        this.visitExtra(tree.extra[lhs], tree.extra[lhs + 1], target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;
      case NodeTag.fn_proto_one:
        this.visitExtra(lhs, lhs + 5, target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;
      case NodeTag.fn_proto:
        this.visitExtra(tree.extra[lhs], tree.extra[lhs + 1], target);
        this.visitExtra(lhs + 2, lhs + 6, target);
        if (rhs !== 0) this.visit(rhs, target);
        return false;

      case NodeTag.root:
      case NodeTag.switch_case_one:
      case NodeTag.switch_case_inline_one:
      case NodeTag.switch_case:
      case NodeTag.switch_case_inline:
      case NodeTag.switch_range:
      case NodeTag.for_range:
      case NodeTag.asm_output:
      case NodeTag.asm_input:
        return false;

      default:
        this.chain(node, target);
        return false;
    }
  }

  private visit(node: number, target: Target | null): void {
    this.expr(node, target, Location.none);
  }

  /** Visits those of the nodes `extra[start..end]` that are there. */
  private visitExtra(start: number, end: number, target: Target | null): void {
    for (let i = start; i < end; i++) {
      const node = this.tree.extra[i];
      if (node !== 0) this.expr(node, target, Location.none);
    }
  }

  private mark(node: number, consumed: boolean): boolean {
    if (consumed) this.needed[node] = 1;
    return consumed;
  }

  /**
   * Visits an operator, access or call none of whose operands has a result pointer. Long chains of these lean to the left: the left
   * operands are followed without recursion.
   */
  private chain(node: number, target: Target | null): void {
    const { nodeTags, lhs, rhs, extra } = this.tree;
    for (;;) {
      const right = rhs[node];
      switch (nodeTags[node] as NodeTag) {
        case NodeTag.field_access:
        case NodeTag.deref:
        case NodeTag.unwrap_optional:
          break;
        case NodeTag.catch:
        case NodeTag.orelse:
          this.mark(node, this.expr(right, target, Location.none));
          break;
        case NodeTag.call:
        case NodeTag.call_comma:
          this.visitExtra(extra[right], extra[right + 1], target);
          break;
        case NodeTag.slice:
          this.visitExtra(right, right + 2, target);
          break;
        case NodeTag.slice_sentinel:
          this.visitExtra(right, right + 3, target);
          break;
        default:
          if (!isPairOfOperands(nodeTags[node])) {
            this.visit(node, target);
            return;
          }
          if (right !== 0) this.visit(right, target);
      }
      node = lhs[node];
    }
  }

  private varDecl(node: number, target: Target | null): void {
    const { tree } = this;
    const lhs = tree.lhs[node];
    let type = 0;
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.global_var_decl:
      case NodeTag.local_var_decl:
        type = tree.extra[lhs];
        break;
      case NodeTag.simple_var_decl:
        type = lhs;
        break;
    }
    if (type !== 0) this.visit(type, target);
    const init = tree.rhs[node];
    if (init === 0) return;
    const consumed = this.expr(init, target, type !== 0 ? Location.typed_ptr : Location.inferred_ptr);
    // A `var` gets a place of its own in any case.
    if (tree.tokenTags[tree.mainTokens[node]] === TokenTag.keyword_const) this.mark(node, consumed);
  }

  private containerField(node: number, target: Target | null): void {
    const { tree } = this;
    const rhs = tree.rhs[node];
    this.visit(tree.lhs[node], target);
    if (tree.nodeTags[node] === NodeTag.container_field) this.visitExtra(rhs, rhs + 2, target);
    else if (rhs !== 0) this.visit(rhs, target);
  }

  private whileLoop(node: number, target: Target | null, location: Location): boolean {
    const { tree } = this;
    const rhs = tree.rhs[node];
    this.visit(tree.lhs[node], target);
    const loop = newTarget(target, this.loopLabel(node), true, location);
    let then = rhs;
    let otherwise = 0;
    if (tree.nodeTags[node] !== NodeTag.while_simple) {
      if (tree.extra[rhs] !== 0) this.visit(tree.extra[rhs], loop);
      then = tree.extra[rhs + 1];
      if (tree.nodeTags[node] === NodeTag.while) otherwise = tree.extra[rhs + 2];
    }
    this.visit(then, loop);
    const consumedElse = otherwise !== 0 && this.expr(otherwise, target, location);
    return this.mark(node, loop.consumed || consumedElse);
  }

  private forLoop(node: number, target: Target | null, location: Location): boolean {
    const { tree } = this;
    const lhs = tree.lhs[node];
    const rhs = tree.rhs[node];
    let then = rhs;
    let otherwise = 0;
    if (tree.nodeTags[node] === NodeTag.for_simple) {
      this.forInput(lhs, target);
    } else {
      const inputs = rhs & 0x7fff_ffff;
      for (let i = 0; i < inputs; i++) this.forInput(tree.extra[lhs + i], target);
      then = tree.extra[lhs + inputs];
      if (rhs >= 0x8000_0000) otherwise = tree.extra[lhs + inputs + 1];
    }
    const loop = newTarget(target, this.loopLabel(node), true, location);
    this.visit(then, loop);
    const consumedElse = otherwise !== 0 && this.expr(otherwise, target, location);
    return this.mark(node, loop.consumed || consumedElse);
  }

  private forInput(input: number, target: Target | null): void {
    if (this.tree.nodeTags[input] === NodeTag.for_range) this.range(input, target);
    else this.visit(input, target);
  }

  /** The ends of a `for` range or switch range. */
  private range(node: number, target: Target | null): void {
    this.visit(this.tree.lhs[node], target);
    if (this.tree.rhs[node] !== 0) this.visit(this.tree.rhs[node], target);
  }

  private switchExpr(node: number, target: Target | null, location: Location): boolean {
    const { tree } = this;
    const rhs = tree.rhs[node];
    this.visit(tree.lhs[node], target);
    let consumed = false;
    for (let i = tree.extra[rhs]; i < tree.extra[rhs + 1]; i++) {
      const prong = tree.extra[i];
      const values = tree.lhs[prong];
      switch (tree.nodeTags[prong] as NodeTag) {
        case NodeTag.switch_case_one:
        case NodeTag.switch_case_inline_one:
          if (values !== 0) this.switchItem(values, target);
          break;
        default:
          for (let v = tree.extra[values]; v < tree.extra[values + 1]; v++) this.switchItem(tree.extra[v], target);
      }
      if (this.expr(tree.rhs[prong], target, location)) consumed = true;
    }
    return this.mark(node, consumed);
  }

  private switchItem(node: number, target: Target | null): void {
    if (this.tree.nodeTags[node] === NodeTag.switch_range) this.range(node, target);
    else this.visit(node, target);
  }

  private breakExpr(node: number, target: Target | null): void {
    const { tree } = this;
    const value = tree.rhs[node];
    if (value === 0) return;
    const label = tree.lhs[node];
    let to = target;
    if (label === 0) while (to !== null && !to.isLoop) to = to.parent;
    else while (to !== null && !(to.label >= 0 && this.sameLabel(to.label, label))) to = to.parent;
    if (to === null) this.visit(value, target);
    else if (this.expr(value, target, to.location)) to.consumed = true;
  }

  /** No builtin but `@frameAddress` writes to the place of its result. One that is called wrongly is not looked into. */
  private builtinCall(node: number, argsLen: number, target: Target | null): boolean {
    const { tree } = this;
    const name = tokenText(tree, tree.mainTokens[node]);
    const tag = findBuiltin(name, 0, name.length);
    if (tag < 0) return false;
    const expected = builtinParamCount(tag as BuiltinTag);
    if (expected !== VARIADIC && expected !== argsLen) return false;
    switch (tag as BuiltinTag) {
      case BuiltinTag.frame_address:
        // The address must be that of the frame that owns the result.
        return true;
      case BuiltinTag.import:
      case BuiltinTag.panic:
        return false;
      default:
        this.builtinArgs(node, visitedArgs(tag as BuiltinTag, argsLen), target);
        return false;
    }
  }

  private builtinArgs(node: number, count: number, target: Target | null): void {
    const { tree } = this;
    const lhs = tree.lhs[node];
    switch (tree.nodeTags[node] as NodeTag) {
      case NodeTag.builtin_call_two:
      case NodeTag.builtin_call_two_comma:
        if (count > 0 && lhs !== 0) this.visit(lhs, target);
        if (count > 1 && tree.rhs[node] !== 0) this.visit(tree.rhs[node], target);
        break;
      default:
        this.visitExtra(lhs, lhs + count, target);
    }
  }

  private blockLabel(node: number): number {
    return this.labelBefore(this.tree.mainTokens[node]);
  }

  private loopLabel(node: number): number {
    const token = this.tree.mainTokens[node];
    const isInline = token > 0 && this.tree.tokenTags[token - 1] === TokenTag.keyword_inline;
    return this.labelBefore(isInline ? token - 1 : token);
  }

  private labelBefore(token: number): number {
    const tags = this.tree.tokenTags;
    return token >= 2 && tags[token - 1] === TokenTag.colon && tags[token - 2] === TokenTag.identifier ? token - 2 : -1;
  }

  /** Labels are compared as they are written: for one label written in two ways, no result pointer is passed. */
  private sameLabel(token: number, other: number): boolean {
    const a = tokenText(this.tree, token);
    const b = tokenText(this.tree, other);
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
  }
}

/** How many arguments of a builtin are looked into: those after are forgotten by the official compiler too. */
function visitedArgs(tag: BuiltinTag, argsLen: number): number {
  switch (tag) {
    case BuiltinTag.mul_add:
      return 3;
    case BuiltinTag.cmpxchg_strong:
    case BuiltinTag.cmpxchg_weak:
      return 5;
    default:
      return argsLen;
  }
}

function newTarget(parent: Target | null, label: number, isLoop: boolean, location: Location): Target {
  return { parent, label, isLoop, location, consumed: false };
}

/** Whether the operands of a node are the expressions `lhs` and `rhs` (0 if there is none), neither with a result pointer. */
function isPairOfOperands(tag: NodeTag): boolean {
  switch (tag) {
    case NodeTag.assign_mul:
    case NodeTag.assign_div:
    case NodeTag.assign_mod:
    case NodeTag.assign_add:
    case NodeTag.assign_sub:
    case NodeTag.assign_shl:
    case NodeTag.assign_shl_sat:
    case NodeTag.assign_shr:
    case NodeTag.assign_bit_and:
    case NodeTag.assign_bit_xor:
    case NodeTag.assign_bit_or:
    case NodeTag.assign_mul_wrap:
    case NodeTag.assign_add_wrap:
    case NodeTag.assign_sub_wrap:
    case NodeTag.assign_mul_sat:
    case NodeTag.assign_add_sat:
    case NodeTag.assign_sub_sat:
    case NodeTag.equal_equal:
    case NodeTag.bang_equal:
    case NodeTag.less_than:
    case NodeTag.greater_than:
    case NodeTag.less_or_equal:
    case NodeTag.greater_or_equal:
    case NodeTag.merge_error_sets:
    case NodeTag.mul:
    case NodeTag.div:
    case NodeTag.mod:
    case NodeTag.array_mult:
    case NodeTag.mul_wrap:
    case NodeTag.mul_sat:
    case NodeTag.add:
    case NodeTag.sub:
    case NodeTag.array_cat:
    case NodeTag.add_wrap:
    case NodeTag.sub_wrap:
    case NodeTag.add_sat:
    case NodeTag.sub_sat:
    case NodeTag.shl:
    case NodeTag.shl_sat:
    case NodeTag.shr:
    case NodeTag.bit_and:
    case NodeTag.bit_xor:
    case NodeTag.bit_or:
    case NodeTag.bool_and:
    case NodeTag.bool_or:
    case NodeTag.error_union:
    case NodeTag.array_access:
    case NodeTag.slice_open:
    case NodeTag.call_one:
    case NodeTag.call_one_comma:
      return true;
    default:
      return false;
  }
}
