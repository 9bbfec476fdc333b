import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { execute, parse } from 'graphql';
import { LEAD_EVENTS } from '../../lake/bronze/lead-events.ts';
import { duckType } from '../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../lake/delta/delta-table.ts';
import type { Lake } from '../../lake/delta/lake.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { checkExpectations } from '../../subgraphs/leads/lake/expectations/check-expectations.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { temporaryLake } from '../support/lake/temporary-lake.ts';
import { NO_CHANNELS } from '../support/monitoring/monitoring-bench.ts';
import { RecordedLog } from '../support/monitoring/recorded-log.ts';
import { WebhookReceiver } from '../support/monitoring/webhook-receiver.ts';

const PATH = 'bronze/lead_events';
/** As a writer that is not ours makes them. */
const COLUMNS = LEAD_EVENTS.columns.map((column) => ({ ...column, nullable: true }));
const START = Date.UTC(2026, 10, 22);
const MINUTE = 60_000;
const CONTEXT = { identity: { subject: 'ann', scopes: SCOPES }, requestId: 'test' };

/** Rows of bronze as somebody writes them. @param columns expressions in place of the usual values */
function leadEvents(from: number, count: number, columns: Readonly<Record<string, string>> = {}): string {
  const usual: Readonly<Record<string, string>> = {
    transaction_id: 'i',
    lead_id: "'lead-' || i",
    version: '1',
    created_at: `${START}`,
    valid_from: `${START}`,
    email: "'a' || i || '@example.com'",
    stage: "'NEW'",
    origin: "'FORM'",
    ingested_at: `${START}`,
    schema_version: '1',
  };
  const selected = COLUMNS.map(
    ({ name, type }) => `CAST(${columns[name] ?? usual[name] ?? 'NULL'} AS ${duckType(type)}) AS ${name}`,
  );
  return `SELECT ${selected.join(', ')} FROM range(${from}, ${from + count}) t(i)`;
}

