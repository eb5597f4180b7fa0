import { type BindingOptions, Codecs, plus, typedArrayOf } from './codecs.ts';
import type { Description, FunctionDescription, Parameter, Shape } from './description.ts';
import { exported, isBindable, localName } from './names.ts';
import { CALLBACK_SLOTS, GLUE_MODULE, SCRATCH_BYTES } from './root-module.ts';
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
  const functions = description.functions.map((func) => functionOf(func, codecs));
  const stored = description.constants.filter(({ isInMemory }) => isInMemory);
  const plain = description.constants.filter(({ isInMemory }) => !isInMemory);
  const reads = stored.map(({ name, value }) => {
    const at = `$exports[${JSON.stringify(`get.${name}`)}]() >>> 0`;
    return `  $at = ${at};\n  ${localName(name)} = ${codecs.read(value as number, '$at', name)};`;
  });
  const constants = [
    ...plain.map(({ name, value }) => `const ${localName(name)} = ${literal(value)};`),
    ...stored.map(({ name }) => `let ${localName(name)};`),
    `const $readConstants = () => {\n  let $at;\n${reads.join('\n')}\n};`,
    '$readConstants();',
  ];
  const names = [...description.functions, ...description.constants].map(({ name }) => exported(localName(name), name));
  const imported = [...imports].map(([name, from], i) => ({ name, from, local: `$host${i}` }));
  return [
    ...imported.map(({ from, local }) => `import * as ${local} from ${JSON.stringify(from)};`),
    RUNTIME,
    ...codecs.code,
    `const $imports = { ${[`${GLUE_MODULE}: $glue`, ...imported.map(({ name, local }) => `${JSON.stringify(name)}: ${local}`)].join(', ')} };`,
    `$exports = (await $instantiate($imports)).exports;`,
    ...functions,
    ...constants,
    `export { ${names.join(', ')} };`,
    '',
  ].join('\n');
}

/** A number as it is written. */
function literal(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}n`;
  return Object.is(value, -0) ? '-0' : String(value);
}

function functionOf(func: FunctionDescription, codecs: Codecs): string {
  const { name, parameters, result, errorOffset, frameSize } = func;
  const given = parameters.filter(({ kind }) => kind === 'value' || kind === 'callback');
  const names = new Map(given.map((param, i) => [param, isBindable(param.name) ? param.name : `$${i}`]));
  const isPlain = frameSize <= SCRATCH_BYTES && parameters.every((param) => isWithoutMemory(param, codecs));
  const before: string[] = [];
  const after: string[] = [];
  for (const param of parameters) {
    const at = plus('$f', param.offset);
    const x = names.get(param) ?? '';
    if (param.kind === 'value') {
      before.push(codecs.write(param.shape, at, x, param.name));
      const shape = codecs.shape(param.shape);
      const typed = shape.kind === 'slice' && !shape.isConst ? typedArrayOf(codecs.shape(shape.child)) : null;
      if (typed !== null) after.push(`$copyBack(${at}, ${x}, ${typed});`);
    } else if (param.kind === 'callback') {
      const { callback } = param;
      const args = callback.parameters.map((one) => codecs.read(one.shape, plus('$p', one.offset), one.name));
      const value = `${x}(${args.join(', ')})`;
      const kind = codecs.shape(callback.result.shape).kind;
      const body =
        kind === 'void'
          ? `${value};`
          : `const $r = ${value}; ${codecs.write(callback.result.shape, plus('$p', callback.result.offset), '$r', callback.result.name)}`;
      before.push(
        `const $slot${param.offset} = $lend(${CALLBACK_SLOTS}, ${x}, ($p) => { ${body} }); $lent.push($slot${param.offset});`,
      );
      before.push(`$view().setUint32(${at}, $slot${param.offset}, true);`);
    } else if (param.kind === 'allocator')
      before.push(`$view().setUint32(${at}, ${isGeneral(param.name) ? 1 : 0}, true);`);
  }
  const call = `$exports[${JSON.stringify(`call.${name}`)}]($f);`;
  const failure = errorOffset === null ? [] : [`$fail(${plus('$f', errorOffset)});`];
  const value = codecs.read(result.shape, plus('$f', result.offset), name);
  const body = [...before, call, ...after, ...failure, `return ${value};`];
  const lends = parameters.some(({ kind }) => kind === 'callback');
  const guarded = lends
    ? `const $lent = []; try { ${body.join(' ')} } finally { for (const $slot of $lent) $callbacks[$slot] = undefined; }`
    : body.join('\n    ');
  const opening = isPlain ? '$callPlain(($f) => {' : `$call(${frameSize}, ($f) => {`;
  return `function ${localName(name)}(${[...names.values()].join(', ')}) {\n  return ${opening}\n    ${guarded}\n  });\n}`;
}

/** Whether an allocator of that name is the module's own, and not that of the call. */
function isGeneral(name: string): boolean {
  return name === 'gpa';
}

/** Whether the value of the parameter is in the frame as a whole. */
function isWithoutMemory(param: Parameter, codecs: Codecs): boolean {
  const isPlain = (shape: Shape): boolean => {
    switch (shape.kind) {
      case 'slice':
      case 'cString':
      case 'arrayPointer':
        return false;
      case 'array':
      case 'optional':
        return isPlain(codecs.shape(shape.child));
      case 'struct':
      case 'tuple':
      case 'union':
        return shape.fields.every((field) => isPlain(codecs.shape(field.shape)));
      default:
        return true;
    }
  };
  return param.kind === 'value' && isPlain(codecs.shape(param.shape));
}
