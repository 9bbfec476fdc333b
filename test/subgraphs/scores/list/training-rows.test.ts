import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { CLOCK_TOLERANCE_MS } from '../../../../platform/past-time.ts';
import { DAY_MS } from '../../../../platform/time.ts';
import { findPastFeatures } from '../../../../subgraphs/scores/scoring/past-features.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { readExport } from '../../../support/exports/read-export.ts';
import { codesOf, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const FEATURES = `query ($lead: [_Any!]!, $at: DateTime) {
  _entities(representations: $lead) { ... on Lead { features(at: $at) { name number text } } }
}`;

const KINDS = ['WEBSITE_VISIT', 'CALL', 'MEETING', 'EMAIL_OPENED', 'FORM_SUBMITTED'] as const;
const FACT = fc.record({
  kind: fc.constantFrom(...KINDS),
  occurredDay: fc.integer({ min: 0, max: 40 }),
  recordedAfter: fc.integer({ min: 0, max: 20 }),
});

onEachDatabase((kind, open) => {
  describe(`features as of a time on ${kind}`, () => {
    let world: ScoresWorld;
    let leads = 0;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
    });
    after(() => world.close());

    const featuresOf = async (id: string, at: number | null): Promise<Record<string, unknown> | null> => {
      const variables = { lead: [{ __typename: 'Lead', id }], at: at === null ? null : new Date(at).toISOString() };
      const { data, errors } = await world.ask(FEATURES, variables);
      assert.deepEqual(errors, undefined);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const rows = (data as any)._entities[0].features;
      return (
        rows &&
        Object.fromEntries(
          rows.map((row: { name: string; number: unknown; text: unknown }) => [row.name, row.number ?? row.text]),
        )
      );
    };

    it('are those of the facts that were known then', async () => {
      const at = NOW - 10 * DAY_MS;
      await world.addLead('known', [
        { kind: 'WEBSITE_VISIT', occurredAt: at - DAY_MS },
        { kind: 'WEBSITE_VISIT', occurredAt: at + DAY_MS },
        // it had happened, and nobody knew
        { kind: 'MEETING', occurredAt: at - DAY_MS, recordedAt: at + 1 },
      ]);
      const then = await featuresOf('known', at);
      assert.deepEqual([then?.website_visits, then?.meetings, then?.lead_age, then?.industry], [1, 0, 20, 'TRADING']);
      const now = await featuresOf('known', null);
      assert.deepEqual([now?.website_visits, now?.meetings, now?.lead_age], [2, 1, 30]);
    });

    it('are those of the version of the lead that was valid then', async () => {
      await world.addLead('grown');
      await sql`INSERT INTO leads.lead_history (lead_id, created_at, valid_from, valid_until, company_size, stage)
        SELECT id, created_at, valid_from, ${NOW - DAY_MS}::bigint, 7, 'NEW' FROM leads.lead WHERE id = 'grown'`.execute(
        world.db,
      );
      await sql`UPDATE leads.lead SET valid_from = ${NOW - DAY_MS}::bigint WHERE id = 'grown'`.execute(world.db);
      const sizes = await Promise.all(
        [NOW - 2 * DAY_MS, NOW - DAY_MS].map(async (at) => (await featuresOf('grown', at))?.company_size),
      );
      assert.deepEqual(sizes, [7, 40]);
    });

    it('are null for a lead that is unknown, or was then, and refused for a time to come', async () => {
      await world.addLead('young', [], NOW - DAY_MS);
      assert.equal(await featuresOf('young', NOW - 2 * DAY_MS), null);
      assert.equal(await featuresOf('nobody', null), null);
      const [ahead, future] = [NOW + CLOCK_TOLERANCE_MS, NOW + CLOCK_TOLERANCE_MS + 1];
      assert.deepEqual(await featuresOf('young', ahead), await featuresOf('young', NOW));
      const variables = { lead: [{ __typename: 'Lead', id: 'young' }], at: new Date(future).toISOString() };
      assert.deepEqual(codesOf(await world.ask(FEATURES, variables)), ['VALIDATION_FAILED']);
    });

    it('do not change by anything that becomes known later', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(FACT, { maxLength: 12 }), fc.integer({ min: 0, max: 40 }), async (facts, day) => {
          const id = `lead-${leads++}`;
          const createdAt = NOW - 60 * DAY_MS;
          const at = createdAt + day * DAY_MS;
          const all = facts.map(({ kind: what, occurredDay, recordedAfter }) => {
            const occurredAt = createdAt + occurredDay * DAY_MS;
            return { kind: what, occurredAt, recordedAt: occurredAt + recordedAfter * DAY_MS, durationSeconds: 5 };
          });
          await world.addLead(
            id,
            all.filter(({ recordedAt }) => recordedAt <= at),
            createdAt,
          );
          const [before] = await findPastFeatures(world.db, [{ leadId: id, asOf: at }]);
          for (const [place, { kind: what, occurredAt, recordedAt }] of all
            .filter((fact) => fact.recordedAt > at)
            .entries())
            await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity)
              VALUES (${`late-${place}`}, ${id}, ${what}, ${occurredAt}::bigint, ${recordedAt}::bigint, 5, 1)`.execute(
              world.db,
            );
          await sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
            VALUES (${id}, 'CONVERTED', ${at + 1}::bigint, ${at + 1}::bigint)`.execute(world.db);
          const [after] = await findPastFeatures(world.db, [{ leadId: id, asOf: at }]);
          assert.notEqual(before, undefined);
          assert.deepEqual(after, before);
        }),
        { numRuns: 15 },
      );
    });
  });

  describe(`training rows on ${kind}`, () => {
    let world: ScoresWorld;
    const created = NOW - 200 * DAY_MS;
    const decided = created + 7 * DAY_MS;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      const visit = { kind: 'WEBSITE_VISIT', occurredAt: created + DAY_MS };
      const late = { kind: 'MEETING', occurredAt: decided + DAY_MS };
      for (const id of ['won', 'lost', 'silent', 'at-once', 'at-decision', 'to-come', 'not-yet-recorded'])
        await world.addLead(id, [visit, late], created);
      await world.addLead('pending', [], NOW - 30 * DAY_MS);
      await end('won', 'CONVERTED', decided + 2 * DAY_MS);
      await end('lost', 'LOST', NOW - DAY_MS);
      await end('at-once', 'CONVERTED', created + DAY_MS);
      await end('at-decision', 'LOST', decided);
      await end('to-come', 'CONVERTED', NOW + 1);
      await end('not-yet-recorded', 'CONVERTED', NOW - DAY_MS, NOW + 1);
    });
    after(() => world.close());

    const end = (id: string, result: string, occurredAt: number, recordedAt = occurredAt) =>
      sql`INSERT INTO leads.outcome (lead_id, result, occurred_at, recorded_at)
        VALUES (${id}, ${result}, ${occurredAt}::bigint, ${recordedAt}::bigint)`.execute(world.db);
    const read = async (parameters: Readonly<Record<string, unknown>> = {}, resumption = {}) =>
      (
        await readExport(world.scores.exports as NonNullable<typeof world.scores.exports>, 'training-rows', {
          parameters,
          ...resumption,
        })
      ).rows;

    it('have the leads whose end is known and came after the decision, with features of the decision time', async () => {
      const rows = await read();
      assert.deepEqual(
        rows.map((row) => [row.lead_id, row.label, row.outcome, row.website_visits, row.meetings, row.lead_age]),
        [
          ['lost', 0, 'LOST', 1, 0, 7],
          ['silent', 0, null, 1, 0, 7],
          ['won', 1, 'CONVERTED', 1, 0, 7],
        ],
      );
      assert.deepEqual(
        [rows[2]?.as_of, rows[2]?.outcome_at],
        [decided, decided + 2 * DAY_MS].map((time) => new Date(time).toISOString()),
      );
    });

    it('follow the decision time, the maturity and the time of creation that are asked for', async () => {
      const ids = async (parameters: Readonly<Record<string, unknown>>) =>
        (await read(parameters)).map((row) => row.lead_id);
      assert.deepEqual(await ids({ days_after_creation: 0.5 }), ['at-decision', 'at-once', 'lost', 'silent', 'won']);
      assert.deepEqual(await ids({ days_after_creation: 30 }), ['lost', 'silent']);
      assert.deepEqual(await ids({ maturity_days: 20 }), ['lost', 'pending', 'silent', 'won']);
      assert.deepEqual(await ids({ created_from: created + 1 }), []);
      assert.deepEqual(await ids({ created_before: created + 1, maturity_days: 3_000 }), ['lost', 'won']);
      await assert.rejects(read({ days_after_creation: -1 }), { code: 'VALIDATION_FAILED' });
    });

    it('go on after the last row, and need the scope models:read too', async () => {
      assert.deepEqual(
        (await read({}, { after: 'silent' })).map((row) => row.lead_id),
        ['won'],
      );
      await assert.rejects(read({}, { scopes: ['leads:read'] }), { code: 'FORBIDDEN' });
    });
  });
});
