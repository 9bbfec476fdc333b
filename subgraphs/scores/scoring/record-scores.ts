import { randomBytes } from 'node:crypto';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { type Failure, failureCode } from '../record/failure.ts';
import type { NewPrediction } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { recordBatch } from '../record/record-store.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import { scoreValues } from '../record/score-values.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../record/uuid-v7.ts';
import type { ShadowRequest } from '../shadow/shadow-queue.ts';
import type { ShadowRunner } from '../shadow/shadow-runner.ts';
import { type Attempt, type Draft, latencyMsOf, unanswered } from './batch-item.ts';
import { replyOf } from './reply.ts';
import { requestDigest } from './score-request.ts';

/** What {@link record} needs. */
export interface RecordDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  /** hears that scores were recorded */
  readonly scored: Pick<ScoreFeed, 'publish'>;
  readonly shadows: Pick<ShadowRunner, 'offer'>;
}

/**
 * Records what a batch came to in one durable commit, and gives each score that was recorded as the reply. A score whose
 * idempotency key was taken meanwhile is left without a reply.
 */
export async function record(deps: RecordDeps, drafts: readonly Draft[]): Promise<void> {
  const { db, outbox, scored, shadows } = deps;
  const open = unanswered(drafts);
  const failures = drafts.flatMap(failuresOf);
  const random = randomBytes(UUID_V7_RANDOM_BYTES * open.length);
  const predictions = open.map((draft, index) =>
    toPrediction(draft, uuidV7(draft.asOf, random, index * UUID_V7_RANDOM_BYTES)),
  );
  const recorded = await recordBatch(db, outbox, { predictions: inKeyOrder(predictions), failures });
  if (open.length === 0) return;
  for (const [index, draft] of open.entries()) {
    const prediction = predictions[index] as NewPrediction;
    const recordedAs = recorded.get(prediction.id);
    if (!recordedAs) continue;
    draft.reply = replyOf({ ...prediction, ...recordedAs });
    if (draft.rollout) shadows.offer(draft.rollout, shadowRequestOf(prediction, draft));
  }
  outbox.wake('leads.write-back');
  scored.publish();
}

function toPrediction(draft: Draft, id: string): NewPrediction {
  const { request, rollout, isHeldOut = false, known = false, leadClosed = false } = draft;
  const last = draft.attempts.at(-1) as Attempt;
  return {
    id,
    leadId: request.leadId ?? null,
    ...scoreValues(last.version, last.outcome as number),
    role: last.role,
    cause: request.cause ?? 'REQUESTED',
    leadClosed,
    rollout: rollout?.id ?? null,
    features: draft.vector as FeatureVector,
    scoredAt: draft.asOf,
    latencyMs: latencyMsOf(draft, last),
    requestId: request.requestId,
    idempotencyKey: request.idempotencyKey ?? null,
    requestDigest: request.idempotencyKey === undefined ? null : requestDigest(request),
    writeBack: known && !isHeldOut && last.role !== 'TRIAL',
    isExposure: known && rollout?.isSplit === true,
  };
}

function shadowRequestOf(prediction: NewPrediction, { readyMs = 0 }: Draft): ShadowRequest {
  const { leadId, requestId, cause, leadClosed, features, scoredAt } = prediction;
  return { leadId, requestId, cause, leadClosed, features, scoredAt, readyMs };
}

function failuresOf(draft: Draft): Failure[] {
  const { leadId = null, requestId, cause = 'REQUESTED' } = draft.request;
  return draft.attempts.flatMap((attempt) => {
    const { version, role, outcome } = attempt;
    if (!(outcome instanceof Error) || isCallersFault(draft, outcome)) return [];
    return {
      model: version.model,
      version: version.version,
      role,
      cause,
      leadClosed: draft.leadClosed ?? false,
      rollout: draft.rollout?.id ?? null,
      leadId,
      requestId,
      code: failureCode(outcome),
      failedAt: draft.asOf,
      latencyMs: latencyMsOf(draft, attempt),
    };
  });
}

/** Whether the model refused a value that the caller gave. Recorded as a failure, it would let any caller fail any version. */
function isCallersFault({ request }: Draft, error: Error): boolean {
  return request.features !== undefined && failureCode(error) === 'VALIDATION_FAILED';
}

/** Two processes that take the same keys in the same order wait for each other instead of deadlocking. */
function inKeyOrder(predictions: readonly NewPrediction[]): readonly NewPrediction[] {
  if (predictions.every(({ idempotencyKey }) => idempotencyKey === null)) return predictions;
  return [...predictions].sort((a, b) => (a.idempotencyKey ?? '').localeCompare(b.idempotencyKey ?? ''));
}
