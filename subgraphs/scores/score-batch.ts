import { randomBytes } from 'node:crypto';
import type { FeatureVector } from '../../lake/features.ts';
import { calibrate } from '../shared/calibration.ts';
import { DomainError } from '../shared/errors.ts';
import type { Outbox } from '../shared/outbox.ts';
import { assembleFeatures } from './assemble-features.ts';
import type { Deployment } from './deployment-store.ts';
import { findFeatures } from './feature-store.ts';
import { CURRENT_GRADE_POLICY, grade } from './grade.ts';
import type { PooledSession } from './inference-pool.ts';
import type { LiveModels } from './live-models.ts';
import { points } from './points.ts';
import type { KeyedPrediction, NewPrediction, Prediction } from './prediction.ts';
import type { ScoreFeed } from './score-feed.ts';
import { requestDigest, type ScoreRequest } from './score-request.ts';
import { findByKeys, insertPredictions, type ScoresDb } from './store.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from './uuid-v7.ts';

/** What {@link scoreBatch} needs. */
export interface ScoreBatchDeps {
  readonly db: ScoresDb;
  readonly outbox: Outbox;
  readonly models: LiveModels;
  /** hears that scores were recorded */
  readonly scored: Pick<ScoreFeed, 'publish'>;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** A request of the batch, with the moment it arrived (`performance.now()`). */
export interface ArrivedRequest extends ScoreRequest {
  readonly arrivedAt: number;
}

type Reply = Prediction | Error;

/** A request on its way: every step fills in what it finds. */
interface Draft {
  readonly request: ArrivedRequest;
  /** set once the outcome is known; later steps pass over it */
  reply?: Reply;
  vector?: FeatureVector;
  /** whether the lead exists, so that its score is written back to it */
  known?: boolean;
  raw?: number;
  deployment?: Deployment;
}

/**
 * Scores a batch of checked requests: features in one statement, one run per model, and all predictions with their
 * write-back messages in one durable commit, after which the replies are given.
 *
 * @returns a recorded prediction or an error per request, in order: a request that cannot be scored fails alone
 * @throws whatever the database throws: nothing was recorded then, and every request of the batch fails
 */
export async function scoreBatch(deps: ScoreBatchDeps, requests: readonly ArrivedRequest[]): Promise<readonly Reply[]> {
  const drafts = requests.map((request): Draft => ({ request }));
  await answerFromStore(deps.db, drafts);
  const asOf = deps.clock();
  await addFeatures(deps.db, drafts, asOf);
  await infer(deps.models, drafts);
  await record(deps, drafts, asOf);
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
  if (stored.requestDigest === requestDigest(request)) return stored;
  return new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    `idempotencyKey: found ${stored.idempotencyKey} used by score ${stored.id} for another request, expected a new key`,
    { scoreId: stored.id },
  );
}

async function addFeatures(db: ScoresDb, drafts: readonly Draft[], asOf: number): Promise<void> {
  const open = unanswered(drafts);
  const leadIds = new Set(open.flatMap(({ request }) => request.leadId ?? []));
  const known = leadIds.size > 0 ? await findFeatures(db, [...leadIds], asOf) : new Map<string, FeatureVector>();
  for (const draft of open) {
    const computed = known.get(draft.request.leadId ?? '');
    const vector = assembleFeatures(draft.request, computed, asOf);
    draft.known = computed !== undefined;
    if (vector) draft.vector = vector;
    else draft.reply = new DomainError('LEAD_NOT_FOUND', `lead ${draft.request.leadId}: found none with this id`);
  }
}

async function infer(models: LiveModels, drafts: readonly Draft[]): Promise<void> {
  const open = unanswered(drafts);
  for (const model of new Set(open.map(({ request }) => request.model))) {
    const group = open.filter(({ request }) => request.model === model);
    try {
      const { deployment, session } = await models.get(model);
      const raws = await runEach(session, group);
      for (const [index, draft] of group.entries()) {
        draft.deployment = deployment;
        settleRaw(draft, raws[index] as number | Error);
      }
    } catch (error) {
      for (const draft of group) draft.reply = error as Error;
    }
  }
}

/** One run for all; should the model fail on them together, one run for each, so that only the culprit fails. */
async function runEach(session: PooledSession, drafts: readonly Draft[]): Promise<ArrayLike<number | Error>> {
  const vectors = drafts.map(({ vector }) => vector as FeatureVector);
  try {
    return await session.run(vectors);
  } catch (error) {
    if (vectors.length === 1) return [error as Error];
    const alone = async (vector: FeatureVector): Promise<number | Error> =>
      session.run([vector]).then(
        ([raw]) => raw as number,
        (reason: Error) => reason,
      );
    return Promise.all(vectors.map(alone));
  }
}

function settleRaw(draft: Draft, raw: number | Error): void {
  if (raw instanceof Error) draft.reply = raw;
  else if (Number.isNaN(raw))
    draft.reply = new DomainError('INFERENCE_FAILED', 'the model gave no probability for these features');
  else draft.raw = raw;
}

async function record({ db, outbox, scored }: ScoreBatchDeps, drafts: readonly Draft[], asOf: number): Promise<void> {
  const open = unanswered(drafts);
  if (open.length === 0) return;
  const random = randomBytes(UUID_V7_RANDOM_BYTES * open.length);
  const now = performance.now();
  const predictions = open.map((draft, index) =>
    toPrediction(draft, uuidV7(asOf, random, index * UUID_V7_RANDOM_BYTES), asOf, now),
  );
  const recorded = await insertPredictions(db, outbox, inKeyOrder(predictions));
  for (const [index, draft] of open.entries()) {
    const prediction = predictions[index] as NewPrediction;
    const recordedAs = recorded.get(prediction.id);
    if (recordedAs) draft.reply = { ...prediction, ...recordedAs };
  }
  outbox.wake('leads.write-back');
  scored.publish();
}

function toPrediction({ request, ...draft }: Draft, id: string, asOf: number, now: number): NewPrediction {
  const { model, version, digest, role, calibration } = draft.deployment as Deployment;
  const raw = draft.raw as number;
  const probability = calibrate(raw, calibration);
  return {
    id,
    leadId: request.leadId ?? null,
    model,
    version,
    digest,
    role,
    raw,
    probability,
    points: points(probability),
    grade: grade(probability),
    gradePolicy: CURRENT_GRADE_POLICY,
    features: draft.vector as FeatureVector,
    scoredAt: asOf,
    latencyMs: now - request.arrivedAt,
    requestId: request.requestId,
    idempotencyKey: request.idempotencyKey ?? null,
    requestDigest: request.idempotencyKey === undefined ? null : requestDigest(request),
    writeBack: draft.known === true,
  };
}

/** Two processes that take the same keys in the same order wait for each other instead of deadlocking. */
function inKeyOrder(predictions: readonly NewPrediction[]): readonly NewPrediction[] {
  if (predictions.every(({ idempotencyKey }) => idempotencyKey === null)) return predictions;
  return [...predictions].sort((a, b) => (a.idempotencyKey ?? '').localeCompare(b.idempotencyKey ?? ''));
}

function unanswered(drafts: readonly Draft[]): Draft[] {
  return drafts.filter(({ reply }) => reply === undefined);
}
