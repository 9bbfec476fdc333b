import { keysPresent, keyUnique, newestRecent, ROWS_GROWTH, rowsKept, usuallyPresent } from './common-expectations.ts';
import type { Expectation, LayerExpectations } from './expectation.ts';

// silver rejects single rows: a gate is for a source that is broken
const MOST_BROKEN = 0.01;

const GROWING: readonly Expectation[] = [rowsKept(1), ROWS_GROWTH, newestRecent('ingested_at')];

/** Events that are there once. Silver takes repeated ones for one, so it need not wait. */
function eventsUnique(...key: readonly string[]): Expectation {
  return { ...keyUnique(...key), severity: 'WARN' };
}

/** Expectations of the bronze tables, which only grow: a failed gate keeps silver at its version. */
export const BRONZE_EXPECTATIONS: LayerExpectations = {
  'bronze/lead_events': [
    ...GROWING,
    keysPresent(['transaction_id', 'lead_id', 'version', 'created_at', 'valid_from'], MOST_BROKEN),
    eventsUnique('lead_id', 'version'),
    ...usuallyPresent(['email', 'phone', 'company_size', 'industry', 'country', 'source']),
  ],
  'bronze/interaction_events': [
    ...GROWING,
    keysPresent(['transaction_id', 'lead_id', 'interaction_id', 'kind', 'occurred_at', 'recorded_at'], MOST_BROKEN),
    eventsUnique('lead_id', 'interaction_id'),
  ],
  'bronze/outcome_events': [
    ...GROWING,
    keysPresent(['transaction_id', 'lead_id', 'result', 'occurred_at', 'recorded_at'], MOST_BROKEN),
    eventsUnique('transaction_id', 'lead_id'),
  ],
};
