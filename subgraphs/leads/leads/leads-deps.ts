import type { Kysely } from 'kysely';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Feed } from '../../../platform/streams/feed.ts';
import type { ChangeRow } from '../changes/change-store.ts';

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
}
