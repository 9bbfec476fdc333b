import { DomainError } from '../../../platform/errors.ts';
import type { KeyedPrediction } from '../record/prediction.ts';
import { findByKeys, type ScoresDb } from '../record/prediction-store.ts';
import { assembleFeatures } from './assemble-features.ts';
import { type ArrivedRequest, type Draft, draftOf, type Reply, unanswered } from './batch-item.ts';
import { findFeatures, type KnownLead } from './feature-store.ts';
import { type InferModels, infer } from './infer.ts';
import { type RecordDeps, record } from './record-scores.ts';
import { replyOf } from './reply.ts';
import { requestDigest, type ScoreRequest } from './score-request.ts';

/** What {@link scoreBatch} needs. */
export interface ScoreBatchDeps extends RecordDeps {
  readonly models: InferModels;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * Scores a batch of checked requests: features in one statement, one run per model version, and all predictions with
 * their write-back messages in one durable commit, after which the replies are given.
 *
 * @param requests all for one model, and one version where any names one
 * @returns a recorded prediction or an error per request, in order: a request that cannot be scored fails alone
 * @throws whatever the database throws: nothing was recorded then, and every request of the batch fails
 */
export async function scoreBatch(deps: ScoreBatchDeps, requests: readonly ArrivedRequest[]): Promise<readonly Reply[]> {
  const now = deps.clock();
  const drafts = requests.map((request) => draftOf(request, now));
  await answerFromStore(deps.db, drafts);
  await addFeatures(deps.db, drafts, now);
  await infer(deps.models, drafts);
  await record(deps, drafts);
  // whoever lost the race for an idempotency key gets the winner's score
  await answerFromStore(deps.db, drafts);
  return drafts.map(({ reply }) => reply ?? new RangeError('a request of the batch was left without a reply'));
}

async function answerFromStore(db: ScoresDb, drafts: readonly Draft[]): Promise<void> {
  const keys = unanswered(drafts).flatMap(({ request }) => request.idempotencyKey ?? []);
  if (keys.length === 0) return;
  const stored = new Map((await findByKeys(db, [...new Set(keys)])).map((each) => [each.idempotencyKey, each]));
  for (const draft of unanswered(drafts)) {
    const found = stored.get(draft.request.idempotencyKey ?? '');
    if (found) draft.reply = sameRequest(found, draft.request);
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

async function addFeatures(db: ScoresDb, drafts: readonly Draft[], now: number): Promise<void> {
  const open = unanswered(drafts);
  const leadIds = new Set(open.flatMap(({ request }) => request.leadId ?? []));
  const known = leadIds.size > 0 ? await findFeatures(db, [...leadIds], now) : new Map<string, KnownLead>();
  for (const draft of open) {
    const lead = known.get(draft.request.leadId ?? '');
    if (lead) draft.asOf = lead.asOf;
    const vector = assembleFeatures(draft.request, lead?.features, draft.asOf);
    draft.known = lead !== undefined;
    draft.leadClosed = lead?.isClosed ?? false;
    if (vector) draft.vector = vector;
    else draft.reply = new DomainError('LEAD_NOT_FOUND', `lead ${draft.request.leadId}: found none with this id`);
  }
}
