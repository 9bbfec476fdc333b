import type { ModelSignature } from '../../../scoring/model-manifest.ts';

type Column = ModelSignature['inputs'][number];

/** A signature from column types by name, with the float output `probabilities` [-1, 1]. */
export function signatureOf(columns: Readonly<Record<string, Column['type']>>, outputColumns = 1): ModelSignature {
  return {
    inputs: Object.entries(columns).map(([name, type]) => ({ name, type, required: true })),
    outputs: [
      { name: 'probabilities', type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, outputColumns] } },
    ],
  };
}
