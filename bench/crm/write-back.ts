import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../platform/database/database.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { insertLeads } from '../../subgraphs/leads/leads/lead-store.ts';
import { createLeads } from '../../subgraphs/leads/subgraph.ts';
import { leadRow } from '../../test/support/data/lead-rows.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { SCORE_MAPPING, SCORE_TABLE } from '../../test/support/leads/write-back-world.ts';

/**
 * `node --import tsx bench/crm/write-back.ts [LEADS] [AWAY_SECONDS]`: write-back of scores to a table of a CRM on PostgreSQL,
 * whose trigger logs every write, and to a webhook: leads per second from the score to the table, the same from a backlog,
 * latency at 50 changes a second, and what both have after they were away under that load. Ends with 1 where a write was out of
 * order or doubled, or a last score is missing.
 */
const leads = Number(process.argv[2] ?? 20_000);
const awaySeconds = Number(process.argv[3] ?? 600);
const CHANGES_PER_SECOND = 50;
const STEADY_SECONDS = 20;
const MESSAGE = 250;

const server = await startThrowawayPostgres();
const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-write-back-'));
const client = new pg.Client(server.url);
await client.connect();
for (const name of ['platform', 'crm']) await client.query(`CREATE DATABASE ${name}`);
const urlOf = (name: string) => server.url.replace(/postgres$/, name);
const crm = new pg.Client(urlOf('crm'));
await crm.connect();
await crm.query(SCORE_TABLE);

const received: { leadId: string; sequence: number }[] = [];
let isAway = false;
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (!isAway) received.push(JSON.parse(Buffer.concat(chunks).toString()).data);
    response.writeHead(isAway ? 503 : 204).end();
  });
}).listen(0, '127.0.0.1');

const mapping = join(folder, 'crm.json');
const source = { table: 'sales.lead', key: 'id', watermark: 'updated_at' };
const lead = { createdAt: { constant: '2026-01-01T00:00:00Z' } };
await writeFile(mapping, JSON.stringify({ leads: { ...source, lead }, writeBack: SCORE_MAPPING }));
const database = await openDatabase({ dataDir: '', databaseUrl: urlOf('platform') });
const log = createLogger('silent');
const outbox = await Outbox.open(database, log);
const webhook = {
  url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  allowPrivate: true,
};
const common = { mapping, isDemo: false, pollMs: 500, overlapSeconds: 30, batchRows: 1_000, compareHours: 0 };
const config = { ...common, databaseUrl: urlOf('crm'), statementTimeoutMs: 10_000, writeRate: 100_000 };
const db = database.tables<unknown>('long');
/** leads whose last score is a high one */
const high = new Set<string>();
let sequence = 0;
let isWrong = false;

const open = (webhookConfig?: typeof webhook) =>
  createLeads({ database, outbox, log, crm: { ...config, webhook: webhookConfig } });
let subgraph = await open();
try {
  const ids = Array.from({ length: leads }, (_, n) => `lead-${n}`);
  for (let from = 0; from < leads; from += 1_000) {
    const rows = ids.slice(from, from + 1_000).map((id) => leadRow({ id, created_at: 0 }));
    await db.transaction().execute((trx) => insertLeads(trx, rows, { now: 0, update: [] }));
  }
  console.log('| what | figure |\n| --- | --- |');
  await measureRate('leads/s, from the score to the table', ids);
  await crm.query('ALTER TABLE sales.lead_score RENAME TO away');
  await score(ids);
  await until(async () => (await pending()) === leads);
  const back = crm.query('ALTER TABLE sales.away RENAME TO lead_score');
  await measureRate('leads/s, from a backlog, the first seconds of the pause included', [], back);
  await measureLatency(ids);
  await subgraph.close();
  subgraph = await open(webhook);
  // the first pass sends every lead to the new target; the load waits for that
  await until(async () => received.length >= leads && (await pending()) === 0, 600_000);
  await measureAway(ids);
  const rows = await crm.query(`SELECT count(*)::int AS n FROM (SELECT sequence, lag(sequence) OVER
    (PARTITION BY lead_id ORDER BY id) AS before FROM sales.write_log) l WHERE sequence <= before`);
  report('writes out of order or doubled, of the table', rows.rows[0].n, rows.rows[0].n === 0);
  const newest = new Map<string, number>();
  const late = received.filter(({ leadId, sequence: is }) => {
    const before = newest.get(leadId) ?? 0;
    newest.set(leadId, Math.max(before, is));
    return is <= before;
  });
  report('messages out of order or doubled, of the webhook', late.length, late.length === 0);
} finally {
  await subgraph.close();
  await database.close();
  await crm.end();
  await client.end();
  receiver.closeAllConnections();
  receiver.close();
  await server.close();
  await rm(folder, { recursive: true });
}
process.exitCode = isWrong ? 1 : 0;

