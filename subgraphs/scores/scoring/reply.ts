import { DomainError } from '../../../platform/errors.ts';
import type { Prediction } from '../record/prediction.ts';

/** Answer to one request. */
export type Reply = Prediction | Error;

/** Answers to the requests of a batch, by position; undefined until one is known. */
export type Replies = (Reply | undefined)[];

/** Answer to the request of a recorded score: the score, or LEAD_HELD_OUT when the lead is in a holdout. */
export function replyOf(prediction: Prediction): Reply {
  if (prediction.role !== 'HOLDOUT') return prediction;
  const { leadId, rollout } = prediction;
  return new DomainError(
    'LEAD_HELD_OUT',
    `lead ${leadId} is in the holdout of rollout ${rollout}: its score is recorded, and hidden until the rollout ends`,
    { leadId, rollout },
  );
}
