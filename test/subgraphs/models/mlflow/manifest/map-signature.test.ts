import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { graphOutputs } from '../../../../../subgraphs/models/mlflow/manifest/graph-outputs.ts';
import { mapSignature } from '../../../../../subgraphs/models/mlflow/manifest/map-signature.ts';
import { matrixModel, zipMapModel } from '../../../../support/models/onnx-file.ts';

const COLUMNS = [{ type: 'long', name: 'meetings', required: false }];
const PROBABILITIES = { name: 'p', type: 'tensor', 'tensor-spec': { dtype: 'float64', shape: [-1, 2] } };
const tensor = (dtype: string, shape: number[], name?: string) => ({
  ...(name && { name }),
  type: 'tensor',
  'tensor-spec': { dtype, shape },
});
const map = (inputs: unknown, outputs: unknown = [PROBABILITIES], columns: string[] = [], file = matrixModel(2)) =>
  mapSignature({ inputs: JSON.stringify(inputs), outputs: JSON.stringify(outputs), columns }, graphOutputs(file));

describe('a signature of MLflow', () => {
  test('A signature of MLflow gives columns and named tensors as they are', () => {
    assert.deepEqual(map(COLUMNS), {
      inputs: [{ name: 'meetings', type: 'long', required: false }],
      outputs: [PROBABILITIES],
    });
  });

  test('A signature of MLflow gives a column for each named tensor of width one', () => {
    const inputs = [tensor('float32', [-1, 1], 'lead_age'), tensor('object', [-1], 'country')];
    assert.deepEqual(map(inputs).inputs, [
      { name: 'lead_age', type: 'float', required: true },
      { name: 'country', type: 'string', required: true },
    ]);
  });

  test('A signature of MLflow takes the columns of a single wide tensor from a tag', () => {
    const names = ['lead_age', 'meetings'];
    assert.deepEqual(
      map([tensor('float64', [-1, 2])], [PROBABILITIES], names).inputs,
      names.map((name) => ({ name, type: 'double', required: true })),
    );
    for (const columns of [[], ['lead_age']])
      assert.throws(() => map([tensor('float64', [-1, 2])], [PROBABILITIES], columns), {
        code: 'MLFLOW_VERSION_UNUSABLE',
        message: `tag lead_scoring.columns: found ${columns.length} names, expected 2 for each column of the input, as the signature names none`,
      });
  });

  test('A signature of MLflow takes outputs from the file when it names none', () => {
    const fromFile = [{ name: 'probabilities', type: 'tensor', 'tensor-spec': { dtype: 'float32', shape: [-1, 1] } }];
    for (const outputs of [[], [tensor('float32', [-1, 1])], [{ type: 'double', required: true }]])
      assert.deepEqual(map(COLUMNS, outputs).outputs, fromFile);
  });

  test('A signature of MLflow is refused for a file with map outputs only', () => {
    assert.throws(() => map(COLUMNS, [], [], zipMapModel(2)), { code: 'ARTIFACT_ZIPMAP_OUTPUT' });
  });

  test('A signature of MLflow is refused when it is absent, unreadable, nameless or of another type', () => {
    const unusable = { code: 'MLFLOW_VERSION_UNUSABLE' };
    assert.throws(() => mapSignature({ inputs: undefined, outputs: '[]', columns: [] }, []), unusable);
    assert.throws(() => mapSignature({ inputs: '[', outputs: '[]', columns: [] }, []), unusable);
    for (const inputs of [{}, [{ type: 'double' }], [{ type: 'datetime', name: 'at' }], [tensor('bool', [-1], 'new')]])
      assert.throws(() => map(inputs), unusable);
  });
});
