import type { FeatureVector } from '../../../lake/features/features.ts';
import type { Grade } from '../../../scoring/grade.ts';

/** Why a version computed a score. */
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
 * The roles whose scores are shown as those of the lead; others are recorded, and reach nobody: no CRM, no list, no
 * subscription. The view `scores.prediction_log` says the same as `is_shown`.
 */
export const SHOWN_ROLES: readonly ScoreRole[] = ['CHAMPION', 'CHALLENGER'];

/**
 * Why a score was computed: somebody asked for it, or it fills up what has no score yet. Scores of a BATCH are backfills:
 * the view `scores.prediction_log` says so as `is_backfill`.
 */
export const SCORE_CAUSES = { REQUESTED: 'REQUESTED', BATCH: 'BATCH' } as const;

/** See {@link SCORE_CAUSES}. */
export type ScoreCause = keyof typeof SCORE_CAUSES;

/** One score as it is recorded: all that is needed to show it, and to compute it again. */
export interface Prediction {
  /** grows with every prediction; of two for one lead the higher is the newer */
  readonly sequence: number;
  /** number of the transaction that recorded it: with the sequence, its place in the stream of all scores */
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
  /** id of the rollout that ran then; null when none did */
  readonly rollout: number | null;
  /** what the model answered, 0–1 */
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
 * Whether a score says something of how the model does now: it is no backfill, and how the lead ended was open. Drift,
 * detectors and performance leave out the others; the view `scores.prediction_log` says the same as `is_monitored`.
 */
export function isMonitored({ cause, leadClosed }: Pick<Prediction, 'cause' | 'leadClosed'>): boolean {
  return cause !== 'BATCH' && !leadClosed;
}

/** A prediction that was found by its idempotency key, with the digest of the request that made it. */
export interface KeyedPrediction extends Prediction {
  readonly idempotencyKey: string;
  readonly requestDigest: string;
}

/** What the database gives a prediction when it is recorded. */
export type RecordedAs = Pick<Prediction, 'sequence' | 'transactionId'>;

/** A prediction about to be recorded. */
export interface NewPrediction extends Omit<Prediction, keyof RecordedAs> {
  readonly idempotencyKey: string | null;
  readonly requestDigest: string | null;
  /** whether the CRM's lead gets this score: the lead exists, and the score is shown */
  readonly writeBack: boolean;
  /** whether it is noted, once, that this version answered for the lead: the lead exists, and a rollout splits leads */
  readonly isExposure: boolean;
}
