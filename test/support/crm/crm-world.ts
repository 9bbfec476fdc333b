import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { ALL_SCHEMAS } from '../database/database-template.ts';
import { createServerDatabase } from '../database/databases.ts';
import { openTestPool } from '../database/test-pool.ts';
import { TEST_SECRET } from '../graph/remote-graph.ts';
import { type PlatformProcess, startPlatform } from '../process/platform-process.ts';
import type { ProgramProcess } from '../process/program-process.ts';
import { loadDemo, serve } from '../process/topology.ts';
import { type CrmComparison, compareCrm } from './compare-crm.ts';
import { compareScores, type ScoreComparison } from './compare-scores.ts';
import { type Query, ThrowawayCrm } from './throwaway-crm.ts';

/** Shapes in which the platform runs: one process, or leads (two replicas) and scores in processes of their own. */
export type CrmShape = 'ONE' | 'SEVERAL';

/** Settings of a {@link CrmWorld}. */
export interface CrmWorldOptions {
  readonly shape: CrmShape;
  readonly leads: number;
  readonly activitiesPerLead: number;
  /** environment of the platform beside that of the CRM */
  readonly environment?: Readonly<Record<string, string>>;
  /** whether the processes are started by the caller */
  readonly isStopped?: boolean;
  /** of the mapping; where scores are written back when absent */
  readonly mapping?: Readonly<Record<string, unknown>>;
}

/** Differences between both sides, in words. */
export interface WorldComparison {
  readonly facts: CrmComparison;
  readonly scores: ScoreComparison;
  /** leads whose last score is older than their last change */
  readonly behind: number;
  readonly differences: readonly string[];
}

/** Part `writeBack` of the mapping, for the score table of the throwaway CRM: every change of a score counts. */
export const WRITE_BACK = {
  table: 'sales.lead_score',
  key: 'lead_id',
  columns: {
    deliveryId: 'delivery_id',
    grade: 'grade',
    points: 'points',
    probability: 'probability',
    reasons: 'reasons',
    overrideGrade: 'override_grade',
    overrideUntil: 'override_until',
    modelVersion: 'model_version',
    scoredAt: 'scored_at',
    sequence: 'sequence',
  },
  minimumChange: 0,
};

const POLL_MS = 500;
const PLACEHOLDER = 'placeholder';
const BEHIND = `SELECT count(*)::int AS leads FROM leads.lead l LEFT JOIN leads.ranking r ON r.lead_id = l.id
  WHERE NOT l.is_closed AND (r.probability IS NULL OR r.scored_at < greatest(l.valid_from,
    (SELECT max(recorded_at) FROM leads.interaction i WHERE i.lead_id = l.id)))`;

/** The platform in processes of its own, on a PostgreSQL, beside a throwaway CRM. Any of them can be killed. */
export class CrmWorld {
  readonly crm: ThrowawayCrm;
  readonly #programs = new Map<string, () => Promise<ProgramProcess<unknown>>>();
  readonly #running = new Map<string, ProgramProcess<unknown>>();
  readonly #dispose: readonly (() => Promise<unknown>)[];
  readonly #ours: pg.Pool;

  private constructor(crm: ThrowawayCrm, ours: pg.Pool, dispose: readonly (() => Promise<unknown>)[]) {
    this.crm = crm;
    this.#ours = ours;
    this.#dispose = dispose;
  }

