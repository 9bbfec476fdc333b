import { openDatabase } from '../../../platform/database/database.ts';
import { copyTemplate } from '../database/database-template.ts';
import { ScoresWorld, sizeVersion } from '../scores/scores-world.ts';

/**
 * A process of `scores` with a champion and a shadow on the folder of its first argument: scores a lead until the shadow
 * works, then once more, prints the id of that score, and kills itself: another process may come too late for that.
 */
const [dataDir = ''] = process.argv.slice(2);
await copyTemplate(dataDir, ScoresWorld.schemas);
const database = await openDatabase({ dataDir });
const world = await ScoresWorld.open(async () => ({ database, close: () => database.close() }));
await world.addLead('lead');
await world.promoteVisitsModel();
await world.rollOut({ shadows: [{ ...sizeVersion(2), share: 1 }] });
const score = async (): Promise<string> =>
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
  ((await world.ask('mutation { scoreLead(leadId: "lead") { score { id } } }')).data as any).scoreLead.score.id;
await score();
while ((await world.count("scores.prediction WHERE role = 'SHADOW'")) === 0)
  await new Promise((resolve) => setTimeout(resolve, 20));
console.log(await score());
process.kill(process.pid, 'SIGKILL');
