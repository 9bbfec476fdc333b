import { DAY_MS } from '../../../../platform/time.ts';

/** Recorded outcome of a lead. Times in epoch milliseconds. */
export interface RecordedOutcome {
  readonly result: 'CONVERTED' | 'LOST';
  readonly occurredAt: number;
}

/** Prediction about a lead with its recorded outcomes. */
export interface LeadHistory {
  readonly leadCreatedAt: number;
  readonly predictedAt: number;
  /** in any order; none when the lead is open */
  readonly outcomes: readonly RecordedOutcome[];
}

/** Time and length of the maturity window. */
export interface MaturityRule {
  /** epoch milliseconds */
  readonly now: number;
  /** time after the prediction from which on a lead without an outcome counts as not converted */
  readonly maturityMs: number;
}

/** Default maturity window: 90 days. */
export const DEFAULT_MATURITY_MS: number = 90 * DAY_MS;

/**
 * Reasons to exclude a prediction:
 * CONTRADICTORY, the lead has both outcomes;
 * OUTCOME_BEFORE_LEAD, its outcome is dated before its creation;
 * OUTCOME_BEFORE_PREDICTION, it already had an outcome when it was scored.
 */
export const EXCLUSIONS = ['CONTRADICTORY', 'OUTCOME_BEFORE_LEAD', 'OUTCOME_BEFORE_PREDICTION'] as const;

/** See {@link EXCLUSIONS}. */
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Maturity of a prediction, with its outcome: 1 converted, 0 not. */
export type Maturity =
  | { readonly status: 'MATURED'; readonly outcome: 0 | 1 }
  | { readonly status: 'PENDING' }
  | { readonly status: 'EXCLUDED'; readonly reason: Exclusion };

/**
 * Determines the maturity of a prediction.
 *
 * A lead that converted or was lost counts; one without an outcome counts as not converted once its prediction is older
 * than the maturity window, and is pending before that, never a negative. The window starts at the prediction, however old
 * the lead was: nobody could have acted on a score before. A known outcome counts whenever it came. Of the same outcome
 * twice the earlier counts; an outcome in the future does not count yet.
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
