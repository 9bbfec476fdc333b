import { refuseIf } from './onnx-graph.ts';

/** The number of rows, as a dimension. */
export const ROWS = -1;

/**
 * Dimensions of a value of a graph. Only the first may be {@link ROWS}: then its size is linear in the rows of the batch,
 * else independent of them.
 */
export type ValueShape = readonly number[];

/** Elements per row, or in all of a value without rows. */
export function sizeOf(shape: ValueShape): number {
  return shape.reduce((size, dim) => (dim === ROWS ? size : size * dim), 1);
}

/** Whether a value has one part for each row. */
export function hasRows(shape: ValueShape): boolean {
  return shape[0] === ROWS;
}

/** Checks that a shape is a valid {@link ValueShape}. @throws {Unbounded} */
export function requireShape(shape: readonly number[]): ValueShape {
  const isRight = shape.every((dim, at) => (dim === ROWS ? at === 0 : Number.isSafeInteger(dim) && dim >= 0));
  refuseIf(!isRight, `shape [${shape}]`);
  return shape;
}

/** Shape of an elementwise result. @throws {Unbounded} when dimensions do not broadcast */
export function broadcast(a: ValueShape, b: ValueShape): ValueShape {
  const rank = Math.max(a.length, b.length);
  const dims = Array.from({ length: rank }, (_, at) => {
    const [one = 1, other = 1] = [a[at - rank + a.length], b[at - rank + b.length]];
    refuseIf(one !== other && one !== 1 && other !== 1, `dimensions ${one} and ${other}`);
    return one === 1 ? other : one;
  });
  return requireShape(dims);
}

/** Shape of concatenated values. @throws {Unbounded} when they would be concatenated along the rows */
export function concatenate(shapes: readonly ValueShape[], axis: number): ValueShape {
  const [first = []] = shapes;
  const at = axis < 0 ? first.length + axis : axis;
  const isFit = shapes.every(
    (shape) => shape.length === first.length && shape.every((dim, i) => i === at || dim === first[i]),
  );
  refuseIf(!isFit || shapes.some((shape) => shape[at] === undefined || shape[at] === ROWS), 'a concatenation');
  return first.map((dim, i) => (i === at ? shapes.reduce((sum, shape) => sum + (shape[i] as number), 0) : dim));
}

/** Shape of a reduction. @param axes all when undefined */
export function reduce(shape: ValueShape, axes: readonly number[] | undefined, keepsDims: boolean): ValueShape {
  const reduced = new Set((axes ?? [...shape.keys()]).map((axis) => (axis < 0 ? shape.length + axis : axis)));
  const dims = shape.flatMap((dim, at) => (reduced.has(at) ? (keepsDims ? [1] : []) : [dim]));
  return requireShape(dims);
}

/** Shape of a reshaped value, its rows first. @throws {Unbounded} when it is not known */
export function reshape(shape: ValueShape, target: readonly number[]): ValueShape {
  const [first, ...rest] = target;
  const isFit = hasRows(shape) && (first === -1 || first === 0) && rest.every((dim) => dim > 0);
  refuseIf(!isFit || sizeOf(rest) !== sizeOf(shape), `a new shape [${target}]`);
  return [ROWS, ...rest];
}
