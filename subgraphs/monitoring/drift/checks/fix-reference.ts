import { type Kysely, sql } from 'kysely';
import { DomainError } from '../../../../platform/errors.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { refusal } from '../../../../platform/refusal.ts';
import { type DataWindow, readPredictionWindow } from '../../windows/prediction-window.ts';
import { checkTimeWindow, type TimeWindow } from '../../windows/time-window.ts';
import { getVersion, type VersionKey } from '../../windows/version-store.ts';
import { columnsOf } from '../../windows/window-columns.ts';
import type { Column } from '../../windows/window-summary.ts';

/** A reference window that someone fixed: who, when, why and from where. */
export interface FixedReference extends VersionKey, TimeWindow {
  readonly id: number;
  readonly rows: number;
  readonly fixedAt: number;
  readonly fixedBy: string;
  readonly reason: string;
}

/** What is to be fixed. */
export interface ReferenceRequest extends VersionKey, TimeWindow {
  readonly reason: string;
}

const FIXED = sql`id, model, version, from_time AS "from", until_time AS until, rows, fixed_at AS "fixedAt",
  fixed_by AS "fixedBy", reason`;

/**
 * Makes what a version answered within a window its reference from now on. The values are copied, so that they stay when
 * predictions are pruned; an earlier reference stays in the list, and nothing of it is ever changed.
 *
 * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND, VALIDATION_FAILED for a window that is empty, reaches
 *   into the future or has no reason, DRIFT_WINDOW_EMPTY when the version answered nothing in it
 */
export async function fixReference(
  db: Kysely<never>,
  { model, version, from, until, reason }: ReferenceRequest,
  context: SubgraphContext,
  now: number,
): Promise<FixedReference> {
  checkTimeWindow('window', { from, until }, now);
  if (reason.trim() === '') throw refusal('VALIDATION_FAILED', 'reason', 'none', 'why the window is fixed');
  const { signature } = await getVersion(db, model, version);
  const window = await readPredictionWindow(db, { model, version }, columnsOf(signature), { from, until });
  requireRows('window', { model, version }, window);
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<FixedReference>`
      INSERT INTO monitoring.reference_window
        (model, version, from_time, until_time, rows, fixed_at, fixed_by, reason, client_address, request_id)
      VALUES (${model}, ${version}, ${window.from}, ${until}, ${window.rows}, ${now}, ${context.identity.subject},
        ${reason.trim()}, ${context.clientAddress ?? null}, ${context.requestId})
      RETURNING ${FIXED}`.execute(trx);
    const fixed = rows[0] as FixedReference;
    for (const [name, column] of Object.entries(window.columns)) await insertColumn(trx, fixed.id, name, column);
    return fixed;
  });
}

/** Some milliseconds of JSON. */
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

/** The reference windows that were fixed for a version, newest first. */
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

/**
 * Refuses a window without predictions.
 *
 * @param name of the window, for the message
 * @throws {DomainError} DRIFT_WINDOW_EMPTY
 */
export function requireRows(name: string, { model, version }: VersionKey, { from, until, rows }: DataWindow): void {
  if (rows > 0) return;
  const [since, to] = [from, until].map((time) => new Date(time).toISOString());
  const message = `${name}: found no prediction of ${model} ${version} from ${since} until ${to}, expected some`;
  throw new DomainError('DRIFT_WINDOW_EMPTY', message, { model, version, from, until });
}
