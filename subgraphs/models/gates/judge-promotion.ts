import { DomainError } from '../../../platform/errors.ts';
import { approvalGate } from './approval-gate.ts';
import { aucGainGate } from './auc-gain-gate.ts';
import { calibrationGate } from './calibration-gate.ts';
import type { PromotionEvidence } from './evidence.ts';
import { GATES, type Gate, type GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';
import { scoreShiftGate } from './score-shift-gate.ts';

type GateRule = (evidence: PromotionEvidence, policy: PromotionPolicy) => GateResult;

const RULES: Readonly<Record<Gate, GateRule>> = {
  AUC_GAIN: aucGainGate,
  CALIBRATION: calibrationGate,
  SCORE_SHIFT: scoreShiftGate,
  APPROVAL: approvalGate,
};

/** Evidence about a promotion, of a first champion too. */
export type CandidateEvidence = Omit<PromotionEvidence, 'champion'> & Partial<Pick<PromotionEvidence, 'champion'>>;

/**
 * What the gates of a policy say, in the order of {@link GATES}. Without a champion there is nothing to hold the candidate
 * against: then only approval can be asked for.
 */
export function judgePromotion(evidence: CandidateEvidence, policy: PromotionPolicy): readonly GateResult[] {
  const { champion } = evidence;
  if (!champion) return policy.gates.includes('APPROVAL') ? [approvalGate(evidence)] : [];
  return judge({ ...evidence, champion }, policy);
}

function judge(evidence: PromotionEvidence, policy: PromotionPolicy): readonly GateResult[] {
  return GATES.filter((gate) => policy.gates.includes(gate)).map((gate) => RULES[gate](evidence, policy));
}

/** The results that stand in a promotion's way: FAILED, and INCONCLUSIVE where the policy wants evidence. */
export function refusingGates(
  results: readonly GateResult[],
  { requireEvidence }: Pick<PromotionPolicy, 'requireEvidence'>,
): readonly GateResult[] {
  return results.filter(({ verdict }) => verdict === 'FAILED' || (requireEvidence && verdict === 'INCONCLUSIVE'));
}

/** The refusal of a promotion: which gates, what they found and what they need. @param name such as `lead-conversion:2` */
export function promotionRefused(name: string, refusing: readonly GateResult[]): DomainError {
  const words = refusing.map(({ gate, found, needed }) => `gate ${gate} found ${found}, needed ${needed}`);
  return new DomainError('PROMOTION_REFUSED', `${name}: ${words.join('; ')}`, { gates: refusing });
}
