import { createMercuriusTestClient } from 'mercurius-integration-testing';
import type { Database } from '../../../platform/database/database.ts';
import type { Scope } from '../../../platform/identity/identity.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Subgraph } from '../../../platform/subgraph/subgraph.ts';
import { createLeads, type LeadsSubgraphDeps } from '../../../subgraphs/leads/subgraph.ts';
import { createSubgraphApp } from '../graph/subgraph-app.ts';

/** The subgraph `leads` over HTTP on a test's database, with a clock that the test sets. */
export interface LeadsApp {
  readonly leads: Subgraph;
  readonly outbox: Outbox;
  /** Runs an operation and returns its data and its errors' codes. */
  run(query: string, variables?: Readonly<Record<string, unknown>>): Promise<LeadsAnswer>;
  /** Sets the time, epoch milliseconds. */
  setTime(time: number): void;
  /** Sets the subject of the requests; `tester` at first. */
  setSubject(subject: string): void;
  close(): Promise<void>;
}

/** The parts of a response that tests read. */
export interface LeadsAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
  readonly data: any;
  readonly codes: readonly unknown[];
  readonly messages: readonly string[];
}

const EVERY_RIGHT: readonly Scope[] = ['leads:read', 'leads:pii', 'leads:write'];

/** Starts the subgraph and an HTTP app in front of it. The database stays the caller's. @param scopes of the caller */
export async function createLeadsApp(
  database: Database,
  startTime: number,
  { scopes = EVERY_RIGHT, ...options }: Partial<LeadsSubgraphDeps> & { readonly scopes?: readonly Scope[] } = {},
): Promise<LeadsApp> {
  const log = createLogger('silent');
  let now = startTime;
  let made = 0;
  let subject = 'tester';
  const outbox = await Outbox.open(database, log);
  const leads = await createLeads({
    database,
    outbox,
    log,
    clock: () => now,
    newId: () => `made-${++made}`,
    ...options,
  });
  const app = await createSubgraphApp(leads.schema, {
    get identity() {
      return { subject, scopes };
    },
    requestId: 'test',
  });
  const client = createMercuriusTestClient(app);
  return {
    leads,
    outbox,
    run: async (query, variables = {}) => {
      const { data, errors = [] } = await client.query(query, { variables: { ...variables } });
      return { data, codes: errors.map((e) => e.extensions?.code), messages: errors.map((e) => e.message) };
    },
    setTime: (time) => {
      now = time;
    },
    setSubject: (name) => {
      subject = name;
    },
    close: async () => {
      await app.close();
      await leads.close();
    },
  };
}
