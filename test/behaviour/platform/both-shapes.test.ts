import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ExecutionResult, parse } from 'graphql';
import pg from 'pg';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../platform/subgraph/gateway-protocol.ts';
import { AUDIT_COLUMNS } from '../../../scoring/audit-text.ts';
import { RankedLeadsDocument, StoredScoreDocument } from '../../generated/graphql.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { OPERATIONS, VARIABLES } from '../../support/gateway/real-graph-operations.ts';
import { TEST_SECRET } from '../../support/graph/remote-graph.ts';
import { streamEvents } from '../../support/live/stream-events.ts';
import { loadUntilRefused } from '../../support/process/load-until-refused.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';
import { checkMachineToken, checkMetricsOfParts } from '../../support/process/several-processes.ts';
import { loadDemo, serve, startTopology, type Topology } from '../../support/process/topology.ts';
import { ScoringClient } from '../../support/scores/scoring-client.ts';

const TIMEOUT_MS = 1_500;
const reason = whyNoPostgres();

describe('the platform', { skip: reason && `PostgreSQL suites skipped: ${reason}` }, () => {
  let dataDir: string;
  let database: Awaited<ReturnType<typeof createServerDatabase>>;
  let whole: PlatformProcess;
  let topology: Topology;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-shapes-'));
    database = await createServerDatabase();
    // on an empty database: scores waits for the views of leads and models, whoever is first
    topology = await startTopology({
      databaseUrl: database.url,
      dataDir,
      // how long a whole request of a cold start takes is no matter here
      gateway: { SUBGRAPH_TIMEOUT_MS: `${TIMEOUT_MS}`, REQUEST_TIMEOUT_MS: '60000' },
    });
    assert.match(await loadDemo(database.url), /scoring demo leads: 100 %/);
    await writtenBack(database.url);
    whole = await startPlatform({ DATA_DIR: dataDir, DATABASE_URL: database.url });
  });

  after(async () => {
    assert.deepEqual([await whole.stop('SIGTERM'), ...(await topology.close())], Array(6).fill(0));
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  it('loads the demo data once', async () => {
    assert.equal(await loadDemo(database.url), 'The demo data is loaded.\n');
  });

  const answers = new Map<string, ExecutionResult>();
  const shapes = {
    'in one process': () => whole,
    'as a gateway and four subgraph processes': () => topology.gateway,
  };
  for (const [shape, platformOf] of Object.entries(shapes))
    describe(shape, () => {
      let client: ScoringClient;
      before(() => {
        client = new ScoringClient(platformOf());
      });
      after(() => client.close());

      it('ranks leads by score over three subgraphs', async () => {
        const { leads } = await client.graphql(RankedLeadsDocument, { first: 20 });
        const nodes = leads?.edges.map(({ node }) => node) ?? [];
        assert.equal(nodes.length, 20);
        for (const { score } of nodes) assert.equal(score?.modelVersion?.stage, 'PRODUCTION');
      });

      it('scores a lead, durably, and finds the score with its lead', async () => {
        const scored = await client.scoreLead('lead-000007');
        const { score } = await client.graphql(StoredScoreDocument, { id: scored.id });
        assert.deepEqual(score, { id: scored.id, probability: scored.probability, lead: { id: 'lead-000007' } });
      });

      it('scores features by REST', async () => {
        const answer = JSON.parse(await client.post('/score-lead', '{"lead_id":"web-1","industry":"TRADING"}'));
        assert.ok(answer.lead_score > 0 && answer.lead_score < 1, JSON.stringify(answer));
      });

      it('exports the audit log by REST', async () => {
        const { url, token } = platformOf();
        const response = await fetch(`${url}/audit-events.jsonl`, { headers: { authorization: `Bearer ${token}` } });
        const events = (await response.text()).trimEnd().split('\n');
        const actions = events.map((line) => JSON.parse(line).action);
        assert.deepEqual(actions, ['PROMOTE', 'REGISTER', 'REGISTER']);
        assert.deepEqual(Object.keys(JSON.parse(events[0] as string)), AUDIT_COLUMNS);
      });

      it('refuses with the code of the subgraph, at the field', async () => {
        const refused = await ask(client, 'mutation { scoreLead(leadId: "nobody") { score { id } } }');
        assert.deepEqual(failures(refused), [[['scoreLead'], 'LEAD_NOT_FOUND']]);
      });

      for (const [title, query] of Object.entries(OPERATIONS))
        it(`answers ${title} as the other shape does`, async () => {
          const { data, errors } = await ask(client, query);
          const answer = { data: data ?? null, failures: failures({ errors: errors ?? [] }) } as ExecutionResult;
          const other = answers.get(title);
          answers.set(title, answer);
          if (other) assert.deepEqual(answer, other);
        });
    });

  for (const [shape, platformOf] of Object.entries(shapes))
    it(`scores the lead of a form once, ${shape} beside another, and tells of it`, async () => {
      const query = 'subscription { leadScored { cause probability lead { id stage } } }';
      const events = await streamEvents({ ...platformOf(), query });
      const client = new ScoringClient(platformOf());
      const submit = async (company: string): Promise<string> =>
        JSON.parse(await client.post('/leads', JSON.stringify({ company, industry: 'TRADING' }))).lead_id;
      const [first, second] = [await submit('First'), await submit('Second')];
      const found = [(await events.next()).value, (await events.next()).value].map((text) => JSON.parse(text ?? '{}'));
      const scored = found.map(({ data }) => data.leadScored);
      assert.deepEqual(new Set(scored.map(({ lead }) => lead.id)), new Set([first, second]));
      for (const { cause, lead } of scored) assert.deepEqual([cause, lead.stage], ['LEAD_CHANGED', 'NEW']);
      const last = await client.scoreLead(first);
      const { data } = JSON.parse((await events.next()).value ?? '{}');
      assert.deepEqual(data.leadScored, {
        cause: 'REQUESTED',
        probability: last.probability,
        lead: { id: first, stage: 'NEW' },
      });
      await events.return();
      client.close();
    });

  it('accepts a new token of a machine in every gateway, and refuses it within 5 seconds of its revocation', () =>
    checkMachineToken(whole, topology.gateway));

  it('has the metrics of each part in its process, and none of scoring in the gateway', () =>
    checkMetricsOfParts(topology));

  describe('with subgraphs in other processes', () => {
    const RANKED = '{ leads(first: 3) { edges { node { id company score { grade } } } } }';
    let client: ScoringClient;
    before(() => {
      client = new ScoringClient(topology.gateway);
    });
    after(() => client.close());

    it('gives partial data with a code while a subgraph is dead, then all of it again', async () => {
      await topology.subgraph('scores').stop('SIGKILL');
      const partial = await ask(client, RANKED);
      assert.deepEqual(codesOf(partial), ['SUBGRAPH_UNAVAILABLE']);
      assert.ok(
        nodesOf(partial).every(({ id, score }) => id && score === null),
        JSON.stringify(partial),
      );
      await topology.restart('scores');
      assert.ok(await recovers(client, RANKED));
    });

    it('gives up on a subgraph that hangs after the timeout, and asks it again once it answers', async () => {
      const { pid } = topology.subgraph('scores');
      process.kill(pid, 'SIGSTOP');
      const startedAt = performance.now();
      const partial = await ask(client, RANKED);
      const elapsedMs = performance.now() - startedAt;
      process.kill(pid, 'SIGCONT');
      assert.deepEqual(codesOf(partial), ['SUBGRAPH_TIMEOUT']);
      assert.ok(elapsedMs > TIMEOUT_MS - 100, `took ${elapsedMs} ms`);
      assert.ok(await recovers(client, RANKED));
    });

    it('serves a subgraph to nobody without the secret', async () => {
      const { url } = topology.subgraph('leads');
      const identity = encodeIdentity({ subject: 'stranger', scopes: ['leads:read'] });
      for (const secret of ['', `${TEST_SECRET}!`]) {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            [GATEWAY_HEADERS.identity]: identity,
            [GATEWAY_HEADERS.secret]: secret,
          },
          body: '{"query":"{ __typename }"}',
        });
        const { errors } = (await response.json()) as ExecutionResult;
        assert.equal(response.status, 401);
        assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
      }
    });

    it('tells its own health and readiness at every process', async () => {
      for (const url of [topology.gateway.url, new URL('/', topology.subgraph('models').url).href]) {
        for (const path of ['/health', '/ready']) assert.equal((await fetch(new URL(path, url))).status, 200);
      }
    });

    it('cuts no request when a subgraph or the gateway is stopped under load', async () => {
      const leads = topology.subgraph('leads');
      const headers = {
        [GATEWAY_HEADERS.secret]: TEST_SECRET,
        [GATEWAY_HEADERS.identity]: encodeIdentity({ subject: 'tester', scopes: [] }),
      };
      const { gateway } = topology;
      const loads = [
        loadUntilRefused(`${gateway.url}/graphql`, { authorization: `Bearer ${gateway.token}` }, body(RANKED), 16),
        loadUntilRefused(leads.url, headers, body('{ leads(first: 3) { edges { node { id } } } }'), 16),
      ];
      await Promise.all(loads.map(({ underWay }) => underWay));
      assert.deepEqual(await Promise.all([gateway.stop('SIGTERM'), leads.stop('SIGTERM')]), [0, 0]);
      for (const { answered, cut } of await Promise.all(loads.map(({ outcome }) => outcome))) {
        assert.deepEqual(cut, []);
        assert.ok(answered >= 16, `only ${answered} answers`);
      }
    });
  });

  it('does not serve a subgraph on the embedded database, without a secret, or of another name', async () => {
    const complete = { DATABASE_URL: database.url, GATEWAY_SECRET: TEST_SECRET };
    await assert.rejects(serve('leads', { ...complete, DATABASE_URL: '' }), /CONFIGURATION_INVALID: DATABASE_URL/);
    await assert.rejects(serve('leads', { ...complete, GATEWAY_SECRET: '' }), /CONFIGURATION_INVALID: GATEWAY_SECRET/);
    await assert.rejects(serve('leeds', complete), /CONFIGURATION_INVALID: found leeds, expected .*leads\|scores/);
  });
});

