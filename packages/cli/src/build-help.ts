import type { Graph } from '@rezig/project/build';

/** Where the descriptions of steps and options begin. */
const STEP_WIDTH = 28;
const OPTION_WIDTH = 30;

/** The steps of a project, one a line. */
export function stepsText({ topLevel, defaultStep }: Graph): string {
  return topLevel
    .map(({ name, step, description }) => {
      const shown = step === defaultStep ? `${name} (default)` : name;
      return `  ${shown.padEnd(STEP_WIDTH)} ${description}\n`;
    })
    .join('');
}

/** What `rezig build --help` prints. */
export function buildHelp(graph: Graph): string {
  return `Usage: rezig build [steps] [options] [-- arguments of the program]

Steps:
${stepsText(graph)}
Project-Specific Options:
${optionsText(graph)}
System Integration Options:
  --search-prefix [path]       Add a path to look for binaries, libraries, headers
  --sysroot [path]             What b.sysroot is
  -fsys=[name]                 Turn a system integration on
  -fno-sys=[name]              Turn a system integration off

  Available System Integrations:                Enabled:
${integrationsText(graph)}
General Options:
  -h, --help                   Print this, and do nothing else
  -l, --list-steps             Print the steps, and do nothing else
  -p, --prefix [path]          Where files are installed (default: zig-out)
  --prefix-lib-dir [path]      Where libraries are installed
  --prefix-exe-dir [path]      Where programs are installed
  --prefix-include-dir [path]  Where C header files are installed
  --release[=mode]             Ask for a release mode, and which one is preferred: fast, safe, small
  --verbose                    Print what is compiled, as a command of rezig
  --color [auto|off|on]        Whether messages have colours
  --error-style [style]        Whether a step that fails is told with those that lead to it: verbose, minimal
  --summary [mode]             What is told at the end: all, new, failures (default), line (default of --watch), none
  -j<N>                        How many programs are compiled at once (default: as many as there are processors)
  --test-timeout [time]        How long a test may take, such as 500ms, 10s or 2m
  --reporter=[format]          How results of tests are told: text, tap, junit or json (default: failures only)
  --force                      Run tests again whose results are known
  --watch                      Go on, and build again after every change
  --no-clear                   With --watch: leave what was said before on the terminal

Package Management Options:
  --fetch[=mode]               Fetch the dependencies and do nothing else: needed (default), all

Advanced Options:
  -freference-trace[=num]      How many references each error shows by which it was reached
  -fno-reference-trace         None
  --build-file [file]          Another build.zig
  --cache-dir [path]           Where files are kept that steps make (default: .zig-cache)
  --global-cache-dir [path]    Where packages are kept that were fetched
  --zig-lib-dir [path]         The Zig library directory
  --seed [integer]             What b.graph.random_seed is
  --error-format=[format]      Errors as text or as lines of json
  --full-trace                 Show functions of the library in stack traces too
  --no-state                   Neither start from what an earlier process found out, nor keep it
  --remote-cache=[url]         A server on which a team shares what builds find out; off for none
  --remote-cache-upload        Send what this build finds out there, as CI does
  --debug-incremental[=format] Say all that each compilation did, as text or json
`;
}

function optionsText({ options }: Graph): string {
  if (options.length === 0) return '  (none)\n';
  const indent = ' '.repeat(33);
  return options
    .map(({ name, type, description, values }) => {
      const line = `${`  -D${name}=[${type}]`.padEnd(OPTION_WIDTH)} ${description}\n`;
      if (values === null) return line;
      return `${line}${indent}Supported Values:\n${values.map((value) => `${indent}  ${value}\n`).join('')}`;
    })
    .join('');
}

function integrationsText({ integrations }: Graph): string {
  if (integrations.length === 0) return '  (none)                                        -\n';
  return integrations.map(({ name, isEnabled }) => `    ${name.padEnd(43)} ${isEnabled ? 'yes' : 'no'}\n`).join('');
}
