import type { EvidenceSource } from '../registry-options.ts';
import { measureScoreShift } from './replay/score-shift.ts';
import type { RolloutControllerOptions } from './rollout-controller.ts';

/** What recorded requests say about a promotion. */
export function promotionEvidence({ database, replay }: RolloutControllerOptions): EvidenceSource {
  return { scoreShift: (candidate, champion) => measureScoreShift(database, replay, candidate, champion) };
}
