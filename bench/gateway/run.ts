import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { trustedDocument } from '../../gateway/trusted-documents.ts';
import { QUERY } from './subgraphs.ts';

/**
 * Measures the gateway's own cost: 20 leads with score and model version across three subgraphs whose resolvers answer
 * from memory. Contenders take turns, each in a process of its own; the medians of the rounds are printed.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '16' },
    leads: { type: 'string', default: '20' },
    only: { type: 'string' },
  },
});
const ALL = ['apollo', 'direct', 'reference', 'merged'];
const names = values.only ? values.only.split(',') : ALL;
const WARM_UP_SECONDS = 2;

/** How contenders are told what to answer, where that is not by the query's text. */
const DOCUMENTS: Readonly<Record<string, object>> = { direct: { documentId: trustedDocument(QUERY).id } };

interface Measurement {
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Contender {
  readonly name: string;
  readonly child: ChildProcess;
  readonly url: string;
  /** of requests */
  readonly headers: Readonly<Record<string, string>>;
  readonly measurements: Measurement[];
}

let campaign = 0;
const contenders = await Promise.all(names.map(start));
for (const contender of contenders) await load(contender, WARM_UP_SECONDS);
for (let round = 0; round < Number(values.rounds); round++) {
  for (const contender of contenders) contender.measurements.push(await measure(contender));
}
report();
for (const { child } of contenders) child.disconnect();

async function start(name: string): Promise<Contender> {
  const entry = fileURLToPath(new URL('./contender.ts', import.meta.url));
  const child = fork(entry, [name], { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_ENV: 'production' } });
  const [{ port, token }] = (await once(child, 'message')) as [{ port: number; token?: string }];
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return { name, child, url: `http://127.0.0.1:${port}/graphql`, headers, measurements: [] };
}

async function measure(contender: Contender): Promise<Measurement> {
  const before = await cpuMs(contender.child);
  const result = await load(contender, Number(values.seconds));
  const cpu = (await cpuMs(contender.child)) - before;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${contender.name}: ${result.non2xx} refused, ${result.errors} failed`);
  return {
    requestsPerSecond: result.requests.total / result.duration,
    cpuMsPerRequest: cpu / result.requests.total,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

/** Unique variables in every request, so that nobody wins by answering one request many times. */
function load({ name, url, headers }: Contender, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url,
    duration,
    connections: Number(values.clients),
    method: 'POST',
    headers,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextBody(DOCUMENTS[name] ?? { query: QUERY }) }) }],
  });
}

function nextBody(document: object): string {
  return JSON.stringify({ ...document, variables: { first: Number(values.leads), campaign: `c${campaign++}` } });
}

async function cpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

function report(): void {
  const rows = contenders.map(({ name, measurements }) => ({ name, ...median(measurements) }));
  const rate = (name: string): number => rows.find((row) => row.name === name)?.requestsPerSecond ?? Number.NaN;
  console.table(
    rows.map((row) => ({
      contender: row.name,
      'requests/s': Math.round(row.requestsPerSecond),
      'CPU ms/request': row.cpuMsPerRequest.toFixed(3),
      'p50 ms': row.p50Ms.toFixed(1),
      'p99 ms': row.p99Ms.toFixed(1),
      '× reference': (row.requestsPerSecond / rate('reference')).toFixed(2),
      '× merged': (row.requestsPerSecond / rate('merged')).toFixed(2),
    })),
  );
}

function median(measurements: readonly Measurement[]): Measurement {
  const middle = (pick: (measurement: Measurement) => number): number =>
    measurements.map(pick).sort((a, b) => a - b)[Math.floor(measurements.length / 2)] ?? Number.NaN;
  return {
    requestsPerSecond: middle((m) => m.requestsPerSecond),
    cpuMsPerRequest: middle((m) => m.cpuMsPerRequest),
    p50Ms: middle((m) => m.p50Ms),
    p99Ms: middle((m) => m.p99Ms),
  };
}
