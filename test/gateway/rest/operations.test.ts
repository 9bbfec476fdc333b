import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VERSION } from '../../../platform/process/version.ts';
import { createTestServer } from '../../support/gateway/test-server.ts';

describe('operations', () => {
  it('/health answers whatever the parts do', async () => {
    const server = await createTestServer({ probes: { database: () => Promise.reject(new Error('gone')) } });
    const { status, version, uptime_seconds } = (await server.app.inject({ url: '/health' })).json();
    assert.deepEqual([status, version], ['ok', VERSION]);
    assert.ok(uptime_seconds > 0);
    await server.close();
  });

  it('/health says no, and why, when the process cannot do its work', async () => {
    let complaint: string | undefined = 'no statement has succeeded for 61 s';
    const server = await createTestServer({ findComplaint: () => complaint });
    const failing = await server.app.inject({ url: '/health' });
    assert.equal(failing.statusCode, 503);
    assert.deepEqual([failing.json().status, failing.json().reason], ['failing', complaint]);
    complaint = undefined;
    assert.equal((await server.app.inject({ url: '/health' })).statusCode, 200);
    await server.close();
  });

  it('/ready names the part that is missing, keeps the reason for the log, and recovers within a second', async () => {
    let isUp = false;
    const database = async () => {
      if (!isUp) throw new Error('connection refused by db.internal');
    };
    const server = await createTestServer({ probes: { database } });
    const ready = () => server.app.inject({ url: '/ready' });

    const before = await ready();
    assert.equal(before.statusCode, 503);
    assert.deepEqual(before.json(), { status: 'not-ready', checks: { database: 'unavailable', plans: 'ok' } });
    const line = server.logLines.find((entry) => entry.msg === 'not ready');
    assert.match(JSON.stringify(line), /db\.internal/);

    isUp = true;
    assert.equal((await ready()).statusCode, 503);
    server.advance(1_000);
    assert.equal((await ready()).statusCode, 200);
    await server.close();
  });

  it('/metrics counts requests by route, operations by name and outcome, and scores by version and grade', async () => {
    const server = await createTestServer();
    const headers = { authorization: `Bearer ${server.token}` };
    const graphql = (payload: object) => server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    await graphql({ query: 'query Who { whoAmI }' });
    await graphql({ query: 'query Half { whoAmI broken }' });
    await graphql({ query: 'nonsense' });
    await server.app.inject({ method: 'POST', url: '/score-lead', headers, payload: { lead_id: 'a' } });
    await server.app.inject({ url: '/leads/1', headers });
    await server.app.inject({ url: '/leads/2', headers });

    const { body, headers: answered } = await server.app.inject({ url: '/metrics', headers });
    assert.match(String(answered['content-type']), /^text\/plain/);
    for (const line of [
      'leadscore_http_request_duration_seconds_count{method="GET",route="/leads/:lead_id",status="200"} 2',
      'leadscore_graphql_operations_total{operation="Who",outcome="ok"} 1',
      'leadscore_graphql_operations_total{operation="Half",outcome="partial"} 1',
      'leadscore_graphql_operations_total{operation="anonymous",outcome="error"} 1',
      'leadscore_graphql_operations_total{operation="RestScoreLead",outcome="ok"} 1',
      'leadscore_score_lead_answers_total{model_version="lead-conversion:1",grade="A"} 1',
      `leadscore_build_info{version="${VERSION}",node="${process.version}"} 1`,
    ])
      assert.ok(body.includes(`${line}\n`), line);
    assert.match(body, /nodejs_eventloop_lag_p99_seconds /);
    await server.close();
  });

  it('/metrics keeps its labels few, whatever clients call their operations', async () => {
    const server = await createTestServer();
    const headers = { authorization: `Bearer ${server.token}` };
    for (let index = 0; index < 250; index++) {
      const payload = { query: `query Q${index} { whoAmI }` };
      await server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    }
    const { body } = await server.app.inject({ url: '/metrics', headers });
    assert.equal(body.match(/^leadscore_graphql_operations_total\{/gm)?.length, 201);
    assert.ok(body.includes('leadscore_graphql_operations_total{operation="other",outcome="ok"} 50\n'));
    await server.close();
  });
});
