/** Element types of tensors that are read, by their number in the format. */
export const ELEMENTS = new Map<number, Element>([
  [1, 'float'],
  [6, 'integer'],
  [7, 'integer'],
  [8, 'string'],
  [9, 'boolean'],
  [11, 'double'],
]);

/** Type of a tensor's elements: `float` is rounded to 32 bits after every operator, as ONNX Runtime does. */
export type Element = 'float' | 'double' | 'integer' | 'string' | 'boolean';

/** One element of a tensor; a boolean is 0 or 1. */
export type Scalar = number | string;

/** A constant of a graph, row by row. */
export interface ConstantTensor {
  readonly element: Element;
  readonly dims: readonly number[];
  readonly data: ArrayLike<Scalar>;
}

/** Value of an operator's attribute. */
export interface Attribute {
  readonly float: number | undefined;
  readonly int: number | undefined;
  readonly string: string | undefined;
  readonly tensor: ConstantTensor | undefined;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly strings: readonly string[];
}

/** One operator of a graph. */
export interface GraphNode {
  /** with its domain, where that is not the standard one: `ai.onnx.ml.Scaler` */
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** One input of a graph. */
export interface GraphInput {
  readonly name: string;
  readonly element: Element | undefined;
}

/** The graph of an ONNX file. */
export interface ModelGraph {
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, ConstantTensor>;
  /** without the constants that older files list among them */
  readonly inputs: readonly GraphInput[];
}
