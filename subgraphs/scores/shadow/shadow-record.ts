import { randomBytes } from 'node:crypto';
import type { BatchRun } from '../inference/run-with-isolation.ts';
import { type Failure, failureCode } from '../record/failure.ts';
import type { NewPrediction } from '../record/prediction.ts';
import type { BatchRecord } from '../record/record-store.ts';
import { scoreValues } from '../record/score-values.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../record/uuid-v7.ts';
import type { ShadowTask } from './shadow-queue.ts';

/**
 * Makes the rows of a shadow's batch. Lead and request are those of the answer that the shadow's score is compared with;
 * so are its grade policy, and the time until the features were there, to which the shadow's own run is added.
 */
export function shadowRecord(tasks: readonly ShadowTask[], { outcomes, runMs }: BatchRun): BatchRecord {
  const random = randomBytes(UUID_V7_RANDOM_BYTES * tasks.length);
  const predictions: NewPrediction[] = [];
  const failures: Failure[] = [];
  for (const [index, { shadow, request }] of tasks.entries()) {
    const { leadId, requestId, cause, leadClosed, features, scoredAt } = request;
    const latencyMs = request.readyMs + runMs;
    const common = {
      role: 'SHADOW',
      cause,
      leadClosed,
      rollout: shadow.rollout,
      leadId,
      requestId,
      latencyMs,
    } as const;
    const outcome = outcomes[index] as number | Error;
    if (outcome instanceof Error) {
      const { model, version } = shadow;
      failures.push({ ...common, model, version, code: failureCode(outcome), failedAt: scoredAt });
    } else {
      const id = uuidV7(scoredAt, random, index * UUID_V7_RANDOM_BYTES);
      predictions.push({
        ...common,
        ...scoreValues(shadow, outcome, request.gradePolicy),
        ...UNSEEN,
        id,
        features,
        scoredAt,
      });
    }
  }
  return { predictions, failures };
}

const UNSEEN = { idempotencyKey: null, requestDigest: null, writeBack: false, isExposure: false } as const;
