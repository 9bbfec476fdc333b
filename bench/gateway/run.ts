import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { median } from '../median.ts';
import { processCpuMs } from '../process-cpu.ts';
import { type ContenderProcess, HIVE, NATIVE, startContender, startSubgraphs, whyNot } from './contender-process.ts';
import { QUERY } from './subgraphs.ts';

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
const LOCAL = ['apollo', 'direct', 'reference', 'merged', 'merged-server'];
const ALL = [...LOCAL, 'remote-apollo', 'remote-direct', 'remote-reference', HIVE, NATIVE];
/** baselines of the comparison, as far as they take part */
const BASELINES = ['reference', 'merged', 'merged-server', 'remote-reference', HIVE, NATIVE];
const names = (values.only ? values.only.split(',') : ALL).filter(takesPart);
const WARM_UP_SECONDS = 2;

/** Bodies of contenders that are not sent the query's text. */
const BY_ID = { documentId: trustedDocument(QUERY).id };
const DOCUMENTS: Readonly<Record<string, object>> = { direct: BY_ID, 'merged-server': BY_ID };

interface Measurement {
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  /** of the remote subgraphs, which all contenders share */
  readonly subgraphCpuMsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Contender extends ContenderProcess {
  readonly name: string;
  readonly measurements: Measurement[];
}

let campaign = 0;
const subgraphs = names.some(isRemote) ? await startSubgraphs() : undefined;
const contenders = await Promise.all(
  names.map(async (name): Promise<Contender> => {
    return { ...(await startContender(name, subgraphs?.urls)), name, measurements: [] };
  }),
);
await refuseDifferences();
for (const contender of contenders) await load(contender, WARM_UP_SECONDS);
for (let round = 0; round < Number(values.rounds); round++) {
  for (const contender of contenders) contender.measurements.push(await measure(contender));
}
report();
for (const running of [...contenders, subgraphs]) running?.stop();

function takesPart(name: string): boolean {
  const reason = whyNot(name);
  if (reason) console.log(`${name} skipped: ${reason}`);
  return !reason;
}

function isRemote(name: string): boolean {
  return !LOCAL.includes(name);
}

/** Ensures that all contenders return the same result. */
async function refuseDifferences(): Promise<void> {
  const variables = nextVariables();
  const answers = await Promise.all(
    contenders.map(async ({ name, url, token }) => {
      const response = await fetch(url, { method: 'POST', headers: headersOf(token), body: bodyFor(name, variables) });
      return (await response.json()) as object;
    }),
  );
  contenders.forEach(({ name }, index) => {
    assert.deepEqual(answers[index], answers[0], `${name} answers otherwise than ${names[0]}`);
  });
}

async function measure(contender: Contender): Promise<Measurement> {
  const cpuMs = (): readonly [number, number] => [
    processCpuMs(contender.pid),
    subgraphs ? processCpuMs(subgraphs.pid) : 0,
  ];
  const [ownBefore, subgraphsBefore] = cpuMs();
  const result = await load(contender, Number(values.seconds));
  const [own, ofSubgraphs] = cpuMs();
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${contender.name}: ${result.non2xx} refused, ${result.errors} failed`);
  return {
    requestsPerSecond: result.requests.total / result.duration,
    cpuMsPerRequest: (own - ownBefore) / result.requests.total,
    subgraphCpuMsPerRequest: (ofSubgraphs - subgraphsBefore) / result.requests.total,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

/** Unique variables in every request, so that contenders cannot share responses; unless `--equal`. */
function load({ name, url, token }: Contender, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url,
    duration,
    connections: Number(values.clients),
    method: 'POST',
    headers: headersOf(token),
    requests: [{ setupRequest: (request) => ({ ...request, body: bodyFor(name, nextVariables()) }) }],
  });
}

function headersOf(token: string | undefined): Record<string, string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return token ? { ...headers, authorization: `Bearer ${token}` } : headers;
}

function nextVariables(): object {
  return { first: Number(values.leads), campaign: values.equal ? 'c' : `c${campaign++}` };
}

function bodyFor(name: string, variables: object): string {
  return JSON.stringify({ ...(DOCUMENTS[name] ?? { query: QUERY }), variables });
}

function report(): void {
  const rows = contenders.map(({ name, measurements }) => ({ name, ...medians(measurements) }));
  const rate = (name: string): number => rows.find((row) => row.name === name)?.requestsPerSecond ?? Number.NaN;
  console.table(
    rows.map((row) => ({
      contender: row.name,
      'requests/s': Math.round(row.requestsPerSecond),
      'CPU ms/request': row.cpuMsPerRequest.toFixed(3),
      'subgraphs CPU': isRemote(row.name) ? row.subgraphCpuMsPerRequest.toFixed(3) : '',
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
    subgraphCpuMsPerRequest: middle((m) => m.subgraphCpuMsPerRequest),
    p50Ms: middle((m) => m.p50Ms),
    p99Ms: middle((m) => m.p99Ms),
  };
}
