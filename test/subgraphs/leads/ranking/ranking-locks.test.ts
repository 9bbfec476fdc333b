import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { insertInteractions } from '../../../../subgraphs/leads/interactions/interaction-store.ts';
import { LeadStage } from '../../../../subgraphs/leads/leads/lead.ts';
import { insertLeads, lockLeads, reviseLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { moveBaselines } from '../../../../subgraphs/leads/ranking/past-score-store.ts';
import { lockRanking } from '../../../../subgraphs/leads/ranking/ranking-lock.ts';
import { applyScores, nextRevision, type WrittenBackScore } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { interactionRow, leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY_MS = 86_400_000;
const IDS = Array.from({ length: 40 }, (_, n) => `lead-${n + 10}`);
const FIRST = IDS[0] as string;
const LAST = IDS.at(-1) as string;
const HELD = IDS[20] as string;

onEachDatabase((kind, open) => {
  // an embedded database has one connection: its transactions never wait for each other's rows
  if (kind !== 'postgres') return;
  describe(`locks of the ranking on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<unknown>;
    let sequence = 0;
    before(async () => {
      opened = await open('leads');
      db = opened.database.tables<unknown>();
      const rows = IDS.map((id) => leadRow({ id, created_at: NOW - 30 * DAY_MS }));
      await db.transaction().execute((trx) => insertLeads(trx, rows, { now: NOW }));
    });
    after(() => opened?.close());

    const scoresOf = (ids: readonly string[]) =>
      ids.map((leadId): WrittenBackScore => {
        sequence += 1;
        const score = { probability: 0.5, points: 50, grade: 'B', modelVersion: 'lead-conversion:1', scoredAt: NOW };
        return { leadId, sequence, ...score };
      });
    const interact = (trx: Transaction<unknown>, ids: readonly string[]) =>
      insertInteractions(
        trx,
        ids.map((id) => interactionRow({ id: `visit ${++sequence}`, lead_id: id, occurred_at: NOW + sequence })),
      );
    const close = (trx: Transaction<unknown>, ids: readonly string[]) => {
      const rows = ids.map((id) => ({ id, stage: LeadStage.WON }));
      return reviseLeads(trx, rows, ['stage'], { now: NOW });
    };
    const untilOneWaits = async (): Promise<void> => {
      const waiting = async () => {
        const { rows } = await sql<{ n: number }>`SELECT count(DISTINCT pid)::int AS n FROM pg_locks
          WHERE NOT granted`.execute(db);
        return rows[0]?.n;
      };
      while ((await waiting()) !== 1) await sleep(5);
    };

    const others: readonly [string, () => Promise<unknown>][] = [
      [
        'a batch that closes a lead and adds another',
        () =>
          db.transaction().execute((trx) => {
            const known = leadRow({ id: FIRST, created_at: NOW, stage: LeadStage.LOST });
            return insertLeads(trx, [known, leadRow({ id: 'new', created_at: NOW })], { now: NOW });
          }),
      ],
      [
        'a change that closes a lead and enqueues its delivery',
        () =>
          db.transaction().execute(async (trx) => {
            await reviseLeads(trx, [{ id: FIRST, stage: LeadStage.NEW }], ['stage'], { now: NOW });
            await lockRanking(trx);
          }),
      ],
      [
        'a pass that moves baselines',
        async () => {
          await sql`INSERT INTO leads.past_score (lead_id, day, scored_at, probability)
            SELECT ${FIRST}, n, n * ${DAY_MS}::bigint, 0.5 FROM generate_series(20000, 20001) n`.execute(db);
          await moveBaselines(db, NOW);
        },
      ],
    ];
    for (const [title, work] of others) {
      test(`scores that are applied never wait in a circle with ${title}`, { timeout: 60_000 }, async () => {
        let other: Promise<unknown> | undefined;
        let attempts = 0;
        await db.transaction().execute(async (trx) => {
          attempts += 1;
          // of two that wait for each other this one is ended
          await sql`SET LOCAL deadlock_timeout = '10ms'`.execute(trx);
          await nextRevision(trx);
          other ??= work();
          if (attempts === 1) await untilOneWaits();
          await applyScores(trx, scoresOf([FIRST]), NOW);
        });
        await other;
        assert.equal(attempts, 1);
      });
    }

    test('interactions wait for their lead before they lock its rank', { timeout: 60_000 }, async () => {
      let other: Promise<unknown> | undefined;
      let attempts = 0;
      await db.transaction().execute(async (trx) => {
        attempts += 1;
        await sql`SET LOCAL deadlock_timeout = '10ms'`.execute(trx);
        await lockLeads(trx, [LAST]);
        other ??= db.transaction().execute((each) => interact(each, [LAST]));
        if (attempts === 1) await untilOneWaits();
        await close(trx, [LAST]);
      });
      await other;
      assert.equal(attempts, 1);
    });

    const writers: readonly [string, (trx: Transaction<unknown>, ids: readonly string[]) => Promise<unknown>][] = [
      ['scores', (trx, ids) => applyScores(trx, scoresOf(ids), NOW)],
      ['interactions', interact],
      ['stages', close],
    ];
    for (const [title, write] of writers) {
      test(`${title} of many leads lock the ranking in the order of the leads`, { timeout: 60_000 }, async () => {
        let written: Promise<unknown> | undefined;
        const free = await db.transaction().execute(async (trx) => {
          await sql`SELECT FROM leads.ranking WHERE lead_id = ${HELD} FOR UPDATE`.execute(trx);
          written = db.transaction().execute((other) => write(other, IDS.toReversed()));
          await untilOneWaits();
          const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.ranking
            WHERE lead_id = ANY(${IDS}::text[]) ORDER BY lead_id FOR UPDATE SKIP LOCKED`.execute(trx);
          return rows.map((row) => row.lead_id);
        });
        await written;
        // the row that is held here is no obstacle here
        assert.deepEqual(free, IDS.slice(IDS.indexOf(HELD)));
      });
    }
  });
});
