import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import { createLogger } from '../../../platform/logger.ts';
import { audited } from '../../../subgraphs/models/audit/audited.ts';
import { MIGRATIONS } from '../../../subgraphs/models/migrations/index.ts';
import { RegistryWebhooks } from '../../../subgraphs/models/webhooks/registry-webhooks.ts';

/** A process that makes one change and tells the environment's webhooks of it, until it is killed. */
const config = readConfig();
if (!config.registryWebhooks) throw new TypeError('found no REGISTRY_WEBHOOK_URLS');
const log = createLogger('silent');
const database = await openDatabase(config);
await migrate(database, 'models', MIGRATIONS);
const db = database.tables<never>();
const outlet = await RegistryWebhooks.open({ db, log, clock: Date.now, config: config.registryWebhooks });
await audited(
  { database, log, clock: Date.now, outlet },
  { action: 'PROMOTE', model: 'lead-conversion', version: 2, by: 'ann', reason: 'better' },
  async () => undefined,
  async () => ({ result: undefined, before: {}, after: {} }),
);
