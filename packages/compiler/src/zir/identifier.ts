import { tokenEndOffset, tokenString } from '../syntax/tree.ts';
import type { GenZir } from './block.ts';
import type { ComptimeReason } from './comptime-reason.ts';
import { Extended, Tag } from './inst.ts';
import { type Failure, noteNode, noteToken } from './lowering.ts';
import type { NameId } from './names.ts';
import { primitiveRef } from './primitive.ts';
import { instRef, REF_NONE, refInst, type ZirRef } from './ref.ts';
import { Ctx, isRefLoc, Loc, ResultInfo, rvalue, rvalueNoCoercePreRef } from './result.ts';
import { CaptureTag, capture, type Namespace, type Scope, ScopeKind } from './scope.ts';
import { isUnderscoreToken } from './underscore.ts';

const ZERO = 0x30;
const NINE = 0x39;
const LOWER_I = 0x69;
const LOWER_U = 0x75;
const MAX_INT_BITS = 65535;
const MAX_CAPTURES = 65536;

/** Why and where a reference to a local or declaration is to be evaluated in a compile-time block. */
export interface ComptimeBlock {
  readonly sourceNode: number;
  readonly reason: ComptimeReason;
}

/** Lowers an identifier: a primitive, an integer type, a local, or a declaration; the last two in a block if `block` is given. */
export function identifier(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  block: ComptimeBlock | null = null,
): ZirRef {
  const lo = gz.lo;
  const tree = lo.tree;
  const token = tree.mainTokens[node];
  if (isUnderscoreToken(tree, token)) lo.failNode(node, `'_' used as an identifier without @"_" syntax`);
  const primitive = primitiveRef(tree, token);
  if (primitive !== -1) return rvalue(gz, ri, primitive, node);
  const start = tree.tokenStarts[token];
  const end = tokenEndOffset(tree, token);
  const source = tree.source;
  if (end - start >= 2 && (source[start] === LOWER_I || source[start] === LOWER_U)) {
    const bits = integerTypeBits(gz, node, start, end);
    if (bits >= 0) {
      return rvalue(gz, ri, gz.add(Tag.int_type, source[start] === LOWER_I ? 1 : 0, bits, gz.srcNode(node)), node);
    }
  }
  if (block !== null) return comptimeVarRef(gz, scope, ri, node, token, block);
  return localVarRef(gz, scope, ri, node, token);
}

function comptimeVarRef(
  gz: GenZir,
  scope: Scope,
  ri: ResultInfo,
  node: number,
  token: number,
  { sourceNode, reason }: ComptimeBlock,
): ZirRef {
  const inst = gz.makeBlockInst(Tag.block_comptime, sourceNode);
  const comptimeGz = gz.makeSubBlock(scope);
  comptimeGz.isComptime = true;
  const result = localVarRef(comptimeGz, scope, new ResultInfo(Loc.none, REF_NONE, ri.ctx), node, token);
  comptimeGz.addBreak(Tag.break_inline, inst, result);
  comptimeGz.setBlockComptimeBody(inst, reason);
  gz.append(inst);
  return rvalue(gz, ri, instRef(inst), sourceNode);
}

/** Bits of the integer type that the text `start..end` names, or -1 if it names none. Fails on what only looks like one. */
function integerTypeBits(gz: GenZir, node: number, start: number, end: number): number {
  const { lo } = gz;
  const source = lo.tree.source;
  if (end - start >= 3 && source[start + 1] === ZERO) {
    lo.failNode(node, `primitive integer type '${tokenString(lo.tree, lo.tree.mainTokens[node])}' has leading zero`);
  }
  let bits = 0;
  for (let i = start + 1; i < end; i++) {
    if (source[i] < ZERO || source[i] > NINE) return -1;
    bits = bits * 10 + source[i] - ZERO;
    if (bits > MAX_INT_BITS) {
      const text = tokenString(lo.tree, lo.tree.mainTokens[node]);
      lo.failNode(node, `primitive integer type '${text}' exceeds maximum bit width of 65535`);
    }
  }
  return bits;
}

