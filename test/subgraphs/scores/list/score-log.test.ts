import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { ExportSlots } from '../../../../platform/exports/export-slots.ts';
import { SubgraphExports } from '../../../../platform/exports/subgraph-exports.ts';
import { exportScores } from '../../../../subgraphs/scores/list/export-scores.ts';
import { listScores } from '../../../../subgraphs/scores/list/list-scores.ts';
import type { ScoreLogFilter } from '../../../../subgraphs/scores/list/score-log-filter.ts';
import { type LoggedPrediction, logPredictions } from '../../../support/data/prediction-log.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { readExport } from '../../../support/exports/read-export.ts';

const SCORES = 300;
const ROLES = ['CHAMPION', 'CHALLENGER', 'SHADOW', 'HOLDOUT', 'TRIAL'] as const;
const CAUSES = ['REQUESTED', 'LEAD_CHANGED', 'SWEEP', 'BATCH', 'BACKTEST'] as const;
const GRADES = ['A', 'B', 'C', 'D'] as const;
const pick = <Value>(values: readonly Value[], n: number): Value => values[n % values.length] as Value;

/** Few times, so that many scores share one; the order of recording is not that of time. */
const SCORED: readonly Required<
  Pick<LoggedPrediction, 'leadId' | 'model' | 'version' | 'role' | 'cause' | 'grade' | 'scoredAt'>
>[] = Array.from({ length: SCORES }, (_, n) => ({
  leadId: `lead-${n % 7}`,
  model: n % 11 === 0 ? 'other' : 'lead-conversion',
  version: 1 + (n % 3),
  role: pick(ROLES, Math.floor(n / 2)),
  cause: pick(CAUSES, Math.floor(n / 3)),
  grade: pick(GRADES, Math.floor(n / 5)),
  scoredAt: 1_000 * ((n * 7) % 40),
}));

function expected(filter: ScoreLogFilter): readonly string[] {
  const { roles = ['CHAMPION', 'CHALLENGER'], causes = CAUSES.slice(0, 4) } = filter;
  const isOneOf = (values: readonly unknown[] | null | undefined, value: unknown) => !values || values.includes(value);
  return SCORED.map((score, n) => ({ ...score, n }))
    .filter(
      (score) =>
        isOneOf(roles, score.role) &&
        isOneOf(causes, score.cause) &&
        isOneOf(filter.grades, score.grade) &&
        isOneOf(filter.versions, score.version) &&
        isOneOf(filter.leadIds, score.leadId) &&
        (filter.model == null || filter.model === score.model) &&
        (filter.from == null || score.scoredAt >= filter.from) &&
        (filter.until == null || score.scoredAt < filter.until),
    )
    .sort((a, b) => b.scoredAt - a.scoredAt || b.n - a.n)
    .map(({ n }) => `r${n}`);
}

const some = <Value>(values: readonly Value[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const time = fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined });
const FILTER = fc.record({
  from: time,
  until: time,
  model: fc.option(fc.constantFrom('lead-conversion', 'other', 'none'), { nil: undefined }),
  versions: some([1, 2, 3, 4]),
  roles: some(ROLES),
  causes: some(CAUSES),
  grades: some(GRADES),
  leadIds: some(['lead-1', 'lead-2', 'nobody']),
});

