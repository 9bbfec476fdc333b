import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import { decisionAgeDays, withDecisionAge } from '../../../lake/gold/decision-age.ts';
import { murmurHashSql } from '../../../lake/gold/murmur-hash-sql.ts';
import { murmurHash } from '../../../statistics/murmur-hash.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

const unit = fc.oneof(
  fc.constantFrom('a', 'é', 'س', '😀', "'", '\\'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const IDS = [
  ...new Set([
    '',
    ...fc.sample(fc.array(unit, { maxLength: 14 }), { numRuns: 2_000, seed: 15 }).map((units) => units.join('')),
  ]),
].filter((id) => !id.includes('\0') && id.isWellFormed());
const RELATION = `(SELECT unnest([${IDS.map(sqlText).join(', ')}]) AS lead_id)`;

test('MurmurHash3 in SQL is that of the traffic split', async (t) => {
  const lake = await temporaryLake(t);
  for (const seed of [0, 4_294_967_295]) {
    const rows = await lake.duckDb.use((connection) => connection.rows(murmurHashSql(RELATION, 'lead_id', seed)));
    assert.equal(rows.length, IDS.length);
    for (const { lead_id: id, hash } of rows)
      assert.equal(Number(hash), murmurHash(String(id), seed), JSON.stringify(id));
  }
});

test('Decision ages in SQL are those of backtests, in every bit', async (t) => {
  const lake = await temporaryLake(t);
  for (const ages of [[7], [0, 30], [0, 0.1, 3.3, 3.3, 90.7]]) {
    const rows = await lake.duckDb.use((connection) => connection.rows(withDecisionAge(RELATION, ages)));
    for (const { lead_id: id, decision_age: age } of rows) assert.equal(age, decisionAgeDays(String(id), ages));
  }
});
