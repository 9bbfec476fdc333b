import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type DocumentNode, execute, parse } from 'graphql';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';

const LEADS = 400;
const CONTEXT = { identity: { subject: 'test', scopes: [] }, requestId: 'test' };
const CHECK = `mutation { runDriftCheck(version: 1) { report { id } } }`;
const METRICS = '{ liveMetrics(windowSeconds: 300) { predictions failures latency { p95Ms } versions { role } } }';
const HISTORY = '{ metricsHistory(range: HOUR) { points { predictions } } }';
const STATISTICS = `query ($from: DateTime!, $until: DateTime!) {
  featureStatistics(version: 1, from: $from, until: $until) { rows } }`;
const ALERTS = '{ alerts { edges { node { rule } } } }';
const SCORE =
  'mutation ($leads: [ID!]!, $backfill: Boolean!) { scoreLeads(leadIds: $leads, backfill: $backfill) { scored } }';

onEachDatabase((kind, open) => {
  describe(`a first start on ${kind}`, () => {
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    before(async () => {
      opened = await open();
      const { database } = opened;
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log);
      const clock = Date.now;
      const deps = { database, outbox, log, clock, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
      subgraphs = await createSubgraphs(deps);
      await seedDemo({ database, subgraphs, clock, leads: LEADS }, () => undefined);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    const rows = async <Row>(query: string): Promise<Row[]> =>
      (await sql.raw<Row>(query).execute(opened.database.tables<never>())).rows;
    const idsOf = async (condition: string, most = 30): Promise<string[]> =>
      (await rows<{ lead_id: string }>(`SELECT lead_id FROM leads.lead_state WHERE ${condition} LIMIT ${most}`)).map(
        (row) => row.lead_id,
      );
    const tryAsk = async ({ schema }: Subgraph, source: string, variableValues = {}) => {
      const document: DocumentNode = parse(source);
      return execute({ schema, document, variableValues, contextValue: CONTEXT });
    };
    // biome-ignore lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (subgraph: Subgraph, source: string, variables = {}): Promise<any> => {
      const { data, errors } = await tryAsk(subgraph, source, variables);
      assert.deepEqual(errors, undefined);
      return data;
    };
    const window = () => ({ from: new Date(Date.now() - 3_600_000).toISOString(), until: new Date().toISOString() });
    const codes = async (source: string): Promise<unknown[]> =>
      ((await tryAsk(subgraphs.monitoring, source)).errors ?? []).map(({ extensions }) => extensions.code);
    /** Resolves when the roll-ups have read all that is logged. */
    const rolledUp = async (): Promise<void> => {
      const behind = `SELECT 1 FROM monitoring.roll_up_position p WHERE p.transaction_id <= (
        SELECT max(transaction_id) FROM scores.prediction_log)`;
      while ((await rows(behind)).length > 0) await ask(subgraphs.monitoring, METRICS);
    };

    it('scores the open leads and no other', async () => {
      const [counts] = await rows<object>(`SELECT count(*) FILTER (WHERE is_closed) > 0 AS "hasClosed",
          count(*) FILTER (WHERE NOT is_closed) > 100 AS "hasOpen",
          count(*) FILTER (WHERE is_closed <> (lead_id NOT IN (SELECT lead_id FROM scores.prediction_log))) AS wrong
        FROM leads.lead_state`);
      assert.deepEqual(counts, { hasClosed: true, hasOpen: true, wrong: 0 });
    });

    it('is no traffic and no window of drift, whether read from the log or from roll-ups', async () => {
      const nothing = { predictions: 0, failures: 0, latency: null, versions: [] };
      assert.deepEqual({ ...(await ask(subgraphs.monitoring, METRICS)).liveMetrics }, nothing);
      await rolledUp();
      assert.deepEqual({ ...(await ask(subgraphs.monitoring, METRICS)).liveMetrics }, nothing);
      const { metricsHistory } = await ask(subgraphs.monitoring, HISTORY);
      assert.ok(metricsHistory.points.every(({ predictions }: { predictions: number }) => predictions === 0));
      assert.deepEqual(await codes(CHECK), ['DRIFT_WINDOW_EMPTY']);
      const { featureStatistics } = await ask(subgraphs.monitoring, STATISTICS, window());
      assert.equal(featureStatistics.rows, 0);
    });

    it('opens no alert', async () => {
      assert.deepEqual((await ask(subgraphs.monitoring, ALERTS)).alerts.edges, []);
    });

    it('stays so when closed leads are asked for, which are traffic, and when a backlog is filled up', async () => {
      const [closed, others] = [await idsOf('is_closed'), await idsOf('NOT is_closed')];
      await ask(subgraphs.scores, SCORE, { leads: closed, backfill: false });
      await ask(subgraphs.scores, SCORE, { leads: others, backfill: true });
      const { liveMetrics } = await ask(subgraphs.monitoring, METRICS);
      assert.equal(liveMetrics.predictions, closed.length);
      assert.deepEqual(await codes(CHECK), ['DRIFT_WINDOW_EMPTY']);
    });

    it('is over when open leads are asked for', async () => {
      const leads = await idsOf('NOT is_closed');
      await ask(subgraphs.scores, SCORE, { leads, backfill: false });
      const { featureStatistics } = await ask(subgraphs.monitoring, STATISTICS, window());
      assert.equal(featureStatistics.rows, leads.length);
      assert.deepEqual(await codes(CHECK), []);
    });
  });
});
