import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../../lake/features/features.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../../../platform/process/model-process.ts';
import type { ModelSignature } from '../../../../scoring/model-manifest.ts';
import { inspectArtifact } from '../../../../subgraphs/models/validation/inspect-artifact.ts';
import { inspectInChildProcess } from '../../../../subgraphs/models/validation/inspect-in-child-process.ts';
import { signatureOf } from '../../../support/models/model-signature.ts';
import {
  columnsModel,
  type GraphValue,
  hangingModel,
  int64Constant,
  matrixModel,
  memoryModel,
  node,
  onnxFile,
  stringAttribute,
  tensorValue,
  zipMapModel,
} from '../../../support/models/onnx-file.ts';

const AGE = signatureOf({ lead_age: 'double' });
const LEAD_AGE: GraphValue = { name: 'lead_age', type: 'float', shape: ['N', 1] };
const PROBABILITIES: GraphValue = { name: 'probabilities', type: 'float', shape: ['N', 1] };
const [OUTPUT] = AGE.outputs as [ModelSignature['outputs'][number]];
const LIMITS = { timeLimitMs: 20_000, memoryLimitBytes: DEFAULT_MODEL_MEMORY_BYTES };
const lowerCase = (locale: string) => [
  stringAttribute('case_change_action', 'LOWER'),
  stringAttribute('locale', locale),
];

describe('inspecting a file refuses, with where, found and expected', () => {
  const refused = (title: string, code: string, bytes: Uint8Array, message: RegExp, signature = AGE) =>
    test(title, async () => {
      await assert.rejects(inspectArtifact({ bytes, signature, sample: [] }), { code, message });
    });

  refused(
    'bytes that are no protobuf',
    'ARTIFACT_INVALID',
    Buffer.from('not a model'),
    /found 11 bytes that are no protobuf of an ONNX model \(.*\), expected/,
  );
  refused('an empty file', 'ARTIFACT_INVALID', new Uint8Array(), /found no graph/);
  refused('half a file', 'ARTIFACT_INVALID', matrixModel(1).subarray(0, 70), /./);
  refused(
    'weights in another file',
    'ARTIFACT_INVALID',
    onnxFile({ node: [node('Relu', ['w'], ['y'])], initializer: [{ name: 'w', dataLocation: 1 }] }),
    /graph\.initializer\.data_location, at byte \d+ .* found a reference to another file/,
  );
  refused(
    'an operator of an unknown domain',
    'ARTIFACT_INVALID',
    onnxFile({ node: [node('Steal', ['lead_age'], ['probabilities'], [], 'evil.example')] }),
    /operator Steal: found domain evil\.example/,
  );
  refused(
    'an operator that the runtime does not know',
    'ARTIFACT_INVALID',
    onnxFile({
      node: [node('NoSuchOperator', ['lead_age'], ['probabilities'])],
      input: [tensorValue(LEAD_AGE)],
      output: [tensorValue(PROBABILITIES)],
    }),
    /ONNX Runtime cannot load the file: .*NoSuchOperator/,
  );
  refused(
    'an operator set that is newer than the runtime',
    'ARTIFACT_INVALID',
    onnxFile({ node: [node('Sigmoid', ['lead_age'], ['probabilities'])], input: [tensorValue(LEAD_AGE)] }, [
      { version: 999 },
    ]),
    /ONNX Runtime cannot load the file: .*999/,
  );
  refused('inputs that the signature does not name', 'ARTIFACT_MISMATCH', matrixModel(3), /found shape \[N, 3\]/);
  refused('a ZipMap output', 'ARTIFACT_ZIPMAP_OUTPUT', zipMapModel(1), /sequence of maps.*zipmap=False/);
  refused(
    'a ZipMap output of another name than the signature says, with the way out for each library',
    'ARTIFACT_ZIPMAP_OUTPUT',
    zipMapModel(1),
    /^output probabilities: .*skl2onnx: options=\{id\(model\): \{'zipmap': False\}\}.*onnxmltools: .*CatBoost: /,
    { ...AGE, outputs: [{ ...OUTPUT, name: 'output_probability' }] },
  );
  refused(
    'a ZipMap output beside a signature that names the label only',
    'ARTIFACT_ZIPMAP_OUTPUT',
    zipMapModel(1),
    /^output probabilities: /,
    { ...AGE, outputs: [{ ...OUTPUT, 'tensor-spec': { dtype: 'int64', shape: [-1] } }] },
  );
  refused(
    'a sequence of tensors',
    'ARTIFACT_ZIPMAP_OUTPUT',
    onnxFile({
      node: [node('SequenceConstruct', ['lead_age'], ['scores'])],
      input: [tensorValue(LEAD_AGE)],
      output: [{ name: 'scores', type: { sequenceType: { elemType: tensorValue(LEAD_AGE).type } } }],
    }),
    /^output scores: /,
  );
  refused(
    'several faults at once',
    'ARTIFACT_MISMATCH',
    columnsModel(
      [
        { ...LEAD_AGE, type: 'string' },
        { name: 'page_views', type: 'float', shape: ['N', 3] },
        { name: 'shoes', type: 'float', shape: ['N', 1] },
      ].map((input) => input as GraphValue),
      { ...PROBABILITIES, name: 'score' },
    ),
    /hat: found no feature .*; inputs of the file: .*; input lead_age: found a string .*; input page_views: found shape \[N, 3\].*; output probabilities: found outputs score/,
    signatureOf({ lead_age: 'double', page_views: 'double', hat: 'double' }),
  );
  for (const locale of ['en_US', 'xx_YY.UTF-8'])
    refused(
      `a StringNormalizer with the absent locale ${locale}`,
      'ARTIFACT_LOCALE_ABSENT',
      onnxFile({
        node: [
          node('StringNormalizer', ['industry'], ['lower'], lowerCase(locale)),
          node('Identity', ['lower'], ['probabilities']),
        ],
        input: [tensorValue({ name: 'industry', type: 'string', shape: ['N'] })],
        output: [tensorValue({ name: 'probabilities', type: 'string', shape: ['N'] })],
      }),
      new RegExp(`a StringNormalizer: found locale ${locale}, expected locale C`),
      signatureOf({ industry: 'string' }),
    );
  refused(
    'another output than the signature names',
    'ARTIFACT_MISMATCH',
    columnsModel([LEAD_AGE], { ...PROBABILITIES, name: 'score' }),
    /output probabilities: found outputs score/,
  );
  refused(
    'a model that cannot score a lead without company data',
    'ARTIFACT_MISMATCH',
    columnsModel([{ ...LEAD_AGE, name: 'company_size' }]),
    /warm-up on a lead without interactions or company data: found the score NaN, expected a finite number from 0 to 1/,
    signatureOf({ company_size: 'double' }),
  );
});

