import type { DebugLines, SourcePlace } from './debug-lines.ts';
import type { Pause, Script } from './debugged-process.ts';
import { panics } from './stack-trace.ts';

/** A function that was called and has not returned. */
export interface StoppedFrame {
  readonly name: string;
  /** Null where it is made from no source. */
  readonly place: SourcePlace | null;
  /** Whether it is the program's, and not the library's. */
  readonly isOwn: boolean;
  /** Where in the code it is. */
  readonly offset: number;
}

/** A stop that the user is told of. */
export interface Stop {
  readonly reason: 'breakpoint' | 'step' | 'pause' | 'exception';
  readonly text?: string;
  /** The innermost first. */
  readonly frames: readonly StoppedFrame[];
}

/** The functions of the module that are called in `pause`, the innermost first. */
export function framesOf({ callFrames }: Pause, script: Script, lines: DebugLines): StoppedFrame[] {
  return callFrames.flatMap(({ functionName, location }) => {
    if (location.scriptId !== script.scriptId) return [];
    const offset = location.columnNumber! - script.codeOffset;
    const place = lines.placeOf(offset);
    return [{ name: functionName.replace(/^\$|__anon_\d+$/g, ''), place, isOwn: lines.isOwn(place), offset }];
  });
}

/** Whether the function is one of those by which the library panics, rather than one that does so. */
function isPanicking({ place, isOwn }: StoppedFrame): boolean {
  return place === null || (!isOwn && panics(place.path));
}

/** `frames` of a panic from the one on that panicked. */
export function withoutPanic(frames: readonly StoppedFrame[]): readonly StoppedFrame[] {
  return frames.slice(
    Math.max(
      frames.findIndex((frame) => !isPanicking(frame)),
      0,
    ),
  );
}
