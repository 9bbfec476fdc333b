import { readConfig } from '../../../platform/config/config.ts';
import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { createDrift } from '../../../subgraphs/monitoring/create-drift.ts';
import { NOW } from '../monitoring/drift-world.ts';

/** A process that makes one drift check in the environment's database, which a test prepared, and ends. */
const database = await openDatabase(readConfig());
const drift = createDrift({ database, log: createLogger('silent'), clock: () => NOW });
await drift.runCheck({ model: DEFAULT_MODEL, requestedBy: 'ann', slot: null });
await drift.close();
await database.close();
