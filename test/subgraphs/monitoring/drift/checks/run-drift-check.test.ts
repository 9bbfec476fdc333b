import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { insertGradePolicy } from '../../../../../subgraphs/models/grades/store/grade-policy-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { codeOf } from '../../../../support/models/models-bench.ts';
import { DriftWorld, HOUR_MS, MODEL, NOW } from '../../../../support/monitoring/drift-world.ts';

const FEATURE = `feature outcome degree decidedBy adjustedPValue contribution impact referenceRows currentRows
  statistics { psi pValue } histogram { kind reference current } newCategories { category rows }`;
const REPORT = `id requestedBy checkedAt outcome modelVersion { model version }
  reference { source from until rows } current { from until rows } previous { from until rows }
  againstReference { outcome score { ${FEATURE} } gradeMix { ${FEATURE} } features { ${FEATURE} } }
  againstPrevious { outcome features { feature outcome } }
  slices { dimension slice referenceRows currentRows outcome drifting { feature outcome } }`;

const ago = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString();
const between = (from: number, until: number) => `window: { from: "${ago(from)}", until: "${ago(until)}" }`;

onEachDatabase((kind, open) => {
  describe(`drift checks on ${kind}`, () => {
    let store: TestDatabase;
    let world: DriftWorld;

    before(async () => {
      store = await open(...DriftWorld.schemas);
      world = await DriftWorld.open(store);
      const hours = (from: number, until: number) => ({ from: NOW - from * HOUR_MS, until: NOW - until * HOUR_MS });
      // as the reference, then nothing for a week, and then changes of all kinds
      await world.addPredictions({ rows: 1_500, ...hours(48, 24), seed: 1 });
      await world.addPredictions({ rows: 1_500, ...hours(24, 0), seed: 2 });
      await world.addPredictions({
        rows: 1_500,
        ...hours(224, 200),
        seed: 3,
        change: (features) => ({ ...features, page_views: 3 * Number(features.page_views) + 5 }),
      });
      await world.addPredictions({
        rows: 1_500,
        ...hours(324, 300),
        seed: 4,
        change: (features) => ({ ...features, company_size: null, meetings: 0, country: 'ZZ' }),
        probability: (probability) => Math.min(1, probability + 0.3),
      });
      await world.addPredictions({
        rows: 1_500,
        ...hours(424, 400),
        seed: 5,
        change: (features) =>
          features.referral_source === 'GOOGLE_ADS' ? { ...features, time_on_site: 10_000 } : features,
      });
      await world.addPredictions({ rows: 500, ...hours(24, 0), seed: 6, role: 'SHADOW' });
    });

    after(async () => {
      await world.close();
      await store.close();
    });

    const check = async (given: string) => {
      const answer = await world.ask(`mutation { runDriftCheck(${given}) { report { ${REPORT} } } }`);
      assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
      return answer.data.runDriftCheck.report;
    };

    test('Leads like those of the reference do not drift, compared with it and with the day before', async () => {
      const report = await check(`model: "${MODEL}"`);
      assert.equal(report.outcome, 'NONE', JSON.stringify(report.againstReference));
      assert.equal(report.againstPrevious.outcome, 'NONE');
      assert.deepEqual(report.modelVersion, { model: MODEL, version: 1 });
      assert.equal(report.requestedBy, 'ann');
      assert.deepEqual(report.current, { from: ago(24), until: ago(0), rows: 1_500 });
      assert.deepEqual(report.previous, { from: ago(48), until: ago(24), rows: 1_500 });
      const { from, until } = world.reference;
      const iso = (time: number) => new Date(time).toISOString();
      assert.deepEqual(report.reference, { source: 'REGISTERED', from: iso(from), until: iso(until), rows: 2_000 });
    });

    test('A report has every feature of the version with both histograms and its contribution', async () => {
      const { againstReference } = await check('window: { lastRows: 1000 }');
      const { score, gradeMix, features } = againstReference;
      const names = features.map(({ feature }: { feature: string }) => feature).toSorted();
      assert.deepEqual(names, Object.keys(world.reference.features).toSorted());
      for (const found of [score, gradeMix, ...features]) {
        const rows = (side: string) =>
          found.histogram.reduce((sum: number, bin: Record<string, number>) => sum + (bin[side] as number), 0);
        assert.deepEqual([rows('reference'), rows('current')], [2_000, 1_000], found.feature);
        assert.deepEqual([found.referenceRows, found.currentRows], [2_000, 1_000]);
      }
      assert.deepEqual([score.contribution, gradeMix.impact], [null, null]);
      assert.ok(features.every(({ contribution }: { contribution: number }) => contribution >= 0));
      assert.ok(features.some(({ contribution }: { contribution: number }) => contribution > 0.1));
    });

    test('A feature that moved is found, and only that', async () => {
      const report = await check(between(224, 200));
      const [first, ...rest] = report.againstReference.features;
      assert.equal(first.feature, 'page_views');
      assert.equal(first.outcome, 'CRITICAL');
      assert.equal(first.decidedBy, 'PSI');
      assert.ok(first.degree >= 2 && first.impact > 0);
      for (const { feature, outcome } of [report.againstReference.score, report.againstReference.gradeMix, ...rest])
        assert.equal(outcome, 'NONE', feature);
      assert.equal(report.outcome, 'CRITICAL');
      assert.deepEqual([report.previous, report.againstPrevious], [null, null]);
    });

    test('Columns without values, with one value and with a new category are found, and so are scores', async () => {
      const { againstReference } = await check(between(324, 300));
      const found = new Map<string, { outcome: string; newCategories: unknown }>(
        againstReference.features.map((feature: { feature: string }) => [feature.feature, feature]),
      );
      for (const feature of ['company_size', 'meetings', 'country'])
        assert.equal(found.get(feature)?.outcome, 'CRITICAL', feature);
      assert.deepEqual(found.get('country')?.newCategories, [{ category: 'ZZ', rows: 1_500 }]);
      assert.equal(againstReference.score.outcome, 'CRITICAL');
      assert.equal(againstReference.gradeMix.outcome, 'CRITICAL');
    });

    test('A change within one slice is found there', async () => {
      const { slices } = await check(between(424, 400));
      const drifting = slices.filter(({ outcome }: { outcome: string }) => /WARNING|CRITICAL/.test(outcome));
      const source = drifting.find(({ slice }: { slice: string }) => slice === 'GOOGLE_ADS');
      assert.equal(source.dimension, 'referral_source');
      assert.deepEqual(source.drifting, [{ feature: 'time_on_site', outcome: 'CRITICAL' }]);
      const small = slices.filter(({ currentRows }: { currentRows: number }) => currentRows < 200);
      assert.ok(small.length > 0);
      for (const slice of small) assert.equal(slice.outcome, 'INSUFFICIENT');
    });

    test('A stored report reads as it was answered, by id, in lists and on its version', async () => {
      const report = await check(between(224, 200));
      const stored = await world.ask(`{ driftReport(id: "${report.id}") { ${REPORT} } }`);
      assert.deepEqual(stored.data.driftReport, report);
      const { data } = await world.ask(
        `query ($of: [_Any!]!) {
          driftReports(model: "${MODEL}", version: 1, first: 1) { edges { node { id } } pageInfo { hasNextPage } }
          _entities(representations: $of) { ... on ModelVersion { drift(first: 1) { edges { node { id } } } } }
        }`,
        { of: [{ __typename: 'ModelVersion', model: MODEL, version: 1 }] },
      );
      const edges = [{ node: { id: report.id } }];
      assert.deepEqual(data.driftReports, { edges, pageInfo: { hasNextPage: true } });
      assert.deepEqual(data._entities, [{ drift: { edges } }]);
      assert.equal((await world.ask('{ driftReport(id: "999999") { id } }')).data.driftReport, null);
    });

    test('Alert rules observe the degree of every feature, of scores and of grades', async () => {
      const report = await check(between(224, 200));
      const observed = world.signals.filter(
        ({ evidence }) => `${(evidence as { report: number }).report}` === report.id,
      );
      const whole = observed.filter(({ metric, slice }) => slice === undefined && metric.endsWith('_DRIFT'));
      const degrees = whole.map(({ metric, feature, value }) => [feature ?? metric, value]);
      const { score, gradeMix, features } = report.againstReference;
      const expected = [...features, { ...score, feature: 'SCORE_DRIFT' }, { ...gradeMix, feature: 'GRADE_MIX_DRIFT' }];
      assert.deepEqual(
        new Map(degrees as [string, number][]),
        new Map(expected.map(({ feature, degree }) => [feature, degree])),
      );
      // scores as a whole did not move, so each large slice is told of as well
      assert.ok(observed.some(({ metric, slice }) => metric === 'SCORE_DRIFT' && slice === 'country=AE'));
    });

    test('A check that cannot be made is refused, and nothing is stored', async () => {
      await world.addVersion(2);
      const { industry: _, ...features } = world.reference.features;
      await world.addVersion(3, { ...world.reference, features });
      await world.addPredictions({ version: 2, rows: 10, from: NOW - HOUR_MS, until: NOW });
      await world.addPredictions({ version: 3, rows: 10, from: NOW - HOUR_MS, until: NOW });
      const count = async () => {
        const { rows } = await sql`SELECT (SELECT count(*) FROM monitoring.drift_report) AS reports,
          (SELECT count(*) FROM monitoring.drift_feature) AS features`.execute(world.db);
        return rows;
      };
      const stored = await count();
      const cases: readonly (readonly [string, string, RegExp])[] = [
        ['model: "nobody"', 'MODEL_NOT_FOUND', /nobody/],
        ['version: 9', 'MODEL_VERSION_NOT_FOUND', /version 9/],
        ['version: 2', 'REFERENCE_WINDOW_NOT_FOUND', /lead-conversion 2/],
        ['version: 3', 'VALIDATION_FAILED', /reference window, industry: found no such feature/],
        [between(2_000, 1_000), 'DRIFT_WINDOW_EMPTY', /found no prediction of lead-conversion 1 from 2026-/],
        [
          between(1, -1),
          'VALIDATION_FAILED',
          /window.until: found 2026-11-22T13:00:00.000Z, expected a time up to now/,
        ],
        [between(1, 1), 'VALIDATION_FAILED', /window.from/],
        [between(1, 2), 'VALIDATION_FAILED', /window.from/],
        ['window: { lastRows: 0 }', 'VALIDATION_FAILED', /window.lastRows: found 0/],
        ['window: { lastRows: 100001 }', 'VALIDATION_FAILED', /expected 1 to 100000/],
        [`window: { from: "${ago(1)}", lastRows: 5 }`, 'VALIDATION_FAILED', /found from and lastRows/],
      ];
      for (const [given, code, message] of cases) {
        const answer = await world.ask(`mutation { runDriftCheck(${given}) { report { id } } }`);
        assert.equal(codeOf(answer), code, given);
        assert.match(answer.errors?.[0]?.message ?? '', message);
      }
      assert.deepEqual(await count(), stored);
    });

    test('A change of the grade policy is no drift: every window is graded by the current one', async () => {
      const limits = { A: 0.05, B: 0.03, C: 0.02 };
      const about = { model: MODEL, version: 2, at: NOW, by: 'ann', reason: 'more As' };
      await insertGradePolicy(world.db, { ...about, limits });
      const { gradeMix } = (await check(between(24, 0))).againstReference;
      assert.equal(gradeMix.outcome, 'NONE');
      const { rows } = await sql<{ grade: string; n: number }>`SELECT CASE WHEN probability >= 0.05 THEN 'A'
          WHEN probability >= 0.03 THEN 'B' WHEN probability >= 0.02 THEN 'C' ELSE 'D' END AS grade, count(*) AS n
        FROM scores.prediction WHERE version = 1 AND role = 'CHAMPION' AND scored_at BETWEEN ${NOW - 24 * HOUR_MS} AND ${NOW}
        GROUP BY 1`.execute(world.db);
      const counts = gradeMix.histogram.map(({ current }: { current: number }) => current);
      assert.deepEqual(counts.toSorted(), rows.map(({ n }) => n).toSorted());
    });

    test('A single row is INSUFFICIENT', async () => {
      const report = await check('window: { lastRows: 1 }');
      assert.equal(report.current.rows, 1);
      assert.equal(report.outcome, 'INSUFFICIENT');
      assert.equal(report.againstReference.score.degree, null);
    });
  });
});
