import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../median.ts';
import { LiveClients } from './live-clients.ts';

/**
 * Measures subscriptions: the server's cost per delivery and per idle subscriber, and the effect on others of a client
 * that stops reading. The server runs in a process of its own, all clients in this one.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '1000' },
    events: { type: 'string', default: '200' },
    'in-flight': { type: 'string', default: '8' },
    idle: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'deliveries,idle,stuck' },
    contenders: { type: 'string', default: 'gateway,remote,merged' },
  },
});
const rounds = Number(values.rounds);
const clients = Number(values.clients);
const inFlight = Number(values['in-flight']);
const STUCK_EVENTS_PER_SECOND = 20;
const STUCK_SECONDS = 10;
// fills the kernel's buffers of the client that does not read, so that its queue fills from then on
const STUCK_PADDING = 20_000;
const STUCK_PADDED_EVENTS = 150;

interface Usage {
  readonly rss: number;
  readonly heap: number;
  readonly cpuMs: number;
}

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
}

const parts: Readonly<Record<string, () => Promise<void>>> = { deliveries, idle, stuck };
for (const part of values.only.split(',')) await parts[part]?.();

async function deliveries(): Promise<void> {
  const rows: Record<string, number[]> = Object.fromEntries(values.contenders.split(',').map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, rates] of Object.entries(rows)) rates.push(await deliveriesPerCpuSecond(name));
  const merged = median(rows.merged ?? []);
  console.table(
    Object.entries(rows).map(([name, rates]) => ({
      contender: name,
      subscribers: clients,
      'deliveries/s per core': Math.round(median(rates)),
      '× merged': (median(rates) / merged).toFixed(1),
    })),
  );
}

async function deliveriesPerCpuSecond(name: string): Promise<number> {
  const server = await startServer(name);
  const subscribers = new LiveClients();
  await subscribers.open(server.url, clients);
  await sendAll(server, subscribers, 50);
  const before = await usageOf(server);
  await sendAll(server, subscribers, Number(values.events));
  const { cpuMs } = await usageOf(server);
  subscribers.close();
  server.child.disconnect();
  return (clients * Number(values.events)) / ((cpuMs - before.cpuMs) / 1000);
}

/** Sends events, few enough at once that no subscriber falls behind. */
async function sendAll(server: Server, subscribers: LiveClients, events: number): Promise<void> {
  subscribers.reset();
  for (let sent = 0; sent < events; sent += inFlight) {
    const count = Math.min(inFlight, events - sent);
    server.child.send({ send: count });
    await subscribers.has((sent + count) * clients);
  }
}

async function idle(): Promise<void> {
  const count = Number(values.idle);
  const server = await startServer('gateway');
  const first = new LiveClients();
  await first.open(server.url, 100);
  await sleep(500);
  const before = await usageOf(server);
  const subscribers = new LiveClients();
  await subscribers.open(server.url, count);
  // the wait for connection_init ends
  await sleep(5_000);
  const after = await usageOf(server);
  const kB = (bytes: number): string => (bytes / count / 1_000).toFixed(1);
  console.table([
    {
      'idle subscribers': count,
      'heap kB each': kB(after.heap - before.heap),
      'RSS kB each': kB(after.rss - before.rss),
    },
  ]);
  first.close();
  subscribers.close();
  server.child.disconnect();
}

async function stuck(): Promise<void> {
  const p99: { healthy: number[]; besideStuck: number[] } = { healthy: [], besideStuck: [] };
  for (let round = 0; round < rounds; round++) {
    p99.healthy.push(await p99Of(false));
    p99.besideStuck.push(await p99Of(true));
  }
  const [healthy, besideStuck] = [median(p99.healthy), median(p99.besideStuck)];
  console.table([
    {
      'p99 ms': healthy.toFixed(1),
      'p99 ms beside a stuck client': besideStuck.toFixed(1),
      ratio: (besideStuck / healthy).toFixed(2),
    },
  ]);
}

async function p99Of(isOneStuck: boolean): Promise<number> {
  const server = await startServer('gateway');
  const subscribers = new LiveClients();
  await subscribers.open(server.url, clients);
  await sendAll(server, subscribers, 50);
  if (isOneStuck) subscribers.pauseOne();
  const readers = isOneStuck ? clients - 1 : clients;
  subscribers.reset();
  for (let sent = 1; sent <= STUCK_PADDED_EVENTS; sent++) {
    server.child.send({ send: 1, padding: STUCK_PADDING });
    await subscribers.has(sent * readers);
  }
  subscribers.reset();
  for (let event = 0; event < STUCK_SECONDS * STUCK_EVENTS_PER_SECOND; event++) {
    server.child.send({ send: 1 });
    await sleep(1_000 / STUCK_EVENTS_PER_SECOND);
  }
  const sorted = [...subscribers.latenciesMs].sort((a, b) => a - b);
  subscribers.close();
  server.child.disconnect();
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}

async function startServer(name: string): Promise<Server> {
  const entry = fileURLToPath(new URL('./live-server.ts', import.meta.url));
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = fork(entry, [name], { execArgv: ['--import', 'tsx', '--expose-gc'], env });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, url: `ws://127.0.0.1:${port}/graphql` };
}

async function usageOf({ child }: Server): Promise<Usage> {
  child.send({});
  const [usage] = (await once(child, 'message')) as [Usage];
  return usage;
}
