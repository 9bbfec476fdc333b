import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { INTERACTION_EVENTS } from '../../../lake/bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../../../lake/bronze/outcome-events.ts';
import { featureQuery } from '../../../lake/gold/compute-features.ts';
import { type TrainingRelations, type TrainingRule, trainingRows } from '../../../lake/gold/training-rows.ts';
import { acceptedRows } from '../../../lake/silver/accepted-rows.ts';
import { leadHistory } from '../../../lake/silver/lead-history.ts';
import { FACT_SOURCES, type FactSource } from '../../../lake/silver/silver-sources.ts';
import {
  type BronzeRow,
  type BronzeRows,
  day,
  interactionEvent,
  leadEvent,
  outcomeEvent,
  relationOf,
} from '../../support/lake/bronze-rows.ts';
import { temporaryLake } from '../../support/lake/temporary-lake.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const LEAD_IDS = ['a', 'b', 'c'];
const [INTERACTIONS, OUTCOMES] = FACT_SOURCES as readonly [FactSource, FactSource];
const time = fc.integer({ min: day(1), max: day(12) });

/** Each lead is there from its creation on, and changes some times. */
const leads = fc
  .tuple(...LEAD_IDS.map((id) => fc.tuple(fc.constant(id), fc.uniqueArray(time, { minLength: 1, maxLength: 4 }))))
  .map((drawn) =>
    drawn.flatMap(([lead_id, times]) => {
      const [created_at = 0, ...changes] = times.toSorted((a, b) => a - b);
      return [created_at, ...changes].map((valid_from, index) =>
        leadEvent({ lead_id, created_at, valid_from, version: index + 1, transaction_id: index, company_size: index }),
      );
    }),
  );
const fact = {
  lead_id: fc.constantFrom(...LEAD_IDS),
  occurred_at: time,
  delay: fc.constantFrom(0, 0, 1_000, 200_000_000),
};
const recorded = ({
  delay,
  ...row
}: {
  readonly delay: number;
  readonly occurred_at: number;
  readonly lead_id: string;
}) => ({
  ...row,
  recorded_at: row.occurred_at + delay,
  // rows arrive in the order in which they are recorded
  transaction_id: row.occurred_at + delay,
});
const interactions = fc.array(
  fc
    .record({
      ...fact,
      interaction_id: fc.constantFrom('i', 'j', 'k', 'l'),
      kind: fc.constantFrom('CALL', 'WEBSITE_VISIT'),
    })
    .map((row) => interactionEvent(recorded(row))),
  { maxLength: 12 },
);
const outcomes = fc.array(
  fc.record({ ...fact, result: fc.constantFrom('CONVERTED', 'LOST') }).map((row) => outcomeEvent(recorded(row))),
  { maxLength: 4 },
);

/** The rows that are there at a time. */
function knownAt(at: number, rows: Required<BronzeRows>): Required<BronzeRows> {
  const isKnown = (column: string) => (row: BronzeRow) => Number(row[column]) <= at;
  return {
    leads: rows.leads.filter(isKnown('valid_from')),
    interactions: rows.interactions.filter(isKnown('recorded_at')),
    outcomes: rows.outcomes.filter(isKnown('recorded_at')),
  };
}

/** Silver as SQL over the given rows of bronze. */
function silverOf(rows: Required<BronzeRows>): TrainingRelations {
  const history = `(${leadHistory(`(${relationOf(LEAD_EVENTS.columns, rows.leads)})`)})`;
  const facts = ({ target, key }: FactSource, columns: typeof LEAD_EVENTS.columns, given: readonly BronzeRow[]) =>
    `(${acceptedRows({
      judged: {
        rows: `(${relationOf(columns, given)})`,
        rules: [{ name: 'NONE', column: 'lead_id', expected: '', brokenWhen: 'false' }],
      },
      columns: target.columns.map(({ name }) => name),
      key,
    })})`;
  return {
    leads: history,
    interactions: facts(INTERACTIONS, INTERACTION_EVENTS.columns, rows.interactions),
    outcomes: facts(OUTCOMES, OUTCOME_EVENTS.columns, rows.outcomes),
  };
}

test('A row with a later time or arrival never changes an earlier answer', async (t) => {
  const lake = await temporaryLake(t);
  const counted = { features: 0, examples: 0 };
  await lake.duckDb.use(async (connection) => {
    const answers = async (rows: Required<BronzeRows>, asOf: number, rule: Omit<TrainingRule, 'asOf'>) => {
      const silver = silverOf(rows);
      return {
        features: await connection.rows(`${featureQuery({ asOf }, silver, 0)} ORDER BY lead_id`),
        examples: await connection.rows(`${trainingRows({ asOf, ...rule }, silver)} ORDER BY lead_id`),
      };
    };
    await fc.assert(
      fc.asyncProperty(
        fc.record({ leads, interactions, outcomes }),
        time,
        fc.constantFrom<number[]>([0], [1.5], [0, 4]),
        fc.constantFrom(1, 5),
        async (rows, asOf, leadAges, maturityDays) => {
          const then = await answers(knownAt(asOf, rows), asOf, { leadAges, maturityDays });
          assert.deepEqual(await answers(rows, asOf, { leadAges, maturityDays }), then);
          counted.features += then.features.length;
          counted.examples += then.examples.length;
        },
      ),
      { numRuns: isThorough() ? 300 : 25, seed: 15, includeErrorInReport: true },
    );
  });
  assert.ok(counted.features > 20 && counted.examples > 5, JSON.stringify(counted));
});
