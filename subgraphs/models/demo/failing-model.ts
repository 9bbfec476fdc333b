import { extendModel, type OnnxArtifact } from './extend-model.ts';

const FLOAT = 1;
const INT64 = 7;
const INT = 2;

/**
 * A model that fails on a share of its requests, and otherwise answers as `model` does: it looks up a row that its
 * table does not have.
 *
 * The failing requests are those whose lead age, in hundredths of days, has a fraction above 1 − share, which is nearly
 * uniform. ONNX Runtime fails the whole batch.
 *
 * @param share 0 to 1
 */
export function failingModel(model: OnnxArtifact, share: number): OnnxArtifact {
  const node = [
    ...DRAW,
    { opType: 'Greater', input: ['drawn', 'answered_up_to'], output: ['is_beyond'] },
    { opType: 'Cast', input: ['is_beyond'], output: ['row'], attribute: [{ name: 'to', i: INT64, type: INT }] },
    { opType: 'ReduceMax', input: ['row'], output: ['last_row'], attribute: [{ name: 'keepdims', i: 0, type: INT }] },
    { opType: 'Gather', input: ['table', 'last_row'], output: ['nothing'] },
    { opType: 'Add', input: ['probabilities', 'nothing'], output: ['looked_up'] },
  ];
  const initializer = [HUNDRED, float('answered_up_to', 1 - share), { ...float('table', 0), dims: [1] }];
  return extendModel(model, { node, initializer }, 'looked_up');
}

/** Constant number of a graph. */
export function float(name: string, value: number): Readonly<Record<string, unknown>> {
  return { name, dataType: FLOAT, dims: [], floatData: [value] };
}

/** Constant that {@link DRAW} needs. */
export const HUNDRED = float('hundred', 100);

/** Nodes with the output `drawn`: [N, 1], uniform on [0, 1) over lead ages, 0 for a new lead. */
export const DRAW = [
  { opType: 'Mul', input: ['lead_age', 'hundred'], output: ['age'] },
  { opType: 'Floor', input: ['age'], output: ['whole_age'] },
  { opType: 'Sub', input: ['age', 'whole_age'], output: ['drawn'] },
];
