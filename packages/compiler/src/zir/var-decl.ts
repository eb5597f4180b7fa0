import { fullAssignDestructure } from '../syntax/full.ts';
import { type FullVarDecl, fullVarDecl } from '../syntax/full-decl.ts';
import { NodeTag } from '../syntax/node.ts';
import { TokenTag } from '../syntax/token.ts';
import { type Tree, tokenString } from '../syntax/tree.ts';
import { DISCARD_COMPONENT, finishComptimeBlock } from './assign.ts';
import { nodeMayAppendToErrorTrace } from './ast-query.ts';
import { type GenZir, NameStrategy } from './block.ts';
import { ComptimeReason } from './comptime-reason.ts';
import { expr, lvalExpr, nameStrategyExpr, reachableExpr, reachableExprComptime, typeExpr } from './expr.ts';
import { Extended, Tag } from './inst.ts';
import { REF_NONE, type ZirRef } from './ref.ts';
import { Ctx, type DestructureComponent, Loc, ResultInfo, RI_ALIGN, resPtr, resTy } from './result.ts';
import { type IdCat, LocalPtr, LocalVal, type Scope } from './scope.ts';
import { detectLocalShadowing } from './shadowing.ts';
import { isUnderscore, isUnderscoreToken } from './underscore.ts';

const UNDERSCORE_MESSAGE = `'_' used as an identifier without @"_" syntax`;

const COMPTIME_CONST_MESSAGE =
  "'comptime const' is redundant; instead wrap the initialization expression with 'comptime'";

/** Bits of `small` of `Extended.alloc`. */
enum AllocFlag {
  has_type = 1,
  has_align = 2,
  is_const = 4,
  is_comptime = 8,
}

/** Lowers `const` or `var` in a block and returns the scope of what follows it. */
export function varDecl(gz: GenZir, scope: Scope, node: number): Scope {
  gz.emitDbgNode(node);
  const { lo } = gz;
  const { tree } = lo;
  const full = fullVarDecl(tree, node)!;
  const isConst = tree.tokenTags[full.mutToken] === TokenTag.keyword_const;
  const nameToken = full.mutToken + 1;
  if (isUnderscoreToken(tree, nameToken)) lo.failToken(nameToken, UNDERSCORE_MESSAGE);
  const name = lo.identName(nameToken);
  detectLocalShadowing(lo, scope, name, nameToken, idCat(isConst));
  if (full.initNode === 0) lo.failNode(node, 'variables must be initialized');
  checkLocalQualifiers(gz, full);
  const align = full.alignNode === 0 ? REF_NONE : expr(gz, scope, RI_ALIGN, full.alignNode);
  const string = gz.chunk.string(lo.names, name);

  if (!isConst) {
    if (full.comptimeToken !== null && gz.isComptime) {
      lo.failToken(full.comptimeToken, "'comptime var' is redundant in comptime scope");
    }
    const isComptime = full.comptimeToken !== null || gz.isComptime;
    const type = full.typeNode === 0 ? REF_NONE : typeExpr(gz, scope, full.typeNode);
    const alloc = addAlloc(gz, node, type, align, false, isComptime);
    const ri = type === REF_NONE ? new ResultInfo(Loc.inferred_ptr, alloc) : resPtr(alloc);
    initialize(gz, scope, ri, full, node);
    const pointer = type === REF_NONE ? gz.addUnNode(Tag.resolve_inferred_alloc, alloc, node) : alloc;
    gz.addDbgVar(Tag.dbg_var_ptr, string, pointer, nameToken);
    return new LocalPtr(scope, pointer, nameToken, name, 'local variable', isComptime);
  }

  if (full.comptimeToken !== null) lo.errorToken(full.comptimeToken, COMPTIME_CONST_MESSAGE);
  const mayTrace = nodeMayAppendToErrorTrace(tree, full.initNode);
  if (align === REF_NONE && lo.needsResultLocation[node] === 0) {
    // The value needs no memory: its instruction is the constant.
    const ri =
      full.typeNode === 0
        ? new ResultInfo(Loc.none, REF_NONE, Ctx.const_init)
        : resTy(typeExpr(gz, scope, full.typeNode), Ctx.const_init);
    const value = initialize(gz, scope, ri, full, node);
    gz.addUnNode(Tag.validate_const, value, full.initNode);
    gz.addDbgVar(Tag.dbg_var_val, string, value, nameToken);
    if (mayTrace) gz.addSaveErrRetIndex(value, full.initNode);
    return new LocalVal(scope, value, nameToken, name, 'local constant');
  }
  const isComptime = gz.isComptime || tree.nodeTags[full.initNode] === NodeTag.comptime;
  const type = full.typeNode === 0 ? REF_NONE : typeExpr(gz, scope, full.typeNode);
  const alloc = addAlloc(gz, node, type, align, true, isComptime);
  const ri =
    type === REF_NONE ? new ResultInfo(Loc.inferred_ptr, alloc, Ctx.const_init) : resPtr(alloc, Ctx.const_init);
  const value = initialize(gz, scope, ri, full, node);
  if (mayTrace) gz.addSaveErrRetIndex(value, full.initNode);
  const pointer = gz.addUnNode(type === REF_NONE ? Tag.resolve_inferred_alloc : Tag.make_ptr_const, alloc, node);
  gz.addDbgVar(Tag.dbg_var_ptr, string, pointer, nameToken);
  return new LocalPtr(scope, pointer, nameToken, name, 'local constant', true);
}

