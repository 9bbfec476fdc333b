import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { AUDIT_COLUMNS } from '../../../../scoring/audit-text.ts';
import { runCommand } from '../../../support/process/run-command.ts';

describe('the export of the audit log from the command line', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'audit-export-'));
  after(() => rmSync(dataDir, { recursive: true }));

  const run = (...args: string[]) =>
    runCommand('subgraphs/models/audit/cli.ts', args, { DATA_DIR: dataDir, DATABASE_URL: '' });

  test('The export of the audit log from the command line writes the header of an empty log, and nothing else', () => {
    const { status, stdout, stderr } = run('--model', 'nobody', '--from', '2026-11-22T00:00:00Z');
    assert.deepEqual([status, stdout, stderr], [0, `${AUDIT_COLUMNS.join(',')}\r\n`, '']);
  });

  for (const args of [
    ['--format', 'xml'],
    ['--from', 'yesterday'],
    ['--nonsense', '1'],
  ])
    test(`The export of the audit log from the command line refuses ${args.join(' ')}`, () => {
      const { status, stderr } = run(...args);
      assert.equal(status, 1);
      assert.match(stderr, /^VALIDATION_FAILED: /);
    });
});
