import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { importOutcomes } from '../../../../subgraphs/leads/import/import-outcomes.ts';
import type { RejectedRow } from '../../../../subgraphs/leads/import/rejects-file.ts';
import { findLead, insertLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { findOutcomes } from '../../../../subgraphs/leads/outcomes/outcome-store.ts';
import { leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { runCommand } from '../../../support/process/run-command.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const CREATED = Date.parse('2026-05-01T00:00:00Z');
const HEADER = 'lead_id,result,occurred_at,revenue,reason';

onEachDatabase((kind, open) => {
  describe(`an import of outcomes on ${kind}`, () => {
    let store: TestDatabase;
    before(async () => {
      store = await open('leads');
      const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => leadRow({ id, created_at: CREATED }));
      await store.database
        .tables<unknown>()
        .transaction()
        .execute((trx) => insertLeads(trx, rows, { now: CREATED, update: [] }));
    });
    after(() => store.close());

    const run = async (...lines: string[]) => {
      const rejected: RejectedRow[] = [];
      const summary = await importOutcomes({
        db: store.database.tables<unknown>(),
        source: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]),
        delimiter: ',',
        now: NOW,
        onReject: async (row) => void rejected.push(row),
      });
      return { summary, reasons: rejected.map(({ reason }) => reason) };
    };

    test('an import of outcomes records how leads ended, and closes their stages', async () => {
      const { summary, reasons } = await run(
        HEADER,
        'a,CONVERTED,2026-05-20T10:00:00Z,"12,500.50",signed',
        'b,LOST,2026-05-21,,',
      );
      assert.deepEqual([summary, reasons], [{ rows: 2, recorded: 2, rejected: 0 }, []]);
      const db = store.database.tables<unknown>();
      const [outcome] = await findOutcomes(db, ['a']);
      assert.deepEqual(outcome, {
        leadId: 'a',
        result: 'CONVERTED',
        occurredAt: Date.parse('2026-05-20T10:00:00Z'),
        recordedAt: NOW,
        revenue: 12_500.5,
        reason: 'signed',
      });
      assert.deepEqual([(await findLead(db, 'a'))?.stage, (await findLead(db, 'b'))?.stage], ['WON', 'LOST']);
    });

    test('an import of outcomes of the same rows again records nothing, and the outcome stays as it was', async () => {
      const { summary } = await run(HEADER, 'a,CONVERTED,2026-05-25,99,', 'b,LOST,2026-05-21,,', 'b,LOST,2026-05-21,,');
      assert.deepEqual(summary, { rows: 3, recorded: 0, rejected: 0 });
      assert.equal((await findOutcomes(store.database.tables<unknown>(), ['a']))[0]?.revenue, 12_500.5);
    });

    test('an import of outcomes rejects with a code what contradicts, came before its lead, or has no lead', async () => {
      const { summary, reasons } = await run(
        HEADER,
        'a,LOST,2026-05-22,,',
        'c,LOST,2026-04-30T23:59:59Z,,',
        'nobody,LOST,2026-05-22,,',
        'd,CONVERTED,2026-05-22,,',
        'd,LOST,2026-05-23,,',
        'e,PAUSED,2026-05-23,,',
        'e,LOST,2026-07-01,,',
        'e,LOST,2026-05-23,5,',
        'e,LOST',
      );
      assert.deepEqual(summary, { rows: 9, recorded: 1, rejected: 8 });
      assert.deepEqual(reasons.map((reason) => reason.split(':')[0]).toSorted(), [
        'row 10, VALIDATION_FAILED',
        'row 2, OUTCOME_CONTRADICTORY',
        'row 3, OUTCOME_BEFORE_LEAD',
        'row 4, LEAD_NOT_FOUND',
        'row 6, OUTCOME_CONTRADICTORY',
        'row 7, VALIDATION_FAILED',
        'row 8, VALIDATION_FAILED',
        'row 9, VALIDATION_FAILED',
      ]);
      const contradiction = 'row 2, OUTCOME_CONTRADICTORY: result: found "LOST", expected CONVERTED, as recorded';
      assert.ok(reasons.includes(contradiction));
      const recorded = await findOutcomes(store.database.tables<unknown>(), ['c', 'd', 'e']);
      assert.deepEqual(
        recorded.map(({ leadId, result }) => [leadId, result]),
        [['d', 'CONVERTED']],
      );
    });

    test('an import of outcomes takes a lead that ended on the day it was created, then closed at its creation', async () => {
      const createdAt = CREATED + 9 * 3_600_000;
      await store.database
        .tables<unknown>()
        .transaction()
        .execute((trx) =>
          insertLeads(trx, [leadRow({ id: 'f', created_at: createdAt })], { now: CREATED, update: [] }),
        );
      assert.deepEqual((await run(HEADER, 'f,CONVERTED,2026-04-30,,')).summary.rejected, 1);
      assert.deepEqual((await run(HEADER, 'f,CONVERTED,2026-05-01,,')).summary.recorded, 1);
      assert.equal((await findOutcomes(store.database.tables<unknown>(), ['f']))[0]?.occurredAt, createdAt);
    });

    test('an import of outcomes names every fault of a row', async () => {
      const { reasons } = await run(HEADER, 'e,PAUSED,soon,-1,');
      assert.match(reasons[0] ?? '', /VALIDATION_FAILED: result: .*; occurred_at: .*; revenue: /);
    });

    test('an import of outcomes of a file with a column twice is refused', async () => {
      const expected = { code: 'IMPORT_MAPPING_INVALID', message: /reason twice/ };
      await assert.rejects(run(`${HEADER},reason`, 'a,LOST,2026-05-22,,,'), expected);
    });

    test('an import of outcomes of a file without a column is refused', async () => {
      const expected = { code: 'IMPORT_MAPPING_INVALID', message: /found lead_id, result; expected also occurred_at/ };
      await assert.rejects(run('lead_id,result', 'a,LOST'), expected);
    });
  });
});

describe('npm run import:outcomes', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-outcomes-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('npm run import:outcomes reports what became of a file, and writes the rejects', async () => {
    const file = join(folder, 'outcomes.csv');
    await writeFile(file, 'lead_id;result;occurred_at\nnobody;LOST;2026-05-22\n');
    const environment = { DATA_DIR: join(folder, 'data'), DATABASE_URL: '' };
    const { status, stdout } = runCommand(
      'subgraphs/leads/import/outcomes-cli.ts',
      [file, '--delimiter', ';'],
      environment,
    );
    assert.equal(status, 0);
    assert.match(stdout, /^1 rows: 0 outcomes new, 0 known before$/m);
    assert.match(readFileSync(`${file}.rejects.csv`, 'utf8'), /^"row 2, LEAD_NOT_FOUND: .*;nobody;LOST;2026-05-22/m);
    assert.equal(runCommand('subgraphs/leads/import/outcomes-cli.ts', [], environment).status, 1);
  });
});
