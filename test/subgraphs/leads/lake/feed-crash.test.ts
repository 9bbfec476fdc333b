import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openLake } from '../../../../lake/open-lake.ts';
import { openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { openFactStream } from '../../../../subgraphs/leads/lake/fact-stream.ts';
import { feedBronze } from '../../../../subgraphs/leads/lake/feed-bronze.ts';
import { copyTemplate } from '../../../support/database/database-template.ts';
import { createServerDatabase } from '../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../support/database/throwaway-postgres.ts';
import { assertSameEvents, BRONZE_TABLES, bronzeRows, storedRows } from '../../../support/lake/stored-events.ts';
import { temporaryFolder } from '../../../support/lake/temporary-folder.ts';
import { isThorough } from '../../../support/runner/thorough.ts';

const TRIALS = isThorough() ? 8 : 3;
const SPREAD_MS = 151;

for (const kind of ['pglite', 'postgres'] as const) {
  test(`the bronze feed on ${kind} loses and doubles nothing when its process is killed again and again`, {
    skip: kind === 'postgres' && (whyNoPostgres() ?? false),
  }, async () => {
    const folder = temporaryFolder();
    const dataDir = folder.path('data');
    await copyTemplate(dataDir, ['leads']);
    const server = kind === 'postgres' ? await createServerDatabase('leads') : undefined;
    const environment = {
      DATA_DIR: dataDir,
      LAKE_URL: folder.path('lake'),
      ...(server && { DATABASE_URL: server.url }),
    };
    for (let trial = 0; trial < TRIALS; trial += 1) await feedAndKill(environment, 40 + SPREAD_MS * trial);
    const database = await openDatabase({ dataDir, databaseUrl: server?.url });
    const lake = await openLake({
      url: environment.LAKE_URL,
      memoryMb: 256,
      threads: 1,
      tempDir: folder.path('temp'),
    });
    try {
      const epoch = await openFactStream(database.tables<never>());
      await feedBronze({ lake, database, epoch, clock: Date.now, signal: new AbortController().signal });
      for (const table of BRONZE_TABLES)
        assertSameEvents(await bronzeRows(lake, table), await storedRows(database, table));
    } finally {
      await lake.close();
      await database.close();
      await server?.close();
    }
  });
}

/** Starts a process that writes and feeds, and kills it some time after its first feed. */
async function feedAndKill(environment: Readonly<Record<string, string>>, afterMs: number): Promise<void> {
  const { url, execArgv } = entryPoint('test/support/programs/feed-then-die.ts');
  const feeding = fork(fileURLToPath(url), { execArgv: [...execArgv], env: { ...process.env, ...environment } });
  const [said] = await Promise.race([once(feeding, 'message'), once(feeding, 'exit')]);
  assert.equal(said, 'fed');
  await sleep(afterMs);
  assert.equal(feeding.exitCode, null, 'it ended by itself');
  feeding.kill('SIGKILL');
  await once(feeding, 'exit');
}
