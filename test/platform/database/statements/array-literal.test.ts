import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { plainArray, textArray } from '../../../../platform/database/statements/array-literal.ts';
import { FixedStatement } from '../../../../platform/database/statements/fixed-statement.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\0', ''));

onEachDatabase((kind, open) => {
  describe(`array literals on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      opened = await open();
      db = opened.database.tables();
    });
    after(() => opened.close());

    it('a text array comes back as it was, whatever its texts', async () => {
      const special = fc.constantFrom('', ' ', '"', '\\', '{}', ',', 'NULL', 'null', "'", '\n', '\\"', 'ä€😀');
      const texts = fc.array(fc.option(fc.oneof(text, special)), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(texts, async (values) => {
          const { rows } = await sql<{ v: unknown }>`SELECT ${textArray(values)}::text[] AS v`.execute(db);
          assert.deepEqual(rows[0]?.v, values);
        }),
        { numRuns: 100, seed: 18 },
      );
    });

    it('a number comes back with every bit', async () => {
      const numbers = fc.array(fc.option(fc.double()), { maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(numbers, async (values) => {
          const { rows } = await sql<{ v: unknown }>`SELECT ${plainArray(values)}::float8[] AS v`.execute(db);
          assert.deepEqual(rows[0]?.v, values);
        }),
        { numRuns: 100, seed: 18 },
      );
    });

    it('truth values and whole numbers come back', async () => {
      const { rows } = await sql<{ a: unknown; b: unknown }>`SELECT ${plainArray([true, null, false])}::boolean[] AS a,
        ${plainArray([Number.MAX_SAFE_INTEGER, null, -1])}::bigint[] AS b`.execute(db);
      assert.deepEqual({ ...rows[0] }, { a: [true, null, false], b: [Number.MAX_SAFE_INTEGER, null, -1] });
    });

    it('a fixed statement is filled with the values of each use, also one that stands twice', async () => {
      const statement = new FixedStatement<{ sum: number; first: number }>(
        2,
        ([a, b]) => sql`SELECT ${a}::int + ${b}::int + ${10}::int AS sum, ${a}::int AS first`,
      );
      assert.deepEqual({ ...(await statement.execute(db, [1, 2]))[0] }, { sum: 13, first: 1 });
      assert.deepEqual({ ...(await statement.execute(db, [5, 6]))[0] }, { sum: 21, first: 5 });
    });
  });
});
