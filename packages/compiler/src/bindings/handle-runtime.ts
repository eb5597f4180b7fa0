/**
 * What the glue of a file with classes has besides. A handle has a state: its class; its address, 0 when it is gone; what it owns; and the state of the handle that it
 * must not outlive. A handle that owns something is collected with it.
 */
export const HANDLE_RUNTIME = `const [$Handle, $address, $own, $adopt, $borrow, $end, $alive] = /* @__PURE__ */ (() => {
  const key = {};
  // Where the module started afresh, what was in its memory before is gone.
  const isLive = (state) => state.p !== 0 && state.memory === $exports.memory && (state.parent === null || isLive(state.parent));
  const registry = new FinalizationRegistry((state) => {
    try {
      new state.Class(key, state, null)[dispose]();
    } catch (error) {
      console.error(error);
    }
  });
  const dispose = Symbol.dispose ?? Symbol('dispose');
  const stateOf = (handle) => Handle.state(handle);
  class Handle {
    #state;
    #owner;
    constructor(given, state, owner) {
      if (given !== key) throw new TypeError('it is made by functions of Zig only');
      this.#state = state;
      this.#owner = owner;
    }
    static state(handle) {
      return handle.#state;
    }
    free() {
      this[dispose]();
    }
    [dispose]() {
      const { Class, owns } = this.#state;
      if (!isLive(this.#state)) return;
      const { deinit, destroy } = Class.$layout;
      const release = owns === 'value' ? deinit : owns === 'pointer' ? destroy : null;
      if (release === null) end(this);
      else this[release]();
    }
  }
  const owning = (Class, p, owns) => {
    const state = { Class, p, owns, parent: null, memory: $exports.memory };
    const handle = new Class(key, state, null);
    registry.register(handle, state, state);
    return handle;
  };
  const address = (x, Class) => {
    if (!(x instanceof Class)) throw new TypeError($shown(x) + ' is no ' + Class.$layout.name);
    const state = stateOf(x);
    if (!isLive(state)) throw new ReferenceError('this ' + Class.$layout.name + ' was freed');
    return state.p;
  };
  const own = (Class, p) => {
    const { size, alignment } = Class.$layout;
    const kept = $exports['rezig.create'](size, alignment) >>> 0;
    if (kept === 0) throw new RangeError('out of memory');
    $bytes(kept, size).set($bytes(p, size));
    return owning(Class, kept, 'value');
  };
  const adopt = (Class, p) => owning(Class, p, 'pointer');
  const borrow = (Class, p, owner) => {
    if (owner instanceof Class && stateOf(owner).p === p) return owner;
    const parent = owner === null ? null : stateOf(owner);
    return new Class(key, { Class, p, owns: null, parent, memory: $exports.memory }, owner);
  };
  const end = (handle) => {
    const state = stateOf(handle);
    const { Class, p, owns } = state;
    state.p = 0;
    if (owns === null) return;
    registry.unregister(state);
    const { size, alignment } = Class.$layout;
    if (owns === 'value') $exports['rezig.destroy'](p, size, alignment);
  };
  return [Handle, address, own, adopt, borrow, end, (handle) => void address(handle, stateOf(handle).Class)];
})();
`;
