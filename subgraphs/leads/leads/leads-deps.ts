import type { Kysely } from 'kysely';
import type { Feed } from '../../../platform/streams/feed.ts';
import type { ChangeRow } from '../changes/change-store.ts';

/** Dependencies of the use cases of leads. */
export interface LeadsDeps {
  readonly db: Kysely<unknown>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** makes the ids of leads and interactions that come without one */
  readonly newId: () => string;
  /** hears that changes were committed */
  readonly changes: Pick<Feed<ChangeRow>, 'publish'>;
}
