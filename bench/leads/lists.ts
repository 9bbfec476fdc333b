import { appendFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import type { LeadFilter } from '../../subgraphs/leads/leads/lead-filter.ts';
import { LeadOrder } from '../../subgraphs/leads/leads/lead-order.ts';
import { listLeads } from '../../subgraphs/leads/leads/list-leads.ts';
import { MIGRATIONS } from '../../subgraphs/leads/migrations/index.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { median } from '../median.ts';
import { seedLeads } from './seed.ts';
import { StatementSpy } from './statement-spy.ts';
import { measureWrites } from './writes.ts';

/**
 * `node --import tsx bench/leads/lists.ts [LEADS ROUNDS FOLDER]`: lists with a score range and a search, in every order, first
 * page and page 500, on a PostgreSQL server of its own, whose data is kept in FOLDER for the next run; then writes with and
 * without the indexes of lists.
 */
const [leads = 1_000_000, rounds = 9] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? join(tmpdir(), 'lead-scoring-lists');
const plans = join(folder, 'plans.txt');
const PAGE = 20;
const LIMIT_MS = 50;

const SEARCHES = {
  none: undefined,
  'trading (30 %)': 'trading',
  'marine (2 %)': 'marine',
  'one head (0.03 %)': 'head',
};
const RANGES = { '0.1–0.6': [0.1, 0.6], '0.30–0.32': [0.3, 0.32] } as const;

const server = await startThrowawayPostgres(['shared_buffers=1GB', 'max_wal_size=8GB', 'maintenance_work_mem=512MB'], {
  kept: folder,
});
const database = await openDatabase({
  dataDir: '',
  databaseUrl: server.url,
  statementTimeoutMs: 600_000,
  longStatementTimeoutMs: 3_600_000,
});
try {
  await prepare(database);
  await reportLists(database);
  await measureWrites(database);
} finally {
  await database.close();
  await server.close();
}

async function prepare(opened: Database): Promise<void> {
  await migrate(opened, 'leads', MIGRATIONS);
  const db = opened.tables<never>('long');
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM leads.lead`.execute(db);
  if (rows[0]?.count === 0) await seedLeads(db, leads);
  await sql`SELECT count(*), count(search) FROM leads.lead JOIN leads.ranking ON lead_id = id`.execute(db);
}

async function reportLists(opened: Database): Promise<void> {
  const db = new StatementSpy(opened.tables<unknown>());
  const { rows } = await sql<{
    word: string;
  }>`SELECT leads.fold(split_part(company, ' ', 1)) AS word FROM leads.lead LIMIT 1`.execute(db);
  const words = { ...SEARCHES, 'one head (0.03 %)': rows[0]?.word };
  const all: Times[] = [];
  await writeFile(plans, '');
  console.log('| order | search | score | first page | page 500 |\n| --- | --- | --- | --- | --- |');
  for (const order of Object.values(LeadOrder)) {
    for (const [searchName, search] of Object.entries(words)) {
      for (const [rangeName, [minimumProbability, maximumProbability]] of Object.entries(RANGES)) {
        const filter: LeadFilter = { ...(search && { search }), minimumProbability, maximumProbability };
        const first = await time(() => page(filter, order, undefined));
        if (first.medianMs > LIMIT_MS) await explain(`${order}, ${searchName}, ${rangeName}, first page`);
        const after = await cursorOfPage(filter, order, 500);
        await db.explainSlowest();
        const late = after === undefined ? undefined : await time(() => page(filter, order, after));
        if (late && late.medianMs > LIMIT_MS) await explain(`${order}, ${searchName}, ${rangeName}, page 500`);
        await db.explainSlowest();
        all.push(first, ...(late ? [late] : []));
        console.log(`| ${order} | ${searchName} | ${rangeName} | ${ms(first)} | ${late ? ms(late) : 'none'} |`);
      }
    }
  }
  const medians = all.map(({ medianMs }) => medianMs);
  const bests = all.map(({ bestMs }) => bestMs);
  const over = (times: readonly number[]) => `${times.filter((one) => one > LIMIT_MS).length} of ${times.length}`;
  console.log(`medians: ${median(medians).toFixed(1)} ms in the middle, ${over(medians)} over ${LIMIT_MS} ms`);
  console.log(`bests: ${median(bests).toFixed(1)} ms in the middle, ${over(bests)} over ${LIMIT_MS} ms`);
  console.log(`plans of the slow ones: ${plans}`);

  async function explain(name: string): Promise<void> {
    await appendFile(plans, `## ${name}\n${await db.explainSlowest()}\n\n`);
  }

  function page(filter: LeadFilter, order: LeadOrder, after: string | undefined, first = PAGE) {
    return listLeads(db, { filter, order, first, after, readsContacts: true }, Date.now());
  }

  async function cursorOfPage(filter: LeadFilter, order: LeadOrder, number: number): Promise<string | undefined> {
    let after: string | undefined;
    for (let left = (number - 1) * PAGE; left > 0; ) {
      const size = Math.min(200, left);
      const { pageInfo } = await page(filter, order, after, size);
      if (!pageInfo.hasNextPage) return undefined;
      after = pageInfo.endCursor ?? undefined;
      left -= size;
    }
    return after;
  }
}

interface Times {
  readonly medianMs: number;
  readonly bestMs: number;
}

async function time(work: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return { medianMs: median(times), bestMs: Math.min(...times) };
}

function ms({ medianMs, bestMs }: Times): string {
  return `${medianMs.toFixed(1)} ms, best ${bestMs.toFixed(1)}${medianMs > LIMIT_MS ? ' (!)' : ''}`;
}
