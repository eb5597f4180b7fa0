import type { Shape, ShapeId } from './description.ts';

/** Whether the shape `id`, or that of something in its values, `is` it. `shapeOf`: the shape of a number. */
export function someShape(
  shapeOf: (id: ShapeId) => Shape,
  id: ShapeId,
  is: (shape: Shape) => boolean,
  seen: Set<ShapeId> = new Set(),
): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const shape = shapeOf(id);
  if (is(shape)) return true;
  if ('child' in shape) return someShape(shapeOf, shape.child, is, seen);
  if (shape.kind === 'arrayPointer') return someShape(shapeOf, shape.array, is, seen);
  return 'fields' in shape && shape.fields.some((field) => someShape(shapeOf, field.shape, is, seen));
}