function idCat(isConst: boolean): IdCat {
  return isConst ? 'local constant' : 'local variable';
}

function checkLocalQualifiers(gz: GenZir, full: FullVarDecl): void {
  const { lo } = gz;
  const { mainTokens } = lo.tree;
  if (full.addrspaceNode !== 0) {
    const name = tokenString(lo.tree, full.mutToken + 1);
    lo.failToken(mainTokens[full.addrspaceNode], `cannot set address space of local variable '${name}'`);
  }
  if (full.sectionNode !== 0) {
    const name = tokenString(lo.tree, full.mutToken + 1);
    lo.failToken(mainTokens[full.sectionNode], `cannot set section of local variable '${name}'`);
  }
}

function initialize(gz: GenZir, scope: Scope, ri: ResultInfo, full: FullVarDecl, node: number): ZirRef {
  const reason = full.comptimeToken === null ? null : ComptimeReason.comptime_keyword;
  return (
    nameStrategyExpr(gz, scope, ri, full.initNode, NameStrategy.dbg_var) ??
    reachableExprComptime(gz, scope, ri, full.initNode, node, reason)
  );
}

/** Memory for a local; `type` REF_NONE: of the type that is stored into it. */
function addAlloc(
  gz: GenZir,
  node: number,
  type: ZirRef,
  align: ZirRef,
  isConst: boolean,
  isComptime: boolean,
): ZirRef {
  if (align !== REF_NONE) {
    const { extra } = gz.chunk;
    const payload = extra.length;
    if (type !== REF_NONE) extra.push(type);
    extra.push(align);
    const small =
      AllocFlag.has_align |
      (type !== REF_NONE ? AllocFlag.has_type : 0) |
      (isConst ? AllocFlag.is_const : 0) |
      (isComptime ? AllocFlag.is_comptime : 0);
    return gz.addExtended(Extended.alloc, small, payload, node);
  }
  if (type !== REF_NONE) {
    const tag = isConst ? Tag.alloc : isComptime ? Tag.alloc_comptime_mut : Tag.alloc_mut;
    return gz.addUnNode(tag, type, node);
  }
  if (isConst) return gz.addNode(isComptime ? Tag.alloc_inferred_comptime : Tag.alloc_inferred, node);
  return gz.addNode(isComptime ? Tag.alloc_inferred_comptime_mut : Tag.alloc_inferred_mut, node);
}

function isVarDecl(tree: Tree, node: number): boolean {
  const tag: NodeTag = tree.nodeTags[node];
  return tag >= NodeTag.global_var_decl && tag <= NodeTag.aligned_var_decl;
}

