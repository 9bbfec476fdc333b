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

// leads that are found to be duplicates, and rows that a stricter rule rejects, are no loss
const LEAST_KEPT = 0.9;
const CHANGING: readonly Expectation[] = [rowsKept(LEAST_KEPT), ROWS_GROWTH];

const LEADS_KNOWN: Expectation = {
  name: 'leads_known',
  description: 'Rows belong to leads of silver/leads; of rejected leads there are few.',
  severity: 'GATE',
  measure: { kind: 'ORPHAN_SHARE', column: 'lead_id', of: 'silver/leads' },
  threshold: { kind: 'FIXED', greatest: 0.01 },
};

const TYPED = ['silver/leads', 'silver/interactions', 'silver/outcomes'] as const;

/** Expectations of the silver tables: a failed gate keeps gold at its version. */
export const SILVER_EXPECTATIONS: LayerExpectations = {
  'silver/leads': [
    ...CHANGING,
    keysPresent(['lead_id', 'valid_from', 'valid_until', 'created_at']),
    keyUnique('lead_id', 'valid_from'),
    {
      name: 'periods_possible',
      description: 'Each version of a lead begins before it ends.',
      severity: 'GATE',
      measure: { kind: 'DISORDER_SHARE', columns: ['valid_from', 'valid_until'] },
      threshold: { kind: 'FIXED', greatest: 0 },
    },
    {
      name: 'duplicates_usual',
      description: 'About as many leads as usual have no duplicate.',
      severity: 'WARN',
      measure: { kind: 'NULL_SHARE', columns: ['duplicate_of'] },
      threshold: usual('LOW', 0.1),
    },
    ...usuallyPresent(['email_key', 'phone_key', 'company_size', 'industry', 'country', 'source']),
  ],
  'silver/interactions': [
    ...CHANGING,
    keysPresent(['lead_id', 'interaction_id', 'kind', 'occurred_at', 'recorded_at']),
    keyUnique('lead_id', 'interaction_id'),
    LEADS_KNOWN,
  ],
  'silver/outcomes': [
    ...CHANGING,
    keysPresent(['lead_id', 'result', 'occurred_at', 'recorded_at']),
    keyUnique('lead_id'),
    LEADS_KNOWN,
    numbersPossible(['revenue'], 0, Number.MAX_VALUE),
  ],
  'silver/rejects': [
    {
      name: 'rejects_few',
      description: 'At most one row in ten of the layer is rejected.',
      severity: 'GATE',
      measure: { kind: 'ROW_SHARE', beside: TYPED },
      threshold: { kind: 'FIXED', greatest: 0.1 },
    },
    {
      name: 'rejects_usual',
      description: 'About as many rows as usual are rejected.',
      severity: 'WARN',
      measure: { kind: 'ROW_SHARE', beside: TYPED },
      threshold: usual('HIGH', 0.02),
    },
  ],
};
