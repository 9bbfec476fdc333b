import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { projectFile } from '../../platform/process/program.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { closeSubgraphs, createSubgraphs, type SubgraphDeps, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const OTHER = 'conversion.trees';
const LEADS = 120;
const PATIENCE_MS = 60_000;
const CONTEXT = { identity: { subject: 'test', scopes: [] }, requestId: 'test' };
const RANKED = `{ leads(first: 200, filter: { includeClosed: true }) { edges { cursor node { id crmScore { probability modelVersion } } } } }`;
const PAGE = `query ($after: String) { leads(first: 100, after: $after, filter: { includeClosed: true }) {
  edges { node { id crmScore { modelVersion } } } pageInfo { endCursor hasNextPage } } }`;
const SCORE = `mutation ($leads: [ID!]!, $model: String) { scoreLeads(leadIds: $leads, model: $model) { failed } }`;
const CURRENT = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Lead { id score { probability } } } }`;
const AUDIT = `{ auditEvents(filter: { actions: [SET_CRM_MODEL] }) { edges { node {
  actor action model reason outcome before after at } } } }`;

onEachDatabase((kind, open) => {
  describe(`the model that feeds the CRM on ${kind}`, () => {
    let opened: TestDatabase;
    let deps: SubgraphDeps;
    let subgraphs: Subgraphs;
    let ids: readonly string[];
    before(async () => {
      opened = await open(...ALL_SCHEMAS);
      const { database } = opened;
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log);
      deps = { database, outbox, log, clock: Date.now, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
      subgraphs = await createSubgraphs(deps);
      await seedDemo({ database, subgraphs, clock: Date.now, leads: LEADS, backtests: false }, () => undefined);
      await registerOther();
      ids = (await rows<{ lead_id: string }>('SELECT lead_id FROM leads.lead_state WHERE NOT is_closed')).map(
        (row) => row.lead_id,
      );
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    /** Registers the second demo version as a model of its own, and makes it champion. */
    const registerOther = async (): Promise<void> => {
      const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`);
      const manifest = { ...JSON.parse(await readFile(path('json'), 'utf8')), model: OTHER };
      const by = { by: 'ann', reason: 'a second model' };
      const artifact = { bytes: await readFile(path('onnx')) };
      await subgraphs.models.registry.register({ ...by, artifact, manifest, version: 1, stage: 'STAGING' });
      await subgraphs.models.registry.promote({ model: OTHER, version: 1 }, by);
      await subgraphs.scores.modelsChanged();
    };
    const rows = async <Row>(query: string): Promise<Row[]> =>
      (await sql.raw<Row>(query).execute(opened.database.tables<never>())).rows;
    const until = async (query: string): Promise<void> => {
      for (const since = performance.now(); (await rows(query)).length === 0; await sleep(20))
        assert.ok(performance.now() - since < PATIENCE_MS, query);
    };
    const writtenBack = () => until('SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox.message)');
    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async ({ schema }: Subgraph, source: string, variableValues = {}): Promise<any> => {
      const { data, errors } = await execute({
        schema,
        document: parse(source),
        variableValues,
        contextValue: CONTEXT,
      });
      assert.deepEqual(errors, undefined);
      return JSON.parse(JSON.stringify(data));
    };
    const ranked = async (): Promise<any[]> =>
      (await ask(subgraphs.leads, RANKED)).leads.edges.map(({ node }: any) => node);
    const score = async (leads: readonly string[], model?: string): Promise<void> => {
      assert.deepEqual((await ask(subgraphs.scores, SCORE, { leads, model })).scoreLeads, { failed: 0 });
    };
    const auditEvents = async (): Promise<any[]> =>
      (await ask(subgraphs.models, AUDIT)).auditEvents.edges.map(({ node }: any) => node);
    /** Ends everything and starts it with another model. */
    const restart = async (crmModel: string): Promise<void> => {
      await closeSubgraphs(subgraphs);
      subgraphs = await createSubgraphs({ ...deps, crmModel });
      await until('SELECT 1 FROM leads.ranking_state WHERE NOT is_stale');
      await writtenBack();
    };
    /** Checks that the ranking and the score of each lead are the newest of one model, and gives the ranked leads. */
    const checkRanking = async (): Promise<any[]> => {
      const nodes = await ranked();
      const of = nodes.map(({ id }) => ({ __typename: 'Lead', id }));
      const { _entities } = await ask(subgraphs.scores, CURRENT, { of });
      assert.deepEqual(
        nodes.map(({ id, crmScore }) => [id, crmScore?.probability]),
        _entities.map(({ id, score: newest }: any) => [id, newest?.probability]),
      );
      const keys = nodes.map(({ crmScore }) => crmScore?.probability ?? -1);
      assert.deepEqual(
        keys,
        keys.toSorted((a, b) => b - a),
      );
      return nodes;
    };
    const models = (nodes: readonly any[]) => [...new Set(nodes.map(({ crmScore }) => crmScore?.modelVersion))];
    // biome-ignore-end lint/suspicious/noExplicitAny: see above

    it('is the only one whose scores are written back, however new those of others are', async () => {
      await writtenBack();
      const before = await checkRanking();
      await score(ids.slice(0, 20), OTHER);
      await writtenBack();
      assert.deepEqual(await checkRanking(), before);
      assert.deepEqual(models(before), ['lead-conversion:1', undefined]);
    });

    it('ranks by its recorded scores from the start on that names it, which is audited once', async () => {
      const { leads: first } = await ask(subgraphs.leads, PAGE);
      await restart(OTHER);
      const scored = (await checkRanking()).filter(({ crmScore }) => crmScore !== null);
      assert.deepEqual(models(scored), [`${OTHER}:1`]);
      assert.deepEqual(scored.map(({ id }) => id).sort(), ids.slice(0, 20).sort());
      const [event, ...more] = await auditEvents();
      const { at, ...audited } = event;
      assert.deepEqual(
        [audited, more],
        [
          {
            ...{ actor: 'system', action: 'SET_CRM_MODEL', model: OTHER, outcome: 'APPLIED' },
            reason: 'CRM_MODEL of the configuration',
            ...{ before: { crmModel: 'lead-conversion' }, after: { crmModel: OTHER } },
          },
          [],
        ],
      );
      assert.ok(Math.abs(Date.parse(at) - Date.now()) < PATIENCE_MS);
      // a walk begun before goes on in the ranking of then
      const { leads: second } = await ask(subgraphs.leads, PAGE, { after: first.pageInfo.endCursor });
      const walk = [...first.edges, ...second.edges].map(({ node }) => node);
      assert.deepEqual(
        [new Set(walk.map(({ id }) => id)).size, models(walk)],
        [LEADS, ['lead-conversion:1', undefined]],
      );
      await restart(OTHER);
      assert.equal((await auditEvents()).length, 1);
    });

    it('scores when none is named, and back at the first model its scores rank again', async () => {
      await score(ids);
      await writtenBack();
      const scored = (await checkRanking()).filter(({ crmScore }) => crmScore !== null);
      assert.deepEqual([scored.length, models(scored)], [ids.length, [`${OTHER}:1`]]);
      await restart('lead-conversion');
      const again = (await checkRanking()).filter(({ crmScore }) => crmScore !== null);
      assert.deepEqual([again.length, models(again)], [ids.length, ['lead-conversion:1']]);
      assert.equal((await auditEvents()).length, 2);
    });
  });
});
