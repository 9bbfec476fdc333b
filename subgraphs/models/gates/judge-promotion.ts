import { DomainError } from '../../../platform/errors.ts';
import { approvalGate } from './approval-gate.ts';
import { aucGainGate } from './auc-gain-gate.ts';
import { calibrationGate } from './calibration-gate.ts';
import type { PromotionEvidence } from './evidence.ts';
import { GATES, type Gate, type GateResult } from './gate.ts';
import { metricsGate } from './metrics-gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';
import { scoreShiftGate } from './score-shift-gate.ts';

type GateRule = (evidence: PromotionEvidence, policy: PromotionPolicy) => GateResult;

const RULES: Readonly<Record<Exclude<Gate, 'METRICS' | 'APPROVAL'>, GateRule>> = {
  AUC_GAIN: aucGainGate,
  CALIBRATION: calibrationGate,
  SCORE_SHIFT: scoreShiftGate,
};

/** Evidence for a promotion; without a champion for the first one. */
export type CandidateEvidence = Omit<PromotionEvidence, 'champion'> & Partial<Pick<PromotionEvidence, 'champion'>>;

/**
 * Judges a promotion by the gates of a policy, in the order of {@link GATES}. Without a champion only METRICS and
 * APPROVAL are judged, as there is nothing to compare with; METRICS is judged then only.
 */
export function judgePromotion(evidence: CandidateEvidence, policy: PromotionPolicy): readonly GateResult[] {
  const { champion } = evidence;
  return GATES.filter((gate) => policy.gates.includes(gate)).flatMap((gate) => {
    if (gate === 'METRICS') return champion ? [] : [metricsGate(evidence)];
    if (gate === 'APPROVAL') return [approvalGate(evidence)];
    return champion ? [RULES[gate]({ ...evidence, champion }, policy)] : [];
  });
}

/** Results that refuse a promotion: FAILED, and INCONCLUSIVE where the policy requires evidence. */
export function refusingGates(
  results: readonly GateResult[],
  { requireEvidence }: Pick<PromotionPolicy, 'requireEvidence'>,
): readonly GateResult[] {
  return results.filter(({ verdict }) => verdict === 'FAILED' || (requireEvidence && verdict === 'INCONCLUSIVE'));
}

/**
 * Refusal of a promotion, with the found and needed values of each refusing gate. @param name such as
 * `lead-conversion:2`
 */
export function promotionRefused(name: string, refusing: readonly GateResult[]): DomainError {
  const words = refusing.map(({ gate, found, needed }) => `gate ${gate} found ${found}, needed ${needed}`);
  return new DomainError('PROMOTION_REFUSED', `${name}: ${words.join('; ')}`, { gates: refusing });
}
