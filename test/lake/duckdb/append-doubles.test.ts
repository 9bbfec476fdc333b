import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appendDoubles } from '../../../lake/duckdb/append-doubles.ts';
import { doubleColumn } from '../../../lake/duckdb/double-column.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

describe('columns of doubles', () => {
  for (const rows of [0, 1, 2_048, 2_049, 40_000])
    it(`columns of ${rows} doubles come back from DuckDB as they were appended`, async (t) => {
      const { duckDb } = await temporaryLake(t);
      const first = Float64Array.from({ length: rows }, (_, at) => at);
      const second = Float64Array.from({ length: rows }, (_, at) => (at % 7 === 0 ? Number.NaN : Math.sqrt(at)));
      const found = [new Float64Array(rows), new Float64Array(rows)];
      await duckDb.use(async (connection) => {
        await connection.run('CREATE TEMP TABLE pairs (first DOUBLE, second DOUBLE)');
        await appendDoubles(connection, 'pairs', [first, second]);
        let at = 0;
        for await (const chunk of connection.stream('SELECT * FROM pairs ORDER BY first')) {
          for (const [column, values] of found.entries()) values.set(doubleColumn(chunk, column), at);
          at += chunk.rowCount;
        }
      });
      assert.deepEqual(found, [first, second]);
    });

  it('a column of another type is no column of doubles', async (t) => {
    const { duckDb } = await temporaryLake(t);
    await duckDb.use(async (connection) => {
      for await (const chunk of connection.stream('SELECT 1::INTEGER'))
        assert.throws(() => doubleColumn(chunk, 0), TypeError);
    });
  });
});
