import { foldingRanges, importLinks, selectionRanges, syntaxTree } from '@rezig/compiler/editor';
import type { SelectionRangeParams } from 'vscode-languageserver';
import {
  type DocumentLink,
  type FoldingRange,
  FoldingRangeKind,
  type SelectionRange,
} from 'vscode-languageserver-types';
import { directoryOf, joinPath } from '../paths.ts';
import type { RequestHandler } from '../request-handler.ts';
import { fileOf } from './place.ts';

/** `textDocument/foldingRange`. */
export const folding: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): FoldingRange[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    return foldingRanges(syntaxTree(file.path, file.document.bytes)).map(({ startLine, endLine, kind }) => ({
      startLine,
      endLine,
      ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
      ...(kind === 'imports' ? { kind: FoldingRangeKind.Imports } : {}),
    }));
  },
};

/** `textDocument/documentLink`: the files that are imported and embedded. */
export const links: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): DocumentLink[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    const { path, document } = file;
    return importLinks(document.bytes).flatMap(({ start, end, target, isEmbedded }) => {
      if (!isEmbedded && !/\.(zig|zon)$/.test(target)) return [];
      const to = joinPath(directoryOf(path), target);
      return workspace.text(to) === null ? [] : [{ range: document.range(start, end), target: workspace.uriOf(to) }];
    });
  },
};

/** `textDocument/selectionRange`. */
export const selections: RequestHandler = {
  needs: 'text',
  answer: (workspace, params): SelectionRange[] => {
    const file = fileOf(workspace, params);
    if (file === null) return [];
    const { path, document } = file;
    const tree = syntaxTree(path, document.bytes);
    return (params as SelectionRangeParams).positions.map((position) => {
      const ranges = selectionRanges(tree, document.offsetAt(position)).map(({ start, end }) =>
        document.range(start, end),
      );
      return ranges.reduceRight<SelectionRange | undefined>(
        (parent, range) => (parent === undefined ? { range } : { range, parent }),
        undefined,
      )!;
    });
  },
};
