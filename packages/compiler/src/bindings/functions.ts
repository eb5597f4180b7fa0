import { type Codecs, plus } from './codecs.ts';
import type { ContainerDescription, FunctionDescription, Parameter } from './description.ts';
import { exportName, isBindable, localName } from './names.ts';
import { CALLBACK_SLOTS, SCRATCH_BYTES } from './root-module.ts';

/** A function of JavaScript, behind its name: parameters and body. `container`: where it is declared, and whether it is called on a value of that. */
export function functionText(
  func: FunctionDescription,
  codecs: Codecs,
  { container, isMethod }: { readonly container: ContainerDescription | null; readonly isMethod: boolean },
): string {
  const { path, parameters, result, errorOffset, frameSize } = func;
  const given = parameters.filter(({ kind }) => kind === 'value' || kind === 'callback').slice(isMethod ? 1 : 0);
  const names = new Map(given.map((param, i) => [param, isBindable(param.name) ? param.name : `$${i}`]));
  const nameOf = (param: Parameter): string => names.get(param) ?? (isMethod ? 'this' : '');
  const owner = parameters.find((param) => param.kind === 'value' && codecs.shape(param.shape).kind === 'handle');
  const isAsync = returnsPromise(func, codecs, isMethod);
  const isPlain =
    !isAsync &&
    frameSize <= SCRATCH_BYTES &&
    parameters.every((param) => param.kind === 'io' || (param.kind === 'value' && codecs.isWithoutMemory(param.shape)));
  const before: string[] = [];
  const after: string[] = [];
  for (const param of parameters) {
    const at = plus('$f', param.offset);
    const x = nameOf(param);
    if (param.kind === 'value') {
      before.push(codecs.write(param.shape, at, x, param.name));
      const shape = codecs.shape(param.shape);
      if (shape.kind === 'slice' && !shape.isConst) after.push(codecs.copyBack(shape, at, x, param.name));
    } else if (param.kind === 'callback') {
      const { callback } = param;
      const args = callback.parameters.map((one) => codecs.read(one.shape, plus('$p', one.offset), one.name));
      const value = `${isAsync ? 'await ' : ''}${x}(${args.join(', ')})`;
      const kind = codecs.shape(callback.result.shape).kind;
      const body =
        kind === 'void'
          ? `${value};`
          : `const $r = ${value}; ${codecs.write(callback.result.shape, plus('$p', callback.result.offset), '$r', callback.result.name)}`;
      before.push(
        `const $slot${param.offset} = $lend(${isAsync ? CALLBACK_SLOTS : 0}, ${CALLBACK_SLOTS}, ${x}, ${isAsync ? 'async ' : ''}($p) => { ${body} }); $lent.push($slot${param.offset});`,
      );
      before.push(`$view().setUint32(${at}, $slot${param.offset}, true);`);
    } else if (param.kind === 'allocator') before.push(`$view().setUint32(${at}, ${param.isLasting ? 1 : 0}, true);`);
  }
  const name = JSON.stringify(exportName(path, 'call'));
  const call = isAsync ? `await $promising(${name})($f);` : `$exports[${name}]($f);`;
  if (isMethod && endsValue(func)) after.push('$end(this);');
  const failure = errorOffset === null ? [] : [`$fail(${plus('$f', errorOffset)});`];
  const at = plus('$f', result.offset);
  const value = isCreation(func, container, codecs)
    ? `$adopt(${localName(container!.name)}, $view().getUint32(${at}, true))`
    : codecs.read(result.shape, at, result.name, owner === undefined ? 'null' : nameOf(owner));
  const body = [...before, call, ...after, ...failure, `return ${value};`];
  const lends = parameters.some(({ kind }) => kind === 'callback');
  const guarded = lends
    ? `const $lent = []; try { ${body.join(' ')} } finally { for (const $slot of $lent) $callbacks[$slot] = undefined; }`
    : body.join('\n    ');
  const list = [...names.values()].join(', ');
  // What needs no other memory has no frame made, and is what is called most.
  if (isPlain)
    return `(${list}) {
  const $s = $exports['rezig.stack'](), $f = $frame();
  try {
    ${guarded}
  } catch ($e) {
    $exports['rezig.setStack']($s);
    throw $e;
  }
}`;
  const opening = isAsync ? `$callAsync(${frameSize}, async ($f) => {` : `$call(${frameSize}, ($f) => {`;
  return `(${list}) {\n  return ${opening}\n    ${guarded}\n  });\n}`;
}

/** Whether a function returns a promise of its result. What releases a value does not wait. */
export function returnsPromise(func: FunctionDescription, codecs: Codecs, isMethod: boolean): boolean {
  return codecs.waits(func.path) && !(isMethod && endsValue(func));
}

/** Whether a method of that name is the end of the value that it is called on. */
function endsValue({ name }: FunctionDescription): boolean {
  return name === 'deinit' || name === 'destroy';
}

/** Whether what the function gives is to be released by the `destroy` of the type that it is declared in. */
function isCreation(func: FunctionDescription, container: ContainerDescription | null, codecs: Codecs): boolean {
  const result = codecs.shape(func.result.shape);
  return (
    func.name.startsWith('create') &&
    container?.handle?.destroy != null &&
    result.kind === 'handle' &&
    result.isPointer &&
    result.name === container.name
  );
}
