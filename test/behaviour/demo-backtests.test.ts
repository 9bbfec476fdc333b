import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { projectFile } from '../../platform/process/program.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { openEmbedded, type TestDatabase } from '../support/database/databases.ts';

const CONTEXT = { identity: { subject: 'test', scopes: [] }, requestId: 'test' };
const LOOK = `query ($version: Int!) { _entities(representations: [
  { __typename: "ModelVersion", model: "lead-conversion", version: $version }]) { ... on ModelVersion {
    performance { source backtest { id } report { matured pending auc { auc } top { lift } calibration { expectedError } }
      grades { grade matured converted conversionRate { estimate } } }
    live: performance(source: LIVE) { source report { matured } }
    drift(first: 2) { edges { node { outcome backtest { id drift { outcome } performance { source }
      abTestPower(effect: 0.03) { baseline leads days } } } } }
  } } alerts { edges { node { rule } } } }`;

describe('the demo, tried on its past', () => {
  let opened: TestDatabase;
  let subgraphs: Subgraphs;
  before(async () => {
    opened = await openEmbedded();
    const { database } = opened;
    const log = createLogger('silent');
    const outbox = await Outbox.open(database, log);
    const clock = Date.now;
    const deps = { database, outbox, log, clock, artifactLimitBytes: 1e6, inferenceWorkers: 0 };
    subgraphs = await createSubgraphs(deps);
    await seedDemo({ database, subgraphs, clock }, () => undefined);
    await measured(2);
  });
  after(async () => {
    await closeSubgraphs(subgraphs);
    await opened.close();
  });

  /** Resolves when so many backtests are measured. */
  const measured = async (count: number): Promise<void> => {
    const db = opened.database.tables<never>();
    for (;;) {
      const { rows } = await sql`SELECT FROM monitoring.backtest_performance_log`.execute(db);
      if (rows.length >= count) return;
      await sleep(50);
    }
  };
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
  const look = async (version: number): Promise<any> => {
    const { schema } = subgraphs.monitoring;
    const asked = { schema, document: parse(LOOK), variableValues: { version }, contextValue: CONTEXT };
    const { data, errors } = await execute(asked);
    assert.deepEqual(errors, undefined);
    return JSON.parse(JSON.stringify(data));
  };

  for (const version of [1, 2])
    it(`shows version ${version} as good as its manifest says, without drift and alerts`, async () => {
      const path = projectFile(`subgraphs/models/demo/lead-conversion-${version}.json`);
      const { metrics } = JSON.parse(await readFile(path, 'utf8'));
      const { _entities, alerts } = await look(version);
      const [{ performance, live, drift }] = _entities;
      const { report, grades } = performance;
      assert.deepEqual([performance.source, live.source, live.report.matured], ['BACKTEST', 'LIVE', 0]);
      const { auc } = report.auc;
      assert.ok(Math.abs(auc - metrics.auc) < 0.01, `AUC: found ${auc}, expected ${metrics.auc}`);
      assert.ok(report.matured > 2_000 && report.pending === 0, `${report.matured} matured, ${report.pending} pending`);
      assert.ok(report.top.lift > 3, `lift ${report.top.lift}`);
      assert.ok(report.calibration.expectedError < 0.03, `ECE ${report.calibration.expectedError}`);
      const rates = grades.map(
        ({ conversionRate }: { conversionRate: { estimate: number } }) => conversionRate.estimate,
      );
      assert.deepEqual(
        grades.map(({ grade }: { grade: string }) => grade),
        ['A', 'B', 'C', 'D'],
      );
      assert.deepEqual(
        rates,
        rates.toSorted((a: number, b: number) => b - a),
      );
      const [{ node }] = drift.edges;
      assert.deepEqual(
        [node.outcome, node.backtest.id, node.backtest.drift.outcome],
        ['NONE', performance.backtest.id, 'NONE'],
      );
      const { baseline, leads, days } = node.backtest.abTestPower;
      assert.ok(baseline > 0.05 && leads > 1_000 && days > 10, `${baseline} ${leads} ${days}`);
      assert.deepEqual(alerts.edges, []);
    });
});
