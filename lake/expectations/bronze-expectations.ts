import {
  keysPresent,
  keyUnique,
  newestRecent,
  numbersPossible,
  ROWS_GROWTH,
  rowsKept,
  usuallyPresent,
} from './common-expectations.ts';
import type { Expectation, LayerExpectations } from './expectation.ts';

// a value of a longer interaction, or of more pages, is none
const MOST = 1e9;

const GROWING: readonly Expectation[] = [rowsKept(1), ROWS_GROWTH, newestRecent('ingested_at')];

/** Expectations of the bronze tables, which only grow: a failed gate keeps silver at its version. */
export const BRONZE_EXPECTATIONS: LayerExpectations = {
  'bronze/lead_events': [
    ...GROWING,
    keysPresent('transaction_id', 'lead_id', 'version', 'created_at', 'valid_from', 'ingested_at'),
    keyUnique('lead_id', 'version'),
    numbersPossible(['company_size'], 0, MOST),
    ...usuallyPresent(['email', 'phone', 'company_size', 'industry', 'country', 'source']),
  ],
  'bronze/interaction_events': [
    ...GROWING,
    keysPresent('transaction_id', 'lead_id', 'interaction_id', 'kind', 'occurred_at', 'recorded_at', 'ingested_at'),
    keyUnique('interaction_id'),
    numbersPossible(['duration_seconds', 'quantity'], 0, MOST),
  ],
  'bronze/outcome_events': [
    ...GROWING,
    keysPresent('transaction_id', 'lead_id', 'result', 'recorded_at', 'ingested_at'),
    numbersPossible(['revenue'], 0, Number.MAX_VALUE),
  ],
};
