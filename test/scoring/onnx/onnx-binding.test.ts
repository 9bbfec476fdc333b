import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../lake/features/features.ts';
import { bindInputs, type ValueMetadata } from '../../../scoring/onnx/onnx-binding.ts';
import { toTensors } from '../../../scoring/onnx/onnx-tensors.ts';
import { signatureOf } from '../../support/models/model-signature.ts';

const SIGNATURE = signatureOf({ page_views: 'double', meetings: 'long', industry: 'string' });
const PAGE_VIEWS = value('page_views', 'float32');
const MEETINGS = value('meetings', 'int64');
const INDUSTRY = value('industry', 'string', ['N']);

describe('binding features to the inputs of a file', () => {
  test('a file with one tensor per column is filled by name', () => {
    const plan = bindInputs(SIGNATURE, [INDUSTRY, PAGE_VIEWS, MEETINGS]);
    assert.equal(plan.form, 'COLUMNS');
    const rows = [vector({ page_views: 3, meetings: 3, industry: 'TRADING' }), EMPTY_FEATURE_VECTOR];
    assert.deepEqual(toTensors(plan, rows), {
      page_views: { type: 'float32', data: new Float32Array([3, Number.NaN]), dims: [2, 1] },
      meetings: { type: 'int64', data: new BigInt64Array([3n, 0n]), dims: [2, 1] },
      industry: { type: 'string', data: ['TRADING', ''], dims: [2] },
    });
  });

  test('a file with one float tensor takes the columns in the order of the signature', () => {
    const plan = bindInputs(signatureOf({ lead_age: 'float', meetings: 'long' }), [value('X', 'float64', ['N', 2])]);
    assert.equal(plan.form, 'MATRIX');
    assert.deepEqual(toTensors(plan, [vector({ lead_age: 9.5, meetings: 1 }), vector({ lead_age: 4 })]), {
      X: { type: 'float64', data: new Float64Array([9.5, 1, 4, Number.NaN]), dims: [2, 2] },
    });
  });

  test('a file with one input that is named like its column is a column, not a matrix', () => {
    assert.equal(bindInputs(signatureOf({ page_views: 'float' }), [PAGE_VIEWS]).form, 'COLUMNS');
  });

  test('a column that is not required may be absent from the file', () => {
    const inputs = SIGNATURE.inputs.map((column) => ({ ...column, required: column.name !== 'meetings' }));
    const signature = { ...SIGNATURE, inputs };
    const plan = bindInputs(signature, [PAGE_VIEWS, INDUSTRY]);
    assert.deepEqual(
      plan.bindings.map(({ input }) => input),
      ['page_views', 'industry'],
    );
  });
});

describe('a file or signature that does not fit is refused with where, found and expected', () => {
  const refused = (
    title: string,
    columns: Parameters<typeof signatureOf>[0],
    inputs: ValueMetadata[],
    message: RegExp,
  ) =>
    test(title, () => {
      assert.throws(() => bindInputs(signatureOf(columns), inputs), { code: 'ARTIFACT_MISMATCH', message });
    });

  refused('an unknown feature', { shoe_size: 'double' }, [PAGE_VIEWS], /shoe_size: found no feature .* company_size/);
  refused('a category as a number', { industry: 'double' }, [INDUSTRY], /found type double, expected .* category/);
  refused('a number as a category', { page_views: 'string' }, [PAGE_VIEWS], /found type string, expected .* number/);
  refused(
    'a required column without an input',
    { page_views: 'double', meetings: 'long' },
    [PAGE_VIEWS, INDUSTRY],
    /found inputs page_views, industry, expected those of the signature: page_views, meetings/,
  );
  refused('an input of another type', { page_views: 'double' }, [value('page_views', 'string')], /a string tensor/);
  refused('integers for a float column', { page_views: 'double' }, [value('page_views', 'int64')], /an? int64 tensor/);
  refused(
    'integers for a feature that can be missing',
    { company_size: 'long' },
    [value('company_size', 'int64')],
    /can be missing/,
  );
  refused(
    'a wide column',
    { page_views: 'double' },
    [value('page_views', 'float32', ['N', 2])],
    /found shape \[N, 2\]/,
  );
  refused(
    'a fixed batch size',
    { page_views: 'double' },
    [value('page_views', 'float32', [1, 1])],
    /found shape \[1, 1\]/,
  );
  refused(
    'a matrix of another width',
    { page_views: 'double', meetings: 'long' },
    [value('X', 'float32', ['N', 3])],
    /input X: found shape \[N, 3\], expected \[N, 2\]/,
  );
  refused('a matrix of integers', { page_views: 'double', meetings: 'long' }, [value('X', 'int64', ['N', 2])], /int64/);
  refused(
    'a matrix with a category',
    { page_views: 'double', industry: 'string' },
    [value('X', 'float32', ['N', 2])],
    /own input for category industry/,
  );

  test('a column named twice', () => {
    const [column] = SIGNATURE.inputs as [(typeof SIGNATURE.inputs)[number]];
    const signature = { ...SIGNATURE, inputs: [column, column] };
    assert.throws(() => bindInputs(signature, [PAGE_VIEWS]), { code: 'ARTIFACT_MISMATCH', message: /a column twice/ });
  });
});

function value(name: string, type: string, shape: (number | string)[] = ['', 1]): ValueMetadata {
  return { name, isTensor: true, type, shape };
}

function vector(values: Partial<FeatureVector>): FeatureVector {
  return { ...EMPTY_FEATURE_VECTOR, ...values };
}
