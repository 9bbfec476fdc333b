import type { Kysely, Transaction } from 'kysely';
import { runCooperatively } from '../../../../statistics/run-cooperatively.ts';
import type { SyncedEntity } from './crm-entity.ts';
import { fetchMissingLeads } from './fetch-missing-leads.ts';
import type { RowRefusal } from './parked-rows.ts';
import { parseRows } from './parse-rows.ts';
import type { WriteResult } from './write-leads.ts';

/** Settings and collaborators of a {@link dryRun}. */
export interface DryRunOptions {
  readonly db: Kysely<unknown>;
  readonly entity: SyncedEntity;
  /** entity of the leads that its rows belong to; undefined for leads */
  readonly leads: SyncedEntity | undefined;
  /** most rows that are read, in the order of keys; all when absent */
  readonly mostRows?: number | undefined;
  readonly batchRows: number;
  /** epoch milliseconds */
  readonly now: number;
  /** called with the rows read so far, and all there are */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Counts of a dry run of one entity, and the rows it would park. */
export interface DryRun {
  readonly rows: number;
  /** leads, interactions or outcomes that would be new or changed */
  readonly written: number;
  /** rows of erased persons */
  readonly skipped: number;
  readonly refusals: readonly RowRefusal[];
}

const MOST_REFUSALS = 1_000;

class RolledBack extends Error {}

/**
 * Tries what a sync would do with the rows of an entity: each batch is written in a transaction that is rolled back, so that
 * the counts are exact as far as a batch is alone.
 *
 * @throws {DomainError} CRM_… for a fault of the CRM
 */
export async function dryRun(options: DryRunOptions): Promise<DryRun> {
  const { entity, mostRows = Number.POSITIVE_INFINITY, batchRows, onProgress } = options;
  const { rows: all } = await entity.reader.estimate();
  const total = Math.min(all, mostRows);
  let sum: DryRun = { rows: 0, written: 0, skipped: 0, refusals: [] };
  let after: string | undefined;
  for (;;) {
    const rows = await entity.reader.pageByKey(after, Math.min(batchRows, mostRows - sum.rows));
    if (rows.length === 0) break;
    const { parsed, refusals } = await runCooperatively(parseRows(entity, rows, options.now));
    const written = await tryToWrite(options, parsed);
    sum = add(sum, { ...written, rows: rows.length, refusals: [...refusals, ...written.refusals] });
    onProgress?.(Math.min(sum.rows, total), total);
    after = rows.at(-1)?.key;
    if (sum.rows >= mostRows) break;
  }
  return sum;
}

async function tryToWrite(
  { db, entity, leads, now }: DryRunOptions,
  rows: Parameters<SyncedEntity['write']>[1],
): Promise<WriteResult> {
  const context = { now, isBackfill: true };
  const before = leads && (await fetchMissingLeads(db, leads, rows, context));
  let result: WriteResult | undefined;
  const work = async (trx: Transaction<unknown>): Promise<never> => {
    await before?.(trx);
    result = await entity.write(trx, rows, context);
    throw new RolledBack();
  };
  await db
    .transaction()
    .execute(work)
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  if (!result) throw new TypeError('a dry run wrote nothing');
  return result;
}

function add(sum: DryRun, batch: DryRun): DryRun {
  return {
    rows: sum.rows + batch.rows,
    written: sum.written + batch.written,
    skipped: sum.skipped + batch.skipped,
    refusals: [...sum.refusals, ...batch.refusals].slice(0, MOST_REFUSALS),
  };
}
