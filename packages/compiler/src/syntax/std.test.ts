import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { zigLibDir } from '@rezig/zig-lib';
import { officialZig, runOfficial } from '../../../../oracle/index.mjs';
import { SourceFile } from '../source/source-file.ts';
import { bytesOfString, stringOfBytes } from '../util/utf8.ts';
import { NodeTag } from './node.ts';
import { parse } from './parse.ts';
import { firstParseError, parseErrorOffset, renderParseError } from './parse-error.ts';
import { firstToken, lastToken } from './span.ts';
import { TokenTag } from './token.ts';
import { tokenEnd, tokenize } from './tokenizer.ts';
import { RangeKind, type Tree } from './tree.ts';

const skip = zigLibDir === null && 'the library is not installed';

function readStd(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(zigLibDir ?? '', 'std', name)));
}

const files = [
  'array_list.zig',
  'fmt.zig',
  'zig/Ast.zig',
  'os/linux/x86_64.zig',
  'meta.zig',
  'zig/Parse.zig',
  'elf.zig',
];

test('members and bodies are contiguous, nested and in order', { skip }, () => {
  for (const name of files) {
    const tree = parse(readStd(name));
    assert.deepEqual(tree.errors, []);
    const { kinds, nodes, firstNodes, endNodes, firstTokens, endTokens } = tree.ranges;
    const owner = new Int32Array(tree.nodeTags.length).fill(-1);
    const open: number[] = [];
    for (let row = 0; row < kinds.length; row++) {
      while (open.length > 0 && endTokens[open[open.length - 1]] <= firstTokens[row]) {
        // An empty body at the end of another range is inside it all the same.
        if (firstTokens[row] === endTokens[row] && endNodes[open[open.length - 1]] > firstNodes[row]) break;
        open.pop();
      }
      if (row > 0) {
        const outer = open[open.length - 1];
        assert.ok(firstNodes[row] >= firstNodes[outer] && endNodes[row] <= endNodes[outer], `${name} row ${row}`);
        assert.ok(firstTokens[row] >= firstTokens[outer] && endTokens[row] <= endTokens[outer], `${name} row ${row}`);
      }
      open.push(row);
      if (kinds[row] === RangeKind.member) {
        for (let node = firstNodes[row]; node < endNodes[row]; node++) owner[node] = row;
        assert.ok(nodes[row] >= firstNodes[row] && nodes[row] < endNodes[row]);
        assert.equal(firstToken(tree, nodes[row]), firstTokens[row]);
        const last = lastToken(tree, nodes[row]);
        const semicolon = tree.tokenTags[last + 1] === TokenTag.semicolon ? 1 : 0;
        assert.equal(last + 1 + semicolon, endTokens[row]);
      }
    }
    // Every node but the root is of a member, and its tokens are inside it.
    for (let node = 1; node < owner.length; node++) {
      const row = owner[node];
      assert.ok(row >= 0 && firstTokens[row] <= tree.mainTokens[node] && tree.mainTokens[node] < endTokens[row]);
    }
  }
});

function bracketDepth(tree: Tree, first: number, last: number): number {
  let depth = 0;
  for (let token = first; token <= last; token++) {
    const tag: TokenTag = tree.tokenTags[token];
    if (tag === TokenTag.l_paren || tag === TokenTag.l_brace || tag === TokenTag.l_bracket) depth++;
    if (tag === TokenTag.r_paren || tag === TokenTag.r_brace || tag === TokenTag.r_bracket) depth--;
  }
  return depth;
}

test('the tokens of a node begin and end where its text does', { skip }, () => {
  const closing = new Map<NodeTag, TokenTag>([
    [NodeTag.call_one, TokenTag.r_paren],
    [NodeTag.call, TokenTag.r_paren],
    [NodeTag.builtin_call_two, TokenTag.r_paren],
    [NodeTag.block, TokenTag.r_brace],
    [NodeTag.block_two, TokenTag.r_brace],
    [NodeTag.block_semicolon, TokenTag.r_brace],
    [NodeTag.switch, TokenTag.r_brace],
    [NodeTag.switch_comma, TokenTag.r_brace],
    [NodeTag.container_decl, TokenTag.r_brace],
    [NodeTag.container_decl_two, TokenTag.r_brace],
    [NodeTag.container_decl_arg, TokenTag.r_brace],
    [NodeTag.slice, TokenTag.r_bracket],
    [NodeTag.slice_open, TokenTag.r_bracket],
    [NodeTag.array_access, TokenTag.r_bracket],
    [NodeTag.struct_init_dot_two, TokenTag.r_brace],
    [NodeTag.struct_init_one, TokenTag.r_brace],
    [NodeTag.array_init_dot_comma, TokenTag.r_brace],
  ]);
  for (const name of files) {
    const tree = parse(readStd(name));
    for (let node = 1; node < tree.nodeTags.length; node++) {
      const first = firstToken(tree, node);
      const last = lastToken(tree, node);
      assert.ok(first <= tree.mainTokens[node] && tree.mainTokens[node] <= last, `${name} node ${node}`);
      if (last - first <= 400) assert.equal(bracketDepth(tree, first, last), 0, `${name} node ${node}`);
      const expected = closing.get(tree.nodeTags[node]);
      if (expected !== undefined) assert.equal(tree.tokenTags[last], expected);
    }
  }
});

const nonsense = [
  '{',
  '}',
  '(',
  ')',
  ';',
  ',',
  '==',
  'struct X {',
  'pub',
  '|',
  '&&',
  '..',
  '.**',
  '///x\n',
  '"a',
  'x:',
  '=>',
];

/** A text with one token removed, doubled, replaced or preceded by nonsense. */
function mutate(source: Uint8Array, random: (bound: number) => number): Uint8Array {
  const { starts } = tokenize(source);
  const text = (token: number) => stringOfBytes(source.subarray(starts[token], tokenEnd(source, starts[token])));
  const token = random(starts.length - 1);
  const other = text(random(starts.length - 1));
  const replacements = ['', `${text(token)} ${text(token)}`, other, `${other} ${text(token)}`];
  replacements.push(`${nonsense[random(nonsense.length)]} ${text(token)}`, nonsense[random(nonsense.length)]);
  const replacement = bytesOfString(replacements[random(replacements.length)]);
  const end = tokenEnd(source, starts[token]);
  const result = new Uint8Array(source.length - (end - starts[token]) + replacement.length);
  result.set(source.subarray(0, starts[token]));
  result.set(replacement, starts[token]);
  result.set(source.subarray(end), starts[token] + replacement.length);
  return result;
}

test('a damaged file has the first error that the official compiler finds', {
  skip: skip || officialZig === null,
}, () => {
  const source = readStd('enums.zig');
  const directory = mkdtempSync(join(tmpdir(), 'syntax-'));
  const path = join(directory, 'damaged.zig');
  let state = 1;
  const random = (bound: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  let compared = 0;
  for (let round = 0; round < 60; round++) {
    const damaged = mutate(source, random);
    const tree = parse(damaged);
    if (tree.errors.length === 0) continue;
    compared++;
    const file = new SourceFile(path, damaged);
    const [error] = firstParseError(tree);
    const { line, column } = file.lineColumn(parseErrorOffset(tree, error));
    writeFileSync(path, damaged);
    const run = runOfficial(['ast-check', path]);
    assert.equal(
      `${path}:${line + 1}:${column + 1}: error: ${renderParseError(tree, error)}`,
      run.stderr.split('\n')[0],
    );
  }
  rmSync(directory, { recursive: true });
  assert.ok(compared >= 40);
});
