import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { createPlatformServer } from '../../test/support/gateway/platform-server.ts';

/**
 * Sends operations whose text never recurs, so that every cache misses, through the platform's server over its own
 * supergraph, and prints memory and event-loop delays every ten seconds.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, clients: { type: 'string', default: '4' } },
});
const REPORT_MS = 10_000;

const server = await createPlatformServer();
const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
const delay = monitorEventLoopDelay({ resolution: 1 });
let longestCollectionMs = 0;
const collections = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longestCollectionMs = Math.max(longestCollectionMs, duration);
});
const endsAt = performance.now() + Number(values.minutes) * 60_000;
let requests = 0;
let reported = 0;

delay.enable();
collections.observe({ entryTypes: ['gc'] });
const timer = setInterval(report, REPORT_MS);
await Promise.all(Array.from({ length: Number(values.clients) }, client));
clearInterval(timer);
report();
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
  const rate = Math.round((requests - reported) / (REPORT_MS / 1_000));
  reported = requests;
  console.log(
    `${requests} requests, ${rate}/s: heap ${mb(heapUsed)} MB, resident ${mb(rss)} MB, event loop p99 ` +
      `${(delay.percentile(99) / 1e6).toFixed(1)} ms, longest ${(delay.max / 1e6).toFixed(1)} ms, ` +
      `longest collection ${longestCollectionMs.toFixed(1)} ms`,
  );
  delay.reset();
  longestCollectionMs = 0;
}

function mb(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
