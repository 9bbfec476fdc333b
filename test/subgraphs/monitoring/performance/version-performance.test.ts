import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import { createLogger } from '../../../../platform/logger.ts';
import { insertLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import type { OutcomeRow } from '../../../../subgraphs/leads/outcomes/outcome.ts';
import { insertOutcomes } from '../../../../subgraphs/leads/outcomes/outcome-store.ts';
import { insertGradePolicy } from '../../../../subgraphs/models/grades/store/grade-policy-store.ts';
import { lockModel } from '../../../../subgraphs/models/versions/store/version-store.ts';
import { performanceReport } from '../../../../subgraphs/monitoring/performance/rules/performance-report.ts';
import { createMonitoring, type Monitoring } from '../../../../subgraphs/monitoring/subgraph.ts';
import { leadRow } from '../../../support/data/lead-rows.ts';
import { logPredictions } from '../../../support/data/prediction-log.ts';
import { seededRandom } from '../../../support/data/random.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createSubgraphApp } from '../../../support/graph/subgraph-app.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const LEADS_PER_KIND = 600;
const CONTEXT = { identity: { subject: 'ann', scopes: [] }, requestId: 'test' };

interface Simulated {
  readonly id: string;
  readonly createdAt: number;
  readonly probability: number;
  readonly country: string;
  /** undefined: open */
  readonly result?: OutcomeRow['result'] | undefined;
}

/** Old leads of which some converted, some were lost and some are open; young ones that are open or converted. */
const SIMULATED = simulate();

function simulate(): readonly Simulated[] {
  const random = seededRandom(11);
  const lead = (age: number, kind: string, i: number): Simulated => {
    const probability = Math.round(random.uniform() * 1e4) / 1e4;
    const converts = random.uniform() < probability;
    const isKnown = kind === 'old' ? converts || i % 2 === 0 : converts && i % 3 === 0;
    const result = converts ? 'CONVERTED' : 'LOST';
    const country = i % 3 === 0 ? 'IN' : 'AE';
    return {
      id: `${kind}-${i}`,
      createdAt: NOW - age * DAY - i * 1_000,
      probability,
      country,
      ...(isKnown && { result }),
    };
  };
  const range = Array.from({ length: LEADS_PER_KIND }, (_, i) => i);
  return [...range.map((i) => lead(120, 'old', i)), ...range.map((i) => lead(30, 'young', i))];
}

/** Leads of last year that were first scored an hour ago: open ones, and some that had ended by then. */
const OLD_AND_NEW: readonly Simulated[] = Array.from({ length: 9 }, (_, i) => ({
  id: `backlog-${i}`,
  createdAt: NOW - 300 * DAY,
  probability: 0.02,
  country: 'AE',
  ...(i < 2 && { result: 'CONVERTED' }),
  ...(i === 2 && { result: 'LOST' }),
}));

const gradeOf = (probability: number) => (probability >= 0.4 ? 'A' : probability >= 0.2 ? 'B' : 'D');

async function fillBacklog(db: Kysely<never>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = OLD_AND_NEW.map(({ id, createdAt }) => leadRow({ id, created_at: createdAt }));
    await insertLeads(trx, rows, { now: NOW, update: [] });
    const ended = OLD_AND_NEW.flatMap(({ id: lead_id, result }) => (result ? [{ lead_id, result }] : []));
    const at = NOW - 200 * DAY;
    await insertOutcomes(
      trx,
      ended.map((one) => ({ ...one, occurred_at: at, recorded_at: at, revenue: 1_000, reason: null })),
    );
  });
  await logPredictions(
    db,
    OLD_AND_NEW.map(({ id: leadId, probability }) => {
      return { model: 'backlog', leadId, scoredAt: NOW - 3_600_000, probability, grade: 'D' };
    }),
  );
}

async function fill(db: Kysely<never>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const rows = SIMULATED.map(({ id, createdAt }) => leadRow({ id, created_at: createdAt }));
    await insertLeads(trx, rows, { now: NOW, update: [] });
    await insertOutcomes(
      trx,
      SIMULATED.flatMap(({ id, createdAt, result }) => {
        const at = createdAt + 5 * DAY;
        const revenue = result === 'CONVERTED' ? 1_000 : null;
        return result ? { lead_id: id, result, occurred_at: at, recorded_at: at, revenue, reason: null } : [];
      }),
    );
  });
  const first = SIMULATED.map(({ id, createdAt, probability, country }) => {
    const features = { country, industry: 'TRADING', referral_source: null };
    return { leadId: id, scoredAt: createdAt + 1_000, probability, grade: gradeOf(probability), features };
  });
  await logPredictions(db, first);
  // later predictions about the same leads know better, and do not count; nor does what nobody saw
  await logPredictions(
    db,
    first.map(({ scoredAt, ...rest }) => ({ ...rest, scoredAt: scoredAt + DAY, probability: 0.5, grade: 'C' })),
  );
  await logPredictions(
    db,
    first.map((row) => ({ ...row, version: 2, role: 'SHADOW', probability: 1 - row.probability })),
  );
}

