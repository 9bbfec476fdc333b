import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { openDatabase } from '../../platform/database/database.ts';
import { ScoringClient } from '../../test/support/scores/scoring-client.ts';
import { WebWorld } from '../../test/support/web/web-world.ts';
import { seedLeads } from '../leads/seed.ts';
import { median } from '../median.ts';

/**
 * `npm run bench:web -- load|scroll|wall [NUMBER]`: the built page in Chromium before the compiled platform, all on the same
 * cores.
 *
 * load [ROUNDS]: script of the first load and Largest Contentful Paint, with an empty cache each time. scroll [LEADS]: a minute of
 * scrolling through the queue at 50 updates a second: frames and memory. wall [HOURS]: that many hours of live metrics, as
 * fast as the page takes them: memory and sockets.
 */
/** Payload of live metrics. */
interface Metrics {
  readonly data: { readonly liveMetrics?: Readonly<Record<string, unknown>> };
}

// as often as the wall asks for them
const EVERY_SECONDS = 2;

const [task = 'load', number] = process.argv.slice(2);
const tasks: Readonly<Record<string, (count: number | undefined) => Promise<void>>> = {
  load: (rounds = 5) => measureLoad(rounds),
  scroll: (leads = 100_000) => measureScroll(leads),
  wall: (hours = 24) => measureWall(hours),
};
const run = tasks[task];
if (!run) throw new RangeError(`found ${task}, expected one of ${Object.keys(tasks).join(', ')}`);
await run(number === undefined ? undefined : Number(number));

async function measureLoad(rounds: number): Promise<void> {
  const world = await WebWorld.open();
  const paints: number[] = [];
  const scripts: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const reader = await world.reader();
    let bytes = 0;
    reader.page.on('response', async (response) => {
      if (response.request().resourceType() !== 'script') return;
      bytes += Number((await response.allHeaders())['content-length'] ?? gzipSync(await response.body()).length);
    });
    await reader.page.addInitScript(`new PerformanceObserver((list) => {
      globalThis.largestPaint = list.getEntries().at(-1).startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true })`);
    await reader.signIn(world.adminToken);
    await reader.settled();
    await sleep(500);
    paints.push(Number(await reader.page.evaluate('globalThis.largestPaint')));
    scripts.push(bytes);
    await reader.close();
  }
  const paint = paints.map((time) => Math.round(time)).join(', ');
  console.log(
    `script ${(median(scripts) / 1000).toFixed(1)} kB compressed; LCP ${Math.round(median(paints))} ms (${paint})`,
  );
  await world.close();
}

async function measureScroll(leads: number): Promise<void> {
  const world = await WebWorld.open({ database: 'postgres' });
  const database = await openDatabase({ dataDir: '', databaseUrl: world.databaseUrl as string });
  await seedLeads(database.tables<never>('long'), leads);
  await database.close();
  const reader = await world.reader();
  await reader.signIn(world.adminToken);
  await reader.settled();
  const stop = updateLeads(world);
  const devtools = await reader.page.context().newCDPSession(reader.page);
  await followFrames(reader.page);
  const memory: number[] = [];
  await scroll(reader.page, 10_000);
  await reader.page.evaluate('globalThis.frames.length = 0');
  for (let part = 0; part < 6; part += 1) {
    await scroll(reader.page, 10_000);
    memory.push(await heapOf(devtools));
  }
  const frames = (await reader.page.evaluate('globalThis.frames')) as number[];
  const updates = await stop();
  const late = frames.filter((time) => time > 50);
  const sorted = frames.toSorted((one, other) => one - other);
  const part = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${updates.toFixed(0)} updates/s; ${frames.length} frames: p50 ${part(0.5)}, p99 ${part(0.99)}, longest ${part(1)} ms, ${late.length} over 50 ms`,
  );
  console.log(
    `heap after each 10 s: ${memory.map(megabytes).join(', ')} MB; faults: ${reader.takeFaults().join('; ') || 'none'}`,
  );
  await world.close();
}

/** Scores leads of the top of the queue again, 50 a second. @returns ends it, and says how many a second there were */
function updateLeads(world: WebWorld): () => Promise<number> {
  const client = new ScoringClient({ url: world.url, token: world.adminToken }, 8);
  const started = Date.now();
  let updates = 0;
  let ids: readonly string[] = [];
  const state = { isOver: false };
  const loop = (async () => {
    const answer = await world.ask<{ leads: { edges: { node: { id: string } }[] } }>(
      '{ leads(first: 100) { edges { node { id } } } }',
    );
    ids = answer.leads.edges.map(({ node }) => node.id);
    while (!state.isOver) {
      const due = ((Date.now() - started) / 1000) * 50;
      while (updates < due) {
        await client.scoreLead(ids[updates % ids.length] as string);
        updates += 1;
      }
      await sleep(20);
    }
  })();
  return async () => {
    state.isOver = true;
    await loop;
    return (updates * 1000) / (Date.now() - started);
  };
}

function followFrames(page: Page): Promise<unknown> {
  return page.evaluate(`{
    globalThis.frames = [];
    let last = performance.now();
    const frame = (now) => { globalThis.frames.push(now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  }`);
}

async function scroll(page: Page, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  await page.mouse.move(600, 600);
  while (Date.now() < end) {
    await page.mouse.wheel(0, 400);
    await sleep(50);
  }
}

async function measureWall(hours: number): Promise<void> {
  const world = await WebWorld.open();
  const reader = await world.reader();
  const events = await feedMetrics(reader.page);
  await reader.signIn(world.adminToken, '/monitoring');
  await reader.settled();
  await sleep(5_000);
  const devtools = await reader.page.context().newCDPSession(reader.page);
  const perHour = 3_600 / EVERY_SECONDS;
  const memory: number[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    for (let sent = 0; sent < perHour; sent += 60) {
      events.send(60);
      await reader.page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve()))');
    }
    memory.push(await heapOf(devtools));
  }
  // a page that stood still would have flat memory too
  await reader.page.getByText(events.sent().toLocaleString('en-GB'), { exact: true }).first().waitFor();
  const [first = 0] = memory.slice(1);
  const last = memory.at(-1) ?? 0;
  console.log(
    `${hours} h, ${events.sent()} events, ${events.sockets()} socket(s); heap ${memory.map(megabytes).join(', ')} MB: ${(((last - first) / first) * 100).toFixed(1)} %`,
  );
  await world.close();
}

/** Plays live metrics to the page again and again, whose times go on with each. */
async function feedMetrics(page: Page) {
  const followers = new Map<string, (count: number) => void>();
  let [sockets, sent, at] = [0, 0, Date.now()];
  await page.routeWebSocket('**/graphql', (socket) => {
    sockets += 1;
    const server = socket.connectToServer();
    socket.onMessage((text) => server.send(text));
    server.onMessage((text) => {
      const { type, id, payload } = JSON.parse(String(text)) as { type: string; id: string; payload: Metrics };
      socket.send(text);
      if (type !== 'next' || followers.has(id) || !payload.data?.liveMetrics) return;
      followers.set(id, (count) => {
        for (let index = 0; index < count; index += 1) {
          at += EVERY_SECONDS * 1_000;
          sent += 1;
          const until = new Date(at).toISOString();
          const liveMetrics = { ...payload.data.liveMetrics, until, predictions: sent };
          socket.send(JSON.stringify({ type: 'next', id, payload: { data: { liveMetrics } } }));
        }
      });
    });
  });
  return {
    send: (count: number) => {
      for (const follow of followers.values()) follow(count);
    },
    sent: () => sent,
    sockets: () => sockets,
  };
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
