import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assumeProduction, readConfig } from '../../platform/config/config.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { runProgram } from '../../platform/process/run-program.ts';
import { GraphClient } from './client/graph-client.ts';
import { failingCanary } from './failing-canary.ts';

/**
 * `npm run rollout:demo`: a temporary platform on an embedded database, with a challenger that fails 5 % of its
 * requests, until its rollout has ended. Nothing is left behind.
 */
await runProgram(async () => {
  assumeProduction();
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-rollout-'));
  try {
    await play(dataDir);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

async function play(dataDir: string): Promise<void> {
  say('Starting the platform with 5,000 demo leads in a temporary folder.');
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'fatal' });
  const log = createLogger(config.logLevel);
  const opening = openDatabase(config);
  // the database opens in its own thread while the rest of the program is loaded
  const [database, { createPlatform }] = await Promise.all([opening, import('../platform.ts')]);
  const platform = await createPlatform({ config, log, database, progress: () => undefined });
  try {
    const url = await platform.server.listen({ host: config.host, port: config.port });
    say('Ready. The champion is lead-conversion:1, logistic regression.');
    await failingCanary(new GraphClient(url, await platform.mintAdminToken()), say);
  } finally {
    await platform.close();
  }
}

function say(line: string): void {
  const seconds = (performance.now() / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${seconds} s  ${line}\n`);
}