/** Lowers a destructure statement, which may declare, and returns the scope of what follows it. */
export function assignDestructureMaybeDecls(gz: GenZir, scope: Scope, node: number): Scope {
  gz.emitDbgNode(node);
  const { lo } = gz;
  const { tree } = lo;
  const full = fullAssignDestructure(tree, node)!;
  const { comptimeToken, variables } = full;
  if (comptimeToken !== null && gz.isComptime) {
    lo.errorToken(comptimeToken, 'redundant comptime keyword in already comptime scope');
  }
  const isComptime = comptimeToken !== null || gz.isComptime;
  const valueIsComptime = tree.nodeTags[full.valueExpr] === NodeTag.comptime;

  const components: DestructureComponent[] = new Array(variables.length);
  let anyNonConst = false;
  let anyLvalue = false;
  for (let i = 0; i < variables.length; i++) {
    const variable = variables[i];
    if (isUnderscore(tree, variable)) {
      anyNonConst = true;
      components[i] = DISCARD_COMPONENT;
    } else if (isVarDecl(tree, variable)) {
      const decl = fullVarDecl(tree, variable)!;
      if (isUnderscoreToken(tree, decl.mutToken + 1)) lo.failToken(decl.mutToken + 1, UNDERSCORE_MESSAGE);
      checkLocalQualifiers(gz, decl);
      const isConst = tree.tokenTags[decl.mutToken] === TokenTag.keyword_const;
      if (!isConst) anyNonConst = true;
      const align = decl.alignNode === 0 ? REF_NONE : expr(gz, scope, RI_ALIGN, decl.alignNode);
      const type = decl.typeNode === 0 ? REF_NONE : typeExpr(gz, scope, decl.typeNode);
      const alloc = addAlloc(gz, node, type, align, isConst, isComptime || (isConst && valueIsComptime));
      components[i] = { loc: type === REF_NONE ? Loc.inferred_ptr : Loc.ptr, inst: alloc, node: 0 };
    } else {
      // Lowered below, inside of the compile-time block if there is one.
      anyNonConst = true;
      anyLvalue = true;
    }
  }
  if (comptimeToken !== null && !anyNonConst) lo.errorToken(comptimeToken, COMPTIME_CONST_MESSAGE);

  const inner = comptimeToken === null ? gz : gz.makeSubBlock(scope);
  if (comptimeToken !== null) inner.isComptime = true;
  if (anyLvalue) {
    for (let i = 0; i < variables.length; i++) {
      if (components[i] !== undefined) continue;
      const variable = variables[i];
      components[i] = { loc: Loc.ptr, inst: lvalExpr(inner, scope, variable), node: variable };
    }
  }
  const ri = new ResultInfo(Loc.destructure, REF_NONE, Ctx.none, node, components);
  reachableExpr(inner, scope, ri, full.valueExpr, node);
  if (inner !== gz) finishComptimeBlock(gz, inner, node);

  let current = scope;
  for (let i = 0; i < variables.length; i++) {
    const variable = variables[i];
    if (!isVarDecl(tree, variable)) continue;
    const decl = fullVarDecl(tree, variable)!;
    const isConst = tree.tokenTags[decl.mutToken] === TokenTag.keyword_const;
    const raw = components[i].inst;
    const pointer =
      components[i].loc === Loc.inferred_ptr
        ? gz.addUnNode(Tag.resolve_inferred_alloc, raw, variable)
        : isConst
          ? gz.addUnNode(Tag.make_ptr_const, raw, node)
          : raw;
    const nameToken = decl.mutToken + 1;
    const name = lo.identName(nameToken);
    detectLocalShadowing(lo, current, name, nameToken, idCat(isConst));
    gz.addDbgVar(Tag.dbg_var_ptr, gz.chunk.string(lo.names, name), pointer, nameToken);
    current = new LocalPtr(current, pointer, nameToken, name, idCat(isConst), isConst || isComptime);
  }
  return current;
}
