import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { checkLayer } from '../../../lake/expectations/check-layer.ts';
import type { Expectation, Measure } from '../../../lake/expectations/expectation.ts';
import { LAKE_EXPECTATIONS } from '../../../lake/expectations/lake-expectations.ts';
import { LAKE_LAYERS, LAKE_TABLES } from '../../../lake/expectations/lake-tables.ts';
import { measureSql } from '../../../lake/expectations/measure-sql.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const AT = 1_000_000;
const NO_PAST = { resultsOf: () => [], acceptedOf: () => null, passedRowsOf: () => null };
const ANY = { kind: 'FIXED' } as const;
const MEASURES = {
  nulls: { kind: 'NULL_SHARE', columns: ['key', 'value'] },
  outside: { kind: 'OUTSIDE_SHARE', columns: ['value'], least: 0, greatest: 3 },
  duplicates: { kind: 'DUPLICATE_SHARE', key: ['key', 'value'] },
  disorder: { kind: 'DISORDER_SHARE', columns: ['value', 'other'] },
  orphans: { kind: 'ORPHAN_SHARE', column: 'key', of: 'silver/leads' },
  mean: { kind: 'MEAN', column: 'value' },
  age: { kind: 'AGE_SECONDS', column: 'other' },
} as const satisfies Readonly<Record<string, Measure>>;
const RULES: readonly Expectation[] = Object.entries(MEASURES).map(([name, measure]) => {
  return { name, description: `${name}.`, severity: 'WARN', measure, threshold: ANY };
});

interface Row {
  readonly key: string | null;
  readonly value: number | null;
  readonly other: number | null;
}

const row = fc.record<Row>({
  key: fc.constantFrom('a', 'b', "o'c", null),
  value: fc.constantFrom(-1, 0, 1.5, 3, Number.NaN, null),
  other: fc.constantFrom(0, 1, 999_000, null),
});

/** The figures by their definition. */
function figuresOf(rows: readonly Row[], known: readonly string[]): Readonly<Record<string, number | null>> {
  const n = rows.length;
  const share = (isFault: (row: Row) => boolean) => (n === 0 ? null : rows.filter(isFault).length / n);
  const values = rows.flatMap(({ value }) => value ?? []);
  const others = rows.flatMap(({ other }) => other ?? []);
  const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    nulls: share(({ key, value }) => key === null || value === null),
    outside: share(({ value }) => value !== null && !(value >= 0 && value <= 3)),
    duplicates: n === 0 ? null : 1 - new Set(rows.map(({ key, value }) => `${key}|${value}`)).size / n,
    // NaN is the greatest number, as in every engine
    disorder: share(({ value, other }) => value !== null && other !== null && (Number.isNaN(value) || value >= other)),
    orphans: share(({ key }) => key === null || !known.includes(key)),
    mean: mean !== null && Number.isNaN(mean) ? null : mean,
    age: others.length === 0 ? null : (AT - Math.max(...others)) / 1_000,
  };
}

const literal = (value: string | number | null) => {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  return Number.isNaN(value) ? "'NaN'::DOUBLE" : `${value}`;
};

describe('a check of a layer', () => {
  test('Figures of a table are those of their definition, whatever its rows', async (t) => {
    const lake = await temporaryLake(t);
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', "o'c"), { maxLength: 3 });
    await lake.duckDb.use((connection) =>
      fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 12 }), keys, async (rows, known) => {
          const values = rows.map((each) => `(${[each.key, each.value, each.other].map(literal).join(', ')})`);
          const columns = 'CAST(key AS VARCHAR) AS key, CAST(value AS DOUBLE) AS value, CAST(other AS BIGINT) AS other';
          const relation =
            rows.length === 0
              ? '(SELECT NULL::VARCHAR AS key, NULL::DOUBLE AS value, NULL::BIGINT AS other WHERE false)'
              : `(SELECT ${columns} FROM (VALUES ${values.join(', ')}) v(key, value, other))`;
          const others = {
            'silver/leads': `(SELECT unnest([${known.map(literal).join(', ')}]::VARCHAR[]) AS key)`,
          };
          const sql = measureSql({ expectations: RULES, relation, columns: ['key', 'value', 'other'], others, at: AT });
          const [{ rows: count, ...figures } = {}] = await connection.rows(sql);
          const expected = figuresOf(rows, known);
          assert.equal(count, rows.length);
          for (const [name, figure] of Object.entries(expected)) {
            const found = figures[name] as number | null;
            const isSame =
              figure === null ? found === null || Number.isNaN(found) : Math.abs((found as number) - figure) < 1e-12;
            assert.ok(isSame, `${name}: found ${found}, expected ${figure} of ${JSON.stringify(rows)}`);
          }
        }),
        { numRuns: isThorough() ? 500 : 60, seed: 15 },
      ),
    );
  });

  test('A column that somebody dropped or retyped counts as missing, and fails no query', async (t) => {
    const lake = await temporaryLake(t);
    const table = DeltaTable.at(lake, 'silver/leads');
    await table.create([
      { name: 'lead_id', type: 'string', nullable: true },
      { name: 'valid_from', type: 'string', nullable: true },
    ]);
    await table.append("SELECT 'a' AS lead_id, 'soon' AS valid_from");
    const [check] = await checkLayer({ lake, layer: 'SILVER', at: AT, past: NO_PAST });
    const keys = check?.results.find(({ name }) => name === 'keys_present');
    assert.deepEqual([keys?.status, keys?.found], ['FAILED', 1]);
  });

  test('A table that was never written has no result, one without rows has INSUFFICIENT ones', async (t) => {
    const lake = await temporaryLake(t);
    await DeltaTable.at(lake, 'silver/outcomes').create([{ name: 'lead_id', type: 'string', nullable: true }]);
    const checks = await checkLayer({ lake, layer: 'SILVER', at: AT, past: NO_PAST });
    assert.deepEqual(
      checks.map(({ path, rows }) => [path, rows]),
      [['silver/outcomes', 0]],
    );
    assert.deepEqual([...new Set(checks[0]?.results.map(({ status }) => status))], ['INSUFFICIENT']);
  });

  test('Every table has expectations, each with a name of its own and a description', () => {
    for (const layer of LAKE_LAYERS)
      for (const path of LAKE_TABLES[layer]) {
        const rules = LAKE_EXPECTATIONS[layer][path] ?? [];
        assert.ok(rules.length > 0, path);
        assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length, path);
        for (const { name, description } of rules) {
          assert.match(name, /^[a-z0-9_]+$/);
          assert.match(description, /^[A-Za-z].*\.$/);
        }
      }
  });
});
