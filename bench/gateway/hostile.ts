import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ERROR_CODES } from '../../platform/errors.ts';
import { hostileRequests } from '../../test/support/data/hostile-documents.ts';
import { createPlatformServer } from '../../test/support/gateway/platform-server.ts';

/**
 * Sends hostile requests, one after the other, through the platform's server over its own supergraph, and prints how
 * long the slowest ones blocked the event loop. Fails when one takes 100 ms, or is neither answered nor refused with a
 * code.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '10000' }, seed: { type: 'string', default: '7' } },
});
const MOST_MS = 100;
const SHOWN = 15;
const WARM_UP_REQUESTS = 500;

const server = await createPlatformServer();
const token = await server.tokens.sign('stranger', ['leads:read', 'scores:write'], 3_600_000);
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const delay = monitorEventLoopDelay({ resolution: 1 });
const requests = hostileRequests(Number(values.seed));
const dearest = new Map<string, { ms: number; length: number; outcome: string }>();
const outcomes = new Map<string, number>();
const faults: string[] = [];

// the first requests include compiling the program
for (let count = 0; count < WARM_UP_REQUESTS; count++) await send(requests.next().value.payload);
delay.enable();
for (let count = 0; count < Number(values.requests); count++) {
  const { kind, payload } = requests.next().value;
  const [startedAt, usage] = [performance.now(), process.cpuUsage()];
  const { statusCode, body: answer } = await send(payload);
  const { user, system } = process.cpuUsage(usage);
  // the smaller of the two: one includes other processes, the other the planner's threads
  const ms = Math.min(performance.now() - startedAt, (user + system) / 1000);
  const outcome = outcomeOf(statusCode, answer);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (ms > (dearest.get(kind)?.ms ?? 0)) dearest.set(kind, { ms, length: payload.length, outcome });
  if (ms > MOST_MS || outcome.startsWith('?'))
    faults.push(`${kind}, ${payload.length} characters: ${ms.toFixed(0)} ms, ${outcome}`);
}
delay.disable();

console.table(Object.fromEntries([...outcomes].sort(([, a], [, b]) => b - a)));
console.table(
  [...dearest]
    .sort(([, a], [, b]) => b.ms - a.ms)
    .slice(0, SHOWN)
    .map(([kind, { ms, length, outcome }]) => ({ kind, ms: ms.toFixed(1), length, outcome })),
);
console.log(`longest gap of the event loop: ${(delay.max / 1e6).toFixed(1)} ms; memory ${memoryMb()} MB`);
console.log(faults.length === 0 ? 'every request was answered or refused in time' : faults.join('\n'));
await server.close();
process.exit(faults.length === 0 ? 0 : 1);

function send(payload: string) {
  return server.app.inject({ method: 'POST', url: '/graphql', headers, payload });
}

/** The first code of a refusal, `answered`, or the fault of the response. */
function outcomeOf(statusCode: number, answer: string): string {
  const { data, errors } = JSON.parse(answer);
  const code = errors?.[0]?.extensions?.code;
  if (code !== undefined && code !== 'INTERNAL' && Object.hasOwn(ERROR_CODES, code)) return code;
  return data !== undefined && code === undefined ? 'answered' : `? ${statusCode} ${answer.slice(0, 200)}`;
}

function memoryMb(): number {
  return Math.round(process.memoryUsage().rss / 1_048_576);
}
