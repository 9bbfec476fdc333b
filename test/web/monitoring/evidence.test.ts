import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  evidenceBins,
  evidenceCurve,
  evidenceFacts,
  evidenceReport,
} from '../../../web/src/monitoring/alerts/page/evidence-facts.ts';

const DRIFT = {
  bins: [
    { bin: { of: 'CATEGORY', category: 'AE' }, reference: 3, current: 1 },
    { bin: { of: 'RANGE', to: 2 }, reference: 1, current: 4 },
    { nonsense: true },
  ],
  report: 3,
  current: { from: 1_796_037_431_570, rows: 900 },
  statistics: { psi: 3 },
  adjustedPValue: 0.001,
};

test('Histograms of drift evidence have the bins of a report', () => {
  assert.deepEqual(
    evidenceBins(DRIFT).map(({ kind, category, to, reference, current }) => [kind, category, to, reference, current]),
    [
      ['CATEGORY', 'AE', null, 3, 1],
      ['RANGE', null, 2, 1, 4],
    ],
  );
  assert.equal(evidenceReport(DRIFT), '3');
});

test('Facts of evidence leave out what is drawn, and know times and shares', () => {
  assert.deepEqual(evidenceFacts(DRIFT), [
    { path: 'report', kind: 'NUMBER', value: 3 },
    { path: 'current.from', kind: 'TIME', value: 1_796_037_431_570 },
    { path: 'current.rows', kind: 'NUMBER', value: 900 },
    { path: 'adjustedPValue', kind: 'NUMBER', value: 0.001 },
  ]);
  assert.deepEqual(evidenceFacts({ quality: { missingShare: 0.4, unseen: ['SPACE'] }, newestAt: null, isNew: true }), [
    { path: 'quality.missingShare', kind: 'SHARE', value: 0.4 },
    { path: 'quality.unseen', kind: 'TEXT', value: 'SPACE' },
    { path: 'isNew', kind: 'TEXT', value: 'true' },
  ]);
});

test('Entries of a list are numbered, and the first five tell enough', () => {
  const changes = Array.from({ length: 9 }, (_, index) => ({ at: index }));
  assert.deepEqual(
    evidenceFacts({ changes }).map(({ path }) => path),
    ['changes 1.at', 'changes 2.at', 'changes 3.at', 'changes 4.at', 'changes 5.at'],
  );
});

test('The calibration curve of performance evidence is found, and none in other evidence', () => {
  const point = { leads: 5, meanProbability: 0.2, conversionRate: { estimate: 0.2, lower: 0.1, upper: 0.4 } };
  assert.deepEqual(evidenceCurve({ report: { calibrationCurve: [point, null, {}] } }), [point]);
  assert.deepEqual(evidenceCurve(DRIFT), []);
});

test('Evidence of any form is read without a fault', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (evidence) => {
      for (const { path, value } of evidenceFacts(evidence)) {
        assert.equal(typeof path, 'string');
        assert.ok(typeof value === 'string' || typeof value === 'number');
      }
      assert.ok(Array.isArray(evidenceBins(evidence)) && Array.isArray(evidenceCurve(evidence)));
      evidenceReport(evidence);
    }),
  );
});
