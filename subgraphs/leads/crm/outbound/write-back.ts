import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Registry } from 'prom-client';
import { LeaderLease } from '../../../../platform/background/leader-lease.ts';
import { startPruner } from '../../../../platform/background/pruner.ts';
import type { CrmConfig } from '../../../../platform/config/crm-config.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { Outbox } from '../../../../platform/outbox/outbox.ts';
import { closePart } from '../../../../platform/process/close-part.ts';
import { DAY_MS, SECOND_MS } from '../../../../platform/time.ts';
import { REASON_ANSWERS, REASON_QUESTIONS, type ReasonAnswer } from '../../../../scoring/delivery-reasons.ts';
import type { CrmDatabase } from '../source/crm-database.ts';
import { type EnqueueDeps, enqueueDeliveries } from './enqueue-deliveries.ts';
import { fillTarget } from './fill-target.ts';
import { DEFAULT_MINIMUM_CHANGE } from './rules/materiality.ts';
import type { TargetName } from './rules/score-delivery.ts';
import type { WriteBackMapping } from './rules/write-back-mapping.ts';
import { storeReasons } from './score-reasons.ts';
import { pruneDeliveries } from './store/list-deliveries.ts';
import { abandonTargets, registerTarget } from './store/target-state.ts';
import type { CrmTarget } from './targets/crm-target.ts';
import { DatabaseTarget } from './targets/database-target.ts';
import { WebhookTarget } from './targets/webhook-target.ts';
import { WriteBackLoop } from './write-back-loop.ts';
import { exposeWriteBack } from './write-back-metrics.ts';

/** Settings and dependencies of a {@link WriteBack}. */
export interface WriteBackOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly config: Pick<CrmConfig, 'writeRate' | 'webhook' | 'statementTimeoutMs'>;
  /** the CRM's database and where it is written; undefined: scores are not written there */
  readonly table: { readonly crm: CrmDatabase; readonly mapping: WriteBackMapping } | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
  /** poll interval of due deliveries, ms; default 1,000 */
  readonly pollMs?: number | undefined;
}

/** Event by which processes wake the one that delivers. */
const DELIVERIES = 'leads.crm-delivery';
const RETENTION_MS = 7 * DAY_MS;

/** Delivers scores that changed materially to the CRM: to a table of its database, to a webhook, or both. */
export class WriteBack {
  readonly #options: WriteBackOptions;
  readonly #enqueueing: EnqueueDeps;
  readonly #parts: readonly { close(): Promise<void> }[];

  private constructor(options: WriteBackOptions, targets: readonly CrmTarget[]) {
    this.#options = options;
    const { database, log, clock, config, table, outbox, pollMs = SECOND_MS, metrics } = options;
    const db = database.tables<unknown>();
    const { columns, minimumChange = DEFAULT_MINIMUM_CHANGE, onNewVersion = false } = table?.mapping ?? {};
    const explains = ({ name }: CrmTarget) => name === 'WEBHOOK' || !!columns?.reasons || !!columns?.reasonData;
    const names = targets.map(({ name }) => name);
    this.#enqueueing = {
      outbox,
      targets: names,
      withReasons: new Set(targets.filter(explains).map(({ name }) => name)),
      rule: { minimumChange, onNewVersion },
    };
    const observe = exposeWriteBack({ registry: metrics, db, log, clock, targets: names });
    const lease = new LeaderLease({ db: database.tables(), name: 'leads.crm-write-back', holder: randomUUID() });
    const loops = targets.map(
      (target) =>
        new WriteBackLoop({
          ...{ db, log, clock, target, lease, pollMs, ratePerSecond: config.writeRate },
          wakeOn: [(wake) => database.events.subscribe(DELIVERIES, wake)],
          fill: () => this.#fill(target.name),
          observe: (seconds) => observe(target.name, seconds),
        }),
    );
    const reasons = outbox.consume(REASON_ANSWERS, async (trx, payloads) => {
      await storeReasons(trx, payloads.flat() as readonly ReasonAnswer[], clock());
      return () => database.events.publish(DELIVERIES);
    });
    const prune = (horizon: number) => pruneDeliveries(database.tables<unknown>('long'), horizon);
    const pruner = startPruner({ name: 'deliveries to the CRM', prune, log, clock, retentionMs: RETENTION_MS });
    const leaving = { close: () => lease.release() };
    this.#parts = [reasons, pruner, ...loops, leaving, ...targets];
  }

  /** Stores the configured targets, and starts to deliver. @returns undefined when there is none */
  static async open(options: WriteBackOptions): Promise<WriteBack | undefined> {
    const { database, config, table, clock } = options;
    const db = database.tables<unknown>();
    const targets: CrmTarget[] = [];
    if (table) targets.push(new DatabaseTarget({ ...config, database: table.crm, mapping: table.mapping }));
    if (config.webhook) targets.push(new WebhookTarget({ webhook: config.webhook, clock }));
    await abandonTargets(
      db,
      targets.map(({ name }) => name),
      clock(),
    );
    for (const { name, fingerprint } of targets) await registerTarget(db, name, fingerprint, clock());
    return targets.length > 0 ? new WriteBack(options, targets) : undefined;
  }

  /** Configured targets. */
  get targets(): readonly TargetName[] {
    return this.#enqueueing.targets;
  }

  /** Enqueues what changed materially, in the transaction of the change. Call {@link wake} after the commit. */
  async enqueue(trx: Transaction<unknown>, leadIds: readonly string[]): Promise<void> {
    await enqueueDeliveries(trx, this.#enqueueing, leadIds, this.#options.clock());
  }

  /** Wakes those who explain and deliver, after a commit. */
  wake(): void {
    if (this.#enqueueing.withReasons.size > 0) this.#options.outbox.wake(REASON_QUESTIONS);
    this.#options.database.events.publish(DELIVERIES);
  }

  /** Ends after what is under way. */
  async close(): Promise<void> {
    for (const part of this.#parts) await closePart('write-back to the CRM', () => part.close());
  }

  async #fill(target: TargetName): Promise<boolean> {
    const { database, clock } = this.#options;
    const isMore = await fillTarget(database.tables(), this.#enqueueing, target, clock());
    if (isMore && this.#enqueueing.withReasons.has(target)) this.#options.outbox.wake(REASON_QUESTIONS);
    return isMore;
  }
}
