import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { CrmConfig } from '../../../platform/config/crm-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { WrittenBackScore } from '../../../subgraphs/leads/ranking/ranking-store.ts';
import { createServerDatabase } from '../database/databases.ts';
import { createLeadsApp, type LeadsApp } from './leads-app.ts';

/** First time of a {@link WriteBackWorld}, epoch milliseconds. */
export const WRITE_BACK_START = Date.parse('2026-05-04T08:00:00Z');

const LONGEST_WAIT_MS = 20_000;

/** Table of scores of the guide, and a log of every write to it. */
export const SCORE_TABLE = `CREATE SCHEMA sales;
  CREATE TABLE sales.lead_score (
    lead_id text PRIMARY KEY, grade text, points int, probability numeric(6,5), reasons varchar(60), reason_data jsonb,
    override_grade text, override_until timestamptz, model_version text, scored_at timestamptz, sequence bigint,
    delivery_id uuid);
  CREATE TABLE sales.write_log (id bigserial, lead_id text, sequence bigint, grade text);
  CREATE FUNCTION sales.log_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO sales.write_log (lead_id, sequence, grade) VALUES (NEW.lead_id, NEW.sequence, NEW.grade); RETURN NEW;
  END $$;
  CREATE TRIGGER log_write AFTER INSERT OR UPDATE ON sales.lead_score FOR EACH ROW EXECUTE FUNCTION sales.log_write()`;

/** Part `writeBack` of a mapping for {@link SCORE_TABLE}, without reasons. */
export const SCORE_MAPPING = {
  table: 'sales.lead_score',
  key: 'lead_id',
  columns: {
    grade: 'grade',
    points: 'points',
    probability: 'probability',
    overrideGrade: 'override_grade',
    overrideUntil: 'override_until',
    modelVersion: 'model_version',
    scoredAt: 'scored_at',
    sequence: 'sequence',
    deliveryId: 'delivery_id',
  },
};

/** Settings of {@link openWriteBackWorld}. */
export interface WriteBackWorldOptions {
  /** SQL that makes the CRM's tables */
  readonly tables?: string;
  /** part `writeBack` of the mapping; none when null */
  readonly writeBack?: Readonly<Record<string, unknown>> | null;
  readonly webhook?: CrmConfig['webhook'];
}

/** The subgraph `leads` on a test's database, beside a CRM on a PostgreSQL of its own. */
export class WriteBackWorld {
  readonly app: LeadsApp;
  readonly crm: pg.Client;
  /** of the CRM, as its superuser */
  readonly url: string;
  readonly #database: Database;
  readonly #ends: readonly (() => Promise<unknown>)[];
  #sequence = 0;
  #now = WRITE_BACK_START;

  /** @param ends closes what it has, in order */
  constructor(
    app: LeadsApp,
    crm: pg.Client,
    url: string,
    database: Database,
    ends: readonly (() => Promise<unknown>)[],
  ) {
    [this.app, this.crm, this.url, this.#database, this.#ends] = [app, crm, url, database, ends];
  }

  /** Submits leads by these ids. */
  async submit(...ids: readonly string[]): Promise<void> {
    const details = ids.map((id) => ({ id, company: `Company ${id}` }));
    for (const input of details) {
      const { messages } = await this.app.run(
        'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }',
        { input },
      );
      if (messages.length > 0) throw new Error(messages.join());
    }
  }

  /** Writes scores back, as the subgraph `scores` does: one message with one probability per lead. */
  async score(probabilities: Readonly<Record<string, number>>, modelVersion = 'lead-conversion:1'): Promise<void> {
    const scores = Object.entries(probabilities).map(([leadId, probability]): WrittenBackScore => {
      const grade = probability >= 0.75 ? 'A' : probability >= 0.5 ? 'B' : probability >= 0.25 ? 'C' : 'D';
      const points = Math.max(1, Math.round(probability * 99));
      return { leadId, sequence: ++this.#sequence, probability, points, grade, modelVersion, scoredAt: this.#now };
    });
    await this.app.outbox.publish(this.#database.tables<never>(), 'leads.write-back', [scores]);
    this.app.outbox.wake('leads.write-back');
  }

  /** Moves the time forward. */
  advance(ms: number): void {
    this.#now += ms;
    this.app.setTime(this.#now);
  }

  /** Rows of the CRM. */
  // biome-ignore lint/suspicious/noExplicitAny: rows of any shape
  async rows(query: string): Promise<any[]> {
    return (await this.crm.query(query)).rows;
  }

  /** Number of deliveries in a state. */
  async count(state: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM leads.crm_delivery
      WHERE state = ${state}`.execute(this.#database.tables<never>());
    return rows[0]?.count ?? 0;
  }

  /** Resolves once every message is handled and as many deliveries as given are in the state. */
  async until(state: string, count: number): Promise<void> {
    await waitUntil(async () => (await this.count(state)) === count);
  }

  async close(): Promise<void> {
    for (const end of this.#ends) await end();
  }
}

/** Resolves once a condition holds. */
export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_WAIT_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`found false for ${LONGEST_WAIT_MS} ms: ${holds}`);
    await pause(5);
  }
}

/** Opens a {@link WriteBackWorld}. */
export async function openWriteBackWorld(
  database: Database,
  { tables = SCORE_TABLE, writeBack = SCORE_MAPPING, webhook }: WriteBackWorldOptions = {},
): Promise<WriteBackWorld> {
  const server = await createServerDatabase();
  const crm = new pg.Client(server.url);
  await crm.connect();
  await crm.query(tables);
  const folder = await mkdtemp(join(tmpdir(), 'write-back-'));
  const mapping = join(folder, 'crm.json');
  const leads = {
    table: 'sales.lead',
    key: 'id',
    watermark: 'updated_at',
    lead: { createdAt: { constant: '2026-01-01T00:00:00Z' } },
  };
  await writeFile(mapping, JSON.stringify({ leads, ...(writeBack && { writeBack }) }));
  const config: CrmConfig = {
    databaseUrl: server.url,
    mapping,
    isDemo: false,
    pollMs: 20,
    overlapSeconds: 30,
    batchRows: 1_000,
    compareHours: 0,
    statementTimeoutMs: 10_000,
    writeRate: 50_000,
    webhook,
  };
  const app = await createLeadsApp(database, WRITE_BACK_START, { crm: config });
  const ends = [
    () => app.close(),
    () => crm.end(),
    () => server.close(),
    () => rm(folder, { recursive: true, force: true }),
  ];
  return new WriteBackWorld(app, crm, server.url, database, ends);
}
