import type { Kysely } from 'kysely';
import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import type { Calibration } from '../../../scoring/model-manifest.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../../subgraphs/catalog.ts';
import type { OnnxArtifact } from '../../../subgraphs/models/demo/extend-model.ts';
import type { RolloutRequest } from '../../../subgraphs/models/rollout/rules/rollout-request.ts';
import type { RolloutEventRow, RolloutRow } from '../../../subgraphs/models/rollout/rules/rollout-row.ts';
import { findRollouts, listRolloutEvents } from '../../../subgraphs/models/rollout/store/rollout-store.ts';
import { parseVersionDocument } from '../../../subgraphs/models/versions/rules/version-document.ts';
import {
  insertVersion,
  latestVersion,
  lockModel,
  putArtifact,
} from '../../../subgraphs/models/versions/store/version-store.ts';
import { LeadMarket } from '../data/lead-market.ts';
import { seededRandom } from '../data/random.ts';
import type { OpenTestDatabase, TestDatabase } from '../database/databases.ts';
import { demoModel } from '../models/rollout-models.ts';
import { NOW } from '../scores/scores-world.ts';

/** Batch size of requests. */
const PORTION = 32;

/** Course of a rollout in a scenario. */
export interface Course {
  /** maximum number of evaluations */
  readonly evaluations: number;
  readonly evaluateEveryMs: number;
  /** leads between two evaluations */
  readonly leadsPerEvaluation: number;
  /** age at which leads get their outcome; never when absent */
  readonly decidedAfterMs?: number;
}

type Served = Pick<Subgraphs, 'leads' | 'models' | 'scores'>;

/**
 * The platform without its gateway, on a settable clock: real subgraphs, real models, and leads with outcomes from a
 * seed.
 */
export class RolloutWorld {
  /** epoch milliseconds */
  now = NOW;
  readonly db: Kysely<never>;
  readonly market: LeadMarket;
  readonly #store: TestDatabase;
  readonly #subgraphs: Served;

  private constructor(store: TestDatabase, subgraphs: Served, seed: number) {
    this.#store = store;
    this.#subgraphs = subgraphs;
    this.db = store.database.tables<never>();
    this.market = new LeadMarket(this.db, seededRandom(seed));
  }

  /** Opens a world whose champion is version 1 of the demo models. */
  static async open(openDatabase: OpenTestDatabase, seed = 1): Promise<RolloutWorld> {
    const store = await openDatabase('outbox', 'leads', 'models', 'scores');
    const { database } = store;
    const log = createLogger('silent');
    const outbox = await Outbox.open(database, log);
    const clock = (): number => world?.now ?? NOW;
    // a slow model of a scenario is slow, and must not be withdrawn on a busy machine
    const inferenceTimeLimitMs = 60_000;
    const options = {
      database,
      outbox,
      log,
      clock,
      artifactLimitBytes: 1_000_000,
      inferenceWorkers: 0,
      inferenceTimeLimitMs,
    };
    const subgraphs = await createSubgraphs(options, ['leads', 'models', 'scores']);
    const world: RolloutWorld | undefined = new RolloutWorld(store, subgraphs, seed);
    const version = await world.add(await demoModel(1));
    const key = { model: DEFAULT_MODEL, version };
    await subgraphs.models.registry.promote(key, { by: 'ann', reason: 'the first' });
    await subgraphs.scores.modelsChanged();
    return world;
  }

  /** Adds a version, by default with the champion's calibration. Its inspection is tested elsewhere. */
  async add({ bytes, signature, calibration }: OnnxArtifact & { readonly calibration?: Calibration }): Promise<number> {
    const document = parseVersionDocument({
      description: 'a version to roll out',
      signature,
      metrics: { auc: 0.8 },
      calibration: calibration ?? (await demoModel(1)).calibration,
    });
    return this.db.transaction().execute(async (trx) => {
      await lockModel(trx, DEFAULT_MODEL, this.now);
      const version = (await latestVersion(trx, DEFAULT_MODEL)) + 1;
      const digest = digestOf(bytes);
      await putArtifact(trx, digest, bytes);
      const made = { createdAt: this.now, createdBy: 'ann', inputForm: 'COLUMNS', stage: 'STAGING' } as const;
      await insertVersion(trx, { model: DEFAULT_MODEL, version, digest, document, ...made });
      return version;
    });
  }

  /** Creates leads and scores them. */
  async serve(count: number): Promise<readonly string[]> {
    const ids = await this.market.arrive(count, this.now);
    for (let start = 0; start < ids.length; start += PORTION) {
      await this.#subgraphs.scores.scoreAll(ids.slice(start, start + PORTION));
    }
    return ids;
  }

  /** Starts a rollout as ann, by default without a replay. */
  async start(request: Omit<RolloutRequest, 'model'>): Promise<number> {
    const by = { by: 'ann', reason: 'a trial' };
    const { id } = await this.#subgraphs.models.rollouts.start({ model: DEFAULT_MODEL, replayRows: 0, ...request }, by);
    await this.#subgraphs.scores.modelsChanged();
    return id;
  }

  /** Approves the next step, by default as bob. */
  async approve(rollout: number, by = 'bob'): Promise<void> {
    await this.#subgraphs.models.rollouts.approve(String(rollout), { by, reason: 'looks good' });
    await this.#subgraphs.scores.modelsChanged();
  }

  /** Aborts a rollout, unless it has ended. */
  async abort(rollout: number): Promise<void> {
    if ((await this.rollout(rollout)).ended_at !== null) return;
    await this.#subgraphs.models.rollouts.abort(String(rollout), { by: 'ann', reason: 'seen enough' });
    await this.#subgraphs.scores.modelsChanged();
  }

  /**
   * Adds leads and evaluates until the rollout has ended, waits for an approval, or the maximum of evaluations is
   * reached.
   */
  async play(rollout: number, course: Course): Promise<RolloutRow> {
    const undecided: { readonly ids: readonly string[]; readonly dueAt: number }[] = [];
    const { decidedAfterMs = Number.POSITIVE_INFINITY } = course;
    for (let evaluation = 1; ; evaluation++) {
      undecided.push({ ids: await this.serve(course.leadsPerEvaluation), dueAt: this.now + decidedAfterMs });
      this.now += course.evaluateEveryMs;
      while (undecided[0] && undecided[0].dueAt <= this.now) {
        await this.market.decide(undecided.shift()?.ids ?? [], this.now);
      }
      await this.evaluate();
      const row = await this.rollout(rollout);
      const isWaiting = row.ended_at !== null || row.state.status === 'AWAITING_APPROVAL';
      if (isWaiting || evaluation === course.evaluations) return row;
    }
  }

  /** Evaluates the rollouts once, and lets the scorer follow. */
  async evaluate(): Promise<void> {
    await this.#subgraphs.models.controller.evaluate();
    await this.#subgraphs.scores.modelsChanged();
  }

  async rollout(id: number): Promise<RolloutRow> {
    const [row] = await findRollouts(this.db, [id]);
    if (!row) throw new TypeError(`found no rollout ${id}`);
    return row;
  }

  /** Events of a rollout, newest first. */
  async events(id: number): Promise<readonly RolloutEventRow[]> {
    return listRolloutEvents(this.db, id, 1000, null);
  }

  async close(): Promise<void> {
    await closeSubgraphs(this.#subgraphs);
    await this.#store.close();
  }
}
