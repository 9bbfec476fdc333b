import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { WebSocket } from 'ws';
import { median } from '../median.ts';
import { LiveClients, openLiveSocket, subscribe } from './live-clients.ts';
import { LARGE_QUERY, LIVE_QUERY } from './live-graph.ts';
import { type LiveServer, startLiveServer } from './live-server-process.ts';

/**
 * Measures what a client that stops reading costs the others: the time from an event to its delivery at equal subscribers, in
 * rounds without and with it by turns. The socket of that client is full from its first event on; in each round its queue
 * fills and its subscription ends.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    clients: { type: 'string', default: '1000' },
    events: { type: 'string', default: '100' },
    'per-second': { type: 'string', default: '50' },
  },
});
const clients = Number(values.clients);
const SETTLE_MS = 500;

interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const server = await startLiveServer('gateway');
const readers = new LiveClients();
await readers.open(server.url, clients);
await latencyOf(server);
const [alone, beside]: [Latency[], Latency[]] = [[], []];
for (let round = 0; round < Number(values.rounds); round++) {
  // the machine's speed drifts: each comes first every second time
  if (round % 2 === 0) alone.push(await latencyOf(server));
  beside.push(await latencyBesideStalled(server));
  if (round % 2 === 1) alone.push(await latencyOf(server));
}
console.table((['p50Ms', 'p99Ms'] as const).map(compare));
readers.close();
server.child.disconnect();

function compare(quantile: keyof Latency) {
  const of = (latencies: readonly Latency[]): string => median(latencies.map((each) => each[quantile])).toFixed(1);
  const ratios = beside.map((each, round) => each[quantile] / (alone[round]?.[quantile] ?? Number.NaN));
  return {
    clients,
    latency: quantile,
    alone: of(alone),
    'beside a stalled client': of(beside),
    'ratio, median of pairs': median(ratios).toFixed(2),
  };
}

async function latencyBesideStalled(live: LiveServer): Promise<Latency> {
  const stalled = await stallClient(live);
  const latency = await latencyOf(live);
  await refuseReader(stalled);
  return latency;
}

async function latencyOf({ child }: LiveServer): Promise<Latency> {
  await sleep(SETTLE_MS);
  readers.reset();
  const startedAt = performance.now();
  for (let sent = 1; sent <= Number(values.events); sent++) {
    child.send({ send: 1 });
    await sleep(Math.max(0, startedAt + (sent * 1_000) / Number(values['per-second']) - performance.now()));
  }
  await readers.has(clients * Number(values.events));
  const sorted = [...readers.latenciesMs].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** Opens a client with the subscription of the others that reads nothing, and fills what the kernel buffers for it. */
async function stallClient({ url, child }: LiveServer): Promise<WebSocket> {
  const stalled = await openLiveSocket(url);
  socketOf(stalled).pause();
  subscribe(stalled, LIVE_QUERY);
  const large = subscribe(stalled, LARGE_QUERY);
  await sleep(SETTLE_MS);
  readers.reset();
  child.send({ send: 1 });
  await readers.has(clients);
  await sleep(SETTLE_MS);
  stalled.send(JSON.stringify({ id: large, type: 'complete' }));
  return stalled;
}

/** @throws {Error} when the queue of the client did not fill: then it had not stalled */
async function refuseReader(stalled: WebSocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const late = new Error('the subscription of the stalled client goes on, expected SUBSCRIBER_TOO_SLOW');
    const timer = setTimeout(reject, 10_000, late);
    stalled.on('message', (data) => {
      if (!String(data).includes('SUBSCRIBER_TOO_SLOW')) return;
      clearTimeout(timer);
      resolve();
    });
    socketOf(stalled).resume();
  });
  stalled.terminate();
}

function socketOf(client: WebSocket): Socket {
  return (client as unknown as { readonly _socket: Socket })._socket;
}
