import { DomainError } from '../../../platform/errors.ts';
import type { KeyedPrediction } from '../record/prediction.ts';
import { findByKeys, type ScoresDb } from '../record/prediction-store.ts';
import { assembleFeatures } from './assemble-features.ts';
import type { ArrivedRequest, FeaturedItem } from './batch-item.ts';
import { findFeatures, type KnownLead } from './feature-store.ts';
import { type InferModels, infer } from './infer.ts';
import { type RecordScoresDeps, recordScores } from './record-scores.ts';
import { type Replies, type Reply, replyOf } from './reply.ts';
import { requestDigest, type ScoreRequest } from './score-request.ts';

/** Dependencies of {@link scoreBatch}. */
export interface ScoreBatchDeps extends RecordScoresDeps {
  readonly models: InferModels;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const NONE: ReadonlyMap<string, KnownLead> = new Map();

/**
 * Scores a batch of checked requests: features in one statement, one run per model version, and all predictions with
 * their write-back messages in one durable commit, which precedes the replies.
 *
 * @param requests all for one model, and one version where any names one
 * @returns a recorded prediction or an error per request, in order: a request that cannot be scored fails alone
 * @throws the error of the database: nothing was recorded then, and every request of the batch fails
 */
export async function scoreBatch(deps: ScoreBatchDeps, requests: readonly ArrivedRequest[]): Promise<readonly Reply[]> {
  const replies: Replies = new Array(requests.length).fill(undefined);
  await answerFromStore(deps.db, requests, replies);
  const featured = await addFeatures(deps.db, requests, replies, deps.clock());
  const attempted = await infer(deps.models, featured, replies);
  await recordScores(deps, attempted, replies);
  // a request that lost the race for its idempotency key gets the winner's score
  await answerFromStore(deps.db, requests, replies);
  return replies.map((reply) => reply ?? new RangeError('a request of the batch was left without a reply'));
}

async function answerFromStore(db: ScoresDb, requests: readonly ArrivedRequest[], replies: Replies): Promise<void> {
  const keys = new Set<string>();
  for (const [position, { idempotencyKey }] of requests.entries())
    if (idempotencyKey !== undefined && replies[position] === undefined) keys.add(idempotencyKey);
  if (keys.size === 0) return;
  const stored = new Map((await findByKeys(db, [...keys])).map((each) => [each.idempotencyKey, each]));
  for (const [position, request] of requests.entries()) {
    const found = stored.get(request.idempotencyKey ?? '');
    if (found && replies[position] === undefined) replies[position] = sameRequest(found, request);
  }
}

function sameRequest(stored: KeyedPrediction, request: ScoreRequest): Reply {
  if (stored.requestDigest === requestDigest(request)) return replyOf(stored);
  return new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    `idempotencyKey: found ${stored.idempotencyKey} used by score ${stored.id} for another request, expected a new key`,
    { scoreId: stored.id },
  );
}

/** The requests without a reply, with their features; one without any features gets LEAD_NOT_FOUND. */
async function addFeatures(
  db: ScoresDb,
  requests: readonly ArrivedRequest[],
  replies: Replies,
  now: number,
): Promise<readonly FeaturedItem[]> {
  const leadIds = new Set<string>();
  for (const [position, { leadId }] of requests.entries())
    if (leadId !== undefined && replies[position] === undefined) leadIds.add(leadId);
  const known = leadIds.size > 0 ? await findFeatures(db, [...leadIds], now) : NONE;
  const items: FeaturedItem[] = [];
  for (const [position, request] of requests.entries()) {
    if (replies[position] !== undefined) continue;
    const lead = known.get(request.leadId ?? '');
    const asOf = lead?.asOf ?? now;
    const vector = assembleFeatures(request, lead?.features, asOf);
    const isKnownLead = lead !== undefined;
    if (vector) items.push({ position, request, vector, asOf, isKnownLead, leadClosed: lead?.isClosed ?? false });
    else replies[position] = new DomainError('LEAD_NOT_FOUND', `lead ${request.leadId}: found none with this id`);
  }
  return items;
}
