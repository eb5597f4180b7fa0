import type { Overlay } from '@rezig/node/node-host.ts';

/*
 * What is changed of the library for the program that runs a `build.zig`, and for no other: see docs/build.md. The lines of the files stay where they are.
 */

/** Steps that are carried out by the command line: what would do it officially is left out, and what that needs of the library with it. */
const CARRIED_OUT = [
  'CheckFile',
  'CheckObject',
  'Compile',
  'ConfigHeader',
  'Fail',
  'Fmt',
  'InstallArtifact',
  'InstallDir',
  'InstallFile',
  'ObjCopy',
  'Options',
  'Run',
  'TranslateC',
  'UpdateSourceFiles',
  'WriteFile',
];

/** Overlays of the configure program. */
export const CONFIGURE_OVERLAYS: readonly Overlay[] = [
  ...CARRIED_OUT.map((step) => ({ path: `std/Build/Step/${step}.zig`, find: '.makeFn = make,', replace: '' })),
  after('std/process/Environ.zig', 'pub fn validateKeyForFetch(key: []const u8) bool {', 'note(key);'),
  ...[
    'pub fn iterator(self: *const Map) ArrayHashMap.Iterator {',
    'pub fn keys(map: *const Map) [][]const u8 {',
    'pub fn values(map: *const Map) [][]const u8 {',
  ].map((place) => after('std/process/Environ.zig', place, 'is_whole = true;')),
];

/** Has a function tell the program that variables of the environment are asked for. */
function after(path: string, find: string, told: string): Overlay {
  return { path, find, replace: `${find} @import("root").asked_environment.${told}` };
}
