import { DomainError } from '../../../platform/errors.ts';
import type { Prediction } from '../record/prediction.ts';
import type { Reply } from './batch-item.ts';

/** What the caller gets for a recorded score: the score, or LEAD_HELD_OUT when the lead is in a holdout. */
export function replyOf(prediction: Prediction): Reply {
  if (prediction.role !== 'HOLDOUT') return prediction;
  const { leadId, rollout } = prediction;
  return new DomainError(
    'LEAD_HELD_OUT',
    `lead ${leadId} is in the holdout of rollout ${rollout}: its score is recorded, and hidden until the rollout ends`,
    { leadId, rollout },
  );
}
