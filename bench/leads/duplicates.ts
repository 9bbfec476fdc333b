import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import { findDuplicates } from '../../subgraphs/leads/identity/find-duplicates.ts';
import { insertContactKeys } from '../../subgraphs/leads/identity/keys/contact-key-store.ts';
import { contactKeys } from '../../subgraphs/leads/identity/keys/contact-keys.ts';
import { listDuplicates } from '../../subgraphs/leads/identity/list-duplicates.ts';
import type { LeadRow } from '../../subgraphs/leads/leads/lead.ts';
import { insertLeads, refreshStatistics } from '../../subgraphs/leads/leads/lead-store.ts';
import { MIGRATIONS } from '../../subgraphs/leads/migrations/index.ts';
import { leadRow } from '../../test/support/data/lead-rows.ts';
import { startThrowawayPostgres } from '../../test/support/database/throwaway-postgres.ts';

/**
 * `node --import tsx bench/leads/duplicates.ts [LEADS]`: share of the keys of contacts in the time that storing leads takes, and the
 * time of reading duplicates, on PostgreSQL and on the embedded database. One lead in twenty is a duplicate.
 */
const leads = Number(process.argv[2] ?? 100_000);
const BATCH = 1_000;

const server = await startThrowawayPostgres();
const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-duplicates-'));
try {
  console.log(
    '| database | leads/s | share of keys | keys alone, µs/lead | duplicates of 200 leads, ms | all groups, ms |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [name, databaseUrl] of [
    ['PostgreSQL', server.url],
    ['embedded', undefined],
  ] as const)
    await measure(
      name,
      await openDatabase({ dataDir: databaseUrl ? '' : folder, ...(databaseUrl && { databaseUrl }) }),
    );
} finally {
  await server.close();
  await rm(folder, { recursive: true });
}

async function measure(name: string, database: Database): Promise<void> {
  try {
    await migrate(database, 'leads', MIGRATIONS);
    const db = database.tables<unknown>('long');
    const spent = { stored: 0, keyed: 0, computed: 0 };
    for (let from = 0; from < leads; from += BATCH) {
      const rows = Array.from({ length: BATCH }, (_, index) => row(from + index));
      spent.computed += await timed(async () => contactKeys(rows));
      spent.stored += await timed(() =>
        db.transaction().execute((trx) => insertLeads(trx, rows, { now: 0, update: [] })),
      );
      // the same statement again, without the leads
      await sql`DELETE FROM leads.contact_key WHERE lead_id = ANY(${rows.map(({ id }) => id)}::text[])`.execute(db);
      spent.keyed += await timed(() => db.transaction().execute((trx) => insertContactKeys(trx, rows)));
    }
    await refreshStatistics(db);
    const ids = Array.from({ length: 200 }, (_, index) => row(index * 20).id);
    await findDuplicates(db, ids);
    const found = await timed(() => findDuplicates(db, ids));
    let after: string | null = null;
    let groups = 0;
    const listed = await timed(async () => {
      for (let more = true; more; ) {
        const { edges, pageInfo } = await listDuplicates(db, 200, after);
        groups += edges.length;
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
    });
    const [rate, share] = [(leads * 1000) / spent.stored, (100 * spent.keyed) / spent.stored];
    const alone = (1000 * spent.computed) / leads;
    console.log(
      `| ${name} | ${rate.toFixed(0)} | ${share.toFixed(0)} % | ${alone.toFixed(0)} | ${found.toFixed(1)} | ${listed.toFixed(0)} (${groups}) |`,
    );
  } finally {
    await database.close();
  }
}

function row(number: number): LeadRow {
  const person = number % 20 === 1 ? number - 1 : number;
  return leadRow({
    id: `lead-${number}`,
    created_at: number,
    name: `First${person} Last`,
    email: `First.Last${person}@${number % 2 ? 'EXAMPLE' : 'example'}.ae`,
    phone: number % 3 === 0 ? `050 ${2_000_000 + person}` : `+97150${2_000_000 + person}`,
    company: `Company ${number}`,
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
