import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureName } from '../../../lake/features/features.ts';
import { packFeatures } from '../../../scoring/onnx/feature-columns.ts';
import type { ElementType, InputPlan } from '../../../scoring/onnx/onnx-binding.ts';
import { columnsToTensors, toTensors } from '../../../scoring/onnx/onnx-tensors.ts';

const NUMBERS: readonly FeatureName[] = ['lead_age', 'page_views', 'company_size'];
const VECTORS = [
  EMPTY_FEATURE_VECTOR,
  { ...EMPTY_FEATURE_VECTOR, page_views: 0, lead_age: 0.1 + 0.2, industry: 'TRADING' },
  { ...EMPTY_FEATURE_VECTOR, company_size: 1e300, lead_age: 16_777_217, country: 'AE', licence_type: '' },
  { ...EMPTY_FEATURE_VECTOR, page_views: -0, lead_age: Number.NaN, company_size: 3 },
];

function planOf(type: ElementType, features: readonly FeatureName[], rank: 1 | 2 = 2): InputPlan {
  return { form: 'MATRIX', bindings: [{ input: 'x', type, features, rank }] };
}

describe('feature columns', () => {
  const plans: readonly InputPlan[] = [
    planOf('float32', NUMBERS),
    planOf('float64', NUMBERS),
    planOf('int64', ['page_views']),
    planOf('int32', ['page_views'], 1),
    planOf('string', ['industry']),
    planOf('string', ['licence_type'], 1),
  ];
  for (const plan of plans)
    it(`feature columns give the ${plan.bindings[0]?.type} tensors of their vectors, rank ${plan.bindings[0]?.rank}`, () => {
      assert.deepEqual(columnsToTensors(plan, packFeatures(VECTORS)), toTensors(plan, VECTORS));
      assert.deepEqual(columnsToTensors(plan, packFeatures([])), toTensors(plan, []));
    });

  it('feature columns refuse what an integer tensor cannot hold, as vectors do', () => {
    const vectors = [{ ...EMPTY_FEATURE_VECTOR, page_views: 1.5 }];
    const plan = planOf('int64', ['page_views']);
    assert.throws(() => columnsToTensors(plan, packFeatures(vectors)), /feature page_views: found 1.5/);
  });
});
