/** Names that JavaScript has a use for of its own where a function could be declared. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if ' +
    'implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof ' +
    'undefined var void while with yield NaN Infinity'
  ).split(' '),
);

/** Whether `name` can be declared in a module of JavaScript. */
export function isBindable(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !RESERVED.has(name);
}

/** `name` where a property is named or read. */
export function property(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__' ? name : JSON.stringify(name);
}

/** `name` where a member of a class is declared: `constructor` would be the class's own. */
export function memberName(name: string): string {
  return name === 'constructor' ? '["constructor"]' : property(name);
}

/** How the property `name` is read of an object. */
export function access(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The local name of what is exported as `name`: names with `$` are the glue's own. */
export function localName(name: string): string {
  return isBindable(name) ? name : `$_${name.replace(/\W/g, '$')}`;
}

/** What exports `local` as `name`. */
export function exported(local: string, name: string): string {
  if (local === name) return name;
  return `${local} as ${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}`;
}

/** Whether bytes of that name are data, and no text. */
export function isNameOfBytes(name: string): boolean {
  return /(^|[_a-z])(bytes|data|buffer)$/i.test(name);
}

/** What a module exports for a path: the function that calls a function, or gives the address of a constant. */
export function exportName(path: string, what: 'call' | 'get'): string {
  return `${what}.${path}`;
}

/** `name`, or one like it that is not `taken`; from now on it is. */
export function unused(name: string, taken: Set<string>): string {
  let found = name;
  for (let i = 2; taken.has(found); i++) found = `${name}${i}`;
  taken.add(found);
  return found;
}