describe('inspecting a file in a process of its own', () => {
  test('A file that fits is described', async () => {
    const sample = [{ ...EMPTY_FEATURE_VECTOR, lead_age: 3 }];
    const inspection = await inspectInChildProcess({ bytes: matrixModel(1), signature: AGE, sample }, LIMITS);
    assert.deepEqual(inspection, {
      inputForm: 'MATRIX',
      description: {
        irVersion: 8,
        producer: 'test',
        opsets: { '': 17, 'ai.onnx.ml': 3 },
        operators: [':ReduceSum', ':Sigmoid'],
      },
    });
  });

  test('A refusal keeps its code and its fields', async () => {
    await assert.rejects(inspectInChildProcess({ bytes: matrixModel(3), signature: AGE, sample: [] }, LIMITS), {
      name: 'DomainError',
      code: 'ARTIFACT_MISMATCH',
      extensions: {
        code: 'ARTIFACT_MISMATCH',
        where: 'input features',
        found: 'shape [N, 3]',
        expected: '[N, 1] with N free',
      },
    });
  });

  test('A file that does not terminate is stopped after the time limit, and the next one is inspected', async () => {
    const started = performance.now();
    await assert.rejects(
      inspectInChildProcess({ bytes: hangingModel(), signature: AGE, sample: [] }, { ...LIMITS, timeLimitMs: 2_500 }),
      {
        code: 'ARTIFACT_VALIDATION_TIMEOUT',
        message: /no answer within 2500 ms/,
      },
    );
    assert.ok(performance.now() - started < 6_000);
    await inspectInChildProcess({ bytes: matrixModel(1), signature: AGE, sample: [] }, LIMITS);
  });

  test('A model that needs more memory than the limit is refused, however small its file', async () => {
    const bytes = memoryModel(500_000_000);
    assert.ok(bytes.length < 400);
    await assert.rejects(inspectInChildProcess({ bytes, signature: AGE, sample: [] }, LIMITS), {
      code: 'MODEL_MEMORY_EXCEEDED',
      message: /: found more memory wanted .*, expected at most 1073741824 bytes for the whole process/,
    });
    await inspectInChildProcess({ bytes: memoryModel(1_000_000), signature: AGE, sample: [] }, LIMITS);
  });

  test('A failed warm-up names the operator that fails, and no value; the cause has the message of ONNX Runtime', async () => {
    const bytes = onnxFile({
      node: [node('Reshape', ['features', 'shape'], ['probabilities'])],
      initializer: [int64Constant('shape', [7_310_579, 1])],
      input: [tensorValue({ name: 'features', type: 'float', shape: ['N', 1] })],
      output: [tensorValue(PROBABILITIES)],
    });
    const error = await inspectInChildProcess({ bytes, signature: AGE, sample: [] }, LIMITS).catch((reason) => reason);
    assert.equal(error.code, 'ARTIFACT_INVALID');
    assert.equal(error.message, 'warm-up: the model failed on 1 rows: operator Reshape fails');
    assert.doesNotMatch(JSON.stringify(error.extensions), /7310579/);
    assert.match(error.cause.message, /7310579/);
  });
});
