/** A score as the chart needs it. */
export interface HistoricScore {
  readonly version: number;
  readonly probability: number;
  readonly scoredAt: string;
}

/** Scores over time, one line per model version. */
export interface ScoreSeries {
  /** epoch milliseconds, ascending */
  readonly times: readonly number[];
  /** in the order of their versions; a value per time, null for scores of other versions */
  readonly versions: readonly { readonly version: number; readonly values: readonly (number | null)[] }[];
}

/** Scores in any order as lines over time. */
export function scoreSeries(scores: readonly HistoricScore[]): ScoreSeries {
  const ordered = [...scores].sort((one, other) => Date.parse(one.scoredAt) - Date.parse(other.scoredAt));
  const versions = [...new Set(ordered.map(({ version }) => version))].sort((one, other) => one - other);
  return {
    times: ordered.map(({ scoredAt }) => Date.parse(scoredAt)),
    versions: versions.map((version) => ({
      version,
      values: ordered.map((score) => (score.version === version ? score.probability : null)),
    })),
  };
}
