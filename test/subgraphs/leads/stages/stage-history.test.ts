import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const T0 = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const UPDATE = 'mutation ($id: ID! = "a", $input: UpdateLeadInput!) { updateLead(id: $id, input: $input) { leadId } }';
const READ = `query ($id: ID! = "a", $first: Int! = 20, $after: String) { lead(id: $id) {
  stageChanges(first: $first, after: $after) {
    edges { node { fromStage toStage at } } pageInfo { hasNextPage endCursor } } } }`;

onEachDatabase((kind, open) => {
  describe(`the stage history of a lead on ${kind}`, () => {
    let store: TestDatabase;
    let app: LeadsApp;

    before(async () => {
      store = await open('outbox', 'leads');
      app = await createLeadsApp(store.database, T0);
      for (const id of ['a', 'untouched'])
        await run('mutation ($id: ID!) { submitLead(input: { id: $id }) { leadId } }', { id });
    });
    after(async () => {
      await app.close();
      await store.close();
    });

    const run = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const { data, codes, messages } = await app.run(query, variables);
      assert.deepEqual(codes, [], messages.join());
      return data;
    };
    const at = (hours: number) => new Date(T0 + hours * HOUR).toISOString();

    it('has the first stage alone for a lead that was not moved', async () => {
      const { lead } = await run(READ, { id: 'untouched' });
      assert.deepEqual(
        lead.stageChanges.edges.map(({ node }: { node: unknown }) => node),
        [{ fromStage: null, toStage: 'NEW', at: at(0) }],
      );
    });

    it('has each change of the stage, newest first, and no change of another field', async () => {
      app.setTime(T0 + HOUR);
      await run(UPDATE, { input: { stage: 'CONTACTED' } });
      app.setTime(T0 + 2 * HOUR);
      await run(UPDATE, { input: { company: 'Oryx' } });
      app.setTime(T0 + 3 * HOUR);
      await run('mutation { recordOutcome(leadId: "a", outcome: { result: LOST }) { leadId } }');
      const { lead } = await run(READ);
      assert.deepEqual(
        lead.stageChanges.edges.map(({ node }: { node: unknown }) => node),
        [
          { fromStage: 'CONTACTED', toStage: 'LOST', at: at(3) },
          { fromStage: 'NEW', toStage: 'CONTACTED', at: at(1) },
          { fromStage: null, toStage: 'NEW', at: at(0) },
        ],
      );
    });

    it('is read in pages', async () => {
      const pages: string[] = [];
      let after: string | null = null;
      do {
        const {
          lead,
        }: {
          lead: {
            stageChanges: {
              edges: { node: { toStage: string } }[];
              pageInfo: { hasNextPage: boolean; endCursor: string };
            };
          };
        } = await run(READ, { first: 2, after });
        const { edges, pageInfo } = lead.stageChanges;
        pages.push(edges.map(({ node }) => node.toStage).join(' '));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      assert.deepEqual(pages, ['LOST CONTACTED', 'NEW']);
    });
  });
});