onEachDatabase((kind, open) => {
  describe(`performance of a version on ${kind}`, () => {
    let store: TestDatabase;
    let monitoring: Monitoring;
    let app: FastifyInstance;
    before(async () => {
      store = await open('leads', 'models', 'scores', 'monitoring');
      const log = createLogger('silent');
      const modelMaturityDays = { patient: 200 };
      monitoring = await createMonitoring({ database: store.database, log, clock: () => NOW, modelMaturityDays });
      app = await createSubgraphApp(monitoring.schema, CONTEXT);
      await fill(store.database.tables<never>());
      await fillBacklog(store.database.tables<never>());
    });
    after(async () => {
      await app.close();
      await monitoring.close();
      await store.close();
    });

    const ask = async (source: string) => {
      const { data, errors } = (await createMercuriusTestClient(app).query(source)) as Answer;
      if (errors) throw Object.assign(new Error(errors[0]?.message), { code: errors[0]?.extensions?.code });
      return data;
    };
    const performance = async (fields: string, { version = 1, model = 'lead-conversion', given = '' } = {}) => {
      const key = `{ __typename: "ModelVersion", model: "${model}", version: ${version} }`;
      const data = await ask(`{ _entities(representations: [${key}]) {
        ... on ModelVersion { performance${given} { ${fields} } } } }`);
      return data._entities[0].performance;
    };

    test('Performance of a version counts leads with an outcome or a prediction older than the maturity window, each by its first prediction', async () => {
      const matured = SIMULATED.filter(({ id, result }) => id.startsWith('old') || result !== undefined);
      const expected = performanceReport({
        matured: {
          probabilities: matured.map(({ probability }) => probability),
          outcomes: matured.map(({ result }) => Number(result === 'CONVERTED')),
        },
        pending: SIMULATED.length - matured.length,
        cutPoints: [0.4, 0.2, 0.08],
      });
      const { report, isComplete, maturityDays } = await performance(`isComplete maturityDays report {
        matured pending auc { auc lower upper } brier { brier reliability } logLoss calibration { expectedError signedBias }
        calibrationCurve { leads converted meanProbability conversionRate { lower } } top { selected precision lift } confusion { cutPoint truePositives falsePositives } }`);
      assert.deepEqual([isComplete, maturityDays], [true, 90]);
      assert.deepEqual([report.matured, report.pending], [expected.matured, expected.pending]);
      const close = (found: number, wanted: number | undefined) => assert.ok(Math.abs(found - (wanted ?? 0)) < 1e-9);
      close(report.auc.auc, expected.auc?.auc);
      close(report.auc.lower, expected.auc?.lower);
      close(report.brier.brier, expected.brier?.brier);
      close(report.logLoss, expected.logLoss);
      close(report.calibration.signedBias, expected.calibration?.signedBias);
      close(report.top.precision, expected.top?.precision);
      assert.deepEqual(
        report.calibrationCurve.map(({ leads, converted }: CurvePoint) => [leads, converted]),
        expected.calibrationCurve.map(({ leads, converted }) => [leads, converted]),
      );
      close(report.calibrationCurve[0].conversionRate.lower, expected.calibrationCurve[0]?.conversionRate.lower);
      assert.deepEqual(
        report.confusion.map(({ cutPoint, truePositives }: Cut) => [cutPoint, truePositives]),
        expected.confusion.map(({ cutPoint, truePositives }) => [cutPoint, truePositives]),
      );
    });

    test('Performance of a version comes with the estimate from the probabilities, by cohort, and by slice with intervals', async () => {
      const found =
        await performance(`estimateOfMatured { auc } estimateOfPending { predictions auc } report { pending }
        cohorts { weekStart report { matured pending } }
        fairness { dimension slices { slice predictions selectionRate { estimate lower upper } } }`);
      assert.ok(found.estimateOfMatured.auc > 0.7);
      assert.equal(found.estimateOfPending.predictions, found.report.pending);
      assert.ok(found.cohorts.length >= 2);
      assert.equal(new Date(found.cohorts[0].weekStart).getUTCDay(), 1);
      const countries = found.fairness.find(({ dimension }: { dimension: string }) => dimension === 'COUNTRY').slices;
      assert.deepEqual(
        countries.map(({ slice, predictions }: Sliced) => [slice, predictions]),
        [
          ['AE', 800],
          ['IN', 400],
        ],
      );
      const { estimate, lower, upper } = countries[0].selectionRate;
      assert.ok(lower < estimate && estimate < upper);
    });

    test('Performance of a version counts no old lead as lost that was scored just now, and counts separately those that had ended', async () => {
      const found = await performance(
        `report { matured pending endedBefore } excluded { outcomeBeforePrediction } cohorts { report { endedBefore } }
          estimateOfPending { predictions } fairness { slices { predictions matured } }`,
        { model: 'backlog' },
      );
      assert.deepEqual(found.report, { matured: 0, pending: 6, endedBefore: 3 });
      assert.deepEqual(found.excluded, { outcomeBeforePrediction: 3 });
      assert.deepEqual(found.cohorts, [{ report: { endedBefore: 3 } }]);
      assert.equal(found.estimateOfPending.predictions, 6);
      assert.deepEqual(found.fairness[0].slices, [{ predictions: 6, matured: 0 }]);
      const figures = 'leads matured pending endedBefore converted revenue';
      const data = await ask(`{
        conversionByGrade(model: "backlog", from: "2026-01-01T00:00:00Z") { ${figures} }
        conversionByWeek(model: "backlog", from: "2026-01-01T00:00:00Z") { ${figures} }
      }`);
      const expected = [{ leads: 6, matured: 0, pending: 6, endedBefore: 3, converted: 0, revenue: 0 }];
      assert.deepEqual(data, { conversionByGrade: expected, conversionByWeek: expected });
    });

    test('Performance of a version can be restricted to some leads, another version, role or time', async () => {
      const counts = 'report { matured pending auc { auc } }';
      const slice = '(slice: { dimension: COUNTRY, value: "IN" })';
      const indian = (await performance(counts, { given: slice })).report;
      assert.equal(indian.matured + indian.pending, 400);
      const [champion, shadow] = [await performance(counts), await performance(counts, { version: 2 })];
      assert.ok(Math.abs(shadow.report.auc.auc - (1 - champion.report.auc.auc)) < 1e-9);
      const none = await performance(counts, { version: 2, given: '(role: "CHAMPION")' });
      assert.deepEqual(none.report, { matured: 0, pending: 0, auc: null });
      const young = await performance(counts, { given: `(from: "${new Date(NOW - 60 * DAY).toISOString()}")` });
      assert.equal(young.report.matured + young.report.pending, LEADS_PER_KIND);
      assert.equal((await performance('maturityDays', { model: 'patient' })).maturityDays, 200);
    });

    test('Performance of a version is refused over an empty window, one in the future, and for a grade that nobody is selected from', async () => {
      const late = new Date(NOW + 1).toISOString();
      for (const given of [`(until: "${late}")`, `(from: "${new Date(NOW).toISOString()}")`, '(selectedFrom: "D")'])
        await assert.rejects(performance('isComplete', { given }), { code: 'VALIDATION_FAILED' });
    });

    test('Conversion by grade counts each lead by the first grade that callers got', async () => {
      const { conversionByGrade } = await ask(`{ conversionByGrade { grade leads matured pending converted
        conversionRate { estimate } revenue revenuePerConversion } }`);
      assert.deepEqual(
        conversionByGrade.map(({ grade }: { grade: string }) => grade),
        ['A', 'B', 'D'],
      );
      const graded = SIMULATED.filter(({ probability }) => probability >= 0.4);
      const matured = graded.filter(({ id, result }) => id.startsWith('old') || result !== undefined).length;
      const converted = graded.filter(({ result }) => result === 'CONVERTED').length;
      assert.deepEqual(conversionByGrade[0], {
        grade: 'A',
        leads: graded.length,
        matured,
        pending: graded.length - matured,
        converted,
        conversionRate: { estimate: converted / matured },
        revenue: converted * 1_000,
        revenuePerConversion: 1_000,
      });
    });

    test('Performance of a version has the cut-points of the current grade policy of its model', async () => {
      await lockModel(store.database.tables<never>(), 'lead-conversion', NOW);
      const about = { model: 'lead-conversion', version: 2, at: NOW, by: 'ann', reason: 'fewer As' };
      await insertGradePolicy(store.database.tables<never>(), { ...about, limits: { A: 0.75, B: 0.5, C: 0.25 } });
      const { report } = await performance('report { confusion { cutPoint } }', { given: '(selectedFrom: "A")' });
      assert.deepEqual(
        report.confusion.map(({ cutPoint }: Cut) => cutPoint),
        [0.75, 0.5, 0.25],
      );
    });

    test('Conversion by week begins on Mondays and counts every lead once', async () => {
      const { conversionByWeek: weeks } = await ask('{ conversionByWeek { weekStart leads } }');
      assert.equal(
        weeks.reduce((sum: number, { leads }: { leads: number }) => sum + leads, 0),
        SIMULATED.length,
      );
      for (const { weekStart } of weeks) assert.equal(new Date(weekStart).getUTCDay(), 1);
    });
  });
});

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface CurvePoint {
  readonly leads: number;
  readonly converted: number;
}

interface Cut {
  readonly cutPoint: number;
  readonly truePositives: number;
}

interface Sliced {
  readonly slice: string;
  readonly predictions: number;
}
