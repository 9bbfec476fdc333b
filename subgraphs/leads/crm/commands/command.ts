import type { Database } from '../../../../platform/database/database.ts';
import type { Logger } from '../../../../platform/logger.ts';
import type { SyncedEntity } from '../inbound/crm-entity.ts';
import type { CrmSyncSettings } from '../inbound/crm-sync.ts';

/** Dependencies of the commands of `npm run crm`. */
export interface CommandDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  readonly settings: CrmSyncSettings;
  /** in the order in which they are synced */
  readonly entities: readonly SyncedEntity[];
  /** rows of each entity that a dry run reads; all when absent */
  readonly mostRows: number | undefined;
  /** writes a line for the user */
  readonly print: (line: string) => void;
}

/** A command. Resolves to whether all is well. */
export type Command = (deps: CommandDeps) => Promise<boolean>;
