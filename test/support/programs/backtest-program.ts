import { sql } from 'kysely';
import { openDatabase } from '../../../platform/database/database.ts';
import { copyTemplate } from '../database/database-template.ts';
import { DAY, NOW, ScoresWorld, visitsVersion } from '../scores/scores-world.ts';

/**
 * A process of `scores` on the folder of its first argument: starts a backtest of as many leads as its second argument says,
 * prints its id once the scores of some pages are stored, and kills itself: another process may come too late for that.
 */
const [dataDir = '', leads = ''] = process.argv.slice(2);
await copyTemplate(dataDir, ScoresWorld.schemas);
const database = await openDatabase({ dataDir });
const open = async () => ({ database, close: () => database.close() });
const world = await ScoresWorld.open(open, { backtestPollMs: 20 });
await world.registry.register(visitsVersion(1));
await sql`INSERT INTO leads.lead (id, created_at, valid_from, stage)
  SELECT 'lead-' || n, ${NOW - 40 * DAY}::bigint + n / 7, ${NOW - 40 * DAY}::bigint + n / 7, 'NEW'
  FROM generate_series(1, ${Number(leads)}::int) n`.execute(world.db);
const { id } = await world.scores.backtests.start({
  ...{ model: 'lead-conversion', version: 1, startedBy: 'test' },
  ...{ decisionTime: 'LEAD_AGE', leadAges: [1], from: NOW - 50 * DAY, until: NOW },
});
for (;;) {
  const { rows } = await sql<{ done: number }>`SELECT leads_done AS done FROM scores.backtest WHERE id = ${id}`.execute(
    world.db,
  );
  if ((rows[0]?.done ?? 0) >= 1_000) break;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
console.log(id);
process.kill(process.pid, 'SIGKILL');
