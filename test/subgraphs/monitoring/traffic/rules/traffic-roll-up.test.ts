import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sketchLatencies, sketchQuantile } from '../../../../../subgraphs/monitoring/traffic/rules/latency-sketch.ts';
import {
  ROLL_UP_WIDTHS_MS,
  rollUp,
  SCORE_BINS,
  scoreBin,
  type TrafficRollUp,
} from '../../../../../subgraphs/monitoring/traffic/rules/traffic-roll-up.ts';
import { seededRandom } from '../../../../support/data/random.ts';

const [, SECONDS, MINUTE, HOUR] = ROLL_UP_WIDTHS_MS;

const row = (start: number, differing: Partial<TrafficRollUp> = {}): TrafficRollUp => ({
  start,
  widthMs: SECONDS,
  model: 'lead',
  version: 1,
  role: 'CHAMPION',
  predictions: 2,
  // a sum of halves is exact, in any order
  probabilitySum: 0.5,
  latency: sketchLatencies([2, 4]),
  errors: {},
  grades: { A: 1, D: 1 },
  scores: Array.from({ length: SCORE_BINS }, (_, bin) => Number(bin === 4) * 2),
  ...differing,
});

describe('a roll-up of traffic', () => {
  it('A roll-up of traffic adds up what one version did in one role', () => {
    const [first, second, ...others] = rollUp(
      [
        row(50_000),
        row(40_000, { errors: { INFERENCE_FAILED: 1 }, grades: { B: 3 } }),
        // another replica, the same seconds
        row(40_000, { errors: { INFERENCE_FAILED: 2, SUBGRAPH_TIMEOUT: 1 } }),
        row(60_000),
      ],
      MINUTE,
    ) as [TrafficRollUp, TrafficRollUp];
    assert.deepEqual([first.start, first.widthMs, first.predictions, first.probabilitySum], [0, MINUTE, 6, 1.5]);
    assert.deepEqual(first.errors, { INFERENCE_FAILED: 3, SUBGRAPH_TIMEOUT: 1 });
    assert.deepEqual(first.grades, { A: 2, B: 3, D: 2 });
    assert.deepEqual([first.scores[4], first.scores[5], first.latency.count], [6, 0, 6]);
    assert.deepEqual([second.start, second.predictions, others.length], [60_000, 2, 0]);
  });

  it('A roll-up of traffic keeps versions and roles apart, in their order', () => {
    const rows = [
      row(0, { version: 10 }),
      row(0, { version: 2, role: 'SHADOW' }),
      row(0, { version: 2 }),
      row(0, { model: 'a' }),
    ];
    assert.deepEqual(
      rollUp(rows, HOUR).map(({ model, version, role }) => [model, version, role]),
      [
        ['a', 1, 'CHAMPION'],
        ['lead', 2, 'CHAMPION'],
        ['lead', 2, 'SHADOW'],
        ['lead', 10, 'CHAMPION'],
      ],
    );
  });

  it('A roll-up of traffic gives by way of minutes what it gives at once', () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 500 }, (_, i) => {
      const latency = sketchLatencies(Array.from({ length: 5 }, () => Math.round(64 * random.uniform()) / 8));
      return row((i - 100) * SECONDS, { latency, version: 1 + (i % 2) });
    });
    const atOnce = rollUp(rows, HOUR);
    assert.deepEqual(rollUp(rollUp(rows, MINUTE), HOUR), atOnce);
    assert.deepEqual(rollUp(rows.toReversed(), HOUR), atOnce);
    assert.deepEqual(
      atOnce.map(({ start }) => start),
      [-HOUR, -HOUR, 0, 0, HOUR, HOUR].slice(0, atOnce.length),
    );
    assert.ok((sketchQuantile(atOnce[0]?.latency ?? assert.fail(), 0.5) as number) > 3);
  });

  it('A roll-up of traffic merges one of nothing, and refuses a width that does not fit', () => {
    assert.deepEqual(rollUp([], HOUR), []);
    assert.throws(() => rollUp([row(0)], 15_000), /found width 15000, expected a multiple of 10000/);
    assert.throws(() => rollUp([row(0, { widthMs: HOUR })], MINUTE), RangeError);
  });

  it('A roll-up of traffic has twenty bins of probability', () => {
    assert.deepEqual([0, 0.049, 0.05, 0.5, 0.999, 1].map(scoreBin), [0, 0, 1, 10, 19, 19]);
  });

  it('A roll-up of traffic costs megabytes a year', () => {
    const random = seededRandom(5);
    const hour = row(0, {
      widthMs: HOUR,
      latency: sketchLatencies(Array.from({ length: 100_000 }, () => 2 * Math.exp(random.normal() / 2))),
    });
    const year = JSON.stringify(hour).length * 24 * 365;
    assert.ok(year < 40e6, `${year} bytes`);
  });
});
