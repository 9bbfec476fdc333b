import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCommand } from '../../../support/process/run-command.ts';

const MAPPING = {
  delimiter: ';',
  lead: { id: { column: 'Id' }, createdAt: { constant: '2026-01-01' }, companySize: { column: 'Employees' } },
};

describe('npm run import', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-import-'));
    await writeFile(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
    await writeFile(join(folder, 'leads.csv'), 'Id;Employees\r\n1;5\r\n2;"a; few"\r\n3;7\r\n');
  });
  after(async () => rm(folder, { recursive: true, force: true }));

  const run = (...args: string[]) =>
    runCommand('subgraphs/leads/import/cli.ts', args, { DATA_DIR: join(folder, 'data'), DATABASE_URL: '' });
  const path = (name: string) => join(folder, name);

  test('npm run import imports a file, reports what became of it, and writes the rejects', () => {
    const { status, stdout } = run(path('leads.csv'), '--mapping', path('mapping.json'));
    assert.equal(status, 0);
    assert.match(stdout, /^3 rows: 2 leads new, 0 changed, 0 unchanged$/m);
    assert.match(stdout, /^rejected: row 3, Employees: found "a; few", expected a number$/m);
    const rejects = readFileSync(path('leads.csv.rejects.csv'), 'utf8');
    const quoted = '"row 3, Employees: found ""a; few"", expected a number"';
    assert.equal(rejects, `reason;Id;Employees\r\n${quoted};2;"a; few"\r\n`);
  });

  test('an absent file, a wrong mapping and unknown options end with a code and exit code 1', async () => {
    await writeFile(path('wrong.json'), JSON.stringify({ lead: {} }));
    const refused: readonly [string[], RegExp][] = [
      [
        [path('nowhere.csv'), '--mapping', path('mapping.json')],
        /^IMPORT_FILE_UNREADABLE: file .*nowhere\.csv: ENOENT/,
      ],
      [[path('leads.csv'), '--mapping', path('wrong.json')], /^IMPORT_MAPPING_INVALID: mapping\.lead\.id/],
      [[path('leads.csv'), '--nonsense'], /^VALIDATION_FAILED: .*expected npm run import/],
    ];
    for (const [args, expected] of refused) {
      const { status, stderr } = run(...args);
      assert.equal(status, 1);
      assert.match(stderr, expected);
    }
    assert.equal(existsSync(path('nowhere.csv.rejects.csv')), false);
  });
});
