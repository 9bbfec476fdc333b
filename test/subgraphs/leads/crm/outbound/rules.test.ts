import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judgeAttempt } from '../../../../../subgraphs/leads/crm/outbound/rules/judge-attempt.ts';
import { type ComparedState, materialChange } from '../../../../../subgraphs/leads/crm/outbound/rules/materiality.ts';
import { TokenBucket } from '../../../../../subgraphs/leads/crm/outbound/rules/token-bucket.ts';
import { writeBackMapping } from '../../../../../subgraphs/leads/crm/outbound/rules/write-back-mapping.ts';
import { canHoldKey, columnKind } from '../../../../../subgraphs/leads/crm/outbound/rules/written-values.ts';
import { writeStatement } from '../../../../../subgraphs/leads/crm/outbound/targets/write-statement.ts';

const STATE: ComparedState = { probability: 0.5, grade: 'B', modelVersion: 'm:1', overrideId: null };
const RULE = { minimumChange: 0.05, onNewVersion: false };

test('Material changes are the first score, another grade or override, and a probability that moved far enough', () => {
  const cases = [
    [undefined, STATE, 'FIRST_SCORE'],
    [STATE, STATE, undefined],
    [STATE, { ...STATE, probability: 0.549 }, undefined],
    // 0.55 − 0.5 is 0.05 and a bit more, 0.6 − 0.55 a bit less, in floating point
    [STATE, { ...STATE, probability: 0.55 }, 'PROBABILITY_CHANGED'],
    [{ ...STATE, probability: 0.55 }, { ...STATE, probability: 0.6 }, 'PROBABILITY_CHANGED'],
    [STATE, { ...STATE, probability: 0.45 }, 'PROBABILITY_CHANGED'],
    [STATE, { ...STATE, grade: 'A' }, 'GRADE_CHANGED'],
    [STATE, { ...STATE, overrideId: 1 }, 'OVERRIDE_CHANGED'],
    [{ ...STATE, overrideId: 1 }, { ...STATE, overrideId: 2 }, 'OVERRIDE_CHANGED'],
    [{ ...STATE, overrideId: 1 }, STATE, 'OVERRIDE_CHANGED'],
    [STATE, { ...STATE, modelVersion: 'm:2' }, undefined],
  ] as const;
  for (const [last, now, cause] of cases) assert.equal(materialChange(last, now, RULE), cause);
  const newVersion = { ...STATE, modelVersion: 'm:2' };
  assert.equal(materialChange(STATE, newVersion, { ...RULE, onNewVersion: true }), 'NEW_VERSION');
  assert.equal(materialChange(STATE, STATE, { minimumChange: 0, onNewVersion: true }), undefined);
});

test('Deliveries by the materiality rule never leave the CRM further from a score than the threshold', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(probability, { minLength: 1 }), probability, (walk, minimumChange) => {
      let delivered: ComparedState | undefined;
      for (const each of walk) {
        const now = { ...STATE, probability: each };
        if (materialChange(delivered, now, { ...RULE, minimumChange })) delivered = now;
        assert.ok(delivered && Math.abs(delivered.probability - each) <= minimumChange);
      }
    }),
  );
});

test('A refused delivery is given up after ten attempts, a busy row counts for none', () => {
  let [attempts, at] = [0, 0];
  const refused = { id: 1, result: 'REFUSED', code: 'CRM_VALUE_REFUSED' } as const;
  for (;;) {
    const verdict = judgeAttempt(refused, attempts, at);
    assert.equal(verdict.attempts, attempts + 1);
    attempts = verdict.attempts;
    if (verdict.state === 'FAILED') break;
    assert.ok(verdict.dueAt > at);
    at = verdict.dueAt;
  }
  assert.equal(attempts, 10);
  assert.deepEqual(judgeAttempt({ id: 1, result: 'BUSY' }, 3, 0), { state: 'PENDING', attempts: 3, dueAt: 1_000 });
  assert.equal(judgeAttempt({ ...refused, isFinal: true }, 0, 0).state, 'FAILED');
  assert.equal(judgeAttempt({ ...refused, retryAfterMs: 9_000 }, 0, 0).dueAt, 9_000);
});

test('A token bucket never lets more through than its rate and a tenth of a second', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.array(fc.integer({ min: 0, max: 500 })), (rate, pauses) => {
      const bucket = new TokenBucket(rate, 0);
      let [now, taken] = [0, 0];
      for (const pause of pauses) {
        now += pause;
        if (bucket.waitMs(now) > 0) continue;
        const tokens = bucket.available(now);
        assert.ok(tokens >= 1);
        bucket.take(tokens);
        taken += tokens;
        assert.ok(taken <= Math.max(1, rate / 10) + (rate * now) / 1_000 + 1e-6);
      }
    }),
  );
});

test('A key fits its column exactly when PostgreSQL reads it as a value of the type', () => {
  const fitting = [
    ['bigint', '9223372036854775807', true],
    ['bigint', '9223372036854775808', false],
    ['integer', '2147483648', false],
    ['integer', '12', true],
    ['smallint', '32768', false],
    ['integer', '1e3', false],
    ['uuid', '3b241101-e2bb-4255-8caf-4136c566a962', true],
    ['uuid', 'lead-1', false],
    ['numeric', '123', true],
    ['character varying', 'lead-1', true],
    ['boolean', 'true', false],
  ] as const;
  for (const [type, id, fits] of fitting) assert.equal(canHoldKey(type, id), fits, `${id} as ${type}`);
  assert.equal(columnKind('timestamp with time zone'), 'time');
  assert.equal(columnKind('bytea'), undefined);
});

test('A mapping without a column that orders scores, or with one column twice, is refused', () => {
  const mapping = { table: 'sales.lead_score', key: 'lead_id' };
  const faults = (columns: Readonly<Record<string, string>>) =>
    writeBackMapping.safeParse({ ...mapping, columns }).error?.issues.map(({ message }) => message) ?? [];
  assert.deepEqual(faults({ grade: 'grade', sequence: 'sequence' }), []);
  assert.match(faults({ grade: 'grade' }).join(), /sequence or scoredAt/);
  assert.match(faults({ grade: 'x', sequence: 'x' }).join(), /each column once/);
  assert.match(faults({ colour: 'x', sequence: 'y' }).join(), /colour/);
});

test('A table with quotes, capitals and dots in its names is written as it is named', () => {
  const shape = { keyType: 'text', columns: [] };
  const statement = (table: string) =>
    writeStatement(writeBackMapping.parse({ table, key: 'id', columns: { grade: 'grade', sequence: 'n' } }), shape);
  assert.ok(statement('sales.Lead').includes('"sales"."Lead"'));
  assert.ok(statement('"Sales ""CRM"""."v1.lead"').includes('"Sales ""CRM"""."v1.lead"'));
  assert.throws(() => statement('lead'));
  assert.throws(() => statement('sales.lead.score'));
});
