import { explanationText } from '@rezig/compiler/state';
import { UsageError } from '@rezig/node/usage-error.ts';
import { type ParsedOptions, targetOption } from './build-options.ts';
import { compileSetup, modulesOfProgram, warnOfState } from './compile-setup.ts';
import { CompilerThread } from './compiler-thread.ts';

/**
 * `rezig explain FILE DECL`: brings the program up to date, from the state that the last build left where there is some, and says what the
 * declaration depends on, what depends on it, and why it was analysed last. Returns the exit code: 0 if there is such a declaration. Throws as `runBuild`
 * does.
 */
export async function runExplain(rootPath: string, declaration: string, options: ParsedOptions): Promise<number> {
  const emit = options.emitBin !== false;
  targetOption(options.target, emit);
  const setup = compileSetup(modulesOfProgram(rootPath, []), options, {
    emit,
    testFilters: null,
  });
  const compiler = new CompilerThread(setup);
  const { errorText, stateRefusal } = await compiler.update([], false, true);
  const explanation = await compiler.explain(declaration);
  compiler.close();
  warnOfState(setup, stateRefusal);
  process.stderr.write(errorText);
  const text = explanationText(explanation);
  if (explanation.kind === 'found') {
    process.stdout.write(text);
    return 0;
  }
  throw new UsageError(`'${declaration}': ${text.trimEnd()}`);
}