onEachDatabase((kind, open) => {
  describe(`expectations of the lake on ${kind}`, () => {
    let site: TestDatabase;
    let web: WebhookReceiver;
    let lake: Lake;
    let subgraphs: Pick<Subgraphs, 'leads' | 'monitoring'>;
    const heard = new RecordedLog();
    const ends: (() => Promise<void> | void)[] = [];
    let now = START;
    before(async () => {
      [site, web] = await Promise.all([open(...ALL_SCHEMAS), WebhookReceiver.open()]);
      const opened = await temporaryLake({ after: (end) => void ends.push(end as () => Promise<void>) });
      lake = { ...opened, now: () => now };
      const outbox = await Outbox.open(site.database, heard.log);
      subgraphs = await createSubgraphs(
        {
          ...{ database: site.database, outbox, log: heard.log, clock: () => now },
          ...{ artifactLimitBytes: 1_000, inferenceWorkers: 0 },
          alerts: { ...NO_CHANNELS, slackUrl: web.url('/slack') },
          lake: { url: opened.folder, refreshMinutes: 0, memoryMb: 128, threads: 1, tempDir: opened.folder },
        },
        ['leads', 'monitoring'],
      );
      await DeltaTable.at(lake, PATH).create(COLUMNS);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      for (const end of ends) await end();
      await web.close();
      await site.close();
    });

    const ask = async (name: 'leads' | 'monitoring', source: string) => {
      const { schema } = subgraphs[name];
      const result = await execute({ schema, document: parse(source), contextValue: CONTEXT });
      assert.equal(result.errors, undefined, JSON.stringify(result.errors));
      // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
      return JSON.parse(JSON.stringify(result.data)) as any;
    };
    const codeOf = async (source: string) => {
      const { schema } = subgraphs.leads;
      const { errors } = await execute({ schema, document: parse(source), contextValue: CONTEXT });
      return errors?.[0]?.extensions.code;
    };
    const check = async () => {
      now += 15 * MINUTE;
      const { database } = site;
      return checkExpectations({ database, lake, log: heard.log, layer: 'BRONZE', at: now, refreshMs: 15 * MINUTE });
    };
    const table = async () => {
      const fields =
        'name rows version passedVersion freshnessSeconds files expectations { name status found expected }';
      const { lakeTables } = await ask('leads', `{ lakeTables(layer: BRONZE) { ${fields} } }`);
      const found = lakeTables.find(({ name }: { name: string }) => name === PATH);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return { ...found, of: (name: string) => found.expectations.find((each: any) => each.name === name) };
    };
    const alerts = async () => {
      const fields = 'rule severity status feature slice evidence';
      const { alerts: found } = await ask('monitoring', `{ alerts { edges { node { ${fields} } } } }`);
      return found.edges.map(({ node }: { readonly node: object }) => node);
    };
    const notice = async () => {
      await heard.next('notice delivered');
      return web.unread.shift()?.json.text as string;
    };

    test('A table that was never written is listed with nulls, one that was with its state', async () => {
      const { lakeTables } = await ask(
        'leads',
        '{ lakeTables { layer name rows version freshnessSeconds expectations { status } } }',
      );
      assert.equal(lakeTables.length, 10);
      assert.deepEqual(
        lakeTables.filter(
          ({ rows, version }: { rows: unknown; version: unknown }) => rows !== null || version !== null,
        ),
        [],
      );
      await DeltaTable.at(lake, PATH).append(leadEvents(0, 1_000));
      assert.deepEqual(await check(), { isPassed: true, failedGates: [] });
      now += 30_000;
      const { of, ...state } = await table();
      assert.deepEqual(
        [state.rows, state.version, state.passedVersion, state.files, state.freshnessSeconds],
        [1_000, 1, 1, 1, 30],
      );
      assert.deepEqual(of('keys_present'), {
        name: 'keys_present',
        status: 'PASSED',
        found: 0,
        expected: 'at most 0.01',
      });
      assert.deepEqual(of('email_present'), {
        name: 'email_present',
        status: 'INSUFFICIENT',
        found: 0,
        expected: null,
      });
    });

    test('A storm of missing keys fails the gate, opens one critical alert with a notice, and closes by itself', async () => {
      const events = DeltaTable.at(lake, PATH);
      const good = await events.snapshot();
      await events.append(leadEvents(1_000, 500, { created_at: 'NULL' }));
      const verdict = await check();
      assert.deepEqual(verdict, { isPassed: false, failedGates: [`${PATH}: keys_present`] });
      const text = await notice();
      assert.match(
        text,
        /^CRITICAL: keys_present of bronze\/lead_events: found 33.3 % of the rows, expected at most 1 %/,
      );
      const [alert, ...others] = await alerts();
      assert.deepEqual(others, []);
      const { evidence, ...found } = alert;
      assert.deepEqual(found, {
        ...{ rule: 'lake-expectation', severity: 'CRITICAL', status: 'OPEN' },
        ...{ feature: PATH, slice: 'expectation=keys_present' },
      });
      const { table: path, expectation, found: share, greatest } = evidence;
      assert.deepEqual([path, expectation, Math.round(share * 1e4), greatest], [PATH, 'keys_present', 3333, 0.01]);
      const state = await table();
      assert.deepEqual([state.version, state.passedVersion], [2, 1]);
      assert.equal(state.of('keys_present').status, 'FAILED');

      // somebody restores the version before
      const { relation, release } = await (good as NonNullable<typeof good>).open();
      await events.overwrite(`SELECT * FROM ${relation}`);
      await release();
      assert.deepEqual(await check(), { isPassed: true, failedGates: [] });
      assert.match(await notice(), /^RESOLVED after 15 min: keys_present of bronze\/lead_events/);
      assert.equal((await alerts())[0].status, 'RESOLVED');
    });

    test('A table that lost rows fails its gate until somebody accepts it', async () => {
      await DeltaTable.at(lake, PATH).overwrite(leadEvents(0, 400));
      assert.deepEqual((await check()).failedGates, [`${PATH}: rows_kept`]);
      assert.match(await notice(), /^CRITICAL: rows_kept of bronze\/lead_events: found 0.4 times the rows before/);
      assert.equal((await check()).isPassed, false);
      const accept = (name: string, reason: string, path = PATH) =>
        `mutation { acceptLakeExpectation(table: "${path}", expectation: "${name}", reason: "${reason}") { expectation { status } } }`;
      assert.equal(await codeOf(accept('rows_kept', ' ')), 'VALIDATION_FAILED');
      assert.equal(await codeOf(accept('nothing', 'test')), 'LAKE_EXPECTATION_NOT_FOUND');
      assert.equal(await codeOf(accept('rows_kept', 'test', 'toString')), 'LAKE_EXPECTATION_NOT_FOUND');
      await ask('leads', accept('rows_kept', 'old leads were deleted'));
      assert.equal((await check()).isPassed, true);
      assert.equal((await table()).of('rows_kept').status, 'INSUFFICIENT');
      await check();
      assert.match(await notice(), /^RESOLVED after 45 min: rows_kept/);
    });

    test('A learnt share that jumps is a warning, and a gate stays open to the next layer', async () => {
      const events = DeltaTable.at(lake, PATH);
      for (let each = 0; each < 10; each += 1) await check();
      await events.append(leadEvents(400, 100, { email: 'NULL' }));
      assert.deepEqual(await check(), { isPassed: true, failedGates: [] });
      assert.match(
        await notice(),
        /^WARNING: email_present of bronze\/lead_events: found 20 % of the rows, expected at most 5 %/,
      );
      const query = `{ lakeExpectationResults(filter: { status: FAILED }, first: 1) {
        edges { cursor node { table expectation severity status unit found greatest rows } } pageInfo { hasNextPage } } }`;
      const { edges, pageInfo } = (await ask('leads', query)).lakeExpectationResults;
      assert.deepEqual(edges[0].node, {
        ...{ table: PATH, expectation: 'email_present', severity: 'WARN', status: 'FAILED', unit: 'SHARE' },
        ...{ found: 0.2, greatest: 0.05, rows: 500 },
      });
      assert.equal(pageInfo.hasNextPage, true);
      const after = `{ lakeExpectationResults(filter: { status: FAILED }, after: "${edges[0].cursor}") { edges { node { expectation } } } }`;
      const rest = (await ask('leads', after)).lakeExpectationResults.edges;
      assert.deepEqual(
        rest.map(({ node }: { node: { expectation: string } }) => node.expectation),
        ['rows_kept', 'rows_kept', 'keys_present'],
      );
    });

    test('A table whose refreshes stop is overdue: a warning after an hour, over with the next refresh', async () => {
      const { lake: watch } = subgraphs.monitoring;
      const overdue = async () => (await alerts()).filter(({ rule }: { rule: string }) => rule === 'lake-overdue');
      now += 74 * MINUTE;
      for (let each = 0; each < 5; each += 1) await watch.observe();
      assert.deepEqual(await overdue(), []);
      now += 2 * MINUTE;
      for (let each = 0; each < 5; each += 1) await watch.observe();
      const [{ severity, status, feature }] = await overdue();
      assert.deepEqual([severity, status, feature], ['WARNING', 'OPEN', PATH]);
      await check();
      await watch.observe();
      assert.equal((await overdue())[0].status, 'RESOLVED');
    });
  });
});
