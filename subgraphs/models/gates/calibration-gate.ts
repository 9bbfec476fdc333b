import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';
import { compareOnHoldout, difference, signed } from './same-holdout.ts';

/**
 * Whether the candidate's probabilities are as true as the champion's: its expected calibration error (ECE) on the same
 * holdout exceeds the champion's by `maxCalibrationLoss` at most.
 */
export function calibrationGate(
  evidence: PromotionEvidence,
  { maxCalibrationLoss }: Pick<PromotionPolicy, 'maxCalibrationLoss'>,
): GateResult {
  const compared = compareOnHoldout('CALIBRATION', 'ece', evidence);
  if ('verdict' in compared) return compared;
  const loss = difference(compared.candidate, compared.champion);
  return {
    gate: 'CALIBRATION',
    verdict: loss <= maxCalibrationLoss ? 'PASSED' : 'FAILED',
    found: `ECE ${signed(loss)} (${compared.candidate} against ${compared.champion})`,
    needed: `ECE ${signed(maxCalibrationLoss)} at most`,
  };
}
