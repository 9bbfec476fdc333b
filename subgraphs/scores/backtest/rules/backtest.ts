/** States of a backtest. SUCCEEDED, CANCELLED and FAILED are final. */
export const BACKTEST_STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED'] as const;

/** A state of {@link BACKTEST_STATUSES}. */
export type BacktestStatus = (typeof BACKTEST_STATUSES)[number];

/**
 * Definitions of the decision times of a lead. LEAD_AGE: once, at an age that its id draws from a distribution.
 * RECORDED_SCORES: at the times of its recorded live scores by the model.
 */
export const DECISION_TIMES = ['LEAD_AGE', 'RECORDED_SCORES'] as const;

/** A definition of {@link DECISION_TIMES}. */
export type DecisionTime = (typeof DECISION_TIMES)[number];

/** Decisions that a backtest scores. */
export interface BacktestPlan {
  readonly decisionTime: DecisionTime;
  /**
   * equally spaced quantiles of the age of leads at their decision, days, ascending: one is the age of every lead, two are
   * the least and greatest age of a uniform distribution. Not used by RECORDED_SCORES
   */
  readonly leadAges: readonly number[];
  /** earliest decision, epoch milliseconds, inclusive */
  readonly from: number;
  /** end of the decisions, epoch milliseconds, exclusive */
  readonly until: number;
}

/** Place of a lead in the order in which a backtest goes through them. */
export interface LeadPosition {
  /** creation time of the lead, epoch milliseconds */
  readonly createdAt: number;
  readonly leadId: string;
}

/** Backtest as stored. Times are epoch milliseconds. */
export interface Backtest extends BacktestPlan {
  readonly id: number;
  readonly model: string;
  readonly version: number;
  /** SHA-256 of the artifact, hex */
  readonly digest: string;
  readonly status: BacktestStatus;
  /** subject of the access token */
  readonly startedBy: string;
  readonly requestedAt: number;
  /** null while it is queued */
  readonly startedAt: number | null;
  /** null until its state is final */
  readonly endedAt: number | null;
  /** leads that can have a decision; 0 while it is queued */
  readonly leads: number;
  readonly leadsDone: number;
  readonly scored: number;
  /** decisions on which the model failed */
  readonly failed: number;
  /** the last lead whose scores are stored; null before the first page */
  readonly position: LeadPosition | null;
  /** of a FAILED one */
  readonly errorCode: string | null;
  /** reason of FAILED, or remark of SUCCEEDED, for people */
  readonly message: string | null;
  /** when its scores were deleted; null while they are kept */
  readonly prunedAt: number | null;
}
