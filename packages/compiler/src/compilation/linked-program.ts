import type { LinkExport, LinkedFunction } from '../link/input.ts';
import type { Placement } from '../link/placement.ts';
import type { Reached } from '../query/reach.ts';
import type { Zcu } from '../query/zcu.ts';
import type { RowOwner } from '../util/rows.ts';
import type { SourceMap, SourceMapOptions } from './source-map.ts';

/** The module of the last update, as the compiler knows it. It holds until the next update. */
export interface LinkedProgram {
  readonly module: Uint8Array;
  readonly zcu: Zcu;
  readonly reached: Reached;
  readonly placement: Placement;
  readonly exports: readonly LinkExport[];
  /** Whether memory or table is the host's, so that all instances have the same. */
  readonly sharesWithHost: boolean;
  /** The source map of a module with these functions. */
  readonly sourceMap: (functions: readonly LinkedFunction[], options: SourceMapOptions) => SourceMap;
  /** Who has numbers of rows of the pool besides, and is told where those change. */
  readonly rowOwners: Set<RowOwner>;
  /** Another number where the compiler started over, and its rows are others than those of before. */
  readonly generation: number;
}
