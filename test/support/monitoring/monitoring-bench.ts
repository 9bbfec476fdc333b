import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import type { AlertConfig } from '../../../platform/config/alert-config.ts';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import type { Signal } from '../../../subgraphs/monitoring/alerts/rules/signal.ts';
import { createMonitoring, type Monitoring, type MonitoringDeps } from '../../../subgraphs/monitoring/subgraph.ts';
import type { TestDatabase } from '../database/databases.ts';
import { createSubgraphApp } from '../graph/subgraph-app.ts';

/** When the bench's clock starts: 2026-11-22T00:00:00.000Z. */
export const START = Date.UTC(2026, 10, 22);

/** Configuration of alerts without channels, with a long polling interval, which allows private addresses. */
export const NO_CHANNELS: AlertConfig = {
  publicUrl: 'https://leads.example.com',
  timeZone: 'UTC',
  lookMs: 3_600_000,
  slackUrl: undefined,
  email: undefined,
  pagerDuty: undefined,
  webhook: undefined,
  retraining: undefined,
  allowPrivate: true,
  perMinute: 6_000,
};

/** A signal that the defaults take for critical drift of `page_views`, changed as given. */
export const drift = (changes: Partial<Signal> = {}): Signal => ({
  metric: 'FEATURE_DRIFT',
  model: 'lead-conversion',
  version: 2,
  feature: 'page_views',
  value: 2.5,
  at: START,
  evidence: {
    bins: [
      { bin: { of: 'RANGE', to: 3 }, reference: 500, current: 100 },
      { bin: { of: 'RANGE', from: 3 }, reference: 500, current: 900 },
    ],
  },
  ...changes,
});

/** Answer of the GraphQL schema. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** The monitoring subgraph on a database, with a clock that stands where it is put. */
export class MonitoringBench {
  readonly monitoring: Monitoring;
  readonly database: Database;
  now = START;
  /** who asks */
  subject = 'ann';
  readonly #app: FastifyInstance;

  private constructor(database: Database, monitoring: Monitoring, app: FastifyInstance) {
    this.database = database;
    this.monitoring = monitoring;
    this.#app = app;
  }

  static async open(
    { database }: Pick<TestDatabase, 'database'>,
    options: Partial<MonitoringDeps> = {},
  ): Promise<MonitoringBench> {
    // the subgraph may read the clock while it is created
    let bench: MonitoringBench | undefined;
    const clock = (): number => bench?.now ?? START;
    const log = createLogger('silent');
    const monitoring = await createMonitoring({ database, log, clock, deliveryPollMs: 10, ...options });
    const app = await createSubgraphApp(monitoring.schema, {
      get identity() {
        return { subject: bench?.subject ?? '', scopes: [] };
      },
      requestId: 'test',
    });
    bench = new MonitoringBench(database, monitoring, app);
    return bench;
  }

  get db(): Kysely<never> {
    return this.database.tables<never>();
  }

  async ask(source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return (await createMercuriusTestClient(this.#app).query(source, { variables })) as Answer;
  }

  /** Signals a value at the time of the clock. */
  async signal(changes: Partial<Signal> = {}): Promise<void> {
    await this.monitoring.signals.observe([drift({ at: this.now, ...changes })]);
  }

  /** Forgets every alert, with its history and deliveries. */
  async forgetAlerts(): Promise<void> {
    for (const table of [
      'alert',
      'alert_event',
      'alert_delivery',
      'alert_pace',
      'retraining',
      'maintenance_window',
      'incident',
    ])
      await sql`DELETE FROM ${sql.table(`monitoring.${table}`)}`.execute(this.db);
  }

  /** Leaves the database open. */
  async close(): Promise<void> {
    await this.#app.close();
    await this.monitoring.close();
  }
}
