import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { fieldSelections } from '../../../support/graph/field-selections.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const FILTERS = ['{ minimumProbability: 0.2 }', '{ includeClosed: true }', '{ stages: [] }', '{ search: "gulf" }'];

onEachDatabase((kind, open) => {
  describe(`fields of listed leads on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    before(async () => {
      db = await open('outbox', 'leads');
      app = await createLeadsApp(db.database, NOW);
      await fill();
    });
    after(async () => {
      await app?.close();
      await db?.close();
    });

    async function fill(): Promise<void> {
      const full = { name: 'Ann', email: 'ann@example.com', phone: '+971501234567', companySize: 5, country: 'AE' };
      const leads = [
        { id: 'a', company: 'Gulf Marine', owner: 'k.petrov', industry: 'TRADING', ...full },
        { id: 'b', company: 'Falcon Trading', source: 'PARTNER', licenceType: 'FREELANCE' },
        { id: 'c', emirate: 'DUBAI', email: 'ann@example.com' },
        { id: 'd', company: 'Gulf Bank' },
      ];
      for (const input of leads) await run(SUBMIT, { input });
      await run(`mutation { recordInteractions(leadId: "a", interactions: [
        { kind: MEETING, occurredAt: "2026-05-30T10:00:00Z", durationSeconds: 60 }]) { leadId } }`);
      await run(
        'mutation { overrideScore(leadId: "b", grade: A, reason: "call", expiresAt: "2026-06-02T12:00:00Z") { leadId } }',
      );
      await run('mutation { recordOutcome(leadId: "d", outcome: { result: LOST }) { leadId } }');
      const score = { grade: 'C', points: 30, modelVersion: 'lead-conversion:1', scoredAt: NOW };
      const scores = ['a', 'b', 'd'].map((leadId, index) => ({ ...score, leadId, sequence: index, probability: 0.3 }));
      await db.database
        .tables<unknown>()
        .transaction()
        .execute((trx) => applyScores(trx, scores, NOW));
    }

    async function run(source: string, variables: Readonly<Record<string, unknown>> = {}) {
      const { data, messages } = await app.run(source, variables);
      assert.deepEqual(messages, [], source);
      return data;
    }
    const nodes = async (filter: string, selection: string): Promise<readonly Record<string, unknown>[]> => {
      const { leads } = await run(`{ leads(filter: ${filter}) { edges { node { ${selection} } } } }`);
      return leads.edges.map(({ node }: { node: Record<string, unknown> }) => node);
    };

    it('each field of a lead is the same alone as beside all others, in every kind of list', async () => {
      const selections = ['__typename', ...fieldSelections(app.leads.schema, 'Lead')];
      assert.ok(selections.length > 30);
      for (const filter of FILTERS) {
        const whole = await nodes(filter, selections.join(' '));
        for (const selection of selections) {
          const [name = ''] = selection.split(' ');
          const alone = await nodes(filter, selection);
          assert.deepEqual(
            alone.map((lead) => lead[name]),
            whole.map((lead) => lead[name]),
            `${filter} ${selection}`,
          );
        }
      }
    });

    it('a lead that was never scored or contacted has neither score nor interaction', async () => {
      const found = await nodes('{ includeClosed: true }', 'id crmScore { points } lastInteractionAt effectiveGrade');
      const of = (id: string) => found.find((lead) => lead.id === id);
      assert.deepEqual(of('c'), { id: 'c', crmScore: null, lastInteractionAt: null, effectiveGrade: null });
      assert.deepEqual(of('a')?.lastInteractionAt, '2026-05-30T10:00:00.000Z');
      assert.deepEqual([of('a')?.effectiveGrade, of('b')?.effectiveGrade], ['C', 'A']);
    });

    it('cursors of a page are the same whichever of them are requested', async () => {
      const { edges, pageInfo } = (await run('{ leads { edges { cursor } pageInfo { startCursor endCursor } } }'))
        .leads;
      const alone = (await run('{ leads { pageInfo { endCursor } } }')).leads;
      assert.equal(alone.pageInfo.endCursor, pageInfo.endCursor);
      assert.deepEqual([pageInfo.startCursor, pageInfo.endCursor], [edges[0].cursor, edges.at(-1).cursor]);
      const rest = await run(`{ leads(after: "${edges[0].cursor}") { edges { cursor } } }`);
      assert.deepEqual(rest.leads.edges, edges.slice(1));
    });
  });
});
