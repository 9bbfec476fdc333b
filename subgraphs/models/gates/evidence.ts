/** Measured quality of a registered version. */
export interface MeasuredVersion {
  readonly version: number;
  /** measured on the holdout */
  readonly metrics: Readonly<Record<string, number>>;
  /** identifies the holdout: equal values mean the same rows; undefined when not stated */
  readonly holdout: string | undefined;
}

/** Result of an A/B test between candidate and champion. */
export interface AbTestEvidence {
  readonly passed: boolean;
  /** the test and its result, in words */
  readonly summary: string;
}

/** Difference between the scores of candidate and champion on the latest recorded requests. */
export interface ScoreShift {
  /** PSI of the candidate's scores against the champion's */
  readonly psi: number;
  readonly rows: number;
}

/** Metrics of candidate and champion by backtests of the same decisions, which the platform measured itself. */
export interface BacktestEvidence {
  readonly candidate: Readonly<Record<string, number>>;
  readonly champion: Readonly<Record<string, number>>;
  readonly scoreShift: ScoreShift | undefined;
  /** backtests and leads, in words: "2,310 leads of backtests 5 and 4" */
  readonly summary: string;
}

/** Backtests that are no evidence, and the reason in words. */
export interface RefusedBacktests {
  readonly refused: string;
}

/** Evidence that the gates of a promotion judge. */
export interface PromotionEvidence {
  readonly candidate: MeasuredVersion;
  readonly champion: MeasuredVersion;
  readonly abTest?: AbTestEvidence | undefined;
  readonly scoreShift?: ScoreShift | undefined;
  /** judged where other evidence is lacking; absent without backtests of both versions */
  readonly backtest?: BacktestEvidence | RefusedBacktests | undefined;
  /** subject that approved the promotion */
  readonly approvedBy?: string | undefined;
}

/** Identity of a holdout: its digest, or else its time span and number of rows. */
export interface StatedHoldout {
  readonly digest: string | null;
  readonly split: { readonly calibrateUntil: number; readonly holdoutUntil: number } | null;
  readonly rows: number | undefined;
}

/** Identifier of a holdout; undefined when its rows are unknown. */
export function holdoutName({ digest, split, rows }: StatedHoldout): string | undefined {
  if (digest) return digest;
  if (!split || rows === undefined) return undefined;
  const [from, until] = [split.calibrateUntil, split.holdoutUntil].map((time) => new Date(time).toISOString());
  return `${from} to ${until}, ${rows} rows`;
}
