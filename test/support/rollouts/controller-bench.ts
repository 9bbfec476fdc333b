import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ArmTally } from '../../../subgraphs/models/rollout/rules/rollout-evidence.ts';
import type {
  RolloutEventRow,
  RolloutRow,
  RolloutSettings,
  RolloutVersion,
} from '../../../subgraphs/models/rollout/rules/rollout-row.ts';
import { PENDING_ROLLOUT } from '../../../subgraphs/models/rollout/rules/rollout-state.ts';
import {
  DEFAULT_STEPS,
  type RolloutStep,
  type RolloutStrategy,
} from '../../../subgraphs/models/rollout/rules/steps.ts';
import { DEFAULT_TRIP_WIRES } from '../../../subgraphs/models/rollout/rules/trip-wires.ts';
import { DEFAULT_GUARDRAILS } from '../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import { findWatched } from '../../../subgraphs/models/rollout/store/evidence-store.ts';
import {
  appendRolloutEvent,
  findRollouts,
  insertRollout,
  listRolloutEvents,
} from '../../../subgraphs/models/rollout/store/rollout-store.ts';
import type { Models, ModelsDeps } from '../../../subgraphs/models/subgraph.ts';
import type { OpenTestDatabase } from '../database/databases.ts';
import { ModelsBench } from '../models/models-bench.ts';

/** Model of the bench's rollouts. */
export const MODEL = 'sigmoid';

/** Settings of a rollout in a test; by default a CANARY of version 2 without a replay. */
export interface BenchRollout extends Partial<RolloutSettings> {
  readonly strategy?: RolloutStrategy;
  readonly versions?: readonly RolloutVersion[];
  readonly holdoutShare?: number;
}

/** Requests of one version at one time. */
export interface BenchRequests {
  readonly version: number;
  readonly role?: 'CHAMPION' | 'CHALLENGER' | 'SHADOW';
  /** answered and failed ones together */
  readonly count: number;
  /** number of failures, the last ones; default none */
  readonly failed?: number;
  /** default 1 ms */
  readonly latencyMs?: number;
  /** exponent of uniform scores over 0–1; default 1 */
  readonly power?: number;
  readonly rollout?: number | null;
  /** whether one run answered them all, in one commit; by default each has its own */
  readonly sharesRun?: boolean;
}

const CHALLENGED: readonly RolloutVersion[] = [{ version: 2, role: 'CHALLENGER', weight: 1 }];

/** Running rollout, with a function to add requests of its versions. */
export interface BegunRollout {
  readonly id: number;
  readonly model: string;
  readonly request: (version: number, count: number, more?: Partial<BenchRequests>) => Promise<void>;
}

/** End of a rollout. */
export interface RolloutEnding {
  readonly status: string;
  readonly share: number;
  readonly severity: string | null;
  readonly metric: string | undefined;
  readonly reason: string;
}

/** Step of an hour. */
export const stepOf = (trafficShare: number, needsApproval = false, minimumSamples = 100): RolloutStep => ({
  trafficShare,
  holdMs: 3_600_000,
  minimumSamples,
  needsApproval,
});

/** The models subgraph beside the tables of `scores` and `leads`, which tests fill. */
export class ControllerBench {
  readonly models: ModelsBench;
  #leads = 0;
  #models = 0;

  private constructor(models: ModelsBench) {
    this.models = models;
  }

  /** Opens it with a champion, version 1, and versions 2 and 3, which share its file. */
  static async open(openDatabase: OpenTestDatabase, options: Partial<ModelsDeps> = {}): Promise<ControllerBench> {
    const store = await openDatabase('leads', 'models', 'scores');
    const models = await ModelsBench.open(async () => store, options);
    return new ControllerBench(models);
  }

  /** Name of a model that does not exist. */
  newModel(): string {
    this.#models += 1;
    return `model-${this.#models}`;
  }

  /** Begins a rollout of a model of its own whose champion has answered a thousand requests in 1 ms each. */
  async begin(rollout: BenchRollout = {}): Promise<BegunRollout> {
    const model = this.newModel();
    await this.request({ version: 1, count: 1_000 }, model);
    const id = await this.startRollout(rollout, model);
    await this.evaluateAfter(0);
    const request: BegunRollout['request'] = (version, count, more) =>
      this.request({ version, count, rollout: id, ...more }, model);
    return { id, model, request };
  }

