import type { Kysely, Transaction } from 'kysely';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Feed } from '../../../platform/streams/feed.ts';
import type { ChangeRow } from '../changes/change-store.ts';

/** Delivers scores to the CRM. */
export interface ScoreDelivering {
  /** Enqueues what changed materially, in the transaction of the change. */
  enqueue(trx: Transaction<unknown>, leadIds: readonly string[]): Promise<void>;
  /** Delivers it at once. Call it after the commit. */
  wake(): void;
}

/** Dependencies of the use cases of leads. */
export interface LeadsDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** generates the ids of leads and interactions */
  readonly newId: () => string;
  /** notified when changes were committed */
  readonly changes: Pick<Feed<ChangeRow>, 'publish'>;
  /** carries overrides of scores to the audit log */
  readonly outbox: Outbox;
  /** notified when a score or its override changed; undefined where scores are not delivered */
  readonly writeBack?: ScoreDelivering | undefined;
}
