import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSteps } from '../../../../../statistics/run-cooperatively.ts';
import { checkFeatures, type DriftCheck } from '../../../../../subgraphs/monitoring/drift/rules/check-features.ts';
import { SHIFTABLE, TWENTY_FEATURES } from '../../../../support/data/drift-windows.ts';
import { type Random, seededRandom } from '../../../../support/data/random.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

const warns = ({ outcome }: Pick<DriftCheck, 'outcome'>) => outcome === 'WARNING' || outcome === 'CRITICAL';

/** @param shiftOf how far each feature moves between the windows, standard deviations */
function check(
  random: Random,
  referenceRows: number,
  currentRows: number,
  shiftOf: (feature: number) => number = () => 0,
): DriftCheck {
  const features = TWENTY_FEATURES.map((draw, i) => ({
    name: `feature ${i}`,
    reference: draw(random, referenceRows, 0),
    current: draw(random, currentRows, shiftOf(i)),
  }));
  return runSteps(checkFeatures(features));
}

describe('simulated drift checks of twenty features', () => {
  for (const [referenceRows, currentRows, runs] of [
    [50, 50, 400],
    [100, 100, 400],
    [200, 200, 400],
    [500, 500, 300],
    [999, 999, 200],
    [1_000, 1_000, 200],
    [5_000, 5_000, 40],
    [100_000, 100_000, 10],
    [100, 50, 400],
    [1_000, 50, 400],
    [10_000, 50, 400],
    [10_000, 500, 100],
    [10_000, 999, 100],
    [100_000, 100, 20],
  ] as const) {
    // a run outside of CI takes a twentieth of them, and one false alarm more: of so few, one is no proof
    const [checks, slack] = isThorough() ? [runs, 0] : [Math.ceil(runs / 20), 1];
    it(`Simulated drift checks of twenty features warn in at most 5 % when nothing changed: ${referenceRows} and ${currentRows} rows`, () => {
      const random = seededRandom(referenceRows + currentRows);
      const falseAlarms = Array.from({ length: checks }, () => check(random, referenceRows, currentRows)).filter(warns);
      assert.ok(falseAlarms.length <= checks / 20 + slack, `${falseAlarms.length} of ${checks}`);
    });
  }

  for (const [rows, runs] of [
    [500, 240],
    [1_000, 120],
    [5_000, 24],
  ] as const) {
    it(`Simulated drift checks of twenty features find a feature that moved by half a standard deviation in at least 95 %: ${rows} rows`, () => {
      const random = seededRandom(rows);
      const checks = isThorough() ? runs : Math.ceil(runs / 20);
      const found = Array.from({ length: checks }, (_, run) => {
        const moved = run % SHIFTABLE;
        const { features } = check(random, rows, rows, (i) => (i === moved ? 0.5 : 0));
        const drift = features.find(({ feature }) => feature === `feature ${moved}`);
        return drift !== undefined && warns(drift);
      }).filter(Boolean);
      assert.ok(found.length >= 0.95 * checks, `${found.length} of ${checks}`);
    });
  }

  it('Simulated drift checks of twenty features find every feature when half of them move, and few of the others', () => {
    const { features, outcome } = check(seededRandom(3), 500, 500, () => 0.7);
    const drifted = features.filter(warns).map(({ feature }) => Number(feature.slice('feature '.length)));
    assert.equal(outcome, 'CRITICAL');
    assert.equal(drifted.filter((i) => i < SHIFTABLE).length, SHIFTABLE);
    assert.ok(drifted.filter((i) => i >= SHIFTABLE).length <= 1);
  });
});
