/* What the packages of a project are, as resolved from its `build.zig.zon` and theirs. */

export interface PackageTree {
  /** Names under which the project knows its dependencies, and their ids. */
  readonly rootDependencies: Readonly<Record<string, string>>;
  readonly packages: readonly ResolvedPackage[];
}

export interface ResolvedPackage {
  /** Its hash; of one that is found by a path, that. */
  readonly id: string;
  /** Its directory; null for one that is only fetched where it is asked for, and was not yet. */
  readonly root: string | null;
  readonly hasBuildFile: boolean;
  /** Whether it was fetched, or is in one that was: others write it. */
  readonly isFetched: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
}
