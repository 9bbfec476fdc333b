import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowawayPostgres, whyNoPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { crashTrial } from '../../test/support/process/crash-trial.ts';

/** `npm run bench:crash [-- TRIALS]`: SIGKILL under load at random moments, on each database. */
const trials = Number(process.argv[2] ?? 20);

const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-crash-'));
await run('PGlite', { DATA_DIR: join(dataDir, 'embedded') });
const reason = whyNoPostgres();
if (reason) console.log(`PostgreSQL skipped: ${reason}`);
else {
  const server = await startThrowawayPostgres();
  await run('PostgreSQL', { DATA_DIR: join(dataDir, 'server'), DATABASE_URL: server.url });
  await server.close();
}
await rm(dataDir, { recursive: true });

async function run(name: string, environment: Record<string, string>): Promise<void> {
  let acknowledged = 0;
  let lost = 0;
  for (let trial = 0; trial < trials; trial++) {
    const result = await crashTrial(environment, 300 + Math.random() * 1_200);
    acknowledged += result.acknowledged;
    lost += result.lost;
  }
  console.log(`${name}: ${trials} kills, ${acknowledged} acknowledged scores, ${lost} lost`);
  if (lost > 0) process.exitCode = 1;
}
