import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import {
  fullAsm,
  fullAssignDestructure,
  fullCall,
  fullFor,
  fullIf,
  fullSlice,
  fullSwitch,
  fullSwitchCase,
  fullWhile,
} from './full.ts';
import {
  fnParams,
  fullContainerDecl,
  fullContainerField,
  fullFnProto,
  fullPtrType,
  fullVarDecl,
  PointerSize,
} from './full-decl.ts';
import { NodeTag } from './node.ts';
import { parse } from './parse.ts';
import { nodeSpan } from './span.ts';
import { type Tree, tokenString } from './tree.ts';

function parsed(text: string): Tree {
  const tree = parse(bytesOfString(text));
  assert.deepEqual(tree.errors, []);
  return tree;
}

/** The first result of `view` that is not null, over all nodes. */
function find<T>(tree: Tree, view: (tree: Tree, node: number) => T | null): T {
  for (let node = 1; node < tree.nodeTags.length; node++) {
    const result = view(tree, node);
    if (result !== null) return result;
  }
  throw new RangeError('no such node');
}

const textOf = (tree: Tree, node: number) => {
  const { start, end } = nodeSpan(tree, node);
  return node === 0 ? null : stringOfBytes(tree.source.subarray(start, end));
};
const token = (tree: Tree, index: number | null) => (index === null ? null : tokenString(tree, index));

test('a variable declaration with everything', () => {
  const tree = parsed('pub extern "c" threadlocal var a: u8 align(4) addrspace(.x) linksection(".y") = 1;');
  const decl = find(tree, fullVarDecl);
  assert.equal(token(tree, decl.visibToken), 'pub');
  assert.equal(token(tree, decl.externExportToken), 'extern');
  assert.equal(token(tree, decl.libName), '"c"');
  assert.equal(token(tree, decl.threadlocalToken), 'threadlocal');
  assert.equal(token(tree, decl.mutToken), 'var');
  assert.deepEqual(
    [decl.typeNode, decl.alignNode, decl.addrspaceNode, decl.sectionNode, decl.initNode].map((n) => textOf(tree, n)),
    ['u8', '4', '.x', '".y"', '1'],
  );
});

test('parameters without a type node are listed too', () => {
  const tree = parsed('pub inline fn f(a: u8, comptime b: anytype,\n/// d\n_: *c, ...) align(1) callconv(.C) !void {}');
  const proto = find(tree, fullFnProto);
  assert.equal(token(tree, proto.nameToken), 'f');
  assert.equal(token(tree, proto.externExportInlineToken), 'inline');
  assert.deepEqual(
    [proto.alignExpr, proto.callconvExpr, proto.returnType].map((n) => textOf(tree, n)),
    ['1', '.C', 'void'],
  );
  assert.deepEqual(
    fnParams(tree, proto).map((p) => [
      token(tree, p.nameToken),
      textOf(tree, p.typeExpr),
      token(tree, p.anytypeEllipsis3),
    ]),
    [
      ['a', 'u8', null],
      ['b', null, 'anytype'],
      ['_', '*c', null],
      [null, null, '...'],
    ],
  );
  assert.equal(token(tree, fnParams(tree, proto)[1].comptimeNoalias), 'comptime');
  assert.equal(token(tree, fnParams(tree, proto)[2].firstDocComment), '/// d');
});

