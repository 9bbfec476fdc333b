import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../../../support/lake/temporary-folder.ts';
import { runCommand } from '../../../support/process/run-command.ts';

describe('npm run lake', () => {
  const folder = temporaryFolder();
  const run = (program: string, args: readonly string[], lakeUrl = '') =>
    runCommand(program, [...args], {
      DATA_DIR: folder.path('data'),
      DATABASE_URL: '',
      LAKE_URL: lakeUrl,
      LOG_LEVEL: 'error',
    });

  test('npm run lake fills the lake, lists the rows that it wrote, and finds nothing new the next time', async () => {
    const mapping = { lead: { id: { column: 'Id' }, createdAt: { constant: '2026-01-01' } } };
    await writeFile(folder.path('mapping.json'), JSON.stringify(mapping));
    await writeFile(folder.path('leads.csv'), 'Id\n1\n2\n3\n');
    const imported = run('subgraphs/leads/import/cli.ts', [
      folder.path('leads.csv'),
      '--mapping',
      folder.path('mapping.json'),
    ]);
    assert.equal(imported.status, 0, imported.stderr);
    const first = run('subgraphs/leads/lake/cli.ts', []);
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /^bronze\/lead_events: 3 rows written$/m);
    assert.match(first.stdout, /^gold\/features: 3 rows written$/m);
    const second = run('subgraphs/leads/lake/cli.ts', []);
    assert.equal(second.status, 0, second.stderr);
    assert.match(second.stdout, /^bronze\/lead_events: 0 rows written$/m);
    assert.doesNotMatch(second.stdout, /gold\/features/);
  });

  test('npm run lake without a lake ends with a code and exit code 1', () => {
    const { status, stderr } = run('subgraphs/leads/lake/cli.ts', [], 'off');
    assert.equal(status, 1);
    assert.match(stderr, /^LAKE_OFF: LAKE_URL: found off/m);
  });
});
