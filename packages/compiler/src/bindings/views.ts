import type { ContainerDescription, Description, FunctionDescription, Shape, ShapeId } from './description.ts';
import { type BindingOptions, isView, typedArrayOf } from './options.ts';

/** Whether lists of that name, whose elements are of the shape `id`, are views where they are in memory of their own. */
function isViewOf(shapeOf: (id: ShapeId) => Shape, id: ShapeId, name: string, options: BindingOptions): boolean {
  return isView(name, options) && typedArrayOf(shapeOf(id), options) !== null;
}

/** Whether something in a value of that shape and name, which Zig gives, is a view. */
export function hasView(
  shapeOf: (id: ShapeId) => Shape,
  id: ShapeId,
  name: string,
  options: BindingOptions,
  seen: ReadonlySet<ShapeId> = new Set(),
): boolean {
  if (seen.has(id)) return false;
  const shape = shapeOf(id);
  const inside = (child: ShapeId, of: string): boolean => hasView(shapeOf, child, of, options, new Set([...seen, id]));
  switch (shape.kind) {
    case 'slice':
      return isViewOf(shapeOf, shape.child, name, options) || inside(shape.child, name);
    case 'arrayPointer': {
      const array = shapeOf(shape.array);
      return array.kind === 'array' && isViewOf(shapeOf, array.child, name, options);
    }
    case 'array':
    case 'optional':
      return inside(shape.child, name);
    case 'tuple':
      return shape.fields.some((field) => inside(field.shape, name));
    case 'struct':
    case 'union':
      return shape.fields.some((field) => inside(field.shape, field.name));
    default:
      return false;
  }
}

/** Whether something that JavaScript is given of a file is a view. */
export function givesViews({ shapes, functions, containers }: Description, options: BindingOptions): boolean {
  const shapeOf = (id: ShapeId): Shape => shapes[id];
  const gives = ({ result }: FunctionDescription): boolean => hasView(shapeOf, result.shape, result.name, options);
  const ofContainer = ({ functions, handle }: ContainerDescription): boolean =>
    functions.some(gives) ||
    (handle !== null &&
      (handle.methods.some(gives) ||
        handle.fields.some(
          ({ shape, name }) => isArrayView(shapeOf, shape, name, options) || hasView(shapeOf, shape, name, options),
        )));
  return functions.some(gives) || containers.some(ofContainer);
}

/** Whether a field of that shape and name, which is read where it is, is a view of itself. */
export function isArrayView(
  shapeOf: (id: ShapeId) => Shape,
  id: ShapeId,
  name: string,
  options: BindingOptions,
): boolean {
  const shape = shapeOf(id);
  return shape.kind === 'array' && isViewOf(shapeOf, shape.child, name, options);
}

/**
 * What the glue of a file with views has besides. A view gives its array when it is asked for, since that is gone where memory has grown. `hasHandles`: whether the file has classes.
 */
export function viewRuntime(hasHandles: boolean): string {
  return `${hasHandles ? '' : 'const $alive = () => {};\n'}const [$viewOf, $writeView, $viewed] = /* @__PURE__ */ (() => {
  class View {
    #memory = $exports.memory;
    #array;
    #p;
    #length;
    #Numbers;
    #owner;
    constructor(p, length, Numbers, owner) {
      this.#p = length === 0 ? 0 : p;
      this.#length = length;
      this.#Numbers = Numbers;
      this.#owner = owner;
    }
    get array() {
      if (this.#memory !== $exports.memory) throw new ReferenceError('the memory of this view is gone');
      if (this.#owner !== null) $alive(this.#owner);
      const { buffer } = this.#memory;
      if (this.#array?.buffer !== buffer) this.#array = new this.#Numbers(buffer, this.#p, this.#length);
      return this.#array;
    }
    get length() {
      return this.#length;
    }
    [Symbol.iterator]() {
      return this.array[Symbol.iterator]();
    }
  }
  const viewed = (x) => (x instanceof View ? x.array : x);
  const write = (p, x, Numbers) => {
    const array = viewed(x);
    if (array === x || !(array instanceof Numbers)) return false;
    $view().setUint32(p, array.byteOffset, true);
    $view().setUint32(p + 4, array.length, true);
    return true;
  };
  return [(p, length, Numbers, owner) => new View(p >>> 0, length, Numbers, owner), write, viewed];
})();
`;
}
