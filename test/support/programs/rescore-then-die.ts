import { readConfig } from '../../../platform/config/config.ts';
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { createScores } from '../../../subgraphs/scores/subgraph.ts';
import { NOW } from '../scores/scores-world.ts';

/** A process that scores changed leads of the environment's database until it is killed. */
const log = createLogger('warn');
const database = await openDatabase(readConfig(), log);
const outbox = await Outbox.open(database, log);
const rescore = { delayMs: 20, ageHours: 0 };
await createScores({ database, outbox, log, rescore, inferenceWorkers: 0, clock: () => NOW });
process.send?.('scoring');
