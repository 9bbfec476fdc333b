import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { EMPTY_FEATURE_VECTOR } from '../../../../lake/features/features.ts';
import type { NewPrediction } from '../../../../subgraphs/scores/record/prediction.ts';
import { predictionRows, predictionValues } from '../../../../subgraphs/scores/record/prediction-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const text = fc.constantFrom('a', 'lead "7"', 'back\\slash', 'null', 'ä€😀', '{}');
const time = fc.constantFrom(1_763_800_000_000, 1_763_800_000_001);

/** Few values of each field, so that some columns of a batch have one value and others several. */
const prediction: fc.Arbitrary<NewPrediction> = fc.record({
  id: text,
  leadId: fc.option(text),
  model: fc.constantFrom('one', 'two'),
  version: fc.constantFrom(1, 2),
  digest: fc.constantFrom('0f', 'f0'),
  role: fc.constantFrom('CHAMPION', 'CHALLENGER'),
  cause: fc.constantFrom('REQUESTED', 'SWEEP'),
  leadClosed: fc.boolean(),
  rollout: fc.option(fc.constantFrom(7, 8)),
  raw: fc.double({ noNaN: true, min: 0, max: 1 }),
  probability: fc.double({ noNaN: true, min: 0, max: 1 }),
  points: fc.integer({ min: 1, max: 99 }),
  grade: fc.constantFrom('A', 'D'),
  gradePolicy: fc.constantFrom('v1', 'v2'),
  features: fc.record({ ...asConstants(), page_views: fc.option(fc.nat()), industry: fc.option(text) }),
  scoredAt: time,
  latencyMs: fc.double({ noNaN: true, min: 0, max: 100 }),
  requestId: text,
  idempotencyKey: fc.option(text),
  requestDigest: fc.option(text),
  writeBack: fc.boolean(),
  isExposure: fc.boolean(),
}) as fc.Arbitrary<NewPrediction>;

function asConstants() {
  return Object.fromEntries(Object.entries(EMPTY_FEATURE_VECTOR).map(([name, value]) => [name, fc.constant(value)]));
}

onEachDatabase((kind, open) => {
  describe(`rows of predictions on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      opened = await open();
      db = opened.database.tables();
    });
    after(() => opened.close());

    it('predictions come out as they went in, whichever of their columns have one value', async () => {
      const alike = prediction.chain((one) =>
        fc.array(
          fc.record({ id: text, raw: prediction.map(({ raw }) => raw) }).map((own) => ({ ...one, ...own })),
          { minLength: 1, maxLength: 6 },
        ),
      );
      const batches = fc.oneof(alike, fc.array(prediction, { minLength: 1, maxLength: 6 }));
      await fc.assert(
        fc.asyncProperty(batches, async (predictions) => {
          const { rows } = await predictionRows(predictionValues(predictions)).execute(db);
          assert.deepEqual(
            rows.map((row) => ({ ...(row as object) })),
            predictions.map((each) => ({ ...each, features: { ...each.features } })),
          );
        }),
        { numRuns: 60, seed: 18 },
      );
    });
  });
});
