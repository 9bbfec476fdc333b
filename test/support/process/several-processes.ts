import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../../platform/subgraph/subgraph.ts';
import { TEST_SECRET } from '../graph/remote-graph.ts';
import type { PlatformProcess } from './platform-process.ts';
import type { Topology } from './topology.ts';

/** A series that only one part has. */
const SERIES: Readonly<Record<SubgraphName, string>> = {
  leads: 'leadscore_outbox_messages{topic="leads.write-back"}',
  scores: 'leadscore_predictions_total{model=',
  models: 'leadscore_traffic_share_ratio{model="lead-conversion"',
  monitoring: 'leadscore_alerts_open{severity="CRITICAL"}',
};

/** Checks that a token that one gateway has created is known to both, and that one that the other has revoked is to neither. */
export async function checkMachineToken(one: PlatformProcess, other: PlatformProcess): Promise<void> {
  const { createMachineToken: created } = await ask<{
    createMachineToken: { token: string; machineToken: { id: string } };
  }>(
    one,
    'mutation { createMachineToken(name: "scraper", scopes: ["metrics:read"], reason: "a test") { token machineToken { id } } }',
  );
  const statuses = () =>
    Promise.all([one, other].map(async ({ url }) => (await scrape(`${url}/metrics`, created.token)).status));
  assert.deepEqual(await statuses(), [200, 200]);
  const { id } = created.machineToken;
  await ask(other, `mutation { revokeMachineToken(id: "${id}", reason: "a test") { machineToken { id } } }`);
  const deadline = performance.now() + 5_000;
  let found = await statuses();
  for (; found.includes(200) && performance.now() < deadline; await sleep(100)) found = await statuses();
  assert.deepEqual(found, [401, 401]);
}

/** Checks that each subgraph's process has the metrics of its part, and the gateway those of no part. */
export async function checkMetricsOfParts({ subgraph, gateway }: Topology): Promise<void> {
  // some version has scored in this process
  await ask(gateway, 'mutation { scoreFeatures(input: { features: { industry: "TRADING" } }) { score { id } } }');
  for (const name of SUBGRAPH_NAMES) {
    const text = await (await scrape(subgraph(name).url.replace('/graphql', '/metrics'), TEST_SECRET)).text();
    assert.ok(text.includes(`\n${SERIES[name]}`), name);
    assert.match(text, /^process_cpu_seconds_total /m);
  }
  const text = await (await scrape(`${gateway.url}/metrics`, gateway.token)).text();
  for (const series of Object.values(SERIES)) assert.ok(!text.includes(`\n${series}`), series);
}

async function ask<Data>({ url, token }: PlatformProcess, query: string): Promise<Data> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  assert.equal(errors, undefined);
  return data;
}

function scrape(url: string, token: string): Promise<Response> {
  return fetch(url, { headers: { authorization: `Bearer ${token}` } });
}
