import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SUBGRAPH_NAMES } from '../../platform/subgraph/subgraph.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { loadDemo, startTopology, type Topology } from '../../test/support/process/topology.ts';
import { ScoringClient } from '../../test/support/scores/scoring-client.ts';
import { median } from '../median.ts';
import { type Answer, SoakQuestions } from './soak-questions.ts';
import { SoakSubscriber } from './soak-subscriber.ts';

/**
 * `npm run bench:soak [-- --minutes 60 --rate 200 --swap 60 --restart 300]`: gateway and subgraphs as five processes
 * under mixed load, while the supergraph is swapped and a subgraph restarted every so many seconds, by SIGTERM and
 * SIGKILL in turn. Every answer is checked, every acknowledged score must be stored and delivered once to a subscriber.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '200' },
    clients: { type: 'string', default: '16' },
    swap: { type: 'string', default: '60' },
    restart: { type: 'string', default: '300' },
  },
});
const seconds = Number(values.minutes) * 60;
const counts = { right: 0, partial: 0, wrong: 0, broken: 0, swaps: 0, restarts: 0 };
const faults: string[] = [];
const residentMb: number[] = [];
const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-soak-'));
const supergraphFile = join(dataDir, 'supergraph.graphql');
const postgres = await startThrowawayPostgres();
let topology: Topology | undefined;
try {
  topology = await start();
  await soak(topology);
} finally {
  await topology?.close();
  await postgres.close();
  await rm(dataDir, { recursive: true });
}
process.exit(counts.wrong > 0 ? 1 : 0);

async function start(): Promise<Topology> {
  await loadDemo(postgres.url);
  await copyFile('schema/supergraph.graphql', supergraphFile);
  return startTopology({ databaseUrl: postgres.url, dataDir, gateway: { SUPERGRAPH_FILE: supergraphFile } });
}

async function soak(running: Topology): Promise<void> {
  const { gateway } = running;
  const client = new ScoringClient(gateway, Number(values.clients));
  const questions = new SoakQuestions(await readCompanies(client));
  const subscriber = new SoakSubscriber(gateway.url, gateway.token);
  await untilOpen(client, subscriber);
  const until = performance.now() + seconds * 1_000;
  const clients = Array.from({ length: Number(values.clients) }, () => ask(client, questions, until));
  const timers = [
    every(Number(values.swap), swap),
    every(Number(values.restart), () => restart(running)),
    every(10, async () => void residentMb.push(await resident(gateway.pid))),
  ];
  await Promise.all(clients);
  for (const timer of timers) clearInterval(timer);
  // stopped processes come back, and the last events arrive
  await sleep(10_000);
  const missing = await findMissing(client, questions);
  await subscriber.close();
  client.close();
  report(questions, subscriber, missing);
}

/** Scores a lead again and again until the subscriber hears of it: what was scored before that it need not hear of. */
async function untilOpen(client: ScoringClient, subscriber: SoakSubscriber): Promise<void> {
  const question = 'mutation { scoreLead(leadId: "lead-000001") { score { id } } }';
  while (subscriber.delivered.size === 0) {
    await client.post('/graphql', JSON.stringify({ query: question }));
    await sleep(200);
  }
}

async function readCompanies(client: ScoringClient): Promise<Map<string, string | null>> {
  const query =
    'query All($after: String) { leads(first: 100, after: $after, filter: { includeClosed: true }) { edges { node { id company } } pageInfo { hasNextPage endCursor } } }';
  const companies = new Map<string, string | null>();
  for (let after: string | null = null; ; ) {
    const { data } = JSON.parse(await client.post('/graphql', JSON.stringify({ query, variables: { after } })));
    for (const { node } of data.leads.edges) companies.set(node.id, node.company);
    if (!data.leads.pageInfo.hasNextPage) return companies;
    after = data.leads.pageInfo.endCursor;
  }
}

/** One client: its share of the rate, one question at a time. */
async function ask(client: ScoringClient, questions: SoakQuestions, until: number): Promise<void> {
  const pauseMs = (1_000 * Number(values.clients)) / Number(values.rate);
  for (let next = performance.now(); next < until; next += pauseMs) {
    await sleep(Math.max(0, next - performance.now()));
    const question = questions.next();
    try {
      const finding = question.check(JSON.parse(await client.post('/graphql', question.body)) as Answer);
      if (finding === 'right' || finding === 'partial') counts[finding]++;
      else note('wrong', finding);
    } catch (error) {
      note('broken', String(error));
    }
  }
}

function note(kind: 'wrong' | 'broken', text: string): void {
  counts[kind]++;
  if (faults.length < 20) faults.push(`${new Date().toISOString()} ${text.slice(0, 300)}`);
}

function every(periodSeconds: number, action: () => Promise<void>): NodeJS.Timeout {
  return setInterval(() => action().catch((error) => note('broken', String(error))), periodSeconds * 1_000);
}

/** Serves the other of two supergraphs: they differ in what they say of a type. */
async function swap(): Promise<void> {
  counts.swaps++;
  const [here, there] = ['How the platform is.', 'How the platform is now.'];
  const sdl = await readFile(supergraphFile, 'utf8');
  await writeFile(supergraphFile, sdl.includes(here) ? sdl.replace(here, there) : sdl.replace(there, here));
}

async function restart(running: Topology): Promise<void> {
  const name = SUBGRAPH_NAMES[counts.restarts % SUBGRAPH_NAMES.length] as (typeof SUBGRAPH_NAMES)[number];
  const signal = counts.restarts++ % 2 === 0 ? 'SIGTERM' : 'SIGKILL';
  await running.subgraph(name).stop(signal);
  await running.restart(name);
}

async function findMissing(client: ScoringClient, questions: SoakQuestions): Promise<number> {
  let missing = 0;
  const query = 'query Stored($id: ID!) { score(id: $id) { probability } }';
  for (const [id, { probability }] of questions.acknowledged) {
    const { data } = JSON.parse(await client.post('/graphql', JSON.stringify({ query, variables: { id } })));
    if (data?.score?.probability !== probability) missing++;
  }
  return missing;
}

async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
}

function report(questions: SoakQuestions, subscriber: SoakSubscriber, missing: number): void {
  const ids = [...questions.acknowledged.keys()];
  const undelivered = ids.filter((id) => !subscriber.delivered.has(id)).length;
  const repeated = [...subscriber.delivered.values()].filter((times) => times > 1).length;
  const third = Math.floor(residentMb.length / 3);
  console.log(`${values.minutes} min, ${values.rate} questions/s asked, ${values.clients} clients`);
  console.log(counts);
  console.log(`scores acknowledged ${ids.length}, not stored ${missing}`);
  console.log(`subscriber: not delivered ${undelivered}, delivered twice ${repeated}, reopened ${subscriber.reopened}`);
  console.log(
    `gateway resident, MB: ${median(residentMb.slice(third, 2 * third))} → ${median(residentMb.slice(-third))}`,
  );
  console.log(`every 10 s: ${residentMb.join(' ')}`);
  for (const fault of faults) console.log(fault);
}
