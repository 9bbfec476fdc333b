import { DAY_MS } from '../../../../platform/time.ts';

/** How a lead ended, as recorded. Times in epoch milliseconds. */
export interface RecordedOutcome {
  readonly result: 'CONVERTED' | 'LOST';
  readonly occurredAt: number;
}

/** A prediction about a lead with what has been recorded since. */
export interface LeadHistory {
  readonly leadCreatedAt: number;
  readonly predictedAt: number;
  /** in any order; none when the lead is open */
  readonly outcomes: readonly RecordedOutcome[];
}

/** When a lead counts. */
export interface MaturityRule {
  /** epoch milliseconds */
  readonly now: number;
  /** how long after the prediction a lead without an outcome counts as not converted */
  readonly maturityMs: number;
}

/** The maturity window of a model that names none: 90 days. */
export const DEFAULT_MATURITY_MS: number = 90 * DAY_MS;

/**
 * Why a prediction is left out:
 * CONTRADICTORY, the lead has both outcomes;
 * OUTCOME_BEFORE_LEAD, it ended before it existed;
 * OUTCOME_BEFORE_PREDICTION, its end was known when it was scored, so there was nothing to predict.
 */
export const EXCLUSIONS = ['CONTRADICTORY', 'OUTCOME_BEFORE_LEAD', 'OUTCOME_BEFORE_PREDICTION'] as const;

/** See {@link EXCLUSIONS}. */
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Whether a prediction counts, and with which outcome: 1 converted, 0 not. */
export type Maturity =
  | { readonly status: 'MATURED'; readonly outcome: 0 | 1 }
  | { readonly status: 'PENDING' }
  | { readonly status: 'EXCLUDED'; readonly reason: Exclusion };

/**
 * Whether a prediction counts by now.
 *
 * A lead that converted or was lost counts; one without an outcome counts as not converted once its prediction is older
 * than the maturity window, and is pending before that, never a negative. The window runs from the prediction, however old
 * the lead was: before, nobody could have acted on a score. A known outcome stands whenever it came. The same outcome twice
 * is one, the earlier; an outcome in the future has not come yet.
 */
export function maturityOf({ leadCreatedAt, predictedAt, outcomes }: LeadHistory, rule: MaturityRule): Maturity {
  const known = outcomes.filter(({ occurredAt }) => occurredAt <= rule.now);
  const [first] = known.toSorted((a, b) => a.occurredAt - b.occurredAt);
  if (!first) {
    const isOld = rule.now - predictedAt > rule.maturityMs;
    return isOld ? { status: 'MATURED', outcome: 0 } : { status: 'PENDING' };
  }
  if (known.some(({ result }) => result !== first.result)) return { status: 'EXCLUDED', reason: 'CONTRADICTORY' };
  if (first.occurredAt < leadCreatedAt) return { status: 'EXCLUDED', reason: 'OUTCOME_BEFORE_LEAD' };
  if (first.occurredAt < predictedAt) return { status: 'EXCLUDED', reason: 'OUTCOME_BEFORE_PREDICTION' };
  return { status: 'MATURED', outcome: first.result === 'CONVERTED' ? 1 : 0 };
}
