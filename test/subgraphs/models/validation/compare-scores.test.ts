import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';
import { compareScores } from '../../../../subgraphs/models/validation/compare-scores.ts';
import { signatureOf } from '../../../support/models/model-signature.ts';
import { columnsModel, matrixModel } from '../../../support/models/onnx-file.ts';

const AGE = signatureOf({ lead_age: 'double' });
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const ROWS = 1_000;
// some rows missing, as training libraries score them and a conversion may not
const AGES = Array.from({ length: ROWS }, (_, row) => (row % 16 === 3 ? null : (row % 7) - 3));
const IDENTITY = { method: 'IDENTITY' } as const;

const windowOf = (scores: readonly number[], ages: readonly (number | null)[] = AGES) => ({
  rows: scores.length,
  features: { lead_age: [...ages] },
  scores: [...scores],
});

describe('comparing a file with its reference scores', () => {
  test('A comparison with reference scores passes a file that gives them, over all rows, with the largest difference', async () => {
    const session = await OnnxSession.load(matrixModel(1), AGE);
    const ages = AGES.map((age) => age ?? 0);
    const window = windowOf(
      ages.map((age) => Number(sigmoid(age).toFixed(4))),
      ages,
    );
    const { rows, largestDifference } = await compareScores(session, AGE, {
      window,
      calibration: IDENTITY,
      tolerance: 1e-4,
    });
    assert.equal(rows, ROWS);
    assert.ok(largestDifference > 1e-6 && largestDifference <= 5.1e-5, `${largestDifference}`);
    await session.release();
  });

  test('A comparison with reference scores uses calibrated scores', async () => {
    const session = await OnnxSession.load(matrixModel(1), AGE);
    const calibration = { method: 'PLATT', slope: 2, intercept: -1 } as const;
    const reference = { calibration, tolerance: 1e-4 };
    await compareScores(session, AGE, { ...reference, window: windowOf([sigmoid(2 * 2 - 1)], [2]) });
    await assert.rejects(compareScores(session, AGE, { ...reference, window: windowOf([sigmoid(2)], [2]) }), {
      code: 'ARTIFACT_SCORES_DIFFER',
    });
    await session.release();
  });

  test('A comparison with reference scores refuses a file that differs, with the number of rows and the first of them', async () => {
    const session = await OnnxSession.load(matrixModel(1), AGE);
    const scores = AGES.map((age, row) => (row >= 300 && row < 310 ? 0.066 : sigmoid(age ?? 0)));
    const error = await compareScores(session, AGE, {
      window: windowOf(scores),
      calibration: IDENTITY,
      tolerance: 1e-4,
    }).catch((reason) => reason);
    assert.equal(error.code, 'ARTIFACT_SCORES_DIFFER');
    // 63 rows are missing, of which one is among the ten
    const missing = AGES.filter((age) => age === null).length;
    const both = AGES.slice(300, 310).filter((age) => age === null).length;
    assert.equal(error.extensions.differing, missing + 10 - both);
    assert.deepEqual(
      error.extensions.first.map(({ row, found }: { row: number; found: number | null }) => [row, found]),
      [3, 19, 35, 51, 67].map((row) => [row, null]),
    );
    assert.match(
      error.message,
      /of 1000 rows more than 0\.0001 away \(row 3: expected 0\.5, found NaN, no probability; row 19/,
    );
    await session.release();
  });

  test('A comparison with reference scores names the rows on which the model fails, and the value that an input cannot hold', async () => {
    const signature = signatureOf({ page_views: 'integer' });
    const model = columnsModel([{ name: 'page_views', type: 'int32', shape: ['N', 1] }]);
    const session = await OnnxSession.load(model, signature);
    const window = { rows: 2, features: { page_views: [1, 2 ** 31] }, scores: [sigmoid(1), 1] };
    await assert.rejects(compareScores(session, signature, { window, calibration: IDENTITY, tolerance: 1e-4 }), {
      code: 'VALIDATION_FAILED',
      message: /^reference rows 0 to 1: feature page_views: found 2147483648, expected a whole number from -2147483648/,
    });
    await session.release();
  });
});
