import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import { DEFAULT_GRADE_POLICY, grade } from '../../../scoring/grade.ts';
import type { ReferenceWindow } from '../../../scoring/model-manifest.ts';
import {
  parseVersionDocument,
  type VersionDocument,
} from '../../../subgraphs/models/versions/rules/version-document.ts';
import { insertVersion, lockModel, putArtifact } from '../../../subgraphs/models/versions/store/version-store.ts';
import type { Signal } from '../../../subgraphs/monitoring/alerts/rules/signal.ts';
import { createMonitoring, type Monitoring } from '../../../subgraphs/monitoring/subgraph.ts';
import { seededRandom } from '../data/random.ts';
import type { SchemaName } from '../database/database-template.ts';
import type { TestDatabase } from '../database/databases.ts';
import { createSubgraphApp } from '../graph/subgraph-app.ts';
import type { Answer } from '../models/models-bench.ts';

/** When the tests take place, epoch milliseconds. */
export const NOW = Date.UTC(2026, 10, 22, 12);
export const HOUR_MS = 3_600_000;
/** The demo model. */
export const MODEL = 'lead-conversion';

/** A feature vector of the demo model. */
export type Features = Readonly<Record<string, number | string | null>>;

/** Predictions at even distances over a time, of leads drawn from the reference window of the demo model. */
export interface DrawnPredictions {
  readonly rows: number;
  readonly from: number;
  readonly until: number;
  /** 1 when absent */
  readonly version?: number;
  readonly seed?: number;
  /** CHAMPION when absent */
  readonly role?: string;
  /** what has become of the leads since */
  readonly change?: (features: Features, row: number) => Features;
  readonly probability?: (probability: number, row: number) => number;
}

/** Monitoring on a real database beside the tables of the others, with the demo model as version 1 and champion. */
export class DriftWorld {
  readonly monitoring: Monitoring;
  readonly database: Database;
  readonly db: Kysely<never>;
  /** signals that alert rules observed */
  readonly signals: readonly Signal[];
  readonly #clock: { now: number };
  readonly #app: FastifyInstance;
  readonly #demo: { readonly document: VersionDocument; readonly bytes: Uint8Array };

  private constructor(
    database: Database,
    monitoring: Monitoring,
    app: FastifyInstance,
    clock: { now: number },
    signals: readonly Signal[],
    demo: { readonly document: VersionDocument; readonly bytes: Uint8Array },
  ) {
    this.database = database;
    this.db = database.tables<never>();
    this.monitoring = monitoring;
    this.#app = app;
    this.#clock = clock;
    this.signals = signals;
    this.#demo = demo;
  }

  /** Schemas of the database that it opens on. */
  static readonly schemas: readonly SchemaName[] = ['leads', 'models', 'scores', 'monitoring'];

  static async open({ database }: TestDatabase): Promise<DriftWorld> {
    const clock = { now: NOW };
    const signals: Signal[] = [];
    const monitoring = await createMonitoring({
      database,
      log: createLogger('silent'),
      clock: () => clock.now,
      sink: { observe: async (heard) => void signals.push(...heard) },
    });
    const identity = { subject: 'ann', scopes: [] };
    const context = { identity, requestId: 'request-7', clientAddress: '192.0.2.7' };
    const app = await createSubgraphApp(monitoring.schema, context);
    const file = (extension: string) => readFile(projectFile(`subgraphs/models/demo/${MODEL}-1.${extension}`));
    const demo = { document: parseVersionDocument(JSON.parse(String(await file('json')))), bytes: await file('onnx') };
    const world = new DriftWorld(database, monitoring, app, clock, signals, demo);
    await world.addVersion(1, demo.document.referenceWindow, 'PRODUCTION');
    return world;
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.monitoring.close();
  }

  /** Present time, epoch milliseconds. */
  set now(now: number) {
    this.#clock.now = now;
  }

  /** The window that version 1 was registered with. */
  get reference(): ReferenceWindow {
    return this.#demo.document.referenceWindow as ReferenceWindow;
  }

  /** Asks the subgraph, as ann. */
  async ask(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return (await createMercuriusTestClient(this.#app).query(source, { variables })) as Answer;
  }

  /** Registers the demo model once more, as another version. */
  async addVersion(version: number, referenceWindow?: ReferenceWindow, stage: 'PRODUCTION' | 'STAGING' = 'STAGING') {
    const { bytes, document } = this.#demo;
    const digest = digestOf(bytes);
    const about = { digest, inputForm: 'COLUMNS', createdAt: NOW, createdBy: 'ann' } as const;
    await this.db.transaction().execute(async (trx) => {
      await lockModel(trx, MODEL, NOW);
      await putArtifact(trx, digest, bytes);
      await insertVersion(trx, { ...about, model: MODEL, version, stage, document: { ...document, referenceWindow } });
    });
  }

  /** Adds predictions to the log. */
  async addPredictions(drawn: DrawnPredictions): Promise<void> {
    const { rows, from, until, version = 1, seed = 1, role = 'CHAMPION' } = drawn;
    const { change = (features) => features, probability: move = (probability) => probability } = drawn;
    const random = seededRandom(seed);
    const { features, scores, rows: known } = this.reference;
    const predictions = Array.from({ length: rows }, (_, row) => {
      const lead = Math.floor(random.uniform() * known);
      const vector = Object.fromEntries(Object.entries(features).map(([name, values]) => [name, values[lead] ?? null]));
      const probability = move(scores[lead] as number, row);
      const about = {
        id: `${version}-${from}-${seed}-${row}`,
        probability,
        grade: grade(probability, DEFAULT_GRADE_POLICY.limits),
      };
      return { ...about, features: change(vector, row), at: Math.floor(from + ((until - from) * row) / rows) };
    });
    await sql`INSERT INTO scores.prediction (id, lead_id, model, version, digest, role, raw, probability, points, grade,
        grade_policy, features, scored_at, latency_ms, request_id)
      SELECT id, 'lead-' || id, ${MODEL}, ${version}, '', ${role}, probability, probability, 1, grade, 'v1', features,
        at, 1, 'request'
      FROM jsonb_to_recordset(${JSON.stringify(predictions)}::jsonb)
        AS p(id text, probability float8, grade text, features jsonb, at bigint)`.execute(this.db);
  }
}
