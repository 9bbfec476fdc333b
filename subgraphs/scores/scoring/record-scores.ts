import { randomBytes } from 'node:crypto';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { ScoringMetrics } from '../metrics/scoring-metrics.ts';
import { type Failure, failureCode } from '../record/failure.ts';
import type { NewPrediction } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { partsOf, recordBatch } from '../record/record-store.ts';
import type { ScoreFeed } from '../record/score-feed.ts';
import { scoreValues } from '../record/score-values.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../record/uuid-v7.ts';
import type { ShadowRequest } from '../shadow/shadow-queue.ts';
import type { ShadowRunner } from '../shadow/shadow-runner.ts';
import { type Attempt, type AttemptedItem, latencyMsOf } from './batch-item.ts';
import { type Replies, replyOf } from './reply.ts';
import { requestDigest, type ScoreRequest } from './score-request.ts';

/** Dependencies of {@link recordScores}. */
export interface RecordScoresDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  /** notified when scores were recorded */
  readonly scored: Pick<ScoreFeed, 'publish'>;
  readonly shadows: Pick<ShadowRunner, 'offer'>;
  readonly metrics: Pick<ScoringMetrics, 'recorded'>;
}

/**
 * Records the scores and failures of a batch in one durable commit, and makes each score that was recorded the reply to
 * its request. A score whose idempotency key was taken meanwhile leaves its request without a reply.
 */
export async function recordScores(
  deps: RecordScoresDeps,
  items: readonly AttemptedItem[],
  replies: Replies,
): Promise<void> {
  const { db, outbox, scored, shadows, metrics } = deps;
  const answered = items.filter(isScored);
  const failures = items.flatMap(failuresOf);
  const random = randomBytes(UUID_V7_RANDOM_BYTES * answered.length);
  const predictions = answered.map((item, index) =>
    toPrediction(item, uuidV7(item.featured.asOf, random, index * UUID_V7_RANDOM_BYTES)),
  );
  const recorded = await recordBatch(db, outbox, { predictions: inKeyOrder(predictions), failures });
  metrics.recorded({ predictions: predictions.filter(({ id }) => recorded.has(id)), failures });
  if (answered.length === 0) return;
  for (const [index, item] of answered.entries()) {
    const prediction = predictions[index] as NewPrediction;
    const recordedAs = recorded.get(prediction.id);
    if (!recordedAs) continue;
    replies[item.featured.position] = replyOf(Object.assign(prediction, recordedAs));
    if (item.rollout) shadows.offer(item.rollout, shadowRequestOf(prediction, item));
  }
  if (partsOf(predictions).writesBack) outbox.wake('leads.write-back');
  scored.publish();
}

function isScored(item: AttemptedItem): boolean {
  return typeof item.attempts.at(-1)?.outcome === 'number';
}

function toPrediction(item: AttemptedItem, id: string): NewPrediction {
  const { featured, rollout, gradePolicy, isHeldOut, attempts } = item;
  const { request, vector, asOf, isKnownLead, leadClosed } = featured;
  const last = attempts.at(-1) as Attempt;
  return {
    id,
    leadId: request.leadId ?? null,
    ...scoreValues(last.version, last.outcome as number, gradePolicy),
    role: last.role,
    cause: request.cause ?? 'REQUESTED',
    leadClosed,
    rollout: rollout?.id ?? null,
    features: vector,
    scoredAt: asOf,
    latencyMs: latencyMsOf(item, last),
    requestId: request.requestId,
    idempotencyKey: request.idempotencyKey ?? null,
    requestDigest: request.idempotencyKey === undefined ? null : requestDigest(request),
    writeBack: isKnownLead && !isHeldOut && last.role !== 'TRIAL',
    isExposure: isKnownLead && rollout?.isSplit === true,
  };
}

function shadowRequestOf(prediction: NewPrediction, { readyMs, gradePolicy }: AttemptedItem): ShadowRequest {
  const { leadId, requestId, cause, leadClosed, features, scoredAt } = prediction;
  return { leadId, requestId, cause, leadClosed, features, scoredAt, gradePolicy, readyMs };
}

function failuresOf(item: AttemptedItem): Failure[] {
  const { request, leadClosed, asOf } = item.featured;
  const { leadId = null, requestId, cause = 'REQUESTED' } = request;
  return item.attempts.flatMap((attempt) => {
    const { version, role, outcome } = attempt;
    if (!(outcome instanceof Error) || isFaultOfRequest(request, outcome)) return [];
    return {
      model: version.model,
      version: version.version,
      role,
      cause,
      leadClosed,
      rollout: item.rollout?.id ?? null,
      leadId,
      requestId,
      code: failureCode(outcome),
      failedAt: asOf,
      latencyMs: latencyMsOf(item, attempt),
    };
  });
}

/** Whether the model refused a value of the request: recorded as a failure, it would let any caller fail any version. */
function isFaultOfRequest(request: ScoreRequest, error: Error): boolean {
  return request.features !== undefined && failureCode(error) === 'VALIDATION_FAILED';
}

/** Predictions in the order of their keys: processes that insert the same keys in one order cannot deadlock. */
function inKeyOrder(predictions: readonly NewPrediction[]): readonly NewPrediction[] {
  if (predictions.every(({ idempotencyKey }) => idempotencyKey === null)) return predictions;
  return [...predictions].sort((a, b) => compare(a.idempotencyKey ?? '', b.idempotencyKey ?? ''));
}

/** By code unit: the order of a language depends on the process, and takes different keys for the same. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
