import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { duckType } from '../../../lake/delta/delta-column.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';
import { openLake } from '../../../lake/open-lake.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { leadEvent } from '../../support/lake/bronze-rows.ts';
import { appendForeign } from '../../support/lake/foreign-append.ts';
import { WebhookReceiver } from '../../support/monitoring/webhook-receiver.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';
import { startTopology } from '../../support/process/topology.ts';

const PATIENCE_MS = 90_000;
const BRONZE = 'bronze/lead_events';
const BROKEN = 40;
const BROKEN_ROW = leadEvent({ lead_id: null, ingested_at: Date.now() });

/** A platform of one shape, with its end. */
interface Running {
  readonly platform: PlatformProcess;
  close(): Promise<unknown>;
}

type Environment = Readonly<Record<string, string>>;

const SHAPES: Readonly<Record<string, (dataDir: string, environment: Environment) => Promise<Running>>> = {
  'in one process': async (dataDir, environment) => {
    const platform = await startPlatform({ DATA_DIR: dataDir, DEMO: 'false', ...environment });
    return { platform, close: () => platform.stop('SIGTERM') };
  },
  'as a gateway and four subgraph processes': async (dataDir, environment) => {
    const database = await createServerDatabase();
    const topology = await startTopology({ databaseUrl: database.url, dataDir, subgraphs: environment });
    const close = async () => {
      await topology.close();
      await database.close();
    };
    return { platform: topology.gateway, close };
  },
};
const reason = whyNoPostgres();

for (const [shape, start] of Object.entries(SHAPES))
  describe(`gates of the lake ${shape}`, { skip: shape.includes('four') && reason ? reason : false }, () => {
    let dataDir: string;
    let web: WebhookReceiver;
    let running: Running;
    before(async () => {
      [dataDir, web] = await Promise.all([mkdtemp(join(tmpdir(), 'lead-scoring-gates-')), WebhookReceiver.open()]);
      running = await start(dataDir, {
        ...{ LAKE_URL: join(dataDir, 'tables'), LAKE_REFRESH_MINUTES: '0', ALERT_ALLOW_PRIVATE: 'true' },
        ALERT_SLACK_URL: web.url('/slack'),
      });
    });
    after(async () => {
      await running.close();
      await web.close();
      await rm(dataDir, { recursive: true });
    });

    const ask = async (query: string) => {
      const { url, token } = running.platform;
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
      const { data, errors } = (await response.json()) as any;
      assert.equal(errors, undefined, JSON.stringify(errors));
      return data;
    };
    /** Asks until the answer is as expected. */
    const until = async <Found>(find: () => Promise<Found | undefined>): Promise<Found> => {
      const since = performance.now();
      for (;;) {
        const found = await find();
        if (found !== undefined) return found;
        assert.ok(performance.now() - since < PATIENCE_MS, `it never came:\n${running.platform.output()}`);
        await sleep(100);
      }
    };
    const tables = async () => {
      const fields = 'name rows version passedVersion refreshedAt expectations { name status found }';
      const { lakeTables } = await ask(`{ lakeTables { ${fields} } }`);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return new Map<string, any>(lakeTables.map((table: { name: string }) => [table.name, table]));
    };
    /** Refreshes the lake, and waits until a layer was checked. @returns the tables afterwards */
    const refresh = async (last: string) => {
      const { requestedAt } = (await ask('mutation { refreshLake { requestedAt } }')).refreshLake;
      return until(async () => {
        const found = await tables();
        return found.get(last).refreshedAt >= requestedAt ? found : undefined;
      });
    };
    const submit = (company: string) => ask(`mutation { submitLead(input: { company: "${company}" }) { leadId } }`);
    const alert = async () => {
      const fields = 'severity status evidence runbook';
      const { alerts } = await ask(`{ alerts(filter: { rule: "lake-expectation" }) { edges { node { ${fields} } } } }`);
      return alerts.edges
        .map(({ node }: { node: { evidence: { expectation: string } } }) => node)
        .find(({ evidence }: { evidence: { expectation: string } }) => evidence.expectation === 'keys_present');
    };
    const notice = (pattern: RegExp) =>
      until(async () => web.unread.splice(0).find(({ json }) => pattern.test(json.text))?.json.text);

    it('let every layer through while all is well', async () => {
      for (const company of ['One', 'Two', 'Three']) await submit(company);
      const found = await refresh('gold/features');
      assert.deepEqual(
        [BRONZE, 'silver/leads', 'gold/features'].map((name) => found.get(name).rows),
        [3, 3, 3],
      );
      assert.equal(await alert(), undefined);
    });

    it('keep silver and gold as they were when somebody writes broken rows, and say so', async () => {
      const before = await tables();
      const lake = await openLake({
        ...{ url: join(dataDir, 'tables'), memoryMb: 128, threads: 1 },
        tempDir: join(dataDir, 'other'),
      });
      const columns = LEAD_EVENTS.columns.map(({ name, type }) => {
        const value = BROKEN_ROW[name] ?? null;
        const text = name === 'version' ? 'range + 1' : typeof value === 'string' ? sqlText(value) : value;
        return `CAST(${text} AS ${duckType(type)}) AS ${name}`;
      });
      await appendForeign(lake, BRONZE, `SELECT ${columns.join(', ')} FROM range(${BROKEN})`, lake.tempDir);
      await lake.close();
      await submit('Four');
      const found = await refresh(BRONZE);
      const { rows, version, passedVersion, expectations } = found.get(BRONZE);
      assert.deepEqual([rows, passedVersion < version], [4 + BROKEN, true]);
      const [gate] = expectations.filter(({ name }: { name: string }) => name === 'keys_present');
      assert.deepEqual(gate, { name: 'keys_present', status: 'FAILED', found: BROKEN / (4 + BROKEN) });
      const opened = await until(alert);
      assert.deepEqual([opened.severity, opened.status], ['CRITICAL', 'OPEN']);
      assert.match(opened.runbook, /operations\.md#lake-expectation/);
      const { table, expectation, greatest } = opened.evidence;
      assert.deepEqual([table, expectation, greatest], [BRONZE, 'keys_present', 0.01]);
      await notice(/^CRITICAL: .*keys_present of bronze\/lead_events/);
      const after = await tables();
      for (const name of ['silver/leads', 'gold/features'])
        assert.deepEqual([name, after.get(name).version], [name, before.get(name).version]);
    });

    it('open again once somebody accepts the rows: silver rejects each of them, and the alert resolves', async () => {
      const accept = `table: "${BRONZE}", expectation: "keys_present", reason: "rejected one by one"`;
      await ask(`mutation { acceptLakeExpectation(${accept}) { expectation { status } } }`);
      // of all rows, nearly all are rejected: another gate, which somebody accepts as well
      await refresh('silver/rejects');
      const rejects = 'table: "silver/rejects", expectation: "rejects_few", reason: "known"';
      await ask(`mutation { acceptLakeExpectation(${rejects}) { expectation { status } } }`);
      const found = await refresh('gold/features');
      assert.deepEqual(
        ['silver/leads', 'silver/rejects', 'gold/features'].map((name) => found.get(name).rows),
        [4, BROKEN, 4],
      );
      await until(async () => ((await alert()).status === 'RESOLVED' ? true : undefined));
      await notice(/^RESOLVED/);
    });
  });
