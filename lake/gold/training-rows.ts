import { DAY_MS } from '../../platform/time.ts';
import { FEATURES } from '../features/features.ts';
import { withDecisionAge } from './decision-age.ts';
import { featuresOf, type SilverRelations } from './feature-rows.ts';

/** Decisions and labels of a training set. */
export interface TrainingRule {
  /** time as of which outcomes are known, epoch milliseconds: what was recorded later does not count */
  readonly asOf: number;
  /** equally spaced quantiles of the age of leads at their decision, days, ascending, at least one */
  readonly leadAges: readonly number[];
  /** age of a decision from which on a lead without an outcome counts as not converted, days */
  readonly maturityDays: number;
}

/** Relations of `silver/leads`, `silver/interactions` and `silver/outcomes`. */
export interface TrainingRelations extends SilverRelations {
  readonly outcomes: string;
}

/**
 * Query of the training set: one row per lead whose end is known, with its features as of its decision time.
 *
 * The decision is at the age that the id of the lead draws, as in backtests. The label is 1 for a lead that converted and 0 for
 * one that was lost, and 0 for one without an outcome once its decision is older than the maturity. Left out are leads whose
 * outcome came at the decision or before, younger decisions without an outcome, and leads that had been merged into others by then.
 */
export function trainingRows({ asOf, leadAges, maturityDays }: TrainingRule, silver: TrainingRelations): string {
  const known = `CAST(${Math.floor(asOf)} AS BIGINT)`;
  // as of that time: a later merge changes no earlier training set
  const leads = `(SELECT lead_id, created_at FROM ${silver.leads}
    WHERE valid_from <= ${known} AND ${known} < valid_until AND stage <> 'MERGED')`;
  const outcomes = `(SELECT * FROM ${silver.outcomes} WHERE recorded_at <= ${known} AND occurred_at <= ${known})`;
  const decided = `SELECT d.lead_id, d.created_at, d.created_at + CAST(floor(d.decision_age * ${DAY_MS}) AS BIGINT) AS as_of
    FROM (${withDecisionAge(leads, leadAges)}) d`;
  const isLabelled = `CASE WHEN o.result IS NULL THEN ${known} - d.as_of > ${Math.floor(maturityDays * DAY_MS)}
    ELSE o.occurred_at > d.as_of END`;
  const asked = `(SELECT d.lead_id, d.as_of, d.created_at, o.occurred_at AS outcome_at,
      CASE WHEN o.result = 'CONVERTED' THEN 1 ELSE 0 END AS label
    FROM (${decided}) d LEFT JOIN ${outcomes} o ON o.lead_id = d.lead_id WHERE d.as_of <= ${known} AND ${isLabelled})`;
  const features = FEATURES.map(({ name }) => name).join(', ');
  return `WITH asked AS MATERIALIZED ${asked}
    SELECT lead_id, as_of, ${features}, label, outcome_at, created_at FROM (${featuresOf('asked', silver)})`;
}
