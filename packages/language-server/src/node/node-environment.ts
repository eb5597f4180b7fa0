import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseTarget } from '@rezig/compiler/state';
import { LOWERING_ID } from '@rezig/node/build-id.ts';
import { cacheDirectory } from '@rezig/node/cache-dir.ts';
import { packagedArchive } from '@rezig/node/lowered-archive.ts';
import { NodeHost } from '@rezig/node/node-host.ts';
import { imagePath, keepImage, openState, statePath, storeImage, storeState } from '@rezig/node/state-store.ts';
import { findZigLib } from '@rezig/node/zig-lib.ts';
import type { DirectoryEntry, Environment, ProgramOptions } from '../environment.ts';
import type { AnalysisSetup } from '../protocol.ts';

/**
 * The world as Node has it. `loweredDir`: where the lowered files are that come with the package; `complain` is told of a target that there is none. `flush` writes what was lowered for later processes. Throws a
 * `UsageError` where there is no library.
 */
export function makeNodeEnvironment(
  { zigLibDir, cacheDir, keepsState, target }: AnalysisSetup,
  loweredDir: string,
  complain: (text: string) => void,
): { readonly environment: Environment; flush(): void } {
  const common = cacheDirectory(cacheDir ?? undefined, 'any.zig');
  const zirDir = LOWERING_ID === null ? null : join(common, `zir-${LOWERING_ID}`);
  const host = new NodeHost(zirDir, packagedArchive(loweredDir));
  const kept = (program: ProgramOptions): { state: string | null; image: string | null } => {
    const from = keepsState ? cacheDirectory(cacheDir ?? undefined, program.rootPath) : null;
    return { state: statePath({ program, cacheDir: from }), image: imagePath({ program, cacheDir: from }) };
  };
  const environment: Environment = {
    host,
    options: targetOption(target, complain),
    zigLibDir: findZigLib(zigLibDir ?? undefined).replaceAll(sep, '/'),
    listDirectory,
    openState: (program) => {
      const { state, image } = kept(program);
      return {
        state: state === null ? null : openState(state),
        ...(image === null ? {} : { image: openState(image) }),
      };
    },
    keepState: (program, image, makeState) => {
      const paths = kept(program);
      if (image !== null && paths.image !== null && !storeImage(paths.image, image)) return;
      const parts = paths.state === null ? null : makeState();
      if (parts === null || paths.state === null || paths.image === null) return;
      keepImage(paths.image);
      storeState(paths.state, parts);
    },
  };
  return { environment, flush: () => host.flush() };
}

function listDirectory(path: string): DirectoryEntry[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }));
  } catch {
    // What is typed is often none.
    return [];
  }
}

/** The option that has programs be for the target `triple`; nothing where there is no such target. */
function targetOption(triple: string | null, complain: (text: string) => void): Partial<ProgramOptions> {
  if (triple === null) return {};
  try {
    parseTarget(triple);
    return { target: triple };
  } catch (error) {
    complain(`the setting 'target' cannot be ${JSON.stringify(triple)}: ${(error as Error).message}`);
    return {};
  }
}
