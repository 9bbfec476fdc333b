import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FEATURE_VECTOR } from '../../../lake/features/features.ts';
import { toTensors } from '../../../scoring/onnx/onnx-tensors.ts';

const tensorOf = (type: 'int32' | 'int64', ...values: (number | null)[]) => {
  const bindings = [{ input: 'x', type, features: ['page_views'], rank: 2 }] as const;
  const rows = values.map((page_views) => ({ ...EMPTY_FEATURE_VECTOR, page_views }));
  return toTensors({ form: 'COLUMNS', bindings }, rows).x?.data;
};

describe('an integer tensor', () => {
  test('holds every whole number of its range, and 0 for a missing one', () => {
    assert.deepEqual(
      tensorOf('int32', -(2 ** 31), 2 ** 31 - 1, -0, null),
      Int32Array.from([-(2 ** 31), 2 ** 31 - 1, 0, 0]),
    );
    assert.deepEqual(
      tensorOf('int64', -(2 ** 63), 2 ** 63 - 1024, 2 ** 31, null),
      BigInt64Array.from([-(2n ** 63n), 2n ** 63n - 1024n, 2n ** 31n, 0n]),
    );
  });

  const RANGES = {
    int32: 'from -2147483648 to 2147483647',
    int64: 'from -9223372036854775808 to 9223372036854775807',
  };
  for (const type of ['int32', 'int64'] as const) {
    const end = type === 'int32' ? 2 ** 31 : 2 ** 63;
    for (const value of [end, -end * 2, 1e30, -1e30, 1.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY])
      test(`of ${type} refuses ${value}, with feature, value and range`, () => {
        assert.throws(() => tensorOf(type, 1, value), {
          name: 'DomainError',
          code: 'VALIDATION_FAILED',
          message: `feature page_views: found ${value}, expected a whole number ${RANGES[type]}, as the model takes ${type}`,
        });
      });
  }
});
