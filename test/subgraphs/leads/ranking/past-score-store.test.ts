import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { logit } from '../../../../scoring/log-odds.ts';
import { insertLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { moveBaselines } from '../../../../subgraphs/leads/ranking/past-score-store.ts';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const START = Date.parse('2026-01-01T05:00:00Z');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

interface Scored {
  readonly at: number;
  readonly probability: number;
}

/** Change since a week, by going through every score that a lead had. */
function changeOf(scores: readonly Scored[], now: number): number {
  const first = scores.filter(({ at }, index) => {
    const before = scores[index - 1];
    return !before || Math.floor(before.at / DAY_MS) !== Math.floor(at / DAY_MS);
  });
  const baseline = first.findLast(({ at }) => at <= now - WEEK_MS) ?? first[0];
  const last = scores.at(-1);
  return baseline && last ? logit(last.probability) - logit(baseline.probability) : 0;
}

onEachDatabase((kind, open) => {
  describe(`changes of scores since a week on ${kind}`, () => {
    let db: TestDatabase;
    let leads = 0;
    before(async () => {
      db = await open('outbox', 'leads');
    });
    after(() => db?.close());

    const tables = () => db.database.tables<unknown>();
    const inTransaction = (work: (trx: ReturnType<typeof tables>) => Promise<unknown>) =>
      tables().transaction().execute(work);
    const create = async (): Promise<string> => {
      const id = `scored-${++leads}`;
      await inTransaction((trx) => insertLeads(trx, [leadRow({ id, created_at: START })], { now: START }));
      return id;
    };
    const score = (leadId: string, { at, probability }: Scored, sequence: number) =>
      inTransaction((trx) =>
        applyScores(
          trx,
          [{ leadId, sequence, probability, points: 1, grade: 'A', modelVersion: 'lead-conversion:1', scoredAt: at }],
          at,
        ),
      );
    const stored = async (id: string) => {
      const { rows } = await sql<{ change: number; kept: number }>`SELECT week_change AS change,
        (SELECT count(*) FROM leads.past_score p WHERE p.lead_id = r.lead_id) AS kept
        FROM leads.ranking r WHERE lead_id = ${id}`.execute(tables());
      return rows[0] as { readonly change: number; readonly kept: number };
    };

    test('a change is that against the score of a week ago, at each score and as the week moves on', async () => {
      let sequence = 0;
      let end = START;
      const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(0.01, 0.2, 0.5, 0.9)), {
        minLength: 1,
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 0, max: 400 }), async (drawn, laterHours) => {
          const id = await create();
          const scores: Scored[] = [];
          let at = end;
          for (const [hours, probability] of drawn) {
            at += hours * HOUR_MS;
            scores.push({ at, probability });
            await score(id, { at, probability }, ++sequence);
            const { change } = await stored(id);
            assert.ok(Math.abs(change - changeOf(scores, at)) < 1e-9, `${change} at once`);
          }
          // the horizon never moves back, so each lead's scores follow those of the one before
          end = at + laterHours * HOUR_MS;
          await moveBaselines(tables(), end - WEEK_MS);
          const { change, kept } = await stored(id);
          assert.ok(Math.abs(change - changeOf(scores, end)) < 1e-9, `${change} later`);
          assert.ok(kept >= 1 && kept <= 9, `${kept} scores are kept`);
        }),
        { numRuns: 25, seed: 5 },
      );
    });

    test('a lead without a score, and one with its first, are unchanged', async () => {
      const id = await create();
      assert.equal((await stored(id)).change, 0);
      await score(id, { at: START, probability: 0.7 }, 1e9);
      assert.equal((await stored(id)).change, 0);
    });
  });
});