  /** Fills a CRM, and starts the platform with models but no leads. Runs what `npm run build` made. */
  static async open(options: CrmWorldOptions): Promise<CrmWorld> {
    const crm = await ThrowawayCrm.open();
    await crm.fill(options.leads, options.activitiesPerLead);
    const database = await createServerDatabase(...ALL_SCHEMAS);
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-crm-world-'));
    const ours = openTestPool(database.url);
    const removeFolder = () => rm(dataDir, { recursive: true, force: true });
    const world = new CrmWorld(crm, ours, [() => ours.end(), () => database.close(), () => crm.close(), removeFolder]);
    await world.#loadModels(database.url);
    const mapping = await crm.writeMapping({ writeBack: WRITE_BACK, ...options.mapping });
    const environment = {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      DEMO: 'false',
      CRM_DATABASE_URL: crm.url('crm_writer'),
      CRM_MAPPING: mapping,
      CRM_POLL_MS: '200',
      CRM_WRITE_RATE: '100000',
      ...options.environment,
    };
    if (options.shape === 'ONE') world.#programs.set('platform', await onePlatform(environment));
    else for (const [name, start] of await severalProcesses(environment)) world.#programs.set(name, start);
    if (!options.isStopped) await Promise.all([...world.#programs.keys()].map((name) => world.start(name)));
    return world;
  }

  /** names of the processes of the platform */
  get processes(): readonly string[] {
    return [...this.#programs.keys()];
  }

  /** Runs SQL in the platform's database. */
  readonly query: Query = async (text, values = []) => (await this.#ours.query(text, [...values])).rows;

  /** Starts a process that was killed. */
  async start(name: string): Promise<void> {
    const start = this.#programs.get(name);
    if (!start) throw new RangeError(`found no process ${name}, expected one of ${this.processes.join(', ')}`);
    this.#running.set(name, await start());
  }

  /** Kills a process without a warning. */
  async kill(name: string): Promise<void> {
    await this.#running.get(name)?.stop('SIGKILL');
    this.#running.delete(name);
  }

  /** URL and token of the one process. */
  get platform(): PlatformProcess {
    return this.#running.get('platform') as PlatformProcess;
  }

  /** id of a running process, for its CPU time */
  pid(name: string): number {
    return this.#running.get(name)?.pid as number;
  }

  /** Output of the running processes. */
  get output(): string {
    return [...this.#running].map(([name, process]) => `== ${name}\n${process.output()}`).join('\n');
  }

  /** Waits until all rows of the CRM were read once. */
  async untilFilled(patienceMs: number): Promise<void> {
    // each entity has a state from its first turn on; a joined table is followed, not walked
    const query = `SELECT count(*)::int AS entities, count(p.walked_at)::int AS walked
      FROM leads.crm_use u LEFT JOIN leads.crm_position p ON p.entity = u.name
      WHERE u.direction = 'IN' AND u.name NOT LIKE '%/%'`;
    await this.until(patienceMs, 'the backfill does not end', async () => {
      const [state] = await this.query(query);
      return state?.walked === state?.entities && (state?.entities as number) > 0;
    });
  }

  /** Waits for a condition. @throws {Error} with the output of the processes when it does not come true */
  async until(patienceMs: number, failure: string, condition: () => Promise<boolean>): Promise<void> {
    const startedAt = performance.now();
    while (!(await condition())) {
      if (performance.now() - startedAt > patienceMs) throw new Error(`${failure}\n${this.output}`);
      await sleep(POLL_MS);
    }
  }

  /** Compares both sides, see {@link compareCrm} and {@link compareScores}. */
  async compare(minimumChange = 0): Promise<WorldComparison> {
    const facts = await compareCrm(this.crm.query, this.query);
    const scores = await compareScores(this.crm.query, this.query, minimumChange);
    const [{ leads: behind } = {}] = await this.query(BEHIND);
    const late = behind === 0 ? [] : [`${behind} leads whose last score is older than their last change`];
    const [{ deliveries: open } = {}] = await this.query(
      `SELECT count(*)::int AS deliveries FROM leads.crm_delivery WHERE state IN ('PENDING', 'FAILED')`,
    );
    if (open !== 0) late.push(`${open} deliveries that are pending or were given up`);
    return {
      ...{ facts, scores, behind: behind as number },
      differences: [...facts.differences, ...scores.differences, ...late],
    };
  }

  /** Compares until there is no difference, or the patience is at an end. @returns the last comparison */
  async settle(patienceMs: number, minimumChange = 0): Promise<WorldComparison> {
    const startedAt = performance.now();
    for (;;) {
      const comparison = await this.compare(minimumChange);
      if (comparison.differences.length === 0 || performance.now() - startedAt > patienceMs) return comparison;
      await sleep(POLL_MS);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running.values()].map((process) => process.stop('SIGKILL')));
    for (const dispose of this.#dispose) await dispose();
  }

  /** The demo's models: its leads are left out where there is one already. */
  async #loadModels(url: string): Promise<void> {
    await this.query(
      `INSERT INTO leads.lead (id, created_at, valid_from, stage) VALUES ('${PLACEHOLDER}', 0, 0, 'NEW')`,
    );
    await loadDemo(url);
    await this.query(`DELETE FROM leads.lead WHERE id = '${PLACEHOLDER}'`);
  }
}

type Environment = Readonly<Record<string, string>>;

async function onePlatform(environment: Environment): Promise<() => Promise<PlatformProcess>> {
  const port = await findFreePort();
  return () => startPlatform({ ...environment, PORT: `${port}`, PRINT_ADMIN_TOKEN: 'true' });
}

async function severalProcesses(environment: Environment) {
  const replicas = { leads: 'leads', scores: 'scores', 'leads-2': 'leads', models: 'models' };
  const common = { ...environment, DATABASE_POOL_SIZE: '4', GATEWAY_SECRET: TEST_SECRET };
  return Promise.all(
    Object.entries(replicas).map(async ([name, subgraph]) => {
      const port = await findFreePort();
      return [name, () => serve(subgraph, { ...common, PORT: `${port}` })] as const;
    }),
  );
}
