import { median } from '../median.ts';
import { type LoadResult, load } from '../platform/load.ts';
import { SCORE_FORM_OR_LEAD } from '../platform/workloads.ts';
import { untilQuiet } from '../quiet.ts';
import { BARE, FASTAPI, type HttpContender, startContenders } from './http/contenders.ts';

/**
 * `npm run bench:scoring-http [-- ROUNDS SECONDS]`: one score over HTTP, from 64 clients: the platform's `POST /score-lead` and
 * `scoreLead` on both databases, FastAPI with ONNX Runtime (FASTAPI_PYTHON) with and without an insert per score, and a bare
 * route. CPU is that of the application's process and of the database's processes, work after the answers included.
 */
const [rounds = 5, seconds = 3] = process.argv.slice(2).map(Number);
const WARM_UP_SECONDS = 3;
const START_MS = 60_000;
const LEFTOVER_MS = 10_000;
// the age of the lead grows between the requests
const TOLERANCE = 1e-5;

interface Measurement extends LoadResult {
  /** per request */
  readonly cpuMs: number;
  /** per request */
  readonly databaseCpuMs: number;
}

const { contenders, close } = await startContenders();
const measured = new Map(contenders.map(({ name }) => [name, [] as Measurement[]]));
try {
  await refuseDifferences();
  for (const contender of contenders) {
    await untilQuiet(() => bothCpuMs(contender), START_MS);
    await measure(contender, WARM_UP_SECONDS);
  }
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) measured.get(contender.name)?.push(await measure(contender, seconds));
  report();
} finally {
  await close();
}

/** Ensures that all who score a form give it the same probability. */
async function refuseDifferences(): Promise<void> {
  const scorers = contenders.filter(({ name, workload }) => workload === SCORE_FORM_OR_LEAD && name !== BARE);
  const probabilities = await Promise.all(scorers.map(scoreUnknownLead));
  scorers.forEach(({ name }, at) => {
    const difference = Math.abs((probabilities[at] ?? Number.NaN) - (probabilities[0] ?? Number.NaN));
    if (!(difference < TOLERANCE)) throw new Error(`${name}: found ${probabilities[at]}, expected ${probabilities[0]}`);
  });
}

async function scoreUnknownLead({ url, token, workload }: HttpContender): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}${workload.path(0)}`, {
    method: 'POST',
    headers,
    body: workload.body?.(0) ?? '',
  });
  return ((await response.json()) as { readonly lead_score: number }).lead_score;
}

async function measure(contender: HttpContender, forSeconds: number): Promise<Measurement> {
  const [cpu, databaseCpu] = [contender.cpuMs(), contender.databaseCpuMs()];
  const result = await load(contender, contender.workload, { duration: forSeconds });
  await untilQuiet(() => bothCpuMs(contender), LEFTOVER_MS);
  return {
    ...result,
    cpuMs: (contender.cpuMs() - cpu) / result.requests,
    databaseCpuMs: (contender.databaseCpuMs() - databaseCpu) / result.requests,
  };
}

function bothCpuMs({ cpuMs, databaseCpuMs }: HttpContender): number {
  return cpuMs() + databaseCpuMs();
}

function report(): void {
  const of = (name: string, pick: (measurement: Measurement) => number): number =>
    median((measured.get(name) ?? []).map(pick));
  const cpu = (name: string): number => of(name, ({ cpuMs }) => cpuMs);
  const whole = (name: string): number => of(name, ({ cpuMs, databaseCpuMs }) => cpuMs + databaseCpuMs);
  console.table(
    contenders.map(({ name }) => ({
      contender: name,
      'requests/s': Math.round(of(name, ({ requestsPerSecond }) => requestsPerSecond)),
      'p50 ms': of(name, ({ p50Ms }) => p50Ms),
      'p99 ms': of(name, ({ p99Ms }) => p99Ms),
      'CPU ms': cpu(name).toFixed(3),
      'database CPU ms': of(name, ({ databaseCpuMs }) => databaseCpuMs).toFixed(3),
      '× less than FastAPI': ratio(cpu(FASTAPI), cpu(name)),
      'with databases': ratio(whole(FASTAPI), whole(name)),
      '× bare route': ratio(cpu(name), cpu(BARE)),
    })),
  );
}

/** Empty where one of the contenders did not take part. */
function ratio(cpuMs: number, ofCpuMs: number): string {
  return Number.isNaN(cpuMs) ? '' : (cpuMs / ofCpuMs).toFixed(2);
}
