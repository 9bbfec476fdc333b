import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Planner } from '../../../gateway/federation/plan/planner.ts';
import { createFederatedServer, type FederatedServer } from '../../support/gateway/federated-server.ts';

describe('a gateway seen from outside', () => {
  let server: FederatedServer;
  before(async () => {
    server = await createFederatedServer({ environment: { ACCESS_LOG: 'true' } });
  });
  after(() => server.close());

  it('counts operations and errors by name, fetches by subgraph, plans, and the event loop’s delay', async () => {
    await server.graphql('query Lead { lead(id: "1") { id score { grade } } }');
    await server.graphql('query Lead { lead(id: "1") { id score { grade } } }');
    await server.graphql('query Gone { gone broken }');
    const { body } = await server.app.inject({ url: '/metrics', headers: await server.asHolderOf() });
    for (const line of [
      'leadscore_graphql_operations_total{operation="Lead",outcome="ok"} 2',
      'leadscore_graphql_operation_duration_seconds_count{operation="Lead"} 2',
      'leadscore_graphql_errors_total{operation="Gone",code="LEAD_NOT_FOUND"} 1',
      'leadscore_graphql_errors_total{operation="Gone",code="INTERNAL"} 1',
      'leadscore_subgraph_fetch_duration_seconds_count{subgraph="leads"} 3',
      'leadscore_subgraph_fetch_duration_seconds_count{subgraph="scores"} 2',
      'leadscore_subgraph_fetch_errors_total{subgraph="leads",code="LEAD_NOT_FOUND"} 1',
      'leadscore_graph_operation_cache_total{result="hit"} 1',
    ])
      assert.ok(body.includes(`${line}\n`), line);
    assert.match(body, /^leadscore_graph_planning_duration_seconds_count [1-9]/m);
    assert.match(body, /^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('logs one line per request, with operation, outcome, codes and durations, without variables', async () => {
    const query = 'query Line($id: ID!) { lead(id: $id) { id } gone }';
    const headers = { ...(await server.asHolderOf()), 'x-request-id': 'line-1' };
    const payload = { query, variables: { id: 'amina@example.com' } };
    await server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    const lines = server.logLines.filter(({ requestId }) => requestId === 'line-1');
    assert.equal(lines.length, 1);
    const { level, time, durationMs, ...facts } = lines[0] as Record<string, unknown>;
    assert.ok(level === 30 && typeof time === 'number' && Number(durationMs) > 0);
    assert.deepEqual(facts, {
      requestId: 'line-1',
      method: 'POST',
      route: '/graphql',
      status: 200,
      subject: 'tester',
      operation: 'Line',
      outcome: 'partial',
      errorCodes: ['LEAD_NOT_FOUND'],
      msg: 'request answered',
    });
  });

  it('logs the operation behind a REST route', async () => {
    const headers = { ...(await server.asHolderOf()), 'x-request-id': 'line-2' };
    await server.app.inject({ url: '/leads/1', headers });
    const lines = server.logLines.filter(({ requestId }) => requestId === 'line-2');
    assert.deepEqual(
      lines.map(({ operation, outcome }) => [operation, outcome]),
      [['RestLead', 'ok']],
    );
  });

  for (const [what, url, status] of [
    ['refused', '/metrics', 401],
    ['unknown', '/nowhere', 404],
    ['unreadable', '/leads/%c0', 400],
  ] as const)
    it(`logs one line for a request that is ${what}`, async () => {
      const id = `line-${what}`;
      const response = await server.app.inject({ url, headers: { 'x-request-id': id } });
      assert.equal(response.statusCode, status);
      const lines = server.logLines.filter(({ requestId }) => requestId === id);
      assert.deepEqual(
        lines.map((line) => line.status),
        [status],
      );
    });

  it('sends Server-Timing to callers that ask for it and may read metrics, and to no others', async () => {
    const query = '{ lead(id: "1") { score { grade } } }';
    const asked = await server.graphql(query, { 'x-server-timing': '1' });
    const names = String(asked.headers['server-timing']).split(', ');
    assert.deepEqual(
      names.map((metric) => metric.replace(/dur=\d+\.\d\d$/, 'dur=')),
      [
        'prepare;dur=',
        'plan;dur=',
        'fetch;desc="leads";dur=',
        'fetch;desc="scores";dur=',
        'deadline;dur=',
        'total;dur=',
      ],
    );
    assert.equal(names.at(-2), 'deadline;dur=5000.00');
    const durations = names.toSpliced(-2, 1).map((metric) => Number(/dur=(.*)$/.exec(metric)?.[1]));
    assert.ok(durations.every((duration) => duration <= (durations.at(-1) as number)));
    assert.equal((await server.graphql(query)).headers['server-timing'], undefined);
    const reader = await server.asHolderOf(['leads:read']);
    assert.equal(
      (await server.graphql(query, { ...reader, 'x-server-timing': '1' })).headers['server-timing'],
      undefined,
    );
    const rest = await server.app.inject({
      url: '/leads/1',
      headers: { ...(await server.asHolderOf()), 'x-server-timing': '1' },
    });
    assert.match(String(rest.headers['server-timing']), /fetch;desc="leads"/);
  });
});

describe('a request whose client hangs up', () => {
  const complete = JSON.stringify({ query: '{ lead(id: "hangs") { score { grade } } }' });
  for (const [when, body, length] of [
    ['while its body is read', '{', 100],
    ['while it waits for the answer', complete, complete.length],
  ] as const)
    it(`${when} is logged once too`, async () => {
      const server = await createFederatedServer();
      await server.app.listen({ port: 0, host: '127.0.0.1' });
      const { port } = server.app.server.address() as AddressInfo;
      const headers = { ...(await server.asHolderOf()), 'content-type': 'application/json', 'content-length': length };
      const outgoing = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers });
      outgoing.on('error', () => undefined);
      const arrived = once(server.app.server, 'request');
      outgoing.write(body);
      const [incoming, response] = await arrived;
      if (body === complete) await once(incoming, 'end');
      const closed = once(response, 'close');
      outgoing.destroy();
      await closed;
      await server.close();
      const lines = server.logLines.filter(({ msg }) => msg === 'request answered');
      assert.deepEqual(
        lines.map(({ status }) => status),
        [499],
      );
    });
});

describe('/ready', () => {
  it('says no until the plans of what is known ahead are made', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const asked: string[] = [];
    const planner: Planner = {
      plan: async (operation) => {
        asked.push(operation);
        await released;
        return { kind: 'QueryPlan' };
      },
      close: () => undefined,
    };
    const server = await createFederatedServer({ planner });
    const cold = await server.app.inject({ url: '/ready' });
    assert.deepEqual([cold.statusCode, cold.json()], [503, { status: 'not-ready', checks: { plans: 'unavailable' } }]);
    release();
    let warm = await server.app.inject({ url: '/ready' });
    // the answer is repeated for a second
    for (const end = Date.now() + 5_000; warm.statusCode !== 200 && Date.now() < end; )
      warm = await server.app.inject({ url: '/ready' });
    assert.deepEqual(warm.json(), { status: 'ready', checks: { plans: 'ok' } });
    assert.equal(asked.length, 5);
    await server.close();
  });

  it('stays at no when one of them cannot be made, and the log says why', async () => {
    const planner: Planner = { plan: () => Promise.reject(new Error('no plan for it')), close: () => undefined };
    const server = await createFederatedServer({ planner });
    assert.equal((await server.app.inject({ url: '/ready' })).statusCode, 503);
    assert.match(JSON.stringify(server.logLines), /no plan for it/);
    await server.close();
  });
});