  /** Status, step and traffic share of a rollout. */
  async standing(id: number): Promise<readonly [string, number, number]> {
    const { state, traffic_share } = await this.rollout(id);
    return [state.status, state.step, traffic_share];
  }

  /** End of a rollout; severity and failed guardrail are those of the last event. */
  async ending(id: number): Promise<RolloutEnding> {
    const { state, traffic_share, end_reason } = await this.rollout(id);
    const last = (await this.history(id)).at(-1);
    const metric = last?.analysis?.metrics.find(({ verdict }) => verdict === 'FAILURE')?.metric;
    const severity = last?.severity ?? null;
    return { status: state.status, share: traffic_share, severity, metric, reason: end_reason ?? '' };
  }

  get db(): ModelsBench['db'] {
    return this.models.db;
  }

  get controller(): Models['controller'] {
    return this.models.models.controller;
  }

  /** Advances the clock, then evaluates the rollouts. */
  async evaluateAfter(ms: number): Promise<void> {
    this.models.now += ms;
    await this.untilSettled();
    await this.controller.evaluate();
  }

  /**
   * Waits for transactions of other tests on the same server: commits that follow their begin count only when they end.
   */
  async untilSettled(): Promise<void> {
    const isSettled = async () => {
      const { rows } = await sql<{ is_settled: boolean }>`SELECT
        COALESCE((SELECT max(transaction_id) FROM scores.prediction_log), 0) < h.transaction_id AND
        COALESCE((SELECT max(transaction_id) FROM scores.failure_log), 0) < h.transaction_id AS is_settled
        FROM scores.log_horizon h`.execute(this.db);
      return rows[0]?.is_settled === true;
    };
    while (!(await isSettled())) await sleep(5);
  }

  /** Creates a model whose version 1 is champion, and a rollout of it. @returns the id of the rollout */
  async startRollout(rollout: BenchRollout = {}, model: string = MODEL): Promise<number> {
    await this.startModel(model);
    return this.createRollout(rollout, model);
  }

  /** Creates a model whose version 1 is champion. */
  async startModel(model: string): Promise<void> {
    await this.models.addVersions(model, 3);
    await this.models.models.registry.promote({ model, version: 1 }, { by: 'ann', reason: 'first' });
  }

  /** Creates a rollout of a model that has a champion. */
  async createRollout(rollout: BenchRollout = {}, model: string = MODEL): Promise<number> {
    const { strategy = 'CANARY', holdoutShare = 0, versions = CHALLENGED, ...settings } = rollout;
    const at = this.models.now;
    const authorship = { requested_by: 'ann', reason: 'try it' };
    const terms: RolloutSettings = {
      steps: DEFAULT_STEPS[strategy],
      guardrails: DEFAULT_GUARDRAILS,
      tripWires: DEFAULT_TRIP_WIRES,
      replayRows: 0,
      ...settings,
    };
    return this.db.transaction().execute(async (trx) => {
      const common = {
        model,
        champion: 1,
        strategy,
        salt: 'salt',
        holdout_share: holdoutShare,
        created_at: at,
        ...authorship,
      };
      const id = await insertRollout(trx, { ...common, settings: terms, state: PENDING_ROLLOUT, versions });
      const place = { status: 'PENDING', step: -1, traffic_share: 0, severity: null, analysis: null } as const;
      await appendRolloutEvent(trx, { rollout: id, type: 'CREATE', at, by: 'ann', reason: 'try it', ...place });
      return id;
    });
  }

  async rollout(id: number): Promise<RolloutRow> {
    const [row] = await findRollouts(this.db, [id]);
    return row as RolloutRow;
  }