onEachDatabase((kind, open) => {
  describe(`the log of scores on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<never>;
    let exports: SubgraphExports;
    before(async () => {
      opened = await open('scores');
      db = opened.database.tables<never>();
      exports = new SubgraphExports({ scores: exportScores(db) }, new ExportSlots());
      await logPredictions(
        db,
        SCORED.map((score, n) => ({ ...score, requestId: `r${n}` })),
      );
    });
    after(() => opened.close());

    it('lists what any combination of conditions holds for, newest first, page by page', async () => {
      await fc.assert(
        fc.asyncProperty(FILTER, fc.integer({ min: 1, max: 60 }), async (filter, first) => {
          const found: string[] = [];
          let cursor: string | null | undefined;
          do {
            const page = await listScores(db, { filter, first, after: cursor });
            found.push(...page.nodes.map(({ requestId }) => requestId));
            cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
          } while (cursor !== undefined);
          assert.deepEqual(found, expected(filter));
        }),
        { numRuns: 40 },
      );
    });

    it('exports what any combination of conditions holds for, oldest first', async () => {
      await fc.assert(
        fc.asyncProperty(FILTER, async ({ leadIds, ...filter }) => {
          const given = Object.entries({ ...filter, lead_ids: leadIds }).filter(([, value]) => value !== undefined);
          const { rows } = await readExport(exports, 'scores', { parameters: Object.fromEntries(given) });
          assert.deepEqual(
            rows.map((row) => row.request_id),
            expected({ ...filter, leadIds }).toReversed(),
          );
        }),
        { numRuns: 5 },
      );
    });

    it('refuses a foreign cursor, a page out of range, and too many values', async () => {
      for (const [request, code] of [
        [{ filter: {}, first: 10, after: 'c2NvcmU6MQ' }, 'CURSOR_INVALID'],
        [{ filter: {}, first: 0 }, 'VALIDATION_FAILED'],
        [{ filter: {}, first: 201 }, 'VALIDATION_FAILED'],
        [{ filter: { leadIds: Array(101).fill('a') }, first: 1 }, 'TOO_MANY_ITEMS'],
      ] as const)
        await assert.rejects(listScores(db, request), { code });
    });

    it('refuses parameters of the export that do not fit, and names all of them', async () => {
      await assert.rejects(readExport(exports, 'scores', { parameters: { grades: ['E'], roles: ['BOSS'], form: 1 } }), {
        code: 'VALIDATION_FAILED',
        message: /roles: found "BOSS", expected CHAMPION.*grades: found "E", expected A, B, C, D.*expected no form/,
      });
      await assert.rejects(readExport(exports, 'scores', { parameters: { model: 'a\0' } }), {
        code: 'VALIDATION_FAILED',
      });
      for (const resumption of [{ after: 'nobody' }, { after: 'a\0' }, { snapshot: 'a' }])
        await assert.rejects(readExport(exports, 'scores', resumption), { code: 'CURSOR_INVALID' });
      await assert.rejects(readExport(exports, 'scores', { scopes: ['models:read'] }), { code: 'FORBIDDEN' });
    });
  });

  describe(`a long export of scores on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      opened = await open('scores');
      db = opened.database.tables<never>();
      await logPredictions(
        db,
        Array.from({ length: 2_500 }, (_, n) => ({ scoredAt: 1_000 + n, requestId: `r${n}` })),
      );
    });
    after(() => opened.close());

    it('has the log of its beginning, and goes on from any row with the same', async () => {
      const exports = new SubgraphExports({ scores: exportScores(db) }, new ExportSlots());
      // between rows that are still to be read, before them and after them
      const meanwhile = () =>
        logPredictions(
          db,
          [0, 3_400, 3_499, 9_999].map((scoredAt) => ({ scoredAt, requestId: 'late' })),
        );
      const { rows, snapshot } = await readExport(exports, 'scores', { meanwhile });
      const ids = Array.from({ length: 2_500 }, (_, n) => `r${n}`);
      assert.deepEqual(
        rows.map((row) => row.request_id),
        ids,
      );
      const resumed = await readExport(exports, 'scores', { snapshot, after: String(rows[1_999]?.id) });
      assert.deepEqual(
        resumed.rows.map((row) => row.request_id),
        ids.slice(2_000),
      );
      assert.equal(resumed.snapshot, snapshot);
      const anew = await readExport(exports, 'scores');
      assert.equal(anew.rows.filter((row) => row.request_id === 'late').length, 4);
    });

    it('leaves out what a transaction under way at its beginning commits later', {
      skip: kind === 'pglite',
    }, async () => {
      const exports = new SubgraphExports({ scores: exportScores(db) }, new ExportSlots());
      const steps = new EventEmitter();
      const begun = once(steps, 'begun');
      const ended = once(steps, 'end');
      const writing = db.transaction().execute(async (trx) => {
        await logPredictions(trx, [{ scoredAt: 3_450, requestId: 'under way' }]);
        steps.emit('begun');
        await ended;
      });
      await begun;
      // a transaction that began later and has ended is seen
      await logPredictions(db, [{ scoredAt: 3_451, requestId: 'committed' }]);
      const meanwhile = async () => {
        steps.emit('end');
        await writing;
      };
      const { rows } = await readExport(exports, 'scores', { meanwhile });
      const ids = rows.map((row) => row.request_id);
      assert.deepEqual([ids.includes('committed'), ids.includes('under way')], [true, false]);
    });

    it('reads features as columns on request', async () => {
      const exports = new SubgraphExports({ scores: exportScores(db) }, new ExportSlots());
      const features = { company_size: 40, industry: 'TRADING', country: null };
      await logPredictions(db, [{ scoredAt: 99_999, requestId: 'featured', features }]);
      const { rows } = await readExport(exports, 'scores', { parameters: { features: true, from: 99_999 } });
      const [row] = rows;
      assert.deepEqual([row?.company_size, row?.industry, row?.country, row?.meetings], [40, 'TRADING', null, null]);
    });

    it('frees its place when it is closed early, and is refused beyond the places', async () => {
      const exports = new SubgraphExports({ scores: exportScores(db) }, new ExportSlots(1));
      const context = { identity: { subject: 'test', scopes: ['leads:read'] }, requestId: 'test' };
      const request = { name: 'scores', format: 'csv', parameters: {} } as const;
      const held = await exports.open(request, context);
      await assert.rejects(exports.open(request, context), { code: 'TOO_MANY_EXPORTS' });
      await held.close();
      await held.close();
      const next = await exports.open(request, context);
      for await (const _ of next.chunks) break;
      await next.close();
      await assert.rejects(exports.open({ ...request, parameters: { grades: 'A' } }, context), {
        code: 'VALIDATION_FAILED',
      });
      assert.equal((await readExport(exports, 'scores', { parameters: { until: 1_010 } })).rows.length > 0, true);
    });

    it('has no statement left when it is closed', async () => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%'`.execute(db);
      assert.equal(rows[0]?.n, 0);
    });
  });
});
