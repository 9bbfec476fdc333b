/**
 * What a version must pass to replace a champion. AUC_GAIN: it ranks better on the same holdout, or won an A/B test.
 * CALIBRATION: its probabilities are no further from what happens. SCORE_SHIFT: its scores on the last window are
 * distributed like the champion's. APPROVAL: someone else than who asks agrees; always judged last.
 */
export const GATES = ['AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT', 'APPROVAL'] as const;

/** A gate of {@link GATES}. */
export type Gate = (typeof GATES)[number];

/** How a gate can judge. INCONCLUSIVE: the champion states nothing to compare with, or the data are too few. */
export const GATE_VERDICTS = ['PASSED', 'FAILED', 'INCONCLUSIVE'] as const;

/** A verdict of {@link GATE_VERDICTS}. */
export type GateVerdict = (typeof GATE_VERDICTS)[number];

/** What a gate says about a promotion, for people: what it found and what it needs. */
export interface GateResult {
  readonly gate: Gate;
  readonly verdict: GateVerdict;
  readonly found: string;
  readonly needed: string;
}
