import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openLake } from '../../lake/open-lake.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { entryPoint, projectFile } from '../../platform/process/program.ts';
import { closeSubgraphs, createSubgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { ALL_SCHEMAS, copyTemplate } from '../support/database/database-template.ts';
import { runCommand } from '../support/process/run-command.ts';
import { lakeConfig, writeGold } from '../support/scores/gold-table.ts';

const PROGRAM = 'subgraphs/run-batch.ts';

describe('npm run batch', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-batch-'));
    await copyTemplate(join(folder, 'data'), ALL_SCHEMAS);
    const database = await openDatabase({ dataDir: join(folder, 'data') });
    const log = createLogger('silent');
    const outbox = await Outbox.open(database, log);
    const clock = Date.now;
    const deps = { database, outbox, log, clock, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
    const subgraphs = await createSubgraphs(deps);
    await seedDemo({ database, subgraphs, clock, leads: 200, backtests: false }, () => undefined);
    const lake = await openLake(lakeConfig({ folder: join(folder, 'data/lake') }));
    await writeGold(lake, database.tables<never>(), clock());
    await lake.close();
    await closeSubgraphs(subgraphs);
    await database.close();
  });
  after(async () => rm(folder, { recursive: true, force: true }));

  const environment = () => ({ DATA_DIR: join(folder, 'data'), DATABASE_URL: '', LAKE_URL: '', DEMO: 'false' });
  const run = (...args: string[]) => runCommand(PROGRAM, args, { ...environment(), LOG_LEVEL: 'silent' });

  test('npm run batch scores all leads, shows its progress, and reports what became of them', () => {
    const { status, stdout, stderr } = run('--all', '--include-closed');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^batch job: 100 %$/m);
    assert.match(stdout, /^batch job [\da-f-]{36}: succeeded$/m);
    assert.match(stdout, /^200 predictions recorded in the log, 200 appended to the lake$/m);
  });

  test('npm run batch leaves out what did not change, and counts it', () => {
    const { status, stdout } = run('--include-closed');
    assert.equal(status, 0);
    assert.match(stdout, /^0 predictions recorded in the log, 0 appended to the lake$/m);
    assert.match(stdout, /^200 rows not recorded: UNCHANGED$/m);
  });

  test('npm run batch ends with a code and exit code 1 when it is refused', () => {
    const refused: readonly [string[], RegExp][] = [
      [['--nonsense'], /^VALIDATION_FAILED: .*expected npm run batch/],
      [['--model-version', 'two'], /^VALIDATION_FAILED: --model-version: found two/],
      [['--output', 'DISK'], /^VALIDATION_FAILED: --output: found DISK, expected LOG or LAKE/],
      [['--import', 'none', '--all'], /^VALIDATION_FAILED: --import/],
      [['--import', 'none'], /^BATCH_RUN_NOT_FOUND: /],
    ];
    for (const [args, expected] of refused) {
      const { status, stderr } = run(...args);
      assert.equal(status, 1);
      assert.match(stderr, expected);
    }
  });

  test('Ctrl-C cancels the job of npm run batch, which ends with exit code 130', async () => {
    const database = await openDatabase({ dataDir: join(folder, 'data') });
    // another process runs jobs meanwhile, so that this one waits
    await sql`INSERT INTO leadership.lease (name, holder, until)
      VALUES ('scores.batch-jobs', 'another', ${Date.now() + 9_000}::bigint)`.execute(database.tables<never>());
    await database.close();
    const { url, execArgv } = entryPoint(PROGRAM);
    const child = spawn(process.execPath, [...execArgv, fileURLToPath(url), '--all'], {
      cwd: projectFile('.'),
      env: { ...process.env, ...environment(), LOG_LEVEL: 'info', LOG_FORMAT: 'json' },
    });
    const exited = once(child, 'exit');
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    for await (const [chunk] of on(child.stderr, 'data', { close: ['end'] }))
      if (String(chunk).includes('batch job queued')) break;
    child.stderr.resume();
    child.kill('SIGINT');
    assert.deepEqual(await exited, [130, null]);
    assert.match(output, /: cancelled, cancelled by Ctrl-C$/m);
  });
});