/** Lowers a reference by the name `token` to a local or a declaration. */
export function localVarRef(gz: GenZir, scope: Scope, ri: ResultInfo, node: number, token: number): ZirRef {
  const lo = gz.lo;
  const name = lo.identName(token);
  let found = -1;
  let foundNeedsTunnel = false;
  let foundNamespacesOut = 0;
  let namespacesOut = 0;
  let crossed: Namespace | null = null;
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    switch (s.kind) {
      case ScopeKind.local_val: {
        if (s.name !== name) break;
        if (ri.loc === Loc.discard && ri.ctx === Ctx.assignment) s.discarded = token;
        else s.used = token;
        if (s.usage !== null) s.usage.any = true;
        const value =
          namespacesOut === 0
            ? s.inst
            : tunnel(gz, node, namespacesOut, CaptureTag.instruction, s.inst, name, noteToken(s.token, CAPTURED_HERE));
        return rvalueNoCoercePreRef(gz, ri, value, node);
      }
      case ScopeKind.local_ptr: {
        if (s.name !== name) break;
        if (ri.loc === Loc.discard && ri.ctx === Ctx.assignment) s.discarded = token;
        else s.used = token;
        if (!s.maybeComptime && !gz.isTypeof) {
          if (crossed !== null) {
            lo.failNode(node, `mutable '${lo.names.text(name)}' not accessible from here`, [
              noteToken(s.token, 'declared mutable here'),
              noteNode(crossed.node, 'crosses namespace boundary here'),
            ]);
          }
          if (ri.ctx === Ctx.return_addrof) {
            lo.failNode(node, `returning address of expired local variable '${lo.names.text(name)}'`, [
              noteToken(s.token, 'declared runtime-known here'),
            ]);
          }
        }
        const declared = noteToken(s.token, CAPTURED_HERE);
        if (isRefLoc(ri)) {
          const pointer =
            namespacesOut === 0
              ? s.ptr
              : tunnel(gz, node, namespacesOut, CaptureTag.instruction, s.ptr, name, declared);
          if (ri.loc !== Loc.ref_const) s.usedAsLvalue = true;
          return pointer;
        }
        const value =
          namespacesOut === 0
            ? gz.addUnNode(Tag.load, s.ptr, node)
            : tunnel(gz, node, namespacesOut, CaptureTag.instruction_load, s.ptr, name, declared);
        return rvalueNoCoercePreRef(gz, ri, value, node);
      }
      case ScopeKind.namespace: {
        const decl = s.decls.get(name);
        if (decl !== undefined) {
          if (found >= 0) {
            lo.failNode(node, 'ambiguous reference', [
              noteNode(found, 'declared here'),
              noteNode(decl, 'also declared here'),
            ]);
          }
          // A declaration of the same name further out makes the reference ambiguous.
          found = decl;
          foundNeedsTunnel = s.maybeGeneric;
          foundNamespacesOut = namespacesOut;
        }
        namespacesOut++;
        crossed = s;
        break;
      }
      default:
        break;
    }
  }
  if (found < 0) lo.failNode(node, `use of undeclared identifier '${lo.names.text(name)}'`);

  // By name and not by place: so a change of the declaration leaves this chunk as it is.
  if (foundNamespacesOut > 0 && foundNeedsTunnel) {
    const declared = noteNode(found, CAPTURED_HERE);
    if (isRefLoc(ri)) return tunnel(gz, node, foundNamespacesOut, CaptureTag.decl_ref, name, name, declared);
    const value = tunnel(gz, node, foundNamespacesOut, CaptureTag.decl_val, name, name, declared);
    return rvalueNoCoercePreRef(gz, ri, value, node);
  }
  const string = gz.chunk.string(lo.names, name);
  if (isRefLoc(ri)) return gz.addStrTok(Tag.decl_ref, string, token);
  return rvalueNoCoercePreRef(gz, ri, gz.addStrTok(Tag.decl_val, string, token), node);
}

const CAPTURED_HERE = 'captured value here';

/**
 * Gets a value of the surroundings into the `count` (at least one) containers around `gz`: each captures it from the next one
 * out. `value` is a ref (`instruction`, `instruction_load`) or a name (`decl_val`, `decl_ref`); `name` is what it is called.
 */
function tunnel(
  gz: GenZir,
  node: number,
  count: number,
  tag: CaptureTag,
  value: ZirRef | NameId,
  name: NameId,
  declared: Failure,
): ZirRef {
  const byInst = tag === CaptureTag.instruction || tag === CaptureTag.instruction_load;
  const inst = byInst ? refInst(value as ZirRef) : -1;
  if (byInst && inst < 0) return value as ZirRef;

  const path: Namespace[] = [];
  for (let s: Scope | null = gz.parent; path.length < count && s !== null; s = s.parent) {
    if (s.kind === ScopeKind.namespace) path.push(s);
  }
  const outermost = path[count - 1];
  const string = outermost.declaringGz!.chunk.string(gz.lo.names, name);
  let index = addCapture(gz, outermost, capture(tag, byInst ? inst : string), string, node, declared);
  for (let i = count - 2; i >= 0; i--) {
    index = addCapture(gz, path[i], capture(CaptureTag.nested, index), 0, node, declared);
  }
  return gz.addExtended(Extended.closure_get, index, 0, node);
}

function addCapture(
  gz: GenZir,
  namespace: Namespace,
  key: number,
  name: number,
  node: number,
  declared: Failure,
): number {
  const captures = namespace.captures;
  const known = captures.get(key);
  if (known !== undefined) return known;
  const index = captures.size;
  if (index >= MAX_CAPTURES) {
    gz.lo.failNode(namespace.node, 'this compiler implementation only supports up to 65536 captures per namespace', [
      declared,
      noteNode(node, 'value used here'),
    ]);
  }
  captures.set(key, index);
  namespace.captureNames.push(name);
  return index;
}
