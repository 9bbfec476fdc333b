import { keysPresent, keyUnique, numbersPossible, rowsKept } from './common-expectations.ts';
import type { Expectation, LayerExpectations } from './expectation.ts';

const PREDICTIONS: readonly Expectation[] = [
  rowsKept(1),
  keysPresent(['job_id', 'lead_id', 'as_of', 'model', 'model_version', 'probability', 'scored_at']),
  keyUnique('job_id', 'lead_id'),
  numbersPossible(['probability'], 0, 1),
];

/** Expectations of the predictions of batch jobs. No layer follows, so each failure is only reported. */
export const PREDICTION_EXPECTATIONS: LayerExpectations = {
  predictions: PREDICTIONS.map((expectation) => ({ ...expectation, severity: 'WARN' })),
};
