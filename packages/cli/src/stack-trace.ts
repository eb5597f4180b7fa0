import type { CodeLocation } from '@rezig/compiler';
import { displayPath } from '@rezig/node/display-path.ts';

/** One function in a stack or an error return trace, as far as it is known. */
export interface Frame {
  /** As the engine calls it; null for what is known by its location only. */
  readonly name: string | null;
  readonly location: CodeLocation | null;
}

/** How traces are shown. */
export interface TraceStyle {
  readonly color: boolean;
  /** Whether functions of the library are shown too. */
  readonly isFull: boolean;
}

/** How many frames of a stack are looked at: a recursion without end has more than anyone reads. */
export const MAX_FRAMES = 64;

/** A function of a module in the stack of an `Error`: its name, and the byte of the module that it had come to. */
const WASM_FRAME = /^ {4}at (.+) \(wasm:.*:0x([0-9a-f]+)\)$/gm;

/** Functions of a running module, the innermost first, by their names and by where they are in the module, in bytes. */
export interface WasmStack {
  readonly names: readonly string[];
  readonly offsets: readonly number[];
}

/** The functions of a module in `stack`, what an `Error` has under that name. */
export function wasmStack(stack: string): WasmStack {
  const frames = [...stack.matchAll(WASM_FRAME)];
  return { names: frames.map(([, name]) => name), offsets: frames.map(([, , at]) => Number.parseInt(at, 16)) };
}

/** Whether the frame is part of how the library panics, and tells of errors, rather than of what did so. */
export function isPanicking({ location }: Frame): boolean {
  const place = location?.place ?? null;
  return place !== null && !place.isOwn && panics(place.path);
}

/** Whether functions of the library's file at `path` are how it panics. */
export function panics(path: string): boolean {
  return /\/std\/(debug|process|builtin)\.zig$/.test(path);
}

/**
 * The lines of a trace, as the official command prints them where it can. Of functions of the library, unless all are asked for, it is only said
 * how many there are between those of the program; where there are none of the program, all are shown.
 */
export function renderTrace(frames: readonly Frame[], style: TraceStyle): string {
  const first = frames.findIndex((frame) => !isPanicking(frame));
  const shown = frames.slice(Math.max(first, 0));
  const isOwn = (frame: Frame): boolean => frame.location?.place?.isOwn === true;
  const last = shown.findLastIndex(isOwn);
  if (style.isFull || last < 0) return shown.map((frame) => renderFrame(frame, style)).join('');
  let text = '';
  let folded = 0;
  for (const frame of shown.slice(0, last + 1)) {
    if (!isOwn(frame)) {
      folded++;
      continue;
    }
    if (folded > 0) text += renderFolded(folded, style);
    folded = 0;
    text += renderFrame(frame, style);
  }
  return text;
}

const [BOLD, DIM, GREEN, RESET] = ['\x1b[1m', '\x1b[2m', '\x1b[32m', '\x1b[0m'];

function renderFolded(count: number, { color }: TraceStyle): string {
  const text = `    (${count} ${count === 1 ? 'frame' : 'frames'} of the library: --full-trace shows ${count === 1 ? 'it' : 'them'})`;
  return color ? `${DIM}${text}${RESET}\n` : `${text}\n`;
}

function renderFrame({ name, location }: Frame, { color }: TraceStyle): string {
  const [bold, dim, green, reset] = color ? [BOLD, DIM, GREEN, RESET] : ['', '', '', ''];
  const place = location?.place ?? null;
  if (place === null) return `${dim}    in ${location?.name ?? name ?? '???'}${reset}\n`;
  const { path, line, column, text, nameInFile, module } = place;
  const at = `${displayPath(path)}:${line + 1}:${column + 1}`;
  const of = `0x${location!.offset.toString(16)} in ${nameInFile} (${module})`;
  const indent = text.slice(0, column).replace(/[^\t]/g, ' ');
  return `${bold}${at}${reset}: ${dim}${of}${reset}\n${text}\n${indent}${green}^${reset}\n`;
}
