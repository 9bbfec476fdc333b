import { randomUUID } from 'node:crypto';
import type { Registry } from 'prom-client';
import { migrateLeases } from '../../platform/background/leader-lease.ts';
import type { PollingLoop } from '../../platform/background/polling-loop.ts';
import { startPruner } from '../../platform/background/pruner.ts';
import type { CrmConfig } from '../../platform/config/crm-config.ts';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import type { LakeConfig } from '../../platform/config/lake-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { ExportSlots } from '../../platform/exports/export-slots.ts';
import { SubgraphExports } from '../../platform/exports/subgraph-exports.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { closePart } from '../../platform/process/close-part.ts';
import { Feed } from '../../platform/streams/feed.ts';
import { exposeFeed } from '../../platform/streams/feed-metrics.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { DAY_MS, HOUR_MS } from '../../platform/time.ts';
import { LEADS_CHANGED } from '../../scoring/lead-changed.ts';
import { type ChangeRow, openChanges, pruneChanges } from './changes/change-store.ts';
import { openCrm } from './crm/open-crm.ts';
import { completeParts } from './erasure/complete-parts.ts';
import { exportLeads } from './export/export-leads.ts';
import { startContactKeyFill } from './identity/keys/fill-contact-keys.ts';
import { pruneResults, RESULT_RETENTION_MS } from './lake/expectations/expectation-store.ts';
import { openFactStream } from './lake/fact-stream.ts';
import { LakePipeline } from './lake/lake-pipeline.ts';
import type { LeadsDeps } from './leads/leads-deps.ts';
import { createLeadsSchema } from './leads-schema.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { startOverrideExpiry } from './overrides/override-expiry.ts';
import { adoptCrmModel } from './ranking/crm-model.ts';
import { BASELINE_AGE_MS, moveBaselines } from './ranking/past-score-store.ts';
import { startRankingRewrite } from './ranking/ranking-rewrite.ts';
import { applyScores, pruneRanking, type WrittenBackScore } from './ranking/ranking-store.ts';
import { Vocabulary } from './vocabulary/vocabulary.ts';

/** Dependencies and settings of {@link createLeads}. */
export interface LeadsSubgraphDeps {
  readonly database: Database;
  /** delivers the scores that leads are ranked by */
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds; the system's by default */
  readonly clock?: (() => number) | undefined;
  /** generates the ids of leads and interactions; UUIDs by default */
  readonly newId?: (() => string) | undefined;
  /** lifetime of cursors in the order of scores while scores change, ms; one hour by default */
  readonly rankingRetentionMs?: number | undefined;
  /** retention of changes for subscribers who resume, days; 7 by default */
  readonly leadChangeRetentionDays?: number | undefined;
  /** milliseconds between two polls for subscriptions without a notification; 500 by default */
  readonly streamPollMs?: number | undefined;
  /** milliseconds between two polls for overrides that expired; 2,000 by default */
  readonly overridePollMs?: number | undefined;
  /** places of this process's exports; as many as by default when absent */
  readonly exportSlots?: ExportSlots | undefined;
  /** name of the model that leads are ranked by; the platform's default model when absent */
  readonly crmModel?: string | undefined;
  /** the lake; none when absent */
  readonly lake?: LakeConfig | undefined;
  /** time for which readers of the lake keep versions with removed rows, ms; ten minutes when absent */
  readonly removalGraceMs?: number | undefined;
  /** the link to the CRM; none when absent */
  readonly crm?: CrmConfig | undefined;
  /** age from which a lead without an outcome counts as not converted, in the lake's training set, days; 90 when absent */
  readonly maturityDays?: number | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
}

const RANKING_RETENTION_MS = HOUR_MS;
const CHANGE_RETENTION_DAYS = 7;

