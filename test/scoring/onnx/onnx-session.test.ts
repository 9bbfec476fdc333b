import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../lake/features/features.ts';
import { probabilityOutput, readProbabilities } from '../../../scoring/onnx/onnx-output.ts';
import { OnnxSession } from '../../../scoring/onnx/onnx-session.ts';
import { signatureOf } from '../../support/models/model-signature.ts';
import { columnsModel, matrixModel, node, onnxFile, tensorValue } from '../../support/models/onnx-file.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const near = (found: number | undefined, expected: number) => assert.ok(Math.abs((found ?? 2) - expected) < 1e-6);

describe('a session', () => {
  const columns = columnsModel([
    { name: 'lead_age', type: 'double', shape: ['N', 1] },
    { name: 'meetings', type: 'int64', shape: ['N', 1] },
    { name: 'industry', type: 'string', shape: ['N'] },
  ]);
  const signature = signatureOf({ lead_age: 'double', meetings: 'long', industry: 'string' });

  test('runs a file with one tensor per column on a batch', async () => {
    const session = await OnnxSession.load(columns, signature);
    const rows = [0.5, -2].map((age) => ({ ...EMPTY_FEATURE_VECTOR, lead_age: age, industry: 'TRADING' }));
    const [first, second] = await session.run(rows);
    near(first, sigmoid(0.5));
    near(second, sigmoid(-2));
    assert.equal((await session.run([])).length, 0);
    await session.release();
  });

  test('runs a file with one tensor for all columns', async () => {
    const session = await OnnxSession.load(matrixModel(2), signatureOf({ lead_age: 'double', meetings: 'long' }));
    assert.equal(session.inputForm, 'MATRIX');
    const [probability] = await session.run([{ ...EMPTY_FEATURE_VECTOR, lead_age: 1, meetings: 2 }]);
    near(probability, sigmoid(3));
    await session.release();
  });

  test('computes in 64 bits from a double input to a double output', async () => {
    const value = (name: string) => ({ name, type: 'double', shape: ['N', 1] }) as const;
    const bytes = onnxFile({
      node: [node('Sigmoid', ['lead_age'], ['probabilities'])],
      input: [tensorValue(value('lead_age'))],
      output: [tensorValue(value('probabilities'))],
    });
    const session = await OnnxSession.load(bytes, signatureOf({ lead_age: 'double' }));
    const [probability] = await session.run([{ ...EMPTY_FEATURE_VECTOR, lead_age: 1e-9 }]);
    // the next 32-bit float above 0.5 is 6e-8 away
    assert.ok(Math.abs((probability ?? 0) - sigmoid(1e-9)) < 1e-15);
    assert.notEqual(probability, 0.5);
    await session.release();
  });

  test('takes counts as 32-bit integers, a missing one as 0', async () => {
    const bytes = columnsModel([{ name: 'meetings', type: 'int32', shape: ['N', 1] }]);
    const session = await OnnxSession.load(bytes, signatureOf({ meetings: 'integer' }));
    const [three, none] = await session.run([{ ...EMPTY_FEATURE_VECTOR, meetings: 3 }, EMPTY_FEATURE_VECTOR]);
    near(three, sigmoid(3));
    near(none, 0.5);
    await session.release();
  });

  test('gives NaN for the one row without a probability, and numbers for the others', async () => {
    const session = await OnnxSession.load(columns, signature);
    const [missing, present] = await session.run([EMPTY_FEATURE_VECTOR, { ...EMPTY_FEATURE_VECTOR, lead_age: 0 }]);
    assert.ok(Number.isNaN(missing));
    assert.equal(present, 0.5);
    await session.release();
  });

  test('lets runs under way end before it is released, and takes none after', async () => {
    const session = await OnnxSession.load(columns, signature);
    const runs = [1, 2, 3].map(() => session.run([{ ...EMPTY_FEATURE_VECTOR, lead_age: 0 }]));
    await session.release();
    for (const run of runs) assert.deepEqual([...(await run)], [0.5]);
    await assert.rejects(session.run([EMPTY_FEATURE_VECTOR]), TypeError);
  });

  test('refuses bytes that are not a model', async () => {
    for (const bytes of [new Uint8Array(), Buffer.from('no model'), columns.subarray(0, 60)])
      await assert.rejects(OnnxSession.load(bytes, signature), { code: 'ARTIFACT_INVALID' });
  });

  test('refuses an output of another name, type or width', async () => {
    const input = { name: 'lead_age', type: 'float', shape: ['N', 1] } as const;
    const age = signatureOf({ lead_age: 'double' });
    const other = columnsModel([input], { name: 'score', type: 'float', shape: ['N', 1] });
    await assert.rejects(OnnxSession.load(other, age), /output probabilities: found outputs score/);
    const wide = columnsModel([input], { name: 'probabilities', type: 'float', shape: ['N', 'C'] });
    await assert.rejects(OnnxSession.load(wide, signatureOf({ lead_age: 'double' }, 3)), /signature outputs: found/);
  });
});

describe('reading probabilities', () => {
  test('takes the second of two columns', () => {
    const output = probabilityOutput(signatureOf({ lead_age: 'double' }, 2));
    assert.deepEqual(output, { output: 'probabilities', columns: 2 });
    assert.deepEqual([...readProbabilities([0.25, 0.75, 1, 0], output, 2)], [0.75, 0]);
  });

  test('forgives rounding, and marks everything else outside 0–1', () => {
    const output = { output: 'probabilities', columns: 1 } as const;
    const found = readProbabilities([1.0000001, -0.0000001, 1.1, Number.POSITIVE_INFINITY], output, 4);
    assert.deepEqual([...found], [1, 0, Number.NaN, Number.NaN]);
  });

  test('refuses another number of values', () => {
    const output = { output: 'probabilities', columns: 2 } as const;
    assert.throws(() => readProbabilities([0.5], output, 1), { code: 'INFERENCE_FAILED' });
  });
});
