/** What evidence says: the challenger passes, fails, or too little is known, which holds and never passes. */
export const VERDICTS = ['SUCCESS', 'FAILURE', 'INCONCLUSIVE'] as const;

/** A verdict of {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** What the evidence says about one guardrail. */
export interface Judgement {
  readonly verdict: Verdict;
  /** value of the challenger; undefined without evidence */
  readonly found: number | undefined;
  /** always-valid bounds of what was found; infinite while nothing bounds it */
  readonly lower: number;
  readonly upper: number;
  /** what the bounds are held against, on the same scale */
  readonly limit: number;
  /** value of the champion on the same scale, where there is one */
  readonly champion: number | undefined;
  /** observations of the challenger behind it */
  readonly samples: number;
  /** whether the limit is breached, and by the champion as well: the cause may be common, and the rollout holds */
  readonly isCommon?: boolean;
}

/** How surely a guardrail judges. */
export interface JudgementOptions {
  /** chance, over all looks, of a wrong FAILURE or SUCCESS by this guardrail */
  readonly alpha: number;
  /** effective samples at which intervals are narrowest, see {@link effectiveSamples} */
  readonly tunedForN: number;
}

/**
 * Effective samples of two arms, n m / (n + m): the size of one arm that, against a known other, would give as narrow an
 * interval. 500 of the challenger beside 4,500 of the champion count 450. Information grows in proportion to it whatever
 * the traffic share, which an always-valid interval across several shares needs.
 */
export function effectiveSamples(control: number, treatment: number): number {
  return control + treatment === 0 ? 0 : (control * treatment) / (control + treatment);
}

/** Observations of each arm below which an interval that is only asymptotic decides nothing. */
export const LEAST_SAMPLES = 50;