/** Starts the subgraph `leads`: leads, interactions, outcomes, and the ranking by written-back scores. */
export async function createLeads(options: LeadsSubgraphDeps): Promise<Subgraph> {
  const { database, outbox, log, clock = Date.now, newId = randomUUID } = options;
  await migrate(database, 'leads', MIGRATIONS);
  await migrateLeases(database);
  const stream = await openChanges(database.tables<never>());
  const epoch = await openFactStream(database.tables<never>());
  const changes = new Feed<ChangeRow>({
    table: stream,
    events: database.events,
    topic: LEADS_CHANGED,
    log,
    pollMs: options.streamPollMs,
  });
  exposeFeed(options.metrics, 'leadChanged', changes);
  const crm = await openCrm({
    ...{ database, outbox, log, clock, changes },
    config: options.crm,
    metrics: options.metrics,
  });
  const { writeBack } = crm;
  const deps: LeadsDeps = { db: database.tables<unknown>(), clock, newId, changes, outbox, writeBack };
  const vocabulary = new Vocabulary(database.tables<unknown>('long'), clock);
  const isStale = await adoptCrmModel({ database, outbox, log, clock }, options.crmModel ?? DEFAULT_MODEL);
  const rewrite = isStale ? startRankingRewrite({ database, log, clock }) : undefined;
  const consumer = outbox.consume('leads.write-back', async (trx, payloads) => {
    // a message has the scores of one commit
    const scores = payloads.flat() as readonly WrittenBackScore[];
    await applyScores(trx, scores, clock());
    if (!writeBack) return undefined;
    const leadIds = new Set(scores.map(({ leadId }) => leadId));
    await writeBack.enqueue(trx, [...leadIds]);
    return () => writeBack.wake();
  });
  const expiry = startOverrideExpiry({ database, deps, log, pollMs: options.overridePollMs });
  const filling = startContactKeyFill({ database, log });
  const loops = [expiry, filling, completeParts(outbox, clock), ...openPruners(options, stream)];
  const { lake: config, maturityDays } = options;
  const pipeline = config && new LakePipeline({ ...options, ...{ config, database, epoch, log, clock, maturityDays } });
  return {
    name: 'leads',
    schema: createLeadsSchema(deps, vocabulary, changes, pipeline, crm.sync, writeBack),
    exports: new SubgraphExports({ leads: exportLeads(deps) }, options.exportSlots ?? new ExportSlots()),
    close: async () => {
      await closePart('ranking rewrite', () => rewrite?.close());
      await Promise.all([
        closePart('feed of lead changes', () => changes.close()),
        closePart('pipeline of the lake', () => pipeline?.close()),
        closePart('consumer of scores', () => consumer.close()),
        closePart('link to the CRM', () => crm.close()),
        ...loops.map((loop) => closePart('background work', () => loop.close())),
      ]);
    },
  };
}

function openPruners(
  options: LeadsSubgraphDeps,
  stream: Awaited<ReturnType<typeof openChanges>>,
): readonly PollingLoop[] {
  const { database, log, clock = Date.now } = options;
  const db = database.tables<unknown>('long');
  return [
    startPruner({
      name: 'ranking',
      prune: (horizon) => pruneRanking(db, horizon),
      log,
      clock,
      retentionMs: options.rankingRetentionMs ?? RANKING_RETENTION_MS,
    }),
    startPruner({
      name: 'past scores',
      prune: (horizon) => moveBaselines(db, horizon),
      log,
      clock,
      retentionMs: BASELINE_AGE_MS,
    }),
    startPruner({
      name: 'changes',
      prune: (horizon) => pruneChanges(db, stream, horizon),
      log,
      clock,
      retentionMs: (options.leadChangeRetentionDays ?? CHANGE_RETENTION_DAYS) * DAY_MS,
    }),
    startPruner({
      name: 'results of expectations',
      prune: (horizon) => pruneResults(db, horizon),
      log,
      clock,
      retentionMs: RESULT_RETENTION_MS,
    }),
  ];
}
