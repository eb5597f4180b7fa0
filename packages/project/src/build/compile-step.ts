import { basename, join } from 'node:path';
import { RESERVED_MODULES } from '@rezig/compiler/state';
import type { CompileStep, Graph, LinkObject, Module, Step, Target } from './graph.ts';
import { staticLibrary } from './static-library.ts';
import { type Made, StepFailure } from './step-result.ts';
import type { Compiled, ModuleToCompile, ProgramToCompile } from './toolchain.ts';
import type { Workplace } from './workplace.ts';

/** Compiles what a step asks for. */
export async function makeCompile(index: number, step: CompileStep, work: Workplace): Promise<Made> {
  const program = programOf(step, work);
  const { expectErrors } = step;
  const compiled = await work.toolchain.compile(program);
  const { module } = compiled;
  const isArchive = program.artifact === 'static' && module !== null;
  const result = isArchive ? { ...compiled, module: staticLibrary(`${step.artifactName}.o`, module) } : compiled;
  work.compiled.set(index, { program, result });
  if (expectErrors !== undefined) return checkErrors(step, result);
  if (result.errorCount > 0)
    throw new StepFailure(`${result.errorCount} compilation errors`, {
      errorText: result.errorText,
      errorCount: result.errorCount,
    });
  setOutputs(step, result, work);
  return { isCached: result.isCached };
}

/** Says where the files are that come of a compilation. */
function setOutputs(step: CompileStep, { module }: Compiled, work: Workplace): void {
  const { bin, directory, ...others } = step.outputs;
  // A failure of the step that asks for the file, and of no other.
  for (const [name, file] of Object.entries(others)) {
    work.setLazyFile(file, () => {
      throw new StepFailure(`not supported yet: ${OUTPUT_NAMES[name] ?? name} of '${step.artifactName}'`);
    });
  }
  const write = (): string => {
    const made = work.directory(['bin', step.fileName, module!], (path) =>
      work.toolchain.write(join(path, step.fileName), module!),
    );
    return join(made.path, step.fileName);
  };
  if (bin !== undefined) work.setLazyFile(bin, write);
  if (directory !== undefined) work.setLazyFile(directory, () => join(write(), '..'));
}

const OUTPUT_NAMES: Readonly<Record<string, string>> = {
  asm: 'assembly (getEmittedAsm)',
  docs: 'documentation (getEmittedDocs)',
  llvm_ir: 'LLVM IR (getEmittedLlvmIr)',
  llvm_bc: 'LLVM bitcode (getEmittedLlvmBc)',
  h: 'a C header (getEmittedH)',
  pdb: 'debug information of Windows (getEmittedPdb)',
  implib: 'an import library (getEmittedImplib)',
};

/** The program that a step compiles. Throws a `StepFailure` for what cannot be compiled here. */
export function programOf(step: CompileStep, work: Workplace): ProgramToCompile {
  const { modules } = work.graph;
  const main = modules[step.module];
  if (step.artifact === 'test_obj') throw new StepFailure(`'${step.fileName}': tests are compiled to a program here`);
  if (step.linker_script !== undefined) throw new StepFailure('there are no linker scripts here');
  const target = targetOf(main.target, work);
  const { names, linked } = reachedModules(step, work);
  const reached = [...names.keys()];
  for (const module of reached) checkModule(modules[module], names.get(module)!, work);
  return {
    name: step.artifactName,
    artifact: step.artifact === 'lib' && !step.isDynamic ? 'static' : step.artifact,
    modules: reached.map((module) => moduleToCompile(module, step.module, names, linked, work)),
    target,
    cpu: cpuOf(main.target!),
    optimize: main.optimize ?? 'Debug',
    strip: main.strip,
    errorTracing: main.error_tracing,
    isReactor: step.wasi_exec_model === 'reactor',
    entry: step.entryKind === 'disabled' ? '' : step.entry,
    exportsAll: step.rdynamic,
    exports: reached.flatMap((module) => modules[module].exports),
    importMemory: step.import_memory,
    exportMemory: step.export_memory,
    sharedMemory: step.shared_memory,
    importTable: step.import_table,
    exportTable: step.export_table,
    initialMemory: step.initial_memory,
    maxMemory: step.max_memory,
    globalBase: step.global_base,
    stackSize: step.stack_size,
    filters: step.filters,
    testRunner: step.testRunner === undefined ? null : work.pathOf(step.testRunner),
    zigLibDir: step.zigLibDir === undefined ? null : work.pathOf(step.zigLibDir),
  };
}

function targetOf(target: Target | null, { toolchain }: Workplace): string {
  const { arch, os, abi } = target ?? { arch: 'unknown', os: 'unknown', abi: 'none' };
  if (arch === 'wasm32' && (os === 'wasi' || os === 'freestanding')) return `${arch}-${os}`;
  if (target !== null && toolchain.onlyDescribes === true) return `${arch}-${os}-${abi}`;
  throw new StepFailure(
    `not supported: target '${arch}-${os}${abi === 'none' ? '' : `-${abi}`}' (there are wasm32-wasi and wasm32-freestanding)`,
  );
}

function cpuOf({ model, features }: Target): string {
  return model + features.map(([name, isEnabled]) => `${isEnabled ? '+' : '-'}${name}`).join('');
}

