import { sql } from 'kysely';
import { openDatabase } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { BATCH_PROGRESS_TOPIC } from '../../../subgraphs/scores/batch/batch-topics.ts';
import { createScores } from '../../../subgraphs/scores/subgraph.ts';
import { lakeConfig } from '../scores/gold-table.ts';
import { NOW } from '../scores/scores-world.ts';

/**
 * A process of `scores` on a database and a lake: resumes the batch job that runs, or starts one of all leads. Sends 'progress'
 * at each progress and 'ended' at the end.
 */
const [dataDir = '', databaseUrl = '', folder = ''] = process.argv.slice(2);
const database = await openDatabase({ dataDir, ...(databaseUrl && { databaseUrl }) });
const db = database.tables<never>();
// as if the lease of the killed process had run out
await sql`DELETE FROM leadership.lease`.execute(db);
const log = createLogger('silent');
const outbox = await Outbox.open(database, log);
database.events.subscribe(BATCH_PROGRESS_TOPIC, () => process.send?.('progress'));
const scores = await createScores({
  ...{ database, outbox, log, clock: () => NOW, batchPollMs: 20, batchPartRows: 300, lake: lakeConfig({ folder }) },
});
const hasOpen = async (): Promise<boolean> => {
  const { rows } = await sql`SELECT FROM scores.batch_job WHERE status IN ('QUEUED', 'RUNNING')`.execute(db);
  return rows.length > 0;
};
if (!(await hasOpen())) await scores.batchJobs.start({ startedBy: 'test', onlyChanged: false });
while (await hasOpen()) await new Promise((resolve) => setTimeout(resolve, 20));
await scores.close();
await database.close();
process.send?.('ended');
process.disconnect?.();
