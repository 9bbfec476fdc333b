import { type ExecutionResult, execute, parse } from 'graphql';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../platform/database/database.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { createScores, type Scores, type ScoresDeps } from '../../../subgraphs/scores/subgraph.ts';
import type { SchemaName } from '../database/database-template.ts';
import type { OpenTestDatabase } from '../database/databases.ts';
import { TestRegistry, type TestRollout, type TestVersion } from '../models/model-registry.ts';
import { signatureOf } from '../models/model-signature.ts';
import { columnsModel } from '../models/onnx-file.ts';

/** Time of the tests, epoch milliseconds. */
export const NOW = Date.UTC(2026, 10, 22, 12);

const WHO: SubgraphContext = { identity: { subject: 'test', scopes: [] }, requestId: 'test-request' };

/** An interaction of a test lead; what is left out does not matter to the test. */
export interface TestInteraction {
  readonly kind: string;
  readonly occurredAt?: number;
  readonly recordedAt?: number;
  readonly durationSeconds?: number;
  readonly quantity?: number;
}

/** The `scores` subgraph on a real database, with the tables of `leads` and what `models` publishes beside it. */
export class ScoresWorld {
  readonly database: Database;
  readonly db: Kysely<never>;
  readonly registry: TestRegistry;
  readonly scores: Scores;
  readonly #close: () => Promise<void>;

  private constructor(database: Database, scores: Scores, registry: TestRegistry, close: () => Promise<void>) {
    this.database = database;
    this.db = database.tables<never>();
    this.scores = scores;
    this.registry = registry;
    this.#close = close;
  }

  /** Schemas of the database that it opens on. */
  static readonly schemas: readonly SchemaName[] = ['outbox', 'leads', 'scores'];

  static async open(open: OpenTestDatabase, options: Partial<ScoresDeps> = {}): Promise<ScoresWorld> {
    const { database, close } = await open(...ScoresWorld.schemas);
    const log = createLogger('silent');
    const registry = new TestRegistry(database.tables<never>());
    await registry.create();
    const outbox = await Outbox.open(database, log);
    const scores = await createScores({ database, outbox, log, clock: () => NOW, pollMs: 20, ...options });
    return new ScoresWorld(database, scores, registry, async () => {
      await scores.close();
      await close();
    });
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Promotes {@link visitsVersion}. */
  async promoteVisitsModel(version = 1): Promise<string> {
    const digest = await this.registry.promote(visitsVersion(version));
    await this.scores.modelsChanged();
    return digest;
  }

  /** Promotes {@link sizeVersion}. */
  async promoteSizeModel(version: number, { notify = true } = {}): Promise<string> {
    const digest = await this.registry.promote(sizeVersion(version));
    if (notify) await this.scores.modelsChanged();
    return digest;
  }

  /** Starts a rollout, or changes or ends the one that runs. */
  async rollOut(rollout: TestRollout): Promise<void> {
    await this.registry.rollOut(rollout);
    await this.scores.modelsChanged();
  }

  /** Adds a lead that is 30 days old, with interactions of yesterday. */
  async addLead(id: string, interactions: readonly TestInteraction[] = [], createdAt = NOW - 30 * DAY): Promise<void> {
    await sql`INSERT INTO leads.lead (id, created_at, valid_from, company_size, industry, stage)
      VALUES (${id}, ${createdAt}, ${createdAt}, 40, 'TRADING', 'NEW')`.execute(this.db);
    for (const [index, interaction] of interactions.entries()) {
      const { kind, occurredAt = NOW - DAY, durationSeconds = 0, quantity = 1 } = interaction;
      const recordedAt = interaction.recordedAt ?? occurredAt;
      await sql`INSERT INTO leads.interaction
          (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity) VALUES
          (${`i${index}`}, ${id}, ${kind}, ${occurredAt}, ${recordedAt}, ${durationSeconds}, ${quantity})`.execute(
        this.db,
      );
    }
  }

  /** Executes an operation as the gateway would. */
  async ask(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<ExecutionResult> {
    return askScores(this.scores, source, variables);
  }

  /** Number of rows of a table. */
  async count(table: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.raw(table)}`.execute(this.db);
    return rows[0]?.n ?? 0;
  }
}

/** The model p = sigmoid(website_visits): what a test expects can be worked out by hand. */
export function visitsVersion(version: number): TestVersion {
  const input = { name: 'website_visits', type: 'float', shape: ['N', 1] } as const;
  return { version, bytes: columnsModel([input]), signature: signatureOf({ website_visits: 'double' }) };
}

/** Another model, p = sigmoid(company_size), whose file differs from the first one's. */
export function sizeVersion(version: number): TestVersion {
  const input = { name: 'company_size', type: 'float', shape: ['N', 1] } as const;
  return { version, bytes: columnsModel([input]), signature: signatureOf({ company_size: 'double' }) };
}

/** Executes an operation on one `scores` subgraph. */
export async function askScores(
  scores: Scores,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const asked = { schema: scores.schema, document: parse(source), variableValues: variables, contextValue: WHO };
  const result = await execute(asked);
  // over the wire, as a client gets it: plain objects
  return { ...result, data: JSON.parse(JSON.stringify(result.data ?? null)) };
}

/** One day in milliseconds. */
export const DAY = 86_400_000;

/** The codes of an answer's errors. */
export function codesOf(result: ExecutionResult): unknown[] {
  return (result.errors ?? []).map(({ extensions }) => extensions.code);
}
