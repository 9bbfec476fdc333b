import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { RollUpKeeper } from '../../../subgraphs/monitoring/traffic/roll-up-keeper.ts';

/** A process that keeps the roll-ups of the environment's database, without a pause, until it is killed. */
const database = await openDatabase(readConfig());
new RollUpKeeper({ db: database.tables<never>(), log: createLogger('warn'), clock: Date.now, everyMs: 1 });
process.send?.('rolling up');
