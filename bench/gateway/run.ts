import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { median } from '../median.ts';
import { HEADERS, URLS_VARIABLE } from './protocol.ts';
import { QUERY, supergraphSdl } from './subgraphs.ts';

/**
 * Measures the gateway's own cost: 20 leads with score and model version across three subgraphs with in-memory
 * resolvers. Contenders take turns, each in a process of its own; the medians of the rounds are printed.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    clients: { type: 'string', default: '16' },
    leads: { type: 'string', default: '20' },
    only: { type: 'string' },
    equal: { type: 'boolean', default: false },
  },
});
const HIVE = 'remote-hive';
const REMOTE = ['remote-apollo', 'remote-direct', 'remote-reference', HIVE];
const ALL = ['apollo', 'direct', 'reference', 'merged', ...REMOTE];
/** baselines of the comparison, as far as they take part */
const BASELINES = ['reference', 'merged', 'remote-reference', HIVE];
const names = (values.only ? values.only.split(',') : ALL).filter(isInstalled);
const WARM_UP_SECONDS = 2;

/** Bodies of contenders that are not sent the query's text. */
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
const subgraphs = names.some((name) => REMOTE.includes(name)) ? await startSubgraphs() : undefined;
const contenders = await Promise.all(names.map(start));
await refuseDifferences();
for (const contender of contenders) await load(contender, WARM_UP_SECONDS);
for (let round = 0; round < Number(values.rounds); round++) {
  for (const contender of contenders) contender.measurements.push(await measure(contender));
}
report();
for (const child of [...contenders.map(({ child }) => child), subgraphs?.child]) child?.disconnect();

function isInstalled(name: string): boolean {
  const folder = fileURLToPath(new URL('./hive/node_modules', import.meta.url));
  if (name !== HIVE || existsSync(folder)) return true;
  console.log(`${name} skipped: not installed, see the README`);
  return false;
}

async function startSubgraphs(): Promise<{ readonly child: ChildProcess; readonly urls: Record<string, string> }> {
  const child = forkProgram('./subgraph-servers.ts', [], {});
  const [{ urls }] = (await once(child, 'message')) as [{ urls: Record<string, string> }];
  return { child, urls };
}

async function start(name: string): Promise<Contender> {
  const urls = subgraphs?.urls ?? {};
  const child =
    name === HIVE
      ? forkProgram('./hive/contender.mjs', [], {
          BENCH_SUPERGRAPH: supergraphSdl(urls),
          BENCH_HEADERS: JSON.stringify(HEADERS),
        })
      : forkProgram('./contender.ts', [name], { [URLS_VARIABLE]: JSON.stringify(urls) });

  const [{ port, token }] = (await once(child, 'message')) as [{ port: number; token?: string }];
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return { name, child, url: `http://127.0.0.1:${port}/graphql`, headers, measurements: [] };
}

function forkProgram(entry: string, args: readonly string[], environment: Record<string, string>): ChildProcess {
  return fork(fileURLToPath(new URL(entry, import.meta.url)), args, {
    execArgv: entry.endsWith('.ts') ? ['--import', 'tsx'] : [],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
}

/** Ensures that all contenders return the same result. */
async function refuseDifferences(): Promise<void> {
  const variables = nextVariables();
  const answers = await Promise.all(
    contenders.map(async ({ name, url, headers }) => {
      const response = await fetch(url, { method: 'POST', headers, body: bodyFor(name, variables) });
      return (await response.json()) as object;
    }),
  );
  contenders.forEach(({ name }, index) => {
    assert.deepEqual(answers[index], answers[0], `${name} answers otherwise than ${names[0]}`);
  });
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

/** Unique variables in every request, so that contenders cannot share responses; unless `--equal`. */
function load({ name, url, headers }: Contender, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url,
    duration,
    connections: Number(values.clients),
    method: 'POST',
    headers,
    requests: [{ setupRequest: (request) => ({ ...request, body: bodyFor(name, nextVariables()) }) }],
  });
}

function nextVariables(): object {
  return { first: Number(values.leads), campaign: values.equal ? 'c' : `c${campaign++}` };
}

function bodyFor(name: string, variables: object): string {
  return JSON.stringify({ ...(DOCUMENTS[name] ?? { query: QUERY }), variables });
}

async function cpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ cpu }] = (await once(child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
  return (cpu.user + cpu.system) / 1000;
}

function report(): void {
  const rows = contenders.map(({ name, measurements }) => ({ name, ...medians(measurements) }));
  const rate = (name: string): number => rows.find((row) => row.name === name)?.requestsPerSecond ?? Number.NaN;
  console.table(
    rows.map((row) => ({
      contender: row.name,
      'requests/s': Math.round(row.requestsPerSecond),
      'CPU ms/request': row.cpuMsPerRequest.toFixed(3),
      'p50 ms': row.p50Ms.toFixed(1),
      'p99 ms': row.p99Ms.toFixed(1),
      ...Object.fromEntries(
        BASELINES.filter((name) => names.includes(name)).map((name) => [
          `× ${name}`,
          (row.requestsPerSecond / rate(name)).toFixed(2),
        ]),
      ),
    })),
  );
}

function medians(measurements: readonly Measurement[]): Measurement {
  const middle = (pick: (measurement: Measurement) => number): number => median(measurements.map(pick));
  return {
    requestsPerSecond: middle((m) => m.requestsPerSecond),
    cpuMsPerRequest: middle((m) => m.cpuMsPerRequest),
    p50Ms: middle((m) => m.p50Ms),
    p99Ms: middle((m) => m.p99Ms),
  };
}
