import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { calibrate } from '../../../../scoring/calibration.ts';
import { logit, sigmoid } from '../../../../scoring/log-odds.ts';
import type { Calibration } from '../../../../scoring/model-manifest.ts';
import { agedFeatures } from '../../../../subgraphs/scores/explain/aged-features.ts';
import { changeSentence } from '../../../../subgraphs/scores/explain/change-sentence.ts';
import type { VersionExplanation } from '../../../../subgraphs/scores/explain/explanations.ts';
import { type ComparedScore, changeParts } from '../../../../subgraphs/scores/explain/score-change.ts';
import { seededRandom } from '../../../support/data/random.ts';
import { DAY, NOW } from '../../../support/scores/scores-world.ts';

/** Raw log-odds 0.5 · meetings + weight · page_views, of which the effect grows with meetings. */
function rawLogOdds({ meetings, page_views }: FeatureVector, weight: number): number {
  return 0.5 * Number(meetings) + weight * Number(page_views) * (1 + Number(meetings)) - 1;
}

function scoreOf(features: FeatureVector, version: number, calibration: Calibration, scoredAt = NOW): ComparedScore {
  const raw = sigmoid(rawLogOdds(features, version / 10));
  const probability = calibrate(raw, calibration);
  return { model: 'm', version, digest: `file ${version}`, raw, probability, features, scoredAt };
}

/** With the two features' exact Shapley values against a lead of zeros. */
function explain(features: FeatureVector, version: number, calibration: Calibration): VersionExplanation {
  const { slope, intercept } = calibration.method === 'PLATT' ? calibration : { slope: 1, intercept: 0 };
  const weight = version / 10;
  const [meetings, views] = [Number(features.meetings), Number(features.page_views)];
  const shared = weight * views * meetings;
  const contributions = [
    { feature: 'meetings', contribution: slope * (0.5 * meetings + shared / 2) },
    { feature: 'page_views', contribution: slope * (weight * views + shared / 2) },
  ].map((each) => ({ ...each, value: 0, standardError: 0 }));
  const baseValue = intercept - slope;
  const margin = contributions.reduce((sum, { contribution }) => sum + contribution, baseValue);
  const how = { method: 'LINEAR', inexactBecause: null, background: { source: 'REFERENCE_WINDOW', rows: 2 } } as const;
  return { ...how, calibration, baseValue, margin, contributions };
}

const IDENTITY: Calibration = { method: 'IDENTITY' };
const PLATT: Calibration = { method: 'PLATT', slope: 1.3, intercept: -0.4 };
const leadOf = (values: Partial<FeatureVector>): FeatureVector => ({
  ...EMPTY_FEATURE_VECTOR,
  meetings: 1,
  page_views: 3,
  ...values,
});
const compare = (from: ComparedScore, to: ComparedScore, calibration: Calibration) =>
  changeParts(from, to, {
    before: explain(from.features, to.version, calibration),
    after: explain(to.features, to.version, calibration),
  });

describe('parts of a change', () => {
  it('add up to the difference, for any features, versions and calibrations', () => {
    const random = seededRandom(7);
    for (let trial = 0; trial < 500; trial++) {
      const draw = () => leadOf({ meetings: Math.floor(random.uniform() * 4), page_views: random.uniform() * 9 });
      const pick = () => [1 + Math.floor(random.uniform() * 3), random.uniform() < 0.5 ? IDENTITY : PLATT] as const;
      const [[version, calibration], [newer, recalibrated]] = [pick(), pick()];
      const from = scoreOf(draw(), version, calibration);
      const to = scoreOf(draw(), newer, recalibrated);
      const sum = compare(from, to, recalibrated).reduce((total, { contribution }) => total + contribution, 0);
      assert.ok(Math.abs(sum - (logit(to.probability) - logit(from.probability))) < 1e-9, `trial ${trial}`);
    }
  });

  it('of an unchanged score are none above rounding', () => {
    const score = scoreOf(leadOf({}), 1, PLATT);
    for (const { kind, contribution } of compare(score, score, PLATT))
      assert.ok(kind === 'ROUNDING' && Math.abs(contribution) < 1e-12);
  });

  it('keep version and calibration apart', () => {
    const from = scoreOf(leadOf({}), 1, IDENTITY);
    const parts = compare(from, scoreOf(leadOf({}), 2, PLATT), PLATT);
    const by = new Map(parts.map(({ kind, contribution }) => [kind, contribution]));
    near(by.get('CALIBRATION'), 1.3 * logit(from.raw) - 0.4 - logit(from.raw));
    near(by.get('MODEL_VERSION'), 1.3 * (rawLogOdds(from.features, 0.2) - rawLogOdds(from.features, 0.1)));
    assert.ok([...by.keys()].every((kind) => ['CALIBRATION', 'MODEL_VERSION', 'ROUNDING'].includes(kind)));
  });

  it('tell a feature that changed from one whose contribution moved with it', () => {
    const parts = compare(scoreOf(leadOf({}), 1, IDENTITY), scoreOf(leadOf({ meetings: 2 }), 1, IDENTITY), IDENTITY);
    const kinds = parts.filter(({ kind }) => kind !== 'ROUNDING').map(({ kind, feature }) => [kind, feature]);
    assert.deepEqual(kinds, [
      ['FEATURE', 'meetings'],
      ['INTERPLAY', 'page_views'],
    ]);
    const said = parts.map((part) => changeSentence(part, { from: 1, to: 1 }));
    assert.deepEqual(said.slice(0, 2), [
      '2 meetings, 1 meeting before: raises the score',
      '3 page views, unchanged, together with other values: raises the score',
    ]);
  });
});

describe('aged features', () => {
  const at = (days: number, values: Partial<FeatureVector>) => ({
    features: leadOf({ lead_age: 10 + days, days_since_interaction: 2 + days, interactions_7d: 3, ...values }),
    scoredAt: NOW + days * DAY,
  });

  it('aged features are those that only time has changed', () => {
    assert.deepEqual(agedFeatures(at(0, {}), at(3, {})), new Set(['lead_age', 'days_since_interaction']));
    const fewer = agedFeatures(at(0, {}), at(6, { interactions_7d: 1 }));
    assert.deepEqual(fewer, new Set(['lead_age', 'days_since_interaction', 'interactions_7d']));
  });

  it('aged features hold none that a fact has changed', () => {
    const called = at(1, { days_since_interaction: 0, interactions_7d: 2 });
    assert.deepEqual(agedFeatures(at(0, {}), called), new Set(['lead_age']));
    assert.deepEqual(agedFeatures(at(0, {}), at(1, { lead_age: 40, days_since_interaction: null })), new Set());
    assert.deepEqual(agedFeatures(at(0, {}), at(0, { interactions_7d: 1 })), new Set());
  });
});

function near(found: number | undefined, expected: number): void {
  assert.ok(Math.abs((found ?? Number.NaN) - expected) < 1e-9, `found ${found}, expected ${expected}`);
}
