/** What the registry knows of a version's quality. */
export interface MeasuredVersion {
  readonly version: number;
  /** measured on the holdout */
  readonly metrics: Readonly<Record<string, number>>;
  /** names the holdout: equal names mean the same rows; undefined when none was stated */
  readonly holdout: string | undefined;
}

/** How an A/B test between candidate and champion ended. */
export interface AbTestEvidence {
  readonly passed: boolean;
  /** for people: which test, and what it showed */
  readonly summary: string;
}

/** How differently candidate and champion score the same last window. */
export interface ScoreShift {
  /** PSI of the candidate's scores against the champion's */
  readonly psi: number;
  readonly rows: number;
}

/** All that the gates of one promotion judge. */
export interface PromotionEvidence {
  readonly candidate: MeasuredVersion;
  readonly champion: MeasuredVersion;
  readonly abTest?: AbTestEvidence | undefined;
  readonly scoreShift?: ScoreShift | undefined;
  /** who approved the promotion */
  readonly approvedBy?: string | undefined;
}

/** What makes two holdouts the same: their digest, or else the same span of time with as many rows. */
export interface StatedHoldout {
  readonly digest: string | null;
  readonly split: { readonly calibrateUntil: number; readonly holdoutUntil: number } | null;
  readonly rows: number | undefined;
}

/** The name of a holdout; undefined when nothing says which rows it has. */
export function holdoutName({ digest, split, rows }: StatedHoldout): string | undefined {
  if (digest) return digest;
  if (!split || rows === undefined) return undefined;
  const [from, until] = [split.calibrateUntil, split.holdoutUntil].map((time) => new Date(time).toISOString());
  return `${from} to ${until}, ${rows} rows`;
}
