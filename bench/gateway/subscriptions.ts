import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median } from '../median.ts';
import { LiveClients } from './live-clients.ts';
import { sendAll, startLiveServer, usageOf } from './live-server-process.ts';

/**
 * Measures subscriptions: the server's cost per delivery and per idle subscriber. The server runs in a process of its own, all
 * clients in this one.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    clients: { type: 'string', default: '1000' },
    events: { type: 'string', default: '200' },
    'in-flight': { type: 'string', default: '8' },
    idle: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'deliveries,idle' },
    contenders: { type: 'string', default: 'gateway,remote,merged' },
  },
});
const rounds = Number(values.rounds);
const clients = Number(values.clients);
const inFlight = Number(values['in-flight']);

const parts: Readonly<Record<string, () => Promise<void>>> = { deliveries, idle };
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
  const server = await startLiveServer(name);
  const subscribers = new LiveClients();
  await subscribers.open(server.url, clients);
  await sendAll(server, subscribers, { events: 50, clients, inFlight });
  const before = await usageOf(server);
  await sendAll(server, subscribers, { events: Number(values.events), clients, inFlight });
  const { cpuMs } = await usageOf(server);
  subscribers.close();
  server.child.disconnect();
  return (clients * Number(values.events)) / ((cpuMs - before.cpuMs) / 1000);
}

async function idle(): Promise<void> {
  const count = Number(values.idle);
  const server = await startLiveServer('gateway');
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
