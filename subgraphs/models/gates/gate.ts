/**
 * Conditions that a version must meet to become champion. METRICS: the first champion states the metrics that later
 * versions are compared with; the others, but for APPROVAL, compare with the champion that is replaced. AUC_GAIN: a higher AUC on the same holdout, or a passed
 * A/B test. CALIBRATION: an expected calibration error that is not larger. SCORE_SHIFT: a similar distribution of
 * scores on the latest requests. APPROVAL: approval by another person; always judged last.
 */
export const GATES = ['METRICS', 'AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT', 'APPROVAL'] as const;

/** A gate of {@link GATES}. */
export type Gate = (typeof GATES)[number];

/** Verdicts of a gate. INCONCLUSIVE: the champion has no value to compare with, or there are too few data. */
export const GATE_VERDICTS = ['PASSED', 'FAILED', 'INCONCLUSIVE'] as const;

/** A verdict of {@link GATE_VERDICTS}. */
export type GateVerdict = (typeof GATE_VERDICTS)[number];

/** Result of a gate, in words for people. */
export interface GateResult {
  readonly gate: Gate;
  readonly verdict: GateVerdict;
  readonly found: string;
  readonly needed: string;
}
