import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`copies out of ${kind}`, () => {
    let db: TestDatabase;
    before(async () => {
      db = await open();
    });
    after(() => db?.close());

    const read = async (query: string): Promise<string> => {
      const pieces: Uint8Array[] = [];
      for await (const piece of db.database.copyOut(query)) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    };
    const answers = async () => (await sql`SELECT 1 AS one`.execute(db.database.tables<never>())).rows;

    test('rows come as CSV, with null apart from an empty text', async () => {
      const rows = await read(`SELECT * FROM (VALUES (1::bigint, NULL, ''), (2, 'a,"b"', E'c\\nd')) t`);
      assert.equal(rows, '1,,""\n2,"a,""b""","c\nd"\n');
      assert.equal(await read('SELECT 1 WHERE false'), '');
    });

    test('many rows come whole', async () => {
      const rows = await read(`SELECT n, repeat('x', 40) FROM generate_series(1, 50000) n`);
      const lines = rows.split('\n');
      assert.equal(lines.length, 50_001);
      assert.deepEqual([lines[0], lines[49_999]], [`1,${'x'.repeat(40)}`, `50000,${'x'.repeat(40)}`]);
    });

    test('one that is left early frees its connection', async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        for await (const piece of db.database.copyOut('SELECT n FROM generate_series(1, 100000) n')) {
          assert.ok(piece.length > 0);
          break;
        }
      }
      assert.deepEqual(await answers(), [{ one: 1 }]);
    });

    test('one that fails says why, and the next statement is answered', async () => {
      for (let turn = 0; turn < 12; turn += 1) {
        await assert.rejects(read('SELECT 1 / (n - 30000) FROM generate_series(1, 40000) n'), { code: '22012' });
        await assert.rejects(read('SELECT none'), { code: '42703' });
      }
      assert.deepEqual(await answers(), [{ one: 1 }]);
    });

    test('a closed database refuses', async () => {
      const other = await open();
      await other.close();
      await assert.rejects(
        async () => {
          for await (const piece of other.database.copyOut('SELECT 1')) assert.fail(String(piece));
        },
        (error: unknown) => error instanceof DomainError && error.code === 'DATABASE_UNAVAILABLE',
      );
    });
  });
});