  /** Counts of one version of a rollout, over all steps. */
  async tally(
    id: number,
    version: number,
  ): Promise<Pick<ArmTally, 'requests' | 'errors' | 'timed'> & { scored: number }> {
    const arms = (await findWatched(this.db, id))?.evidence?.steps.map((step) => step.arms[version]) ?? [];
    const sum = (count: (arm: ArmTally) => number) => arms.reduce((total, arm) => total + (arm ? count(arm) : 0), 0);
    return {
      requests: sum((arm) => arm.requests),
      errors: sum((arm) => arm.errors),
      timed: sum((arm) => arm.timed),
      scored: sum(({ scores }) => scores.reduce((total, count) => total + count, 0)),
    };
  }

  /** Events of a rollout, oldest first. */
  async history(id: number): Promise<RolloutEventRow[]> {
    return (await listRolloutEvents(this.db, id, 10_000, null)).reverse();
  }

  /** Records requests as `scores` does, at the current time. */
  async request(requests: BenchRequests, model: string = MODEL): Promise<void> {
    const { version, count, failed = 0, latencyMs = 1, power = 1, rollout = null, sharesRun = false } = requests;
    const { role = version === 1 ? 'CHAMPION' : 'CHALLENGER' } = requests;
    const at = this.models.now;
    const runs = sharesRun ? 1 : count;
    await this.#takeTransactionNumbers(runs);
    // failures first, so that they are not consecutive
    await sql`INSERT INTO scores.failure (transaction_id, model, version, role, rollout, request_id, code, failed_at, latency_ms)
      SELECT scores.transaction_number() - ${runs}::int + (n - 1) % ${runs}::int, ${model}, ${version}, ${role}, ${rollout}::bigint, gen_random_uuid(), 'INFERENCE_FAILED', ${at}, ${latencyMs}
      FROM generate_series(1, ${failed}::int) n`.execute(this.db);
    await sql`INSERT INTO scores.prediction (transaction_id, id, lead_id, model, version, digest, role, rollout, raw, probability, points,
        grade, grade_policy, features, scored_at, latency_ms, request_id)
      SELECT scores.transaction_number() - ${runs}::int + (${failed}::int + n - 1) % ${runs}::int, gen_random_uuid(), 'lead-' || n, ${model}, ${version}, 'digest', ${role}, ${rollout}::bigint, 0.5,
        power((n - 0.5) / ${count - failed}::float8, ${power}::float8), 1, 'A', 'v1',
        jsonb_build_object('lead_age', n % 7, 'meetings', n % 3), ${at}, ${latencyMs}, gen_random_uuid()
      FROM generate_series(1, ${count - failed}::int) n`.execute(this.db);
  }

  /** Uses up numbers of transactions, so that rows can be given them: as many commits would take too long. */
  async #takeTransactionNumbers(count: number): Promise<void> {
    await sql
      .raw(`DO $$ BEGIN FOR i IN 1..${count} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$`)
      .execute(this.db);
  }

  /** Exposes new leads to a version now; some convert and some are lost at the same time. */
  async expose(
    rollout: number,
    version: number,
    { count, converted = 0, lost = 0, heldOut = false }: BenchExposures,
  ): Promise<void> {
    const first = this.#leads;
    this.#leads += count;
    const at = this.models.now;
    const ids = sql`SELECT 'exposed-' || (${first}::int + n) AS id, n FROM generate_series(1, ${count}::int) n`;
    await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage) SELECT id, ${at}, ${at}, 'NEW' FROM (${ids}) l
      `.execute(this.db);
    await sql`INSERT INTO scores.exposure SELECT ${rollout}, id, ${version}, ${heldOut}, ${at} FROM (${ids}) l`.execute(
      this.db,
    );
    await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
      SELECT id, CASE WHEN n <= ${converted} THEN 'CONVERTED' ELSE 'LOST' END, ${at}, ${at}
      FROM (${ids}) l WHERE n <= ${converted + lost}`.execute(this.db);
  }

  /** Approves the pending step of a rollout. */
  async approve(id: number): Promise<void> {
    await this.models.models.rollouts.approve(String(id), { by: 'bob', reason: 'looks good' });
  }

  async close(): Promise<void> {
    await this.models.close();
  }
}

/** New leads of a version. */
export interface BenchExposures {
  readonly count: number;
  readonly converted?: number;
  readonly lost?: number;
  readonly heldOut?: boolean;
}
