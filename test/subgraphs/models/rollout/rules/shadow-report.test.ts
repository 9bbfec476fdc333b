import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ShadowPair, shadowReport } from '../../../../../subgraphs/models/rollout/rules/shadow-report.ts';

const answer = (probability: number, latencyMs = 1) => ({
  probability,
  grade: probability >= 0.5 ? 'A' : 'B',
  latencyMs,
});
const pairs = (shadowOf: (probability: number) => number, n = 100): ShadowPair[] =>
  Array.from({ length: n }, (_, i) => {
    const probability = (i + 0.5) / n;
    return {
      champion: answer(probability, i),
      shadow: answer(shadowOf(probability), 2 * i),
      ...(i % 2 === 0 && { outcome: i % 4 === 0 || i > 80 ? (1 as const) : (0 as const) }),
    };
  });

describe('the report of a shadow', () => {
  it('The report of a shadow shows no difference for a twin', () => {
    const report = shadowReport(
      pairs((probability) => probability),
      3,
    );
    assert.equal(report.count, 100);
    assert.deepEqual([report.errors, report.dropped, report.matured], [0, 3, 50]);
    assert.equal(report.pearson?.toFixed(12), '1.000000000000');
    assert.equal(report.spearman?.toFixed(12), '1.000000000000');
    assert.deepEqual([report.meanAbsoluteDifference, report.scorePsi, report.topDecileOverlap], [0, 0, 1]);
    assert.deepEqual(report.gradeChanges, [
      { championGrade: 'A', shadowGrade: 'A', count: 50 },
      { championGrade: 'B', shadowGrade: 'B', count: 50 },
    ]);
    assert.equal(report.champion.auc, report.shadow.auc);
    assert.equal(report.champion.latencyP50Ms, 49.5);
    assert.equal(report.shadow.latencyP50Ms, 99);
  });

  it('The report of a shadow shows a reversed order', () => {
    const report = shadowReport(
      pairs((probability) => 1 - probability),
      0,
    );
    assert.equal(report.spearman?.toFixed(12), '-1.000000000000');
    assert.equal(report.topDecileOverlap, 0);
    assert.equal(report.meanAbsoluteDifference?.toFixed(12), '0.500000000000');
    assert.deepEqual(report.gradeChanges, [
      { championGrade: 'A', shadowGrade: 'B', count: 50 },
      { championGrade: 'B', shadowGrade: 'A', count: 50 },
    ]);
    assert.equal(((report.champion.auc ?? 0) + (report.shadow.auc ?? 0)).toFixed(12), '1.000000000000');
  });

  it('The report of a shadow shows moved scores, and counts failed requests of the shadow', () => {
    const moved = shadowReport([...pairs((probability) => probability ** 4), { champion: answer(0.5) }], 0);
    assert.ok((moved.scorePsi as number) > 0.25);
    assert.deepEqual([moved.count, moved.errors], [100, 1]);
    assert.ok((moved.shadow.brier as number) > (moved.champion.brier as number));
  });

  it('The report of a shadow is defined without answers, for one, and when all are equal', () => {
    const empty = shadowReport([{ champion: answer(0.5) }], 0);
    assert.deepEqual([empty.count, empty.errors, empty.scorePsi, empty.pearson], [0, 1, undefined, undefined]);
    const equal = shadowReport(
      pairs(() => 0.3),
      0,
    );
    assert.equal(equal.pearson, undefined);
    assert.ok(Number.isFinite(equal.scorePsi));
    const one = shadowReport([{ champion: answer(0.5), shadow: answer(0.4) }], 0);
    assert.deepEqual([one.count, one.topDecileOverlap, one.shadow.auc], [1, 1, undefined]);
  });

  it('The report of a shadow refuses values that are not probabilities', () => {
    const pair = { champion: answer(0.5), shadow: answer(1.5), outcome: 1 as const };
    assert.throws(() => shadowReport([pair], 0), RangeError);
  });
});