test('branches and loops', () => {
  const tree = parsed(`
test { if (a) |*b| c else |d| e; }
test { x: inline while (a) |b| : (c) { } else |d| { } }
test { y: for (a, 0..) |*b, c| { } else { } }
test { z: switch (a) { inline b, c => |d| e, else => f, } }
`);
  const branch = find(tree, fullIf);
  assert.deepEqual(
    [branch.payloadToken, branch.errorToken].map((t) => token(tree, t)),
    ['*', 'd'],
  );
  assert.deepEqual(
    [branch.condExpr, branch.thenExpr, branch.elseExpr].map((n) => textOf(tree, n)),
    ['a', 'c', 'e'],
  );
  const loop = find(tree, fullWhile);
  assert.deepEqual(
    [loop.labelToken, loop.inlineToken, loop.payloadToken, loop.errorToken].map((t) => token(tree, t)),
    ['x', 'inline', 'b', 'd'],
  );
  assert.equal(textOf(tree, loop.contExpr), 'c');
  const each = find(tree, fullFor);
  assert.deepEqual(
    [each.labelToken, each.inlineToken, each.payloadToken].map((t) => token(tree, t)),
    ['y', null, '*'],
  );
  assert.deepEqual(
    Array.from(each.inputs, (n) => textOf(tree, n)),
    ['a', '0..'],
  );
  assert.notEqual(each.elseExpr, 0);
  const choice = find(tree, fullSwitch);
  assert.equal(token(tree, choice.labelToken), 'z');
  const cases = Array.from(choice.cases, (n) => fullSwitchCase(tree, n));
  assert.deepEqual(
    cases.map((c) => c && token(tree, c.inlineToken)),
    ['inline', null],
  );
  assert.deepEqual(
    cases.map((c) => c && Array.from(c.values, (n) => textOf(tree, n))),
    [['b', 'c'], []],
  );
  assert.equal(token(tree, cases[0]?.payloadToken ?? null), 'd');
});

test('pointer modifiers are those of the pointer itself', () => {
  const tree = parsed('const a: [*:0]align(@alignOf(*volatile u8)) const *allowzero u8 = b;');
  const pointers: string[] = [];
  for (let node = 1; node < tree.nodeTags.length; node++) {
    const p = fullPtrType(tree, node);
    if (p === null) continue;
    const modifiers = [p.constToken, p.volatileToken, p.allowzeroToken].map((t) => token(tree, t));
    pointers.push([PointerSize[p.size], ...modifiers, textOf(tree, p.sentinel)].join(' '));
  }
  assert.deepEqual(pointers, ['One  volatile  ', 'One   allowzero ', 'Many const   0']);
});

test('other views', () => {
  const container = parsed('const A = packed union(enum(u8)) { comptime a: u8 align(2) = 1, };');
  const decl = find(container, (t, n) => (t.nodeTags[n] === NodeTag.root ? null : fullContainerDecl(t, n)));
  assert.deepEqual(
    [decl.layoutToken, decl.mainToken, decl.enumToken].map((t) => token(container, t)),
    ['packed', 'union', 'enum'],
  );
  assert.equal(textOf(container, decl.arg), 'u8');
  const field = find(container, fullContainerField);
  assert.equal(token(container, field.comptimeToken), 'comptime');
  assert.deepEqual(
    [field.typeExpr, field.alignExpr, field.valueExpr].map((n) => textOf(container, n)),
    ['u8', '2', '1'],
  );

  const statements = parsed(
    'test { comptime var a, b.c = d; e(f, g); _ = h[1..2 :3]; asm volatile ("h" : [i] "j" (-> k) : [l] "m" (n) : .{ .o = true }); }',
  );
  const assign = find(statements, fullAssignDestructure);
  assert.equal(token(statements, assign.comptimeToken), 'comptime');
  assert.deepEqual(
    Array.from(assign.variables, (n) => textOf(statements, n)),
    ['comptime var a', 'b.c'],
  );
  const call = find(statements, fullCall);
  assert.equal(textOf(statements, call.fnExpr), 'e');
  assert.deepEqual(
    Array.from(call.params, (n) => textOf(statements, n)),
    ['f', 'g'],
  );
  const slice = find(statements, fullSlice);
  assert.deepEqual(
    [slice.start, slice.end, slice.sentinel].map((n) => textOf(statements, n)),
    ['1', '2', '3'],
  );
  const assembly = find(statements, fullAsm);
  assert.deepEqual([assembly.outputs.length, assembly.inputs.length], [1, 1]);
  assert.equal(textOf(statements, assembly.clobbers), '.{ .o = true }');
});

test('a span of several lines is cut to the line of its caret', () => {
  const tree = parsed('const a = b(\n  c,\n).d + e;');
  const text = stringOfBytes(tree.source);
  const span = (tag: NodeTag) => nodeSpan(tree, tree.nodeTags.indexOf(tag));
  assert.equal(text.slice(span(NodeTag.call_one_comma).start, span(NodeTag.call_one_comma).end), 'b(');
  assert.equal(text.slice(span(NodeTag.add).start, span(NodeTag.add).end), '+ e');
});