/** Publishes a score of each lead, which differs materially from the one before. */
async function score(leadIds: readonly string[]): Promise<void> {
  for (let from = 0; from < leadIds.length; from += MESSAGE) {
    const scores = leadIds.slice(from, from + MESSAGE).map((leadId) => {
      const isHigh = !high.delete(leadId);
      if (isHigh) high.add(leadId);
      const probability = (isHigh ? 0.7 : 0.2) + Math.random() / 10;
      sequence += 1;
      const grade = probability > 0.5 ? 'A' : 'D';
      const points = Math.round(probability * 99);
      return { leadId, sequence, probability, points, grade, modelVersion: 'lead-conversion:1', scoredAt: Date.now() };
    });
    await outbox.publish(database.tables<never>(), 'leads.write-back', [scores]);
    outbox.wake('leads.write-back');
  }
}

async function measureRate(name: string, leadIds: readonly string[], before?: Promise<unknown>): Promise<void> {
  await before;
  const isBacklog = leadIds.length === 0;
  const [start, cpu, written] = [performance.now(), process.cpuUsage(), await logged()];
  await score(leadIds);
  await until(async () => (await logged()) - written >= leads && (await pending()) === 0);
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const rate = Math.round(leads / seconds);
  // the scores themselves are applied meanwhile, unless there is a backlog
  report(name, rate, !isBacklog || rate >= 1_000);
  report('CPU of the platform per delivery, µs', Math.round((user + system) / leads));
}

async function measureLatency(ids: readonly string[]): Promise<void> {
  const from = await lastId();
  await steadyLoad(ids, STEADY_SECONDS);
  await until(async () => (await pending()) === 0);
  const { rows } = await sql<{ p50: number; p95: number }>`SELECT
      percentile_cont(0.5) WITHIN GROUP (ORDER BY changed_at - created_at) AS p50,
      percentile_cont(0.95) WITHIN GROUP (ORDER BY changed_at - created_at) AS p95
    FROM leads.crm_delivery WHERE id > ${from}::bigint AND state = 'DELIVERED'`.execute(db);
  const { p50 = 0, p95 = 0 } = rows[0] ?? {};
  report(`latency at ${CHANGES_PER_SECOND} changes/s, p50, ms`, Math.round(p50));
  report(`latency at ${CHANGES_PER_SECOND} changes/s, p95, ms`, Math.round(p95), p95 < 500);
}

/** Both targets are away under load; afterwards each has the last score of each lead. */
async function measureAway(ids: readonly string[]): Promise<void> {
  const few = ids.slice(0, 1_000);
  isAway = true;
  await crm.query('ALTER TABLE sales.lead_score RENAME TO away');
  await steadyLoad(few, awaySeconds);
  const start = performance.now();
  isAway = false;
  await crm.query('ALTER TABLE sales.away RENAME TO lead_score');
  const waiting = await pending();
  await until(async () => (await pending()) === 0);
  report(`deliveries that waited after ${awaySeconds} s`, waiting);
  report('seconds until all were delivered', Math.round((performance.now() - start) / 100) / 10);
  const { rows } = await sql<{ lead_id: string; target: string; sequence: number }>`SELECT lead_id, target, sequence
    FROM leads.crm_last_delivery`.execute(db);
  const table = await crm.query('SELECT lead_id, sequence::float8 FROM sales.lead_score');
  const sent = { DATABASE: new Map<string, number>(), WEBHOOK: new Map<string, number>() };
  for (const row of table.rows) sent.DATABASE.set(row.lead_id, row.sequence);
  for (const { leadId, sequence: is } of received) sent.WEBHOOK.set(leadId, is);
  const missing = rows.filter((row) => sent[row.target as keyof typeof sent].get(row.lead_id) !== row.sequence);
  report('leads whose last score is not the one that was delivered last', missing.length, missing.length === 0);
}

/** Scores leads in turn, at a steady rate. */
async function steadyLoad(ids: readonly string[], seconds: number): Promise<void> {
  const start = performance.now();
  const each = 5;
  for (let n = 0; n < (seconds * CHANGES_PER_SECOND) / each; n++) {
    await score(Array.from({ length: each }, (_, at) => ids[(n * each + at) % ids.length] as string));
    await pause(Math.max(0, start + (n + 1) * each * (1_000 / CHANGES_PER_SECOND) - performance.now()));
  }
}

async function until(holds: () => Promise<boolean>, limitMs = 120_000): Promise<void> {
  const end = performance.now() + limitMs;
  for (;;) {
    const handled = await sql`SELECT 1 FROM outbox.message WHERE topic = 'leads.write-back' LIMIT 1`.execute(db);
    if (handled.rows.length === 0 && (await holds())) return;
    if (performance.now() > end) throw new Error(`found false for ${limitMs} ms: ${holds}`);
    await pause(20);
  }
}

async function pending(): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM leads.crm_delivery WHERE state = 'PENDING'`.execute(db);
  return rows[0]?.n ?? 0;
}

async function logged(): Promise<number> {
  return (await crm.query('SELECT count(*)::int AS n FROM sales.write_log')).rows[0].n;
}

async function lastId(): Promise<number> {
  const { rows } = await sql<{ id: number }>`SELECT max(id) AS id FROM leads.crm_delivery`.execute(db);
  return rows[0]?.id ?? 0;
}

function report(what: string, figure: number, isGood = true): void {
  isWrong ||= !isGood;
  console.log(`| ${what} | ${figure}${isGood ? '' : ' (too bad)'} |`);
}
