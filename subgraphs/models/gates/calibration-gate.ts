import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';
import { compareOnHoldout, difference, figure, measuredBy, signed } from './same-holdout.ts';

/**
 * Gate CALIBRATION: the expected calibration error (ECE) of the candidate exceeds that of the champion on the same
 * holdout by at most `maxCalibrationLoss`.
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
    found: `ECE ${signed(loss)} (${figure(compared.candidate)} against ${figure(compared.champion)})${measuredBy(compared)}`,
    needed: `ECE ${signed(maxCalibrationLoss)} at most`,
  };
}
