import { type Kysely, sql } from 'kysely';
import type { DataWindow } from '../../windows/prediction-window.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type { Column } from '../../windows/window-summary.ts';

/** Reference window that a person fixed. */
export interface FixedReference extends VersionKey, TimeWindow {
  readonly id: number;
  readonly rows: number;
  readonly fixedAt: number;
  readonly fixedBy: string;
  readonly reason: string;
}

/** Author of a fixed reference window, and the request that fixed it. */
export interface FixedReferenceAuthor extends Pick<FixedReference, 'fixedAt' | 'fixedBy' | 'reason'> {
  readonly clientAddress: string | null;
  readonly requestId: string;
}

const FIXED = sql`id, model, version, from_time AS "from", until_time AS until, rows, fixed_at AS "fixedAt",
  fixed_by AS "fixedBy", reason`;

/** Stores a reference window with its values: they stay when predictions are pruned. */
export async function insertFixedReference(
  db: Kysely<never>,
  { model, version }: VersionKey,
  { from, until, rows: count, columns }: DataWindow,
  { fixedAt, fixedBy, reason, clientAddress, requestId }: FixedReferenceAuthor,
): Promise<FixedReference> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<FixedReference>`
      INSERT INTO monitoring.reference_window
        (model, version, from_time, until_time, rows, fixed_at, fixed_by, reason, client_address, request_id)
      VALUES (${model}, ${version}, ${from}, ${until}, ${count}, ${fixedAt}, ${fixedBy}, ${reason}, ${clientAddress},
        ${requestId})
      RETURNING ${FIXED}`.execute(trx);
    const fixed = rows[0] as FixedReference;
    for (const [name, column] of Object.entries(columns)) await insertColumn(trx, fixed.id, name, column);
    return fixed;
  });
}

/** Values per row of the table: some milliseconds of JSON. */
const PAGE_VALUES = 10_000;

async function insertColumn(trx: Kysely<never>, reference: number, name: string, { values }: Column): Promise<void> {
  for (let from = 0; from < values.length; from += PAGE_VALUES) {
    const length = Math.min(PAGE_VALUES, values.length - from);
    // NaN, a number that is missing, is null in JSON
    const json = JSON.stringify(Array.from({ length }, (_, i) => values[from + i]));
    await sql`INSERT INTO monitoring.reference_column (reference, name, page, page_values)
      VALUES (${reference}, ${name}, ${from / PAGE_VALUES}, ${json}::jsonb)`.execute(trx);
  }
}

/** Lists the reference windows that were fixed for a version, newest first. */
export async function listFixedReferences(
  db: Kysely<never>,
  { model, version }: VersionKey,
  count: number,
  below: number | null,
): Promise<readonly FixedReference[]> {
  const { rows } = await sql<FixedReference>`
    SELECT ${FIXED} FROM monitoring.reference_window
    WHERE model = ${model} AND version = ${version} AND (${below}::bigint IS NULL OR id < ${below})
    ORDER BY id DESC LIMIT ${count}`.execute(db);
  return rows;
}
