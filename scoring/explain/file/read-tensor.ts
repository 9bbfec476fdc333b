import { type ConstantTensor, ELEMENTS, type Element, type Scalar } from './model-graph.ts';
import { refuseIf, Unreadable } from './unreadable.ts';
import { packedVarints, wireFields } from './wire-fields.ts';

/** Text of bytes in UTF-8. */
export function text(value: number | Uint8Array): string {
  const { buffer, byteOffset, byteLength } = value as Uint8Array;
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString();
}

/** 32-bit floats of a packed field, or the one of a field that is not packed. */
export function floats(value: number | Uint8Array): readonly number[] {
  const { buffer, byteOffset, byteLength } = value as Uint8Array;
  const view = new DataView(buffer, byteOffset, byteLength);
  if (byteLength === 4) return [view.getFloat32(0, true)];
  return Array.from({ length: byteLength / 4 }, (_, at) => view.getFloat32(at * 4, true));
}

/** Adds values to a list, however many they are. */
export function append<Value>(list: Value[], values: readonly Value[]): void {
  for (const value of values) list.push(value);
}

/** Whole numbers of a packed field, or the one of a field that is not packed. */
export function integers(value: number | Uint8Array): number[] {
  return typeof value === 'number' ? [value] : packedVarints(value);
}

/** Reads a constant and its name. @throws {Unreadable} when its type is not read, or its data lie in another file */
export function readTensor(bytes: Uint8Array): { readonly name: string; readonly tensor: ConstantTensor } {
  let name = '';
  let type = 0;
  let raw: Uint8Array | undefined;
  const dims: number[] = [];
  const data: Scalar[] = [];
  for (const { number, value } of wireFields(bytes)) {
    if (number === 1) append(dims, integers(value));
    else if (number === 2) type = value as number;
    else if (number === 4) append(data, floats(value));
    else if (number === 5 || number === 7) append(data, integers(value));
    else if (number === 6) data.push(text(value));
    else if (number === 8) name = text(value);
    else if (number === 9) raw = value as Uint8Array;
    else if (number === 10) append(data, Array.from(new Float64Array((value as Uint8Array).slice().buffer)));
    else refuseIf(number === 13, 'data in another file');
  }
  const element = ELEMENTS.get(type);
  if (element === undefined) throw new Unreadable(`constant ${name} of element type ${type}`);
  const values = raw ? rawData(raw, type, element) : data;
  refuseIf(
    values.length !== dims.reduce((product, dim) => product * dim, 1),
    `constant ${name} of another size than it says`,
  );
  return { name, tensor: { element, dims, data: values } };
}

function rawData(raw: Uint8Array, type: number, element: Element): ArrayLike<Scalar> {
  const { buffer } = raw.slice();
  if (element === 'float') return new Float32Array(buffer);
  if (element === 'double') return new Float64Array(buffer);
  if (element === 'boolean') return new Uint8Array(buffer);
  return type === 7 ? Array.from(new BigInt64Array(buffer), Number) : new Int32Array(buffer);
}
