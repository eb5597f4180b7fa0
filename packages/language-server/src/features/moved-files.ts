import { importLinks, type TextReplacement } from '@rezig/compiler/editor';
import type { RenameFilesParams } from 'vscode-languageserver';
import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { directoryOf, isBelow, joinPath, relativePath } from '../paths.ts';
import type { RequestHandler } from '../request-handler.ts';
import { BUILD_FILE } from '../roots.ts';
import { pathOfUri } from '../uris.ts';
import type { Workspace } from '../workspace.ts';
import { workspaceEdit } from './conversions.ts';

/** `workspace/willRenameFiles`: what has files imported by the names that they come to have. */
export const willRenameFiles: RequestHandler = {
  needs: 'all',
  answer: (workspace, params): WorkspaceEdit => {
    const { files } = params as RenameFilesParams;
    const moves = files.map(({ oldUri, newUri }): Move => ({ from: pathOfUri(oldUri), to: pathOfUri(newUri) }));
    return workspaceEdit(workspace, editsForMoves(workspace, moves));
  },
};

/** A file or directory, and where it comes to be. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What is to be changed in the files of all programs, as they are before `moves`, so that what they import and embed is found, and in each `build.zig` where it names them by
 * `path("")`.
 */
export function editsForMoves(workspace: Workspace, moves: readonly Move[]): TextReplacement[] {
  const moved = (path: string): string => {
    const move = moves.find(({ from }) => from === path || isBelow(from, path));
    return move === undefined ? path : move.to + path.slice(move.from.length);
  };
  const edits: TextReplacement[] = [];
  for (const path of workspace.sources()) {
    const text = workspace.text(path);
    if (text === null) continue;
    const [before, after] = [directoryOf(path), directoryOf(moved(path))];
    const links = importLinks(text.bytes).filter(({ target, isEmbedded }) => isEmbedded || /\.(zig|zon)$/.test(target));
    const named = path.endsWith(`/${BUILD_FILE}`) ? pathsNamed(text.bytes) : [];
    for (const { start, end, target } of [...links, ...named]) {
      const to = joinPath(before, target);
      if (target.startsWith('/') || (before === after && moved(to) === to)) continue;
      const relative = relativePath(after, moved(to));
      if (relative !== target) edits.push({ path, start, end, text: relative.replaceAll(/[\\"]/g, '\\$&') });
    }
  }
  return edits;
}

/** The paths in a `build.zig` that `path("")` is given. */
function pathsNamed(bytes: Uint8Array): { start: number; end: number; target: string }[] {
  // A character for each byte.
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return [...text.matchAll(/\bpath\(\s*"([^"\\\n]+)"\s*\)/g)].map((match) => {
    const start = match.index + match[0].indexOf('"') + 1;
    const end = start + match[1].length;
    return { start, end, target: new TextDecoder().decode(bytes.subarray(start, end)) };
  });
}
