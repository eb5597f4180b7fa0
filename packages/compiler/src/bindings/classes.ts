import { type Codecs, plus } from './codecs.ts';
import type { ContainerDescription, FieldShape, FunctionDescription, HandleDescription } from './description.ts';
import { functionText } from './functions.ts';
import { localName, memberName, property } from './names.ts';

/** A constant of JavaScript, which `expression` gives; `isPlain`: whether that is a number as it is written. */
export interface ConstantText {
  readonly expression: string;
  readonly isPlain: boolean;
}

/**
 * What JavaScript has for a type that has something declared in it: a class where its values are handles, else an object. `constants`: those that are declared in
 * it, by name.
 */
export function containerText(
  container: ContainerDescription,
  codecs: Codecs,
  constants: ReadonlyMap<string, ConstantText>,
): string {
  const { name, functions, types, handle } = container;
  const local = localName(name);
  const member = (func: FunctionDescription, isMethod: boolean): string =>
    `${memberName(func.name)}${functionText(func, codecs, { container, isMethod })}`;
  const getter = (of: string, expression: string): string => `get ${memberName(of)}() { return ${expression}; }`;
  const getters = [
    ...[...constants].flatMap(([of, { expression, isPlain }]) => (isPlain ? [] : [getter(of, expression)])),
    ...types.flatMap(({ name: of, told, isContainer }) => (isContainer ? [getter(of, localName(told))] : [])),
  ];
  const plain = [...constants].filter(([, { isPlain }]) => isPlain);
  if (handle === null) {
    const members = [
      ...functions.map((func) => member(func, false)),
      ...plain.map(([of, { expression }]) => `${property(of)}: ${expression}`),
      ...getters,
    ];
    return `const ${local} = {\n${members.map((one) => `${one},`).join('\n')}\n};`;
  }
  const { size, alignment, deinit, destroy, methods } = handle;
  const members = [
    `static $layout = ${JSON.stringify({ name, size, alignment, deinit, destroy })};`,
    ...functions.map((func) => `static ${member(func, false)}`),
    ...plain.map(([of, { expression }]) => `static ${memberName(of)} = ${expression};`),
    ...getters.map((one) => `static ${one}`),
    ...methods.map((func) => member(func, true)),
    ...accessorsOf(handle).map((field) => accessorText(field, local, codecs)),
  ];
  return `const ${local} = /* @__PURE__ */ (() => {\nclass ${local} extends $Handle {\n${members.join('\n')}\n}\nreturn ${local};\n})();`;
}

/** What reads a field where it is, and writes it where that needs no other memory. */
function accessorText({ name, shape: id, offset }: FieldShape, local: string, codecs: Codecs): string {
  const at = plus(`$address(this, ${local})`, offset);
  const shape = codecs.shape(id);
  const isInside = shape.kind === 'handle' && !shape.isPointer;
  const view = codecs.arrayView(id, '$p', name, 'this');
  const value = isInside
    ? `$borrow(${localName(shape.name)}, ${at}, this)`
    : (view ?? codecs.read(id, '$p', name, 'this'));
  const get = isInside
    ? `get ${memberName(name)}() { return ${value}; }`
    : `get ${memberName(name)}() { const $p = ${at}; return ${value}; }`;
  if (!isSettable(codecs, id)) return get;
  return `${get}\nset ${memberName(name)}($x) { const $p = ${at}; ${codecs.write(id, '$p', '$x', name)} }`;
}

/** What is read and written in place: fields, and as `value` what a union has at the moment. */
export function accessorsOf({ fields, value, methods }: HandleDescription): readonly FieldShape[] {
  if (value === null || methods.some(({ name }) => name === 'value')) return fields;
  return [...fields, { name: 'value', shape: value, documentation: '', offset: 0 }];
}

/** Whether a field of that shape can be written from JavaScript: what it leads to would have to stay. */
export function isSettable(codecs: Codecs, id: number): boolean {
  return codecs.isWithoutMemory(id) && !codecs.hasPointers(id);
}
