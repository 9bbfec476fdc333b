import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmConfig } from '../../../platform/config/crm-config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import type { WrittenBackScore } from '../../../subgraphs/leads/ranking/ranking-store.ts';
import { createServerDatabase } from '../database/databases.ts';
import { openTestPool } from '../database/test-pool.ts';
import { createLeadsApp, type LeadsApp } from '../leads/leads-app.ts';
import { WRITE_BACK } from './crm-world.ts';
import { type Query, ThrowawayCrm } from './throwaway-crm.ts';

/** Settings of {@link CrmSyncWorld.open}. */
export interface CrmSyncWorldOptions {
  readonly leads?: number;
  /** SQL that changes the CRM before it is read first */
  readonly before?: string;
  /** of the mapping */
  readonly mapping?: Readonly<Record<string, unknown>>;
  /** of the configuration */
  readonly config?: Partial<CrmConfig>;
}

/** State of an entity, as the graph shows it. */
interface EntityView {
  readonly name: string;
  readonly state: string;
  readonly walk: unknown;
  readonly comparedAt: string | null;
  readonly heldRemovals: number | null;
  readonly rowsParked: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const PATIENCE_MS = 40_000;
const POLL_MS = 20;
const STATE = `{ crmSync { entities { name state walk { kind } comparedAt heldRemovals rowsParked error { code message } } }
  crmParkedRows(first: 200) { edges { node { entity key code message } } } }`;

/** The subgraph `leads` in this process, on a PostgreSQL, beside a throwaway CRM that it follows. */
export class CrmSyncWorld {
  readonly crm: ThrowawayCrm;
  readonly app: LeadsApp;
  readonly query: Query;
  readonly #publish: (scores: readonly WrittenBackScore[]) => Promise<void>;
  readonly #ends: readonly (() => Promise<unknown>)[];
  #sequence = 0;

  private constructor(
    crm: ThrowawayCrm,
    app: LeadsApp,
    query: Query,
    publish: (scores: readonly WrittenBackScore[]) => Promise<void>,
    ends: readonly (() => Promise<unknown>)[],
  ) {
    this.crm = crm;
    this.app = app;
    this.query = query;
    this.#publish = publish;
    this.#ends = ends;
  }

  static async open({
    leads = 30,
    before,
    mapping = {},
    config = {},
  }: CrmSyncWorldOptions = {}): Promise<CrmSyncWorld> {
    const crm = await ThrowawayCrm.open();
    await crm.fill(leads, 2);
    if (before) await crm.query(before);
    const ours = await createServerDatabase('outbox', 'leads');
    const database = await openDatabase({ dataDir: '', databaseUrl: ours.url });
    const app = await createLeadsApp(database, Date.now(), {
      clock: Date.now,
      crm: {
        databaseUrl: crm.url('crm_writer'),
        mapping: await crm.writeMapping({ writeBack: WRITE_BACK, ...mapping }),
        isDemo: false,
        pollMs: 50,
        overlapSeconds: 2,
        // small pages, so that there are many limits between them
        batchRows: 10,
        compareHours: 0,
        statementTimeoutMs: 1_000,
        writeRate: 50_000,
        webhook: undefined,
        ...config,
      },
    });
    const pool = openTestPool(ours.url);
    const query: Query = async (text, values = []) => (await pool.query(text, [...values])).rows;
    const publish = async (scores: readonly WrittenBackScore[]): Promise<void> => {
      await app.outbox.publish(database.tables<never>(), 'leads.write-back', [scores]);
      app.outbox.wake('leads.write-back');
    };
    const ends = [() => app.close(), () => database.close(), () => pool.end(), () => ours.close(), () => crm.close()];
    return new CrmSyncWorld(crm, app, query, publish, ends);
  }

  /** State of the sync, as the graph shows it. */
  async state() {
    const { data, messages } = await this.app.run(STATE);
    if (messages.length > 0) throw new Error(messages.join('\n'));
    const entities = data.crmSync.entities as readonly EntityView[];
    // biome-ignore lint/suspicious/noExplicitAny: an edge of the answer
    const parked = data.crmParkedRows.edges.map(({ node }: any) => node) as readonly {
      readonly entity: string;
      readonly key: string;
      readonly code: string;
      readonly message: string;
    }[];
    return { entities, parked, entity: (name: string) => entities.find((each) => each.name === name) as EntityView };
  }

  /** Waits until the backfill has ended. */
  untilFilled(): Promise<void> {
    return this.until('the end of the backfill', async () =>
      (await this.state()).entities.every(({ comparedAt, walk }) => comparedAt !== null && walk === null),
    );
  }

  /** Waits until an entity is stopped with this code. @returns its message */
  async untilStopped(name: string, code: string): Promise<string> {
    const error = async () => (await this.state()).entity(name).error;
    await this.until(`${name} to stop with ${code}`, async () => (await error())?.code === code);
    return (await error())?.message ?? '';
  }

  /** Compares all rows, and waits until no entity is stopped. */
  async compareAll(): Promise<void> {
    const asked = Date.now();
    await this.app.run('mutation { startCrmCompare { entities } }');
    await this.until('the end of the comparison', async () =>
      (await this.state()).entities.every(
        ({ name, comparedAt, walk, error }) =>
          // joined rows are compared with the leads
          name.includes('/') || (!error && !walk && comparedAt !== null && Date.parse(comparedAt) >= asked),
      ),
    );
  }

  /** Waits for a condition. @throws {Error} with the state of the sync when it does not come true */
  async until(expected: string, condition: () => Promise<boolean>): Promise<void> {
    const startedAt = performance.now();
    while (!(await condition())) {
      if (performance.now() - startedAt > PATIENCE_MS) {
        const state = JSON.stringify(await this.state(), null, 1);
        const deliveries = JSON.stringify(await this.deliveries());
        throw new Error(`expected ${expected}; found ${state} ${deliveries}`);
      }
      await sleep(POLL_MS);
    }
  }

  /** Gives leads a score, as the subgraph `scores` does. */
  async score(probabilities: Readonly<Record<string, number>>): Promise<void> {
    await this.#publish(
      Object.entries(probabilities).map(([leadId, probability]) => {
        const grade = probability >= 0.5 ? 'A' : 'C';
        this.#sequence += 1;
        const points = Math.max(1, Math.round(99 * probability));
        const scoredAt = Date.now();
        return {
          leadId,
          sequence: this.#sequence,
          probability,
          points,
          grade,
          modelVersion: 'lead-conversion:1',
          scoredAt,
        };
      }),
    );
  }

  /** Deliveries of scores, as the graph shows them. */
  async deliveries(): Promise<readonly Readonly<Record<'id' | 'leadId' | 'state' | 'errorCode', string>>[]> {
    const { data, messages } = await this.app.run(
      '{ crmDeliveries(first: 200) { edges { node { id leadId state errorCode } } } }',
    );
    if (messages.length > 0) throw new Error(messages.join('\n'));
    // biome-ignore lint/suspicious/noExplicitAny: an edge of the answer
    return data.crmDeliveries.edges.map(({ node }: any) => node);
  }

  /** Ends every connection of the platform to the CRM, as a new password or limit takes effect on new ones only. */
  async endConnections(): Promise<void> {
    await this.crm.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'crm_writer'`);
  }

  async close(): Promise<void> {
    for (const end of this.#ends) await end();
  }
}
