import { FEATURES } from '../features/features.ts';
import {
  keysPresent,
  keyUnique,
  numbersPossible,
  ROWS_GROWTH,
  rowsKept,
  usual,
  usuallyPresent,
} from './common-expectations.ts';
import type { Expectation, LayerExpectations } from './expectation.ts';

const LEAST_KEPT = 0.9;
const MOST = 1e12;

const NUMBERS = FEATURES.filter(({ kind }) => kind === 'number').map(({ name }) => name);
const FEATURES_USUAL: readonly Expectation[] = [
  numbersPossible(NUMBERS, 0, MOST),
  ...usuallyPresent(FEATURES.map(({ name }) => name)),
];

/** Expectations of the gold tables: a failed gate is reported as critical, and batch jobs can keep to the version before. */
export const GOLD_EXPECTATIONS: LayerExpectations = {
  'gold/features': [
    rowsKept(LEAST_KEPT),
    ROWS_GROWTH,
    keysPresent(['lead_id', 'as_of', 'is_closed', 'feature_digest']),
    keyUnique('lead_id', 'as_of'),
    {
      name: 'leads_known',
      description: 'Rows belong to leads of silver/leads.',
      severity: 'GATE',
      measure: { kind: 'ORPHAN_SHARE', column: 'lead_id', of: 'silver/leads' },
      threshold: { kind: 'FIXED', greatest: 0 },
    },
    ...FEATURES_USUAL,
  ],
  'gold/training_set': [
    rowsKept(LEAST_KEPT),
    ROWS_GROWTH,
    keysPresent(['lead_id', 'as_of', 'label', 'created_at']),
    keyUnique('lead_id', 'as_of'),
    {
      name: 'labels_possible',
      description: 'Labels are 0 or 1.',
      severity: 'GATE',
      measure: { kind: 'OUTSIDE_SHARE', columns: ['label'], least: 0, greatest: 1 },
      threshold: { kind: 'FIXED', greatest: 0 },
    },
    {
      name: 'conversion_usual',
      description: 'About as many leads as usual have converted.',
      severity: 'WARN',
      measure: { kind: 'MEAN', column: 'label' },
      threshold: usual('BOTH', 0.1),
    },
    ...FEATURES_USUAL,
  ],
};
