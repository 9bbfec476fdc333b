import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type JoinedPrediction,
  joinOutcomes,
} from '../../../../../subgraphs/monitoring/performance/rules/join-outcomes.ts';
import {
  DEFAULT_MATURITY_MS,
  maturityOf,
  type RecordedOutcome,
} from '../../../../../subgraphs/monitoring/performance/rules/maturity.ts';

const DAY = 86_400_000;
const RULE = { now: 200 * DAY, maturityMs: DEFAULT_MATURITY_MS };
const converted = (day: number): RecordedOutcome => ({ result: 'CONVERTED', occurredAt: day * DAY });
const lost = (day: number): RecordedOutcome => ({ result: 'LOST', occurredAt: day * DAY });
const maturity = (createdDay: number, outcomes: readonly RecordedOutcome[], predictedDay = createdDay) =>
  maturityOf({ leadCreatedAt: createdDay * DAY, predictedAt: predictedDay * DAY, outcomes }, RULE);

describe('a prediction', () => {
  it('A prediction counts when its lead converted or was lost, however young or old', () => {
    assert.deepEqual(maturity(199, [converted(199.5)]), { status: 'MATURED', outcome: 1 });
    assert.deepEqual(maturity(199, [lost(199.5)]), { status: 'MATURED', outcome: 0 });
    assert.deepEqual(maturity(1, [converted(150)]), { status: 'MATURED', outcome: 1 });
  });

  it('A prediction counts as not converted without an outcome once it is older than the window, and is pending before', () => {
    assert.deepEqual(maturity(109, []), { status: 'MATURED', outcome: 0 });
    assert.deepEqual(maturity(110, []), { status: 'PENDING' });
    assert.deepEqual(maturity(199, []), { status: 'PENDING' });
  });

  it('A prediction is pending for the whole window after it was made, however old its lead was', () => {
    assert.deepEqual(maturity(1, [], 200), { status: 'PENDING' });
    assert.deepEqual(maturity(1, [], 110), { status: 'PENDING' });
    assert.deepEqual(maturity(1, [], 109), { status: 'MATURED', outcome: 0 });
    assert.deepEqual(maturity(1, [converted(199)], 150), { status: 'MATURED', outcome: 1 });
  });

  it('A prediction has one outcome when the same was recorded twice, and none that counts when two contradict', () => {
    assert.deepEqual(maturity(150, [converted(170), converted(160)]), { status: 'MATURED', outcome: 1 });
    for (const outcomes of [
      [converted(160), lost(170)],
      [lost(160), converted(170)],
    ]) {
      assert.deepEqual(maturity(150, outcomes), { status: 'EXCLUDED', reason: 'CONTRADICTORY' });
    }
  });

  it('A prediction is left out when the lead ended before it existed, or before it was scored', () => {
    assert.deepEqual(maturity(150, [converted(149)]), { status: 'EXCLUDED', reason: 'OUTCOME_BEFORE_LEAD' });
    const late = maturity(150, [converted(160)], 161);
    assert.deepEqual(late, { status: 'EXCLUDED', reason: 'OUTCOME_BEFORE_PREDICTION' });
    assert.deepEqual(maturity(150, [converted(160)], 160), { status: 'MATURED', outcome: 1 });
  });

  it('A prediction is pending while its outcome is dated into the future', () => {
    assert.deepEqual(maturity(199, [converted(201)]), { status: 'PENDING' });
    assert.deepEqual(maturity(150, [lost(170), converted(201)]), { status: 'MATURED', outcome: 0 });
  });
});

describe('joined outcomes', () => {
  const prediction = (
    leadId: string,
    predictedDay: number,
    outcomes: readonly RecordedOutcome[],
  ): JoinedPrediction => ({
    leadId,
    probability: predictedDay / 1_000,
    leadCreatedAt: 150 * DAY,
    predictedAt: predictedDay * DAY,
    outcomes,
  });

  it('Joined outcomes hold the first prediction about each lead, and count all others', () => {
    const joined = joinOutcomes(
      [
        prediction('won', 156, [converted(170)]),
        prediction('won', 151, [converted(170)]),
        prediction('won', 171, [converted(170)]),
        prediction('open', 152, []),
        prediction('both', 152, [converted(160), lost(161)]),
        prediction('late', 165, [lost(160)]),
      ],
      RULE,
    );
    assert.deepEqual(
      joined.matured.map(({ prediction: { leadId, probability }, outcome }) => [leadId, probability, outcome]),
      [['won', 0.151, 1]],
    );
    assert.deepEqual(
      joined.pending.map(({ leadId }) => leadId),
      ['open'],
    );
    assert.deepEqual(joined.excluded, { CONTRADICTORY: 1, OUTCOME_BEFORE_LEAD: 0, OUTCOME_BEFORE_PREDICTION: 1 });
    assert.deepEqual(
      joined.ended.map(({ leadId }) => leadId),
      ['late'],
    );
    assert.equal(joined.repeated, 2);
  });
});
