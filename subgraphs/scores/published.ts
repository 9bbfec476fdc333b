import type { FeatureVector } from '../../lake/features/features.ts';
import type { Grade } from '../../scoring/grade.ts';
import type { BacktestStatus, DecisionTime } from './backtest/rules/backtest.ts';
import type { ScoreCause, ScoreRole } from './record/prediction.ts';

/** A place in the order in which rows were committed. */
interface LogPosition {
  /** number of the transaction that wrote the row */
  readonly transaction_id: number;
  /** order within the transaction */
  readonly sequence: number;
}

/** A request that a version answered, or failed to answer. */
interface LoggedRequest extends LogPosition {
  /** null when the features came without a lead */
  readonly lead_id: string | null;
  readonly model: string;
  readonly version: number;
  readonly role: ScoreRole;
  readonly cause: ScoreCause;
  /** whether the lead's stage was closed at that time */
  readonly lead_closed: boolean;
  /** whether it filled up a backlog, and is no traffic */
  readonly is_backfill: boolean;
  /** whether drift and performance count it: no backfill, and the lead open */
  readonly is_monitored: boolean;
  /** id of the rollout of that time; null without one */
  readonly rollout: number | null;
  readonly request_id: string;
  readonly latency_ms: number;
}

/** Views of the schema `scores` that other subgraphs may read, with their columns. Times are epoch milliseconds. */
export interface PublishedViews {
  /** every recorded score */
  readonly 'scores.prediction_log': LoggedRequest & {
    readonly id: string;
    /** calibrated, 0 to 1 */
    readonly probability: number;
    readonly grade: Grade;
    readonly features: FeatureVector;
    readonly scored_at: number;
    /** whether it counts as a score of the lead: role CHAMPION or CHALLENGER */
    readonly is_shown: boolean;
  };
  /** every failure of a version, also where another version answered then */
  readonly 'scores.failure_log': LoggedRequest & {
    /** error code */
    readonly code: string;
    readonly failed_at: number;
  };
  /** one row: every transaction numbered below `transaction_id` has ended */
  readonly 'scores.log_horizon': {
    readonly transaction_id: number;
    /** difference between the numbers of the logs and those of the database */
    readonly transaction_offset: number;
  };
  /** the versions that leads were first scored with during a rollout */
  readonly 'scores.exposure_log': {
    readonly rollout: number;
    readonly lead_id: string;
    readonly version: number;
    readonly held_out: boolean;
    readonly exposed_at: number;
  };
  /** requests that shadow versions did not score, since their queue was full */
  readonly 'scores.shadow_drop_log': {
    readonly rollout: number;
    readonly version: number;
    readonly dropped: number;
  };
  /** versions that were withdrawn from traffic */
  readonly 'scores.withdrawal_log': LogPosition & {
    readonly model: string;
    readonly version: number;
    /** SHA-256 of the artifact, hexadecimal */
    readonly digest: string;
    readonly role: ScoreRole;
    readonly cause: 'BREAKDOWNS' | 'STALL';
    readonly reason: string;
    readonly withdrawn_at: number;
    /** when the version had left the traffic; null before */
    readonly ended_at: number | null;
  };
  /** every backtest */
  readonly 'scores.backtest_log': {
    readonly backtest: number;
    readonly model: string;
    readonly version: number;
    /** SHA-256 of the artifact, hexadecimal */
    readonly digest: string;
    readonly status: BacktestStatus;
    /** definition of the decision times */
    readonly decision_time: DecisionTime;
    /** equally spaced quantiles of the age of leads at their decision, days */
    readonly lead_ages: readonly number[];
    /** earliest decision time, inclusive */
    readonly from_time: number;
    /** end of the decision times, exclusive */
    readonly until_time: number;
    readonly ended_at: number | null;
    /** number of scores */
    readonly scored: number;
    /** whether the scores were deleted, or are being deleted */
    readonly is_pruned: boolean;
  };
  /** every score of a backtest that is kept */
  readonly 'scores.backtest_score_log': {
    readonly backtest: number;
    readonly sequence: number;
    readonly lead_id: string;
    /** calibrated, 0 to 1 */
    readonly probability: number;
    readonly grade: Grade;
    readonly features: FeatureVector;
    /** decision time: the features are as of this time */
    readonly scored_at: number;
  };
  /** scores that reach the ranking of `leads` */
  readonly 'scores.written_back_score': {
    readonly lead_id: string;
    /** of two scores of a lead, the higher is the newer */
    readonly sequence: number;
    readonly model: string;
    readonly version: number;
    /** calibrated, 0 to 1 */
    readonly probability: number;
    /** 1 to 99 */
    readonly points: number;
    readonly grade: Grade;
    readonly scored_at: number;
  };
}
