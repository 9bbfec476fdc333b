import type { FeatureVector } from '../../../lake/features/features.ts';
import type { Grade } from '../../../scoring/grade.ts';

/** Roles of a version in computing a score. */
export const SCORE_ROLES = {
  CHAMPION: 'CHAMPION',
  CHALLENGER: 'CHALLENGER',
  SHADOW: 'SHADOW',
  HOLDOUT: 'HOLDOUT',
  TRIAL: 'TRIAL',
} as const;

/** See {@link SCORE_ROLES}. */
export type ScoreRole = keyof typeof SCORE_ROLES;

/**
 * Roles whose scores are shown as those of the lead; scores of other roles are recorded, and not sent to the CRM, lists or
 * subscriptions. The view `scores.prediction_log` has the same rule as `is_shown`.
 */
export const SHOWN_ROLES: readonly ScoreRole[] = ['CHAMPION', 'CHALLENGER'];

/** Causes of a score: a request, a change of the lead, its age, a batch that fills a backlog, or a backtest. */
export const SCORE_CAUSES = {
  REQUESTED: 'REQUESTED',
  LEAD_CHANGED: 'LEAD_CHANGED',
  SWEEP: 'SWEEP',
  BATCH: 'BATCH',
  BACKTEST: 'BACKTEST',
} as const;

/** See {@link SCORE_CAUSES}. */
export type ScoreCause = keyof typeof SCORE_CAUSES;

/** Causes of backfills, which are no traffic; `is_backfill` in the view `scores.prediction_log`. */
const BACKFILL_CAUSES: readonly ScoreCause[] = ['SWEEP', 'BATCH', 'BACKTEST'];

/** One recorded score, with everything that is needed to show and to replay it. */
export interface Prediction {
  /** grows with every prediction; of two for one lead the higher is the newer */
  readonly sequence: number;
  /** number of the transaction that recorded it: with the sequence, its position in the stream of all scores */
  readonly transactionId: number;
  readonly id: string;
  /** null when the features came without a lead */
  readonly leadId: string | null;
  readonly model: string;
  readonly version: number;
  /** SHA-256 of the artifact that computed it, hex */
  readonly digest: string;
  readonly role: ScoreRole;
  readonly cause: ScoreCause;
  /** whether the lead's stage was closed when it was scored; false without a lead */
  readonly leadClosed: boolean;
  /** id of the rollout at that time; null without one */
  readonly rollout: number | null;
  /** output of the model, 0–1 */
  readonly raw: number;
  /** calibrated, 0–1 */
  readonly probability: number;
  readonly points: number;
  readonly grade: Grade;
  readonly gradePolicy: string;
  readonly features: FeatureVector;
  /** epoch milliseconds; the features are as of this time */
  readonly scoredAt: number;
  /** from the arrival of the request until its features are there, and the run of this version; milliseconds */
  readonly latencyMs: number;
  readonly requestId: string;
}

/**
 * Whether drift, detectors and performance count a score: it is no backfill, and the lead was open. The view
 * `scores.prediction_log` has the same rule as `is_monitored`.
 */
export function isMonitored({ cause, leadClosed }: Pick<Prediction, 'cause' | 'leadClosed'>): boolean {
  return !isBackfill({ cause }) && !leadClosed;
}

/** Whether a score fills up a backlog, and is no traffic. */
export function isBackfill({ cause }: Pick<Prediction, 'cause'>): boolean {
  return BACKFILL_CAUSES.includes(cause);
}

/** A prediction that was found by its idempotency key, with the digest of its request. */
export interface KeyedPrediction extends Prediction {
  readonly idempotencyKey: string;
  readonly requestDigest: string;
}

/** Values that the database assigns to a prediction. */
export type RecordedAs = Pick<Prediction, 'sequence' | 'transactionId'>;

/** A prediction about to be recorded. */
export interface NewPrediction extends Omit<Prediction, keyof RecordedAs> {
  readonly idempotencyKey: string | null;
  readonly requestDigest: string | null;
  /** whether the CRM's lead gets this score: the lead exists, and the score is shown */
  readonly writeBack: boolean;
  /** whether the lead's exposure to this version is recorded: the lead exists, and a rollout splits leads */
  readonly isExposure: boolean;
}
