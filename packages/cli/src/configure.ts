import { join } from 'node:path';
import { referenceTrace } from './build-options.ts';
import type { Project } from './build-session.ts';
import { useColor } from './color.ts';
import { remoteCache } from './compile-setup.ts';
import { type Configured, configureProject, NOT_CONFIGURED } from './project-configuration.ts';
import { projectPackages } from './project-packages.ts';

/** Configures a project. Lazy dependencies that it asks for are fetched, and then it is configured again. */
export async function configure(project: Project): Promise<Configured> {
  const { args, ...places } = project;
  const style = { errorFormat: args.errorFormat, color: useColor(args.color) };
  const { systemDirectory, forks } = args;
  const needed = new Set<string>();
  for (;;) {
    const lazy = args.fetchesAll ? 'all' : needed;
    const sources = { globalCacheDir: project.globalCacheDir, systemDirectory, forks };
    const packages = await projectPackages(project.buildRoot, sources, lazy, style);
    if (packages.errorText !== '') {
      process.stderr.write(packages.errorText);
      return { ...NOT_CONFIGURED, inputs: packages.manifests };
    }
    const configured = await configureProject({
      ...places,
      ...style,
      packages: packages.tree,
      settings: args.configure,
      program: args.program,
      stateDir: args.keepsState ? project.stateDir : null,
      remote: args.keepsState ? remoteCache(args) : null,
      referenceTrace: referenceTrace(args.referenceTrace),
    });
    const missing = (configured.graph?.neededLazy ?? []).filter((hash) => !needed.has(hash));
    if (missing.length === 0) return { ...configured, inputs: [...configured.inputs, ...packages.manifests] };
    if (systemDirectory !== null) {
      const lines = missing.map((hash) => `error: lazy dependency package not found: ${join(systemDirectory, hash)}\n`);
      process.stderr.write(
        `${lines.join('')}info: remote package fetching disabled due to --system mode\ninfo: dependencies might be avoidable depending on build configuration\n`,
      );
      return { ...NOT_CONFIGURED, inputs: [...configured.inputs, ...packages.manifests] };
    }
    for (const hash of missing) needed.add(hash);
  }
}
