import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BRONZE_EXPECTATIONS } from '../../../lake/expectations/bronze-expectations.ts';
import type { Expectation } from '../../../lake/expectations/expectation.ts';
import { judgeExpectation, type PastResult, type TableFigures } from '../../../lake/expectations/judge-expectation.ts';
import { seededRandom } from '../../support/data/random.ts';

const RULES = BRONZE_EXPECTATIONS['bronze/lead_events'] as readonly Expectation[];
const REFRESH_SECONDS = 900;
/** Leads per hour on average, and the share of them that lacks each value. */
const LEADS_PER_HOUR = 12;
const MISSING = 0.2;
const CHECKS = 400;
const SEEDS = 20;

/** What a table of leads looks like at one check. */
interface Table {
  rows: number;
  missing: number;
  newestAgeSeconds: number;
}

/** Names of the rules that failed, by check. */
type Failures = readonly (readonly string[])[];

/** Checks a stream of leads with noise; `change` may tamper with the table before a check. */
function simulate(seed: number, change: (table: Table, check: number) => void = () => undefined): Failures {
  const { uniform } = seededRandom(seed);
  const table: Table = { rows: 500, missing: 100, newestAgeSeconds: 0 };
  let passedRows: number | null = null;
  const past = new Map<string, readonly PastResult[]>(RULES.map(({ name }) => [name, []]));
  return Array.from({ length: CHECKS }, (_, check) => {
    table.newestAgeSeconds += REFRESH_SECONDS;
    for (let second = 0; second < REFRESH_SECONDS; second += 30) {
      if (uniform() > (LEADS_PER_HOUR * 30) / 3_600) continue;
      table.rows += 1;
      table.missing += uniform() < MISSING ? 1 : 0;
      table.newestAgeSeconds = REFRESH_SECONDS - second;
    }
    change(table, check);
    const failed = RULES.filter((rule) => {
      const before = past.get(rule.name) ?? [];
      const result = judgeExpectation(rule, figuresOf(table, passedRows), before);
      past.set(rule.name, [{ ...result, rows: table.rows, version: check, checkedAt: check }, ...before].slice(0, 100));
      return result.status === 'FAILED';
    });
    if (!failed.some(({ severity }) => severity === 'GATE')) passedRows = table.rows;
    return failed.map(({ name }) => name);
  });
}

function figuresOf({ rows, missing, newestAgeSeconds }: Table, passedRows: number | null): TableFigures {
  const values = RULES.map(({ name, measure }) => [
    name,
    name === 'newest_recent'
      ? newestAgeSeconds
      : name.endsWith('_present') && name !== 'keys_present'
        ? missing / rows
        : measure.kind === 'ROW_GROWTH'
          ? null
          : 0,
  ]);
  return { rows, values: Object.fromEntries(values), rowsBeside: {}, passedRows };
}

const count = (failures: Failures) => failures.reduce((sum, names) => sum + names.length, 0);

describe('expectations of a simulated stream of leads', () => {
  test('A stable stream with noise raises no alarm in 20 × 400 checks of 11 rules', () => {
    assert.equal(RULES.length, 11);
    const alarms = Array.from({ length: SEEDS }, (_, seed) => count(simulate(seed))).reduce((a, b) => a + b, 0);
    assert.equal(alarms, 0);
  });

  test('A halved table is found at once, and as long as it lasts', () => {
    const failures = simulate(1, (table, check) => {
      if (check === 200) table.rows = Math.round(table.rows / 2);
    });
    assert.equal(count(failures.slice(0, 200)), 0);
    assert.ok(failures.slice(200, 300).every((names) => names.includes('rows_kept')));
  });

  test('A doubled table is found at once, and reported once', () => {
    const failures = simulate(2, (table, check) => {
      if (check !== 200) return;
      table.rows *= 2;
      table.missing *= 2;
    });
    assert.deepEqual(
      failures.flatMap((names, check) => names.map((name) => [check, name])),
      [[200, 'rows_growth']],
    );
  });

  test('A source that stops sending a value is found within two hundred leads', () => {
    const before = { rows: 0 };
    const failures = simulate(3, (table, check) => {
      if (check === 200) before.rows = table.rows;
      // what came since lacks the value
      if (check >= 200)
        table.missing = Math.max(table.missing, Math.round(before.rows * MISSING) + table.rows - before.rows);
    });
    const found = failures.findIndex((names) => names.includes('email_present'));
    assert.ok(found >= 200 && (found - 200) * (REFRESH_SECONDS / 3_600) * LEADS_PER_HOUR <= 200, `found at ${found}`);
  });

  test('A feed that is stuck is found after three days and not before', () => {
    const failures = simulate(4, (table, check) => {
      if (check >= 50) table.newestAgeSeconds = (check - 50) * REFRESH_SECONDS;
    });
    const found = failures.findIndex((names) => names.includes('newest_recent'));
    const hours = ((found - 50) * REFRESH_SECONDS) / 3_600;
    assert.ok(hours >= 72 && hours <= 78, `found after ${hours} h`);
  });
});