/** Waits until every score has reached the ranking, so that both shapes see the same one. */
async function writtenBack(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  while ((await client.query('SELECT 1 FROM outbox.message LIMIT 1')).rows.length > 0) await sleep(50);
  await client.end();
}

async function ask(client: ScoringClient, query: string): Promise<ExecutionResult> {
  return JSON.parse(await client.post('/graphql', body(query))) as ExecutionResult;
}

function body(query: string): string {
  const [operation] = parse(query).definitions;
  const wanted = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  const variables = Object.fromEntries(
    wanted.map(({ variable: { name } }) => [name.value, VARIABLES[name.value as keyof typeof VARIABLES]]),
  );
  return JSON.stringify({ query, variables });
}

function failures({ errors = [] }: ExecutionResult): unknown[] {
  return errors.map(({ path, extensions }) => [path, extensions?.code]);
}

function codesOf({ errors = [] }: ExecutionResult): unknown[] {
  return [...new Set(errors.map(({ extensions }) => extensions?.code))];
}

interface Node {
  readonly id: string;
  readonly score: { readonly grade: string } | null;
}

function nodesOf({ data }: ExecutionResult): readonly Node[] {
  const { leads } = data as unknown as { leads: { edges: readonly { node: Node }[] } };
  return leads.edges.map(({ node }) => node);
}

/** Asks until there is no error, for a while. */
async function recovers(client: ScoringClient, query: string): Promise<boolean> {
  const until = performance.now() + 10_000;
  while (performance.now() < until) {
    if (!(await ask(client, query)).errors) return true;
    await sleep(50);
  }
  return false;
}
