/** Verdicts: the challenger passes, fails, or there is too little evidence, which delays and never passes. */
export const VERDICTS = ['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const;

/** A verdict of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** Judgement of one guardrail. */
export interface Judgement {
  readonly verdict: Verdict;
  /** value of the challenger; undefined without evidence */
  readonly found: number | undefined;
  /** always-valid bounds of the value; infinite while there are none */
  readonly lower: number;
  readonly upper: number;
  /** limit of the bounds, on the same scale */
  readonly limit: number;
  /** value of the champion on the same scale, if it has one */
  readonly champion: number | undefined;
  /** number of observations of the challenger */
  readonly samples: number;
  /** whether the champion breaches the limit as well: the cause may be common, and the rollout holds */
  readonly isCommon?: boolean;
}

/** Confidence of a judgement. */
export interface JudgementOptions {
  /** chance, over all evaluations, of a wrong FAILURE or SUCCESS by this guardrail */
  readonly alpha: number;
  /** effective samples at which intervals are narrowest, see {@link effectiveSamples} */
  readonly tunedForN: number;
}

/**
 * Effective samples of two arms, n m / (n + m): the size of one arm that gives as narrow an interval against a known
 * value. 500 of the challenger and 4,500 of the champion count as 450. Information grows in proportion to it for any
 * traffic share, which an always-valid interval across several shares needs.
 */
export function effectiveSamples(control: number, treatment: number): number {
  return control + treatment === 0 ? 0 : (control * treatment) / (control + treatment);
}

/** Minimum number of observations of each arm for a verdict by an asymptotic interval. */
export const LEAST_SAMPLES = 50;
