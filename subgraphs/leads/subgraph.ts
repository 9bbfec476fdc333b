import { randomUUID } from 'node:crypto';
import type { Database } from '../shared/database.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Outbox } from '../shared/outbox.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import { createLeadLoaders } from './loaders.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { RankingPruner } from './ranking-pruner.ts';
import { applyScores, type WrittenBackScore } from './ranking-store.ts';
import { LeadConnectionResolver, LeadResolver } from './resolver.ts';
import type { LeadsDeps } from './use-case.ts';

/** What {@link createLeads} needs. */
export interface LeadsOptions {
  readonly database: Database;
  /** brings the scores that leads are ranked by */
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds; the system's by default */
  readonly clock?: (() => number) | undefined;
  /** makes the ids of leads and interactions that come without one; UUIDs by default */
  readonly newId?: (() => string) | undefined;
  /** how long a page walk by score can be continued while scores change, ms; one hour by default */
  readonly rankingRetentionMs?: number | undefined;
}

const RANKING_RETENTION_MS = 3_600_000;

/** Runs the subgraph `leads`: leads, interactions, outcomes, and the ranking by written-back scores. */
export async function createLeads(options: LeadsOptions): Promise<Subgraph> {
  const { database, outbox, log, clock = Date.now, newId = randomUUID } = options;
  await migrate(database, 'leads', MIGRATIONS);
  const deps: LeadsDeps = { db: database.tables<unknown>(), clock, newId };
  const loaders = createLeadLoaders(deps.db);
  const findReference = ({ id }: { readonly id: string }) => loaders.leads.load(id);
  const schema = createSubgraphSchema({
    resolvers: [LeadResolver, LeadConnectionResolver],
    instances: new Map<unknown, object>([
      [LeadResolver, new LeadResolver(deps, loaders)],
      [LeadConnectionResolver, new LeadConnectionResolver(deps.db)],
    ]),
    references: { Lead: findReference },
  });
  const consumer = outbox.consume('leads.write-back', (trx, payloads) =>
    // a message holds the scores of one commit
    applyScores(trx, payloads.flat() as readonly WrittenBackScore[], clock()),
  );
  const pruner = new RankingPruner({
    db: deps.db,
    log,
    clock,
    retentionMs: options.rankingRetentionMs ?? RANKING_RETENTION_MS,
  });
  return {
    name: 'leads',
    schema,
    close: async () => {
      await Promise.all([consumer.close(), pruner.close()]);
    },
  };
}
