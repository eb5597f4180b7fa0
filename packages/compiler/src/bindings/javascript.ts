import { ASYNC_RUNTIME } from './async-runtime.ts';
import { containerText } from './classes.ts';
import { type BindingOptions, Codecs } from './codecs.ts';
import type { Description } from './description.ts';
import { functionText } from './functions.ts';
import { HANDLE_RUNTIME } from './handle-runtime.ts';
import { exported, exportName, localName } from './names.ts';
import { GLUE_MODULE } from './root-module.ts';
import { RUNTIME } from './runtime.ts';

/**
 * The module of JavaScript that exports the functions and constants of `description`. Its function `$readConstants` reads the constants again. It waits for the module of WebAssembly at its top level. Something before
 * it has to declare `$instantiate`, a function that takes imports and gives the promise of an instance. `imports`: for the name of each module
 * that the program imports functions from, what is imported in JavaScript.
 */
export function javascriptOf(
  description: Description,
  imports: ReadonlyMap<string, string>,
  options: BindingOptions = {},
): string {
  const codecs = new Codecs(description, options);
  const { containers } = description;
  const functions = description.functions.map(
    (func) => `function ${localName(func.name)}${functionText(func, codecs, { container: null, isMethod: false })}`,
  );
  const types = containers.map((container) => containerText(container, codecs));
  const stored = description.constants.filter(({ isInMemory }) => isInMemory);
  const plain = description.constants.filter(({ isInMemory }) => !isInMemory);
  // Bundlers leave out constants that are not used.
  const reads = stored.map(({ name, value }, i) => {
    const read = codecs.read(value as number, '$at', name);
    return `const $get${i} = () => { const $at = $exports[${JSON.stringify(exportName(name, 'get'))}]() >>> 0; return ${read}; };`;
  });
  const constants = [
    ...plain.map(({ name, value }) => `const ${localName(name)} = ${literal(value)};`),
    ...reads,
    ...stored.map(({ name }, i) => `let ${localName(name)} = /* @__PURE__ */ $get${i}();`),
    `const $readConstants = () => {${stored.map(({ name }, i) => ` ${localName(name)} = $get${i}();`).join('')} };`,
  ];
  const names = [...description.functions, ...description.constants, ...containers].map(({ name }) =>
    exported(localName(name), name),
  );
  const imported = [...imports].map(([name, from], i) => ({ name, from, local: `$host${i}` }));
  return [
    ...imported.map(({ from, local }) => `import * as ${local} from ${JSON.stringify(from)};`),
    RUNTIME,
    ...(containers.some(({ handle }) => handle !== null) ? [HANDLE_RUNTIME] : []),
    ...codecs.code,
    ...(codecs.isAsync ? [ASYNC_RUNTIME] : []),
    `const $imports = { ${[`${GLUE_MODULE}: $glue`, ...imported.map(({ name, local }) => `${JSON.stringify(name)}: ${codecs.isAsync ? `$waitedFor(${local})` : local}`)].join(', ')} };`,
    `$exports = (await $instantiate($imports)).exports;`,
    ...functions,
    ...types,
    ...constants,
    `export { ${names.join(', ')} };`,
    '',
  ].join('\n');
}

/** What of a module is only needed for some of what JavaScript can import: the name in the module for each path that `rootModule` knows. */
export function optionalExports({ functions, constants, containers }: Description): Map<string, string> {
  const inContainers = containers.flatMap((one) => [...one.functions, ...(one.handle?.methods ?? [])]);
  return new Map([
    ...[...functions, ...inContainers].map(({ path }) => [path, exportName(path, 'call')] as const),
    ...constants.filter(({ isInMemory }) => isInMemory).map(({ name }) => [name, exportName(name, 'get')] as const),
  ]);
}

/** A number as it is written. */
function literal(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}
