import { ASYNC_RUNTIME } from './async-runtime.ts';
import { containerText } from './classes.ts';
import { Codecs } from './codecs.ts';
import type { ConstantDescription, Description } from './description.ts';
import { functionText } from './functions.ts';
import { HANDLE_RUNTIME } from './handle-runtime.ts';
import { exported, exportName, localName } from './names.ts';
import type { BindingOptions } from './options.ts';
import { GLUE_MODULE } from './root-module.ts';
import { RUNTIME } from './runtime.ts';
import { viewRuntime } from './views.ts';

/**
 * The module of JavaScript that exports the functions and constants of `description`. Its function `$readConstants` reads the constants again, and is to be called where the instance is another. It waits for the module of WebAssembly at its top level. Something before
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
  const stored = allConstants(description).filter(({ isInMemory }) => isInMemory);
  const reads = stored.map(({ name, path, value }, i) => {
    const read = codecs.read(value as number, '$at', name);
    return `const $get${i} = () => { const $at = $exports[${JSON.stringify(exportName(path, 'get'))}]() >>> 0; return ${read}; };`;
  });
  const numbers = new Map(stored.map((one, i) => [one, i]));
  // Those of types are read when they are asked for.
  const expressionOf = (one: ConstantDescription): string =>
    one.isInMemory ? `($kept${numbers.get(one)} ??= $get${numbers.get(one)}())` : literal(one.value);
  const types = containers.map((container) => {
    const inside = container.constants.map(
      (one) => [one.name, { expression: expressionOf(one), isPlain: !one.isInMemory }] as const,
    );
    return containerText(container, codecs, new Map(inside));
  });
  const ofFile = new Set(description.constants);
  // Bundlers leave out constants that are not used.
  const constants = [
    ...description.constants
      .filter(({ isInMemory }) => !isInMemory)
      .map(({ name, value }) => `const ${localName(name)} = ${literal(value)};`),
    ...reads,
    ...stored.map((one, i) =>
      ofFile.has(one) ? `let ${localName(one.name)} = /* @__PURE__ */ $get${i}();` : `let $kept${i};`,
    ),
    // The memory may be that of another instance.
    `const $readConstants = () => { $octets = undefined;${stored.map((one, i) => ` ${ofFile.has(one) ? `${localName(one.name)} = $get${i}()` : `$kept${i} = undefined`};`).join('')} };`,
  ];
  const outer = containers.filter(({ path, name }) => path === name);
  const names = [...description.functions, ...description.constants, ...outer].map(({ name }) =>
    exported(localName(name), name),
  );
  // Which functions of JavaScript may return promises: by default all.
  const waited = Array.isArray(options.async) ? JSON.stringify(options.async) : 'null';
  const imported = [...imports].map(([name, from], i) => ({ name, from, local: `$host${i}` }));
  return [
    ...imported.map(({ from, local }) => `import * as ${local} from ${JSON.stringify(from)};`),
    RUNTIME,
    ...(containers.some(({ handle }) => handle !== null) ? [HANDLE_RUNTIME] : []),
    ...(codecs.usesViews ? [viewRuntime(containers.some(({ handle }) => handle !== null))] : []),
    ...codecs.code,
    ...(codecs.isAsync ? [ASYNC_RUNTIME] : []),
    `const $imports = { ${[`${GLUE_MODULE}: $glue`, ...imported.map(({ name, local }) => `${JSON.stringify(name)}: ${codecs.isAsync ? `$waitedFor(${local}, ${waited})` : local}`)].join(', ')} };`,
    `$exports = (await $instantiate($imports)).exports;`,
    ...functions,
    ...types,
    ...constants,
    `export { ${names.join(', ')} };`,
    '',
  ].join('\n');
}

/** What of a module is only needed for some of what JavaScript can import: the name in the module for each path that `rootModule` knows. */
export function optionalExports(description: Description): Map<string, string> {
  const { functions, containers } = description;
  const inContainers = containers.flatMap((one) => [...one.functions, ...(one.handle?.methods ?? [])]);
  return new Map([
    ...[...functions, ...inContainers].map(({ path }) => [path, exportName(path, 'call')] as const),
    ...allConstants(description)
      .filter(({ isInMemory }) => isInMemory)
      .map(({ path }) => [path, exportName(path, 'get')] as const),
  ]);
}

/** Those of the file, and of its types. */
function allConstants({ constants, containers }: Description): readonly ConstantDescription[] {
  return [...constants, ...containers.flatMap((one) => one.constants)];
}

/** A number as it is written. */
function literal(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}
