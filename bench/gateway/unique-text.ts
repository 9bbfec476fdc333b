import { PerformanceObserver } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createPlatformServer } from '../../test/support/gateway/platform-server.ts';
import { EventLoopGaps, type LongestGaps } from './event-loop-gaps.ts';

/**
 * Sends operations whose text never recurs, so that every cache misses, through the platform's server over its own
 * supergraph, and prints memory, CPU time and the longest gaps of the event loop every ten seconds. At the end it prints
 * the longest gaps of all.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, clients: { type: 'string', default: '4' } },
});
const REPORT_MS = 10_000;
// first runs of the code are compiled: a gateway does so before it is ready
const WARM_UP_MS = 5_000;

const server = await createPlatformServer();
const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
const gaps = new EventLoopGaps();
const longest = { gapMs: 0, ownMs: 0, computedMs: 0, residentMb: 0 };
let longestCollectionMs = 0;
const collections = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
let requests = 0;
let reported = { requests: 0, cpu: process.cpuUsage(), at: performance.now() };

collections.observe({ entryTypes: ['gc'] });
setTimeout(() => gaps.take(), WARM_UP_MS);
const timer = setInterval(report, REPORT_MS);
await Promise.all(Array.from({ length: Number(values.clients) }, client));
clearInterval(timer);
report();
console.log(`all ${requests} requests: ${describe(longest)}, at most ${longest.residentMb} MB resident`);
await server.close();
process.exit(0);

async function client(): Promise<void> {
  while (performance.now() < endsAt) {
    const { statusCode, body } = await server.app.inject({ method: 'POST', url: '/graphql', headers, payload: next() });
    if (statusCode !== 200) throw new Error(body);
    // a socket would let other work in between
    await new Promise(setImmediate);
  }
}

/** Unique by its name and aliases, like text built by a client. */
function next(): string {
  const number = requests++;
  const query = `query Unique${number} { leads(first: ${(number % 5) + 1}) { edges { node { key${number}: id company
    score { probability grade${number}: grade modelVersion { version stage } } } } } }`;
  return JSON.stringify({ query });
}

function report(): void {
  const { heapUsed, rss } = process.memoryUsage();
  const count = requests - reported.requests;
  if (count === 0) return;
  const { user, system } = process.cpuUsage(reported.cpu);
  const seconds = (performance.now() - reported.at) / 1_000;
  reported = { requests, cpu: process.cpuUsage(), at: performance.now() };
  const latest = gaps.take();
  longest.residentMb = Math.max(longest.residentMb, mb(rss));
  for (const name of ['gapMs', 'ownMs', 'computedMs'] as const) longest[name] = Math.max(longest[name], latest[name]);
  console.log(
    `${requests} requests, ${Math.round(count / seconds)}/s, ${((user + system) / 1_000 / count).toFixed(2)} ms of CPU each: ` +
      `heap ${mb(heapUsed)} MB, resident ${mb(rss)} MB, ${describe(latest)}, longest collection ${longestCollectionMs.toFixed(1)} ms`,
  );
  longestCollectionMs = 0;
}

function describe({ gapMs, ownMs, computedMs }: LongestGaps): string {
  return (
    `longest gap of the event loop ${gapMs.toFixed(1)} ms, ${ownMs.toFixed(1)} without waiting for a processor, ` +
    `longest computed ${computedMs.toFixed(1)} ms`
  );
}

function mb(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
