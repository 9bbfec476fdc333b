import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';

const PROGRAM = entryPoint('test/support/programs/shadow-program.ts');

test('SIGKILL between the reply and the shadows loses scores of shadows only', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  const child = fork(fileURLToPath(PROGRAM.url), [dataDir], { execArgv: [...PROGRAM.execArgv] });
  const [acknowledged] = await once(child, 'message');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const database = await openDatabase({ dataDir });
  try {
    const { rows } = await sql<{ id: string; role: string }>`
      SELECT id, role FROM scores.prediction ORDER BY sequence`.execute(database.tables<never>());
    assert.deepEqual(
      rows.map(({ role }) => role),
      ['CHAMPION', 'SHADOW', 'CHAMPION'],
    );
    assert.equal(rows[2]?.id, acknowledged);
  } finally {
    await database.close();
    await rm(dataDir, { recursive: true });
  }
});
