import type { FeatureName } from '../../../lake/features/features.ts';
import type { TestVersion } from './model-registry.ts';
import { signatureOf } from './model-signature.ts';
import { intAttribute, node, onnxFile, tensorValue } from './onnx-file.ts';

const INPUT = { name: 'website_visits', type: 'float', shape: ['N', 1] } as const;
const OUTPUT = { name: 'probabilities', type: 'float', shape: ['N', 1] } as const;
const FLOAT = 1;
const INT64 = 7;

/** Model that returns sigmoid(website_visits) for leads without visits, and fails on every batch with another one. */
export function throwingVersion(version: number): TestVersion {
  const steps = [
    ...VISITED,
    node('Cast', ['visited'], ['row'], [intAttribute('to', INT64)]),
    node('Gather', ['table', 'row'], ['nothing']),
    node('Sigmoid', ['website_visits'], ['answer']),
    node('Add', ['answer', 'nothing'], ['probabilities']),
  ];
  return of(version, { node: steps, initializer: [ZERO, { name: 'table', dataType: 1, dims: [1], floatData: [0] }] });
}

/** Model that returns sigmoid(website_visits) for leads without visits, and no probability for others. */
export function nanVersion(version: number): TestVersion {
  const steps = [
    ...VISITED,
    node('Sigmoid', ['website_visits'], ['answer']),
    node('Where', ['visited', 'nan', 'answer'], ['probabilities']),
  ];
  return of(version, { node: steps, initializer: [ZERO, { ...ZERO, name: 'nan', floatData: [Number.NaN] }] });
}

/** Model that returns sigmoid(website_visits) for leads without visits, and never ends on a batch with another one. */
export function hangingVersion(version: number): TestVersion {
  return endlessVersion(version, 'website_visits', 0);
}

/** Model that returns sigmoid(feature), and never ends on a batch with a row above a limit. */
export function endlessVersion(version: number, feature: FeatureName, limit: number): TestVersion {
  const input = { ...INPUT, name: feature };
  const body = {
    name: 'body',
    node: [node('Identity', ['go_on'], ['still']), node('Identity', ['value'], ['next'])],
    input: [
      tensorValue({ name: 'turn', type: 'int64', shape: [] }),
      tensorValue({ name: 'go_on', type: 'bool', shape: [] }),
      tensorValue({ ...input, name: 'value' }),
    ],
    output: [tensorValue({ name: 'still', type: 'bool', shape: [] }), tensorValue({ ...input, name: 'next' })],
  };
  const steps = [
    node('ReduceMax', [feature], ['most'], [intAttribute('keepdims', 0)]),
    node('Greater', ['most', 'limit'], ['go']),
    node('Loop', ['turns', 'go', feature], ['looped'], [{ name: 'body', g: body, type: 5 }]),
    node('Sigmoid', ['looped'], ['probabilities']),
  ];
  const turns = { name: 'turns', dataType: INT64, dims: [], int64Data: [2 ** 52] };
  const graph = { node: steps, initializer: [{ ...ZERO, name: 'limit', floatData: [limit] }, turns] };
  const bytes = onnxFile({ ...graph, input: [tensorValue(input)], output: [tensorValue(OUTPUT)] });
  return { version, bytes, signature: signatureOf({ [feature]: 'double' }) };
}

/** Model that returns sigmoid(website_visits), and accepts only whole numbers of visits. */
export function wholeVisitsVersion(version: number): TestVersion {
  const steps = [
    node('Cast', ['website_visits'], ['visits'], [intAttribute('to', FLOAT)]),
    node('Sigmoid', ['visits'], ['probabilities']),
  ];
  const input = [tensorValue({ ...INPUT, type: 'int64' })];
  const bytes = onnxFile({ node: steps, input, output: [tensorValue(OUTPUT)] });
  return { version, bytes, signature: signatureOf({ website_visits: 'long' }) };
}

const ZERO = { name: 'zero', dataType: 1, dims: [], floatData: [0] };
const VISITED = [node('Greater', ['website_visits', 'zero'], ['visited'])];

function of(version: number, graph: Readonly<Record<string, unknown>>): TestVersion {
  const bytes = onnxFile({ ...graph, input: [tensorValue(INPUT)], output: [tensorValue(OUTPUT)] });
  return { version, bytes, signature: signatureOf({ website_visits: 'double' }) };
}
