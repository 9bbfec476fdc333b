import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERACTION_EVENTS } from '../../../lake/bronze/interaction-events.ts';
import { LEAD_DATA_COLUMNS, LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../../../lake/bronze/outcome-events.ts';
import { judgeRows } from '../../../lake/silver/judge-rows.ts';
import * as lakeStages from '../../../lake/silver/lead-stages.ts';
import { INTERACTION_KINDS, interactionRules, LEAD_RULES, outcomeRules } from '../../../lake/silver/silver-rules.ts';
import { InteractionKind } from '../../../subgraphs/leads/interactions/interaction.ts';
import { CLOSED_STAGES, LeadStage } from '../../../subgraphs/leads/leads/lead.ts';
import { LEAD_COLUMNS, type LeadColumn } from '../../../subgraphs/leads/leads/lead-columns.ts';
import { type LeadFieldValue, leadFieldExpectation } from '../../../subgraphs/leads/leads/lead-field-rule.ts';
import {
  type BronzeRow,
  day,
  interactionEvent,
  leadEvent,
  outcomeEvent,
  relationOf,
} from '../../support/lake/bronze-rows.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';

test('Stages of the lake are those of leads', () => {
  assert.deepEqual(lakeStages.CLOSED_STAGES, CLOSED_STAGES);
  assert.deepEqual([...lakeStages.OPEN_STAGES, ...lakeStages.CLOSED_STAGES], Object.values(LeadStage));
});

type Given = readonly [rule: string | null, row: BronzeRow];

test('Rules of leads refuse what the input of leads refuses, and nothing else', async (t) => {
  const texts = fc.oneof(
    fc.constantFrom(
      'AE',
      'ae',
      'ÄE',
      'A',
      'a@b',
      'a b@c',
      'a@',
      '@b',
      'a@b@c',
      'a\u00a0@b',
      '+971 (0)50-1.2',
      '12',
      '+12a',
      '٣٤٥',
      '\u202a+٩٧١ ۵۰\u202c',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc
      .tuple(fc.constantFrom('x', 'é', '😀', 'x@'), fc.integer({ min: 90, max: 510 }))
      .map(([text, n]) => text.repeat(n)),
    fc.tuple(fc.integer({ min: 1, max: 330 }), fc.constantFrom('@', '')).map(([n, at]) => `${'a'.repeat(n)}${at}b`),
  );
  const value = fc.constantFrom(...LEAD_COLUMNS.filter((column) => column !== 'stage')).chain((column) => {
    const values: fc.Arbitrary<LeadFieldValue> =
      column === 'company_size' ? fc.constantFrom(null, -1, 0, 7, 10_000_000, 10_000_001) : texts;
    return values.map((found): [LeadColumn, LeadFieldValue] => [column, found]);
  });
  // as the input: trimmed, and without what no text of the database has
  const given = fc
    .sample(value, { numRuns: 3_000, seed: 15 })
    .map(([column, found]): [LeadColumn, LeadFieldValue] => [
      column,
      typeof found === 'string' ? found.replaceAll('\0', '').toWellFormed().trim() || null : found,
    ]);
  const rows = given.map(([column, found], index) => leadEvent({ lead_id: `${index}`, [column]: found }));
  const lake = await temporaryLake(t);
  const judged = judgeRows({ rows: `(${relationOf(LEAD_EVENTS.columns, rows)})`, rules: LEAD_RULES });
  const found = await lake.duckDb.use((connection) => connection.rows(`${judged} ORDER BY CAST(lead_id AS INTEGER)`));
  let refused = 0;
  for (const [index, [column, text]] of given.entries()) {
    const isRefused = leadFieldExpectation(column, text) !== undefined;
    refused += Number(isRefused);
    assert.equal(found[index]?.rule !== null, isRefused, `${column} ${JSON.stringify(text)}: ${found[index]?.rule}`);
  }
  assert.ok(refused > 300 && refused < 2_700, `${refused} of 3,000 values are refused`);
});

test('Columns of leads are those of the input', () => {
  assert.deepEqual(
    LEAD_DATA_COLUMNS.map(({ name }) => name),
    LEAD_COLUMNS,
  );
  const bronze = new Set(LEAD_EVENTS.columns.map(({ name }) => name));
  assert.deepEqual(
    LEAD_COLUMNS.filter((column) => !bronze.has(column)),
    [],
  );
});

test('Closed words are those of the input', () => {
  assert.deepEqual([...INTERACTION_KINDS].sort(), Object.keys(InteractionKind).sort());
  const stages = LEAD_RULES.find(({ name }) => name === 'STAGE_UNKNOWN')?.expected;
  assert.equal(stages, `one of ${Object.keys(LeadStage).join(', ')}`);
});

test('Each rule finds the row that breaks it', async (t) => {
  const lake = await temporaryLake(t);
  const judge = async (rows: string, rules: typeof LEAD_RULES) =>
    (await lake.duckDb.use((c) => c.rows(`SELECT rule FROM (${judgeRows({ rows, rules })}) ORDER BY n`))).map(
      ({ rule }) => rule,
    );
  const check = async (table: typeof LEAD_EVENTS, rules: typeof LEAD_RULES, given: readonly Given[]) => {
    const columns = [
      ...table.columns,
      ...['lead_created_at', 'n'].map((name) => ({ name, type: 'long', nullable: true }) as const),
    ];
    const rows = given.map(([, row], n) => ({ lead_created_at: day(1), n, ...row }));
    const found = await judge(`(${relationOf(columns, rows)})`, rules);
    assert.deepEqual(
      found,
      given.map(([rule]) => rule),
    );
    const untried = rules.filter(
      ({ name }) => !given.some(([rule]) => rule === name) && !/_(TOO_LONG|FORM|RANGE)$/.test(name),
    );
    assert.deepEqual(untried, []);
  };
  await check(LEAD_EVENTS, LEAD_RULES, [
    [null, leadEvent({})],
    ['LEAD_ID_MISSING', leadEvent({ lead_id: '' })],
    ['VERSION_MISSING', leadEvent({ version: null })],
    ['TRANSACTION_ID_MISSING', leadEvent({ transaction_id: null })],
    ['CREATED_AT_IMPOSSIBLE', leadEvent({ created_at: -8.64e15 - 1 })],
    ['VALID_FROM_IMPOSSIBLE', leadEvent({ valid_from: null })],
    ['VALID_FROM_IMPOSSIBLE', leadEvent({ valid_from: day(402) })],
    ['VALID_BEFORE_CREATED', leadEvent({ valid_from: day(0) })],
    ['STAGE_UNKNOWN', leadEvent({ stage: 'new' })],
  ]);
  await check(INTERACTION_EVENTS, interactionRules(30_000), [
    [null, interactionEvent({ duration_seconds: 0, quantity: null })],
    ['LEAD_ID_MISSING', interactionEvent({ lead_id: null })],
    ['INTERACTION_ID_MISSING', interactionEvent({ interaction_id: '' })],
    ['INTERACTION_ID_TOO_LONG', interactionEvent({ interaction_id: 'x'.repeat(201) })],
    ['KIND_UNKNOWN', interactionEvent({ kind: null })],
    ['OCCURRED_AT_IMPOSSIBLE', interactionEvent({ occurred_at: 9e15, recorded_at: 9e15 })],
    ['RECORDED_AT_IMPOSSIBLE', interactionEvent({ recorded_at: day(402) })],
    ['OCCURRED_AFTER_RECORDED', interactionEvent({ recorded_at: day(1) })],
    ['DURATION_SECONDS_NEGATIVE', interactionEvent({ duration_seconds: -1 })],
    ['QUANTITY_NEGATIVE', interactionEvent({ quantity: -1 })],
    ['NOTE_TOO_LONG', interactionEvent({ note: '😀'.repeat(1_001) })],
    [null, interactionEvent({ note: '😀'.repeat(1_000) })],
    ['LEAD_UNKNOWN', interactionEvent({ lead_created_at: null })],
  ]);
  await check(OUTCOME_EVENTS, outcomeRules(0), [
    [null, outcomeEvent({ revenue: 0 })],
    ['LEAD_ID_MISSING', outcomeEvent({ lead_id: '' })],
    ['RESULT_UNKNOWN', outcomeEvent({ result: 'WON' })],
    ['OCCURRED_AT_IMPOSSIBLE', outcomeEvent({ occurred_at: day(402) })],
    ['RECORDED_AT_IMPOSSIBLE', outcomeEvent({ recorded_at: null })],
    ['OCCURRED_AFTER_RECORDED', outcomeEvent({ recorded_at: day(20) - 1 })],
    ['REVENUE_NEGATIVE', outcomeEvent({ revenue: -0.5 })],
    ['REVENUE_INFINITE', outcomeEvent({ revenue: 'Infinity' })],
    ['REVENUE_OF_LOST', outcomeEvent({ result: 'LOST', revenue: 0 })],
    ['OUTCOME_BEFORE_LEAD', outcomeEvent({ occurred_at: day(1) - 1 })],
    ['LEAD_UNKNOWN', outcomeEvent({ lead_created_at: null })],
  ]);
});
