import { type GraphValue, intAttribute, node, onnxFile, tensorValue } from '../models/onnx-file.ts';

/** Part of an encoded ONNX file. */
export type Message = Readonly<Record<string, unknown>>;

/** A list of floats as an attribute. */
export const floatList = (name: string, floats: readonly number[]): Message => ({ name, floats, type: 6 });

/** A list of integers as an attribute. */
export const intList = (name: string, ints: readonly number[]): Message => ({ name, ints, type: 7 });

/** A list of texts as an attribute. */
export const textList = (name: string, texts: readonly string[]): Message => ({
  name,
  strings: texts.map((text) => Buffer.from(text)),
  type: 8,
});

/** A float as an attribute. */
export const floatAttribute = (name: string, f: number): Message => ({ name, f, type: 1 });

/** A constant of floats. */
export const floatConstant = (name: string, dims: readonly number[], values: readonly number[]): Message => ({
  name,
  dataType: 1,
  dims,
  floatData: values,
});

/** A file with one input per name, of texts or floats, and an output `probabilities` of so many columns. */
export function columnsFile(
  inputs: Readonly<Record<string, 'float' | 'string'>>,
  steps: readonly Message[],
  columns: 1 | 2,
  constants: readonly Message[] = [],
): Uint8Array {
  const values = Object.entries(inputs).map(([name, type]): GraphValue => ({ name, type, shape: ['N', 1] }));
  return onnxFile({
    node: steps,
    initializer: constants,
    input: values.map(tensorValue),
    output: [tensorValue({ name: 'probabilities', type: 'float', shape: ['N', columns] })],
  });
}

/** The operator that joins columns. */
export const concat = (inputs: string[], output: string): Message =>
  node('Concat', inputs, [output], [intAttribute('axis', 1)]);
