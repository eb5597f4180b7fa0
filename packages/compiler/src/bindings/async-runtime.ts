/**
 * What the glue of functions that return promises has besides. Calls come one after the other: two that are suspended would share the stack that the program
 * has in memory. A call that is not suspended, of a function that returns no promise, may come between.
 */
export const ASYNC_RUNTIME = `if (typeof WebAssembly.Suspending !== 'function')
  throw new Error('the option async of the plug-in needs an engine with JavaScript Promise Integration (WebAssembly.Suspending), which this one does not have');
const $waitedFor = (functions, names) =>
  Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, typeof f === 'function' && names?.includes(name) !== false ? new WebAssembly.Suspending(f) : f]));
$glue.wait = new WebAssembly.Suspending($glue.call);
$glue.sleep = new WebAssembly.Suspending((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
const $promises = {};
const $promising = (name) => ($promises[name] ??= WebAssembly.promising($exports[name]));
let $last = Promise.resolve();
const $callAsync = (size, body) => {
  const result = $last.then(async () => {
    const stack = $exports['rezig.stack']();
    const frame = $exports['rezig.begin'](size) >>> 0;
    if (frame === 0) throw new RangeError('out of memory');
    try {
      return await body(frame);
    } catch (error) {
      $exports['rezig.setStack'](stack);
      throw error;
    } finally {
      $exports['rezig.end']();
    }
  });
  $last = result.then(
    () => {},
    () => {},
  );
  return result;
};
`;
