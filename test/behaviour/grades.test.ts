import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { type GradeLimits, grade } from '../../scoring/grade.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

// more than one page of the preview
const LEADS = 1_100;
const PATIENCE_MS = 60_000;
const LIMITS: GradeLimits = { A: 0.1, B: 0.05, C: 0.01 };
const ARGUMENTS = 'model: "lead-conversion", limits: { a: 0.1, b: 0.05, c: 0.01 }';
const PREVIEW = `{ gradePolicyPreview(${ARGUMENTS}) {
  openLeads moved moves { from to leads } outcomes { grade decided converted } } }`;
const SET = `mutation { setGradePolicy(${ARGUMENTS}, reason: "more leads to call") { gradePolicy { name } } }`;
const AUDIT = `{ auditEvents(filter: { actions: [OVERRIDE_SCORE, END_SCORE_OVERRIDE] }) { edges { node {
  actor action model reason outcome before after } } } }`;

interface Scored {
  readonly id: string;
  readonly isOpen: boolean;
  readonly converted: boolean | null;
  readonly grade: string;
  readonly probability: number;
}

onEachDatabase((kind, open) => {
  describe(`grades of leads on ${kind}`, () => {
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    before(async () => {
      opened = await open(...ALL_SCHEMAS);
      const { database } = opened;
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log);
      const deps = { database, outbox, log, clock: Date.now, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
      subgraphs = await createSubgraphs(deps);
      await seedDemo({ database, subgraphs, clock: Date.now, leads: LEADS }, () => undefined);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (
      { schema }: Subgraph,
      source: string,
      scopes: readonly string[] = ['leads:pii'],
    ): Promise<any> => {
      const contextValue = { identity: { subject: 'ann', scopes }, requestId: 'test' };
      const { data, errors } = await execute({ schema, document: parse(source), contextValue });
      assert.deepEqual(errors, undefined);
      return data;
    };
    // biome-ignore-end lint/suspicious/noExplicitAny: the shapes are those of the operations above
    /** Every lead that was scored while it was open, by the tables themselves. */
    const scored = async (): Promise<readonly Scored[]> => {
      const { rows } = await sql<Scored>`SELECT DISTINCT ON (l.id) l.id, l.stage NOT IN ('WON', 'LOST') AS "isOpen",
          o.result = 'CONVERTED' AS converted, p.grade, p.probability
        FROM leads.lead l JOIN scores.prediction p ON p.lead_id = l.id AND p.role = 'CHAMPION'
        LEFT JOIN leads.outcome o ON o.lead_id = l.id
        WHERE o.lead_id IS NULL OR p.scored_at <= o.occurred_at ORDER BY l.id, p.sequence`.execute(
        opened.database.tables<never>(),
      );
      return rows;
    };

    it('grades of leads are previewed by other limits as counting every lead does', async () => {
      const open = (await scored()).filter(({ isOpen }) => isOpen);
      assert.ok(open.length > 300);
      for (const [index, { id }] of open.slice(0, 40).entries()) {
        const outcome = `{ result: ${index % 3 === 0 ? 'CONVERTED' : 'LOST'} }`;
        await ask(subgraphs.leads, `mutation { recordOutcome(leadId: "${id}", outcome: ${outcome}) { leadId } }`);
      }
      const leads = await scored();
      const { openLeads, moved, moves, outcomes } = (await ask(subgraphs.models, PREVIEW)).gradePolicyPreview;
      const still = leads.filter(({ isOpen }) => isOpen);
      const after = (lead: Scored) => grade(lead.probability, LIMITS);
      assert.equal(openLeads, still.length);
      assert.equal(moved, still.filter((lead) => after(lead) !== lead.grade).length);
      assert.ok(moved > 0);
      for (const { from, to, leads: count } of moves)
        assert.equal(count, still.filter((lead) => lead.grade === from && after(lead) === to).length, `${from} ${to}`);
      for (const { grade: name, decided, converted } of outcomes) {
        const past = leads.filter((lead) => lead.converted !== null && after(lead) === name);
        assert.deepEqual([decided, converted], [past.length, past.filter((lead) => lead.converted).length], name);
      }
      assert.equal(
        outcomes.reduce((sum: number, { decided }: { decided: number }) => sum + decided, 0),
        40,
      );
    });

    it('grades of leads are by the new policy from the next score on, and the preview then moves nobody who has one', async () => {
      assert.equal((await ask(subgraphs.models, SET)).setGradePolicy.gradePolicy.name, 'v2');
      const [lead] = (await scored()).filter(({ isOpen }) => isOpen);
      const score = `mutation { scoreLead(leadId: "${lead?.id}") { score { grade gradePolicy probability } } }`;
      let found = (await ask(subgraphs.scores, score)).scoreLead.score;
      for (const since = performance.now(); found.gradePolicy !== 'v2'; await sleep(20)) {
        assert.ok(performance.now() - since < PATIENCE_MS);
        found = (await ask(subgraphs.scores, score)).scoreLead.score;
      }
      assert.equal(found.grade, grade(found.probability, LIMITS));
      const { rows } = await sql<{ grades: number }>`SELECT count(*) AS grades FROM scores.prediction
        WHERE grade_policy = 'v1' AND grade <> CASE WHEN probability >= 0.4 THEN 'A' WHEN probability >= 0.2 THEN 'B'
          WHEN probability >= 0.08 THEN 'C' ELSE 'D' END`.execute(opened.database.tables<never>());
      assert.equal(rows[0]?.grades, 0);
    });

    it('an override of a grade reaches the audit log with who, when, why and what, its reason for leads:pii only', async () => {
      const [lead] = (await scored()).filter(({ isOpen }) => isOpen);
      const until = new Date(Date.now() + 86_400_000).toISOString();
      await ask(
        subgraphs.leads,
        `mutation { overrideScore(leadId: "${lead?.id}", grade: B, reason: "knows Mr Khan", expiresAt: "${until}") { leadId } }`,
      );
      await ask(
        subgraphs.leads,
        `mutation { endScoreOverride(leadId: "${lead?.id}", reason: "moved away") { leadId } }`,
      );
      const read = async (scopes?: readonly string[]) =>
        (await ask(subgraphs.models, AUDIT, scopes)).auditEvents.edges.map(({ node }: { node: object }) => ({
          ...node,
        }));
      let events = await read();
      for (const since = performance.now(); events.length < 2; await sleep(20)) {
        assert.ok(performance.now() - since < PATIENCE_MS);
        events = await read();
      }
      const state = (override: object | null) => ({ leadId: lead?.id, override });
      const given = { grade: 'B', actor: 'ann', expiresAt: until };
      const common = { actor: 'ann', model: null, outcome: 'APPLIED' };
      const byAction = (a: { action: string }, b: { action: string }) => (a.action < b.action ? -1 : 1);
      assert.deepEqual(events.toSorted(byAction), [
        {
          ...common,
          action: 'END_SCORE_OVERRIDE',
          reason: 'moved away',
          before: state(given),
          after: { ...state(null), endCause: 'ENDED' },
        },
        { ...common, action: 'OVERRIDE_SCORE', reason: 'knows Mr Khan', before: state(null), after: state(given) },
      ]);
      const masked = await read(['models:read']);
      assert.deepEqual(
        masked.map(({ reason }: { reason: string }) => reason),
        Array(2).fill('masked: needs the scope leads:pii'),
      );
    });
  });
});
