import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../platform/database/database.ts';
import { startThrowawayPostgres, whyNoPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { openScoringSite, type ScoringSite, type ScoringSiteOptions } from './scoring-site.ts';

/** Measures on the embedded database, then on a throwaway PostgreSQL where one is installed. */
export async function onEachSite(
  measure: (name: string, site: ScoringSite) => Promise<void>,
  options: ScoringSiteOptions = {},
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-bench-'));
  const embedded = await openScoringSite(await openDatabase({ dataDir }), options);
  await measure('PGlite', embedded);
  await embedded.close();
  await rm(dataDir, { recursive: true });
  const reason = whyNoPostgres();
  if (reason) {
    console.log(`PostgreSQL skipped: ${reason}`);
    return;
  }
  const server = await startThrowawayPostgres();
  const served = await openScoringSite(await openDatabase({ dataDir: tmpdir(), databaseUrl: server.url }), options);
  await measure('PostgreSQL', served);
  await served.close();
  await server.close();
}