/** The modules that a program is made of. */
interface ReachedModules {
  /** A name for each, the main one first: that by which it is imported first, or of the library whose it is, unless another has it. */
  readonly names: ReadonlyMap<number, string>;
  /** Those of libraries and objects that are linked. */
  readonly linked: ReadonlySet<number>;
}

function reachedModules(step: CompileStep, { graph }: Workplace): ReachedModules {
  const names = new Map([[step.module, 'root']]);
  const linked = new Set<number>();
  const taken = new Set(['root', ...RESERVED_MODULES]);
  const reach = (module: number, name: string): void => {
    if (names.has(module)) return;
    let own = name;
    for (let i = 2; taken.has(own); i++) own = `${name}${i}`;
    taken.add(own);
    names.set(module, own);
  };
  for (const module of names.keys()) {
    const { imports, links } = graph.modules[module];
    for (const [name, imported] of Object.entries(imports)) reach(imported, name);
    for (const link of links) {
      const library = linkedStep(link, graph);
      if (library === null) continue;
      reach(library.module, library.artifactName);
      linked.add(library.module);
    }
  }
  return { names, linked };
}

/** What is linked, where that is a library or object of Zig, which then becomes part of the program; else null. */
function linkedStep(link: LinkObject, { steps }: Graph): CompileStep | null {
  const isMade = (step: Step): boolean =>
    step.kind === 'compile' &&
    link.kind === 'static_path' &&
    typeof link.path === 'object' &&
    step.outputs.bin === link.path.file &&
    link.path.up === 0 &&
    link.path.path === '';
  const step = link.kind === 'other_step' ? steps[link.step!] : steps.find(isMade);
  if (step?.kind !== 'compile') return null;
  return step.artifact === 'obj' || (step.artifact === 'lib' && !step.isDynamic) ? step : null;
}

function moduleToCompile(
  index: number,
  main: number,
  names: ReadonlyMap<number, string>,
  linked: ReadonlySet<number>,
  work: Workplace,
): ModuleToCompile {
  const { source, imports, optimize, strip, error_tracing } = work.graph.modules[index];
  const isMain = index === main;
  return {
    optimize: isMain ? null : optimize,
    strip: isMain ? null : strip,
    errorTracing: isMain ? null : error_tracing,
    isLinked: linked.has(index),
    name: names.get(index)!,
    path: work.pathOf(source!),
    dependencies: Object.fromEntries(
      Object.entries(imports).map(([name, imported]) => [name, names.get(imported)!] as const),
    ),
  };
}

/** Throws where a module has what cannot be compiled or linked here. */
function checkModule(module: Module, name: string, work: Workplace): void {
  if (module.source === null) throw new StepFailure(`module '${name}' has no root source file`);
  if (work.toolchain.onlyDescribes === true) return;
  const link = module.links.find((one) => linkedStep(one, work.graph) === null);
  if (link !== undefined)
    throw new StepFailure(`${linkText(link, work)}: only Zig is compiled here (module '${name}')`);
  if (module.link_libcpp === true)
    throw new StepFailure(`the C++ library: only Zig is compiled here (module '${name}')`);
  if (module.single_threaded === false)
    throw new StepFailure(`'.single_threaded = false' of module '${name}': modules have no threads here`);
  if (module.fuzz === true) throw new StepFailure(`'.fuzz = true' of module '${name}': there is no fuzzer here`);
}

function linkText(link: LinkObject, work: Workplace): string {
  const path = link.path === undefined ? '' : typeof link.path === 'string' ? basename(link.path) : 'generated';
  switch (link.kind) {
    case 'c_source_file':
      return `C source file '${path}'`;
    case 'c_source_files':
      return `C source files ${(link.files ?? []).map((file) => `'${file}'`).join(', ')}`;
    case 'assembly_file':
      return `assembly file '${path}'`;
    case 'static_path':
      return `object file '${path}'`;
    case 'win32_resource_file':
      return `Windows resource file '${path}'`;
    case 'system_lib':
      return `system library '${link.name}'`;
    case 'framework':
      return `framework '${link.name}'`;
    case 'other_step':
      return `linking with '${work.graph.steps[link.step!].name}'`;
  }
}

/** Compares errors with those that a step expects: line by line, where `:?:` of an expected line stands for any position. */
function checkErrors({ expectErrors }: CompileStep, { errorText, errorCount }: Compiled): Made {
  const { contains, starts_with, stderr_contains, exact } = expectErrors!;
  const fail = (expected: string): never => {
    throw new StepFailure(
      `\n========= expected: =====================\n${expected}\n========= but found: ====================\n${errorText}\n=========================================`,
    );
  };
  if (errorCount === 0) throw new StepFailure('expected compile errors, but there are none');
  const lines = errorText.trimEnd().split('\n');
  const part = contains ?? stderr_contains;
  if (part !== undefined && !lines.some((line) => line.includes(part))) fail(part);
  if (starts_with !== undefined && !errorText.startsWith(starts_with)) fail(starts_with);
  if (exact !== undefined) {
    const isSame =
      exact.length === lines.length && exact.every((expected, i) => isExpectedLine(lines[i], expected.trimEnd()));
    if (!isSame) fail(exact.join('\n'));
  }
  return {};
}

function isExpectedLine(line: string, expected: string): boolean {
  if (line.endsWith(expected)) return true;
  const [before, after] = expected.split(':?:');
  return after !== undefined && line.includes(before) && line.endsWith(after);
}
