import type { PackageTree } from './package-tree.ts';
import { zigString } from './zig-text.ts';

/** The text of the module `@dependencies`, from which the library learns what packages there are. */
export function dependenciesText({ rootDependencies, packages }: PackageTree): string {
  const lines = packages.flatMap(({ id, root, dependencies, hasBuildFile }) => {
    if (root === null)
      return [`    pub const @${zigString(id)} = struct {`, '        pub const available = false;', '    };'];
    return [
      `    pub const @${zigString(id)} = struct {`,
      `        pub const build_root = ${zigString(root)};`,
      ...(hasBuildFile ? [`        pub const build_zig = @import(${zigString(id)});`] : []),
      `        pub const deps: ${LIST} = ${listText(dependencies)};`,
      '    };',
    ];
  });
  return [
    'pub const packages = struct {',
    ...lines,
    '};',
    `pub const root_deps: ${LIST} = ${listText(rootDependencies)};`,
    '',
  ].join('\n');
}

const LIST = '[]const struct { []const u8, []const u8 }';

function listText(dependencies: Readonly<Record<string, string>>): string {
  const entries = Object.entries(dependencies).map(([name, id]) => `.{ ${zigString(name)}, ${zigString(id)} }`);
  return entries.length === 0 ? '&.{}' : `&.{ ${entries.join(', ')} }`;
}
