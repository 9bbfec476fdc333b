import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../../../platform/database/database.ts';
import { entryPoint } from '../../../../platform/process/program.ts';
import { runToEnd } from '../../../support/process/run-to-end.ts';

const PROGRAM = entryPoint('test/support/programs/shadow-program.ts');

test('SIGKILL between the reply and the shadows loses scores of shadows only', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  const { output: acknowledged, signal } = await runToEnd(PROGRAM, dataDir);
  assert.equal(signal, 'SIGKILL');
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
