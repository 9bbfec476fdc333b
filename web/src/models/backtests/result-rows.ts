/** Figures of a back-test that the results show. */
export interface Report {
  readonly matured: number;
  readonly pending: number;
  readonly conversionRate?: Measured | null;
  readonly auc?: { readonly auc: number; readonly lower: number; readonly upper: number } | null;
  readonly brierInterval?: Measured | null;
  readonly logLoss?: number | null;
  readonly calibration?: { readonly expectedError: number; readonly signedBias: number } | null;
  readonly top?: { readonly precision: number; readonly recall?: number | null; readonly lift?: number | null } | null;
}

interface Measured {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** A figure with its bounds, where it has some. */
export interface ResultValue {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** A figure of the results. */
export interface ResultRow {
  readonly name: keyof typeof FIGURES;
  readonly kind: 'COUNT' | 'SHARE' | 'SCORE' | 'SIGNED' | 'RATIO';
  /** name of the metric that says what is better; undefined where nothing is */
  readonly metric?: string;
  /** one per back-test; undefined where it has none */
  readonly values: readonly (ResultValue | undefined)[];
}

const FIGURES = {
  matured: { kind: 'COUNT', of: ({ matured }: Report) => plain(matured) },
  pending: { kind: 'COUNT', of: ({ pending }: Report) => plain(pending) },
  rate: { kind: 'SHARE', of: ({ conversionRate }: Report) => interval(conversionRate) },
  auc: {
    kind: 'SCORE',
    metric: 'auc',
    of: ({ auc }: Report) => (auc ? { value: auc.auc, lower: auc.lower, upper: auc.upper } : undefined),
  },
  brier: { kind: 'SCORE', metric: 'brier', of: ({ brierInterval }: Report) => interval(brierInterval) },
  logLoss: { kind: 'SCORE', metric: 'logLoss', of: ({ logLoss }: Report) => plain(logLoss) },
  calibration: { kind: 'SCORE', metric: 'ece', of: ({ calibration }: Report) => plain(calibration?.expectedError) },
  bias: { kind: 'SIGNED', of: ({ calibration }: Report) => plain(calibration?.signedBias) },
  lift: { kind: 'RATIO', metric: 'lift', of: ({ top }: Report) => plain(top?.lift) },
  precision: { kind: 'SHARE', metric: 'precisionAt10', of: ({ top }: Report) => plain(top?.precision) },
  recall: { kind: 'SHARE', metric: 'recallAt10', of: ({ top }: Report) => plain(top?.recall) },
} as const;

/** Decisions that a back-test scored. */
export interface Decisions {
  readonly decisionTime: string;
  readonly leadAges: readonly number[];
  readonly from: string;
  readonly until: string;
}

/** Whether back-tests scored the same decisions: only then a better figure is of a better version. */
export function areComparable(backtests: readonly Decisions[]): boolean {
  const keys = backtests.map(({ decisionTime, leadAges, from, until }) =>
    JSON.stringify([decisionTime, leadAges, Date.parse(from), Date.parse(until)]),
  );
  return new Set(keys).size <= 1;
}

/** Figures of one or several back-tests side by side. */
export function resultRows(reports: readonly (Report | undefined)[]): readonly ResultRow[] {
  return Object.entries(FIGURES).map(([name, { of, ...row }]) => ({
    ...row,
    name: name as keyof typeof FIGURES,
    values: reports.map((report) => report && of(report)),
  }));
}

function plain(value: number | null | undefined): ResultValue | undefined {
  return value == null ? undefined : { value };
}

function interval(measured: Measured | null | undefined): ResultValue | undefined {
  return measured ? { value: measured.estimate, lower: measured.lower, upper: measured.upper } : undefined;
}
