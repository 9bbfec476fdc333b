import type { FeatureValue } from '../../../lake/features/features.ts';
import type { ModelSignature } from '../../model-manifest.ts';
import type { Element, GraphInput, Scalar } from '../file/model-graph.ts';
import { refuseIf, Unreadable } from '../file/unreadable.ts';
import type { FeatureColumn, RowTensor } from '../model/column.ts';

/**
 * The inputs of a graph as functions of the signature's features: one tensor per column, or one of all of them.
 *
 * Values are what `toTensors` fills in: a missing number is NaN, or 0 in a tensor of integers; a missing category is ''.
 */
export function bindFeatures(inputs: readonly GraphInput[], signature: ModelSignature): ReadonlyMap<string, RowTensor> {
  const names = signature.inputs.map(({ name }) => name);
  const [only] = inputs;
  if (only && inputs.length === 1 && !names.includes(only.name)) {
    const columns = names.map((_, feature) => columnOf(feature, only.element));
    return new Map([[only.name, { element: only.element as Element, dims: [names.length], columns }]]);
  }
  return new Map(
    inputs.map(({ name, element }) => {
      const feature = names.indexOf(name);
      refuseIf(feature < 0, `input ${name}, which the signature does not name`);
      return [name, { element: element as Element, dims: [1], columns: [columnOf(feature, element)] }];
    }),
  );
}

function columnOf(feature: number, element: Element | undefined): FeatureColumn {
  if (element === undefined || element === 'boolean')
    throw new Unreadable('an input of another type than features have');
  return { kind: 'feature', feature, of: READERS[element] };
}

const READERS: Readonly<Record<Exclude<Element, 'boolean'>, (value: FeatureValue) => Scalar>> = {
  float: (value) => Math.fround(value === null ? Number.NaN : Number(value)),
  double: (value) => (value === null ? Number.NaN : Number(value)),
  integer: (value) => Number(value ?? 0),
  string: (value) => String(value ?? ''),
};
