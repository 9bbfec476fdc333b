import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import { KEPT_MS } from '../rules/roll-up-retention.ts';
import {
  mergeEqual,
  ROLL_UP_WIDTHS_MS,
  rollUp,
  type TrafficCounts,
  type TrafficRollUp,
} from '../rules/traffic-roll-up.ts';
import type { LogBacklog } from './log-backlog.ts';

/** Reads the position of the roll-ups in the logs: the first transaction not read. */
export async function readPosition(db: Kysely<never>): Promise<number> {
  const { rows } = await sql<{ position: number }>`${POSITION}`.execute(db);
  return (rows[0] as { position: number }).position;
}

/** SELECT of the position. */
export const POSITION: RawBuilder<unknown> = sql`SELECT transaction_id AS position FROM monitoring.roll_up_position`;

/**
 * Adds counted rows of the logs to the roll-ups of every width, together with the position in the logs: both, or nothing.
 * They are merged before, without a transaction, which would block every other user of the embedded database: roll-ups
 * change with the position only, so while that is the same they are as they were read.
 *
 * @param now epoch milliseconds
 * @returns false when another process was faster, and nothing was written
 */
export async function addObservations(
  db: Kysely<never>,
  { from, until, hasMore, traffic }: LogBacklog,
  now: number,
): Promise<boolean> {
  const added = [...KEPT_MS].flatMap(([widthMs, keptMs]) =>
    rollUp(
      traffic.filter((counted) => counted.widthMs <= widthMs),
      widthMs,
    ).filter(({ start }) => start >= now - keptMs),
  );
  const merged = await mergeWithStored(db, added);
  const { rows } = await sql`
    WITH moved AS (
      UPDATE monitoring.roll_up_position SET transaction_id = ${until}::bigint, is_behind = ${hasMore}
      WHERE transaction_id = ${from}::bigint RETURNING 1
    ), stored AS (
      INSERT INTO monitoring.roll_up (width_ms, start, model, version, role, counts)
      SELECT n.* FROM moved, json_to_recordset(${JSON.stringify(merged)}::json)
        AS n("widthMs" int, start bigint, model text, version int, role text, counts json)
      ON CONFLICT (width_ms, start, model, version, role) DO UPDATE SET counts = excluded.counts
    )
    SELECT 1 FROM moved`.execute(db);
  return rows.length > 0;
}

/** SELECT list of a {@link StoredRollUp}. */
const ROLL_UP = sql`r.width_ms AS "widthMs", r.start, r.model, r.version, r.role, r.counts`;

/** Roll-up as a row of its table. */
export type StoredRollUp = Pick<TrafficRollUp, 'widthMs' | 'start' | 'model' | 'version' | 'role'> & {
  readonly counts: TrafficCounts;
};

/** Roll-up from its row. */
export function restoreRollUp({ counts, ...key }: StoredRollUp): TrafficRollUp {
  return { ...key, ...counts };
}

async function mergeWithStored(db: Kysely<never>, added: readonly TrafficRollUp[]): Promise<readonly StoredRollUp[]> {
  if (added.length === 0) return [];
  const keys = added.map(({ widthMs, start, model, version, role }) => ({ widthMs, start, model, version, role }));
  const stored = await jsonRows<StoredRollUp>(
    db,
    sql`SELECT ${ROLL_UP} FROM monitoring.roll_up r
      JOIN jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
        AS k("widthMs" int, start bigint, model text, version int, role text)
        ON (r.width_ms, r.start, r.model, r.version, r.role) = (k."widthMs", k.start, k.model, k.version, k.role)`,
  );
  const merged = mergeEqual([...stored.map(restoreRollUp), ...added]);
  return merged.map(({ widthMs, start, model, version, role, ...counts }) => {
    return { widthMs, start, model, version, role, counts };
  });
}

/** Range of roll-ups: `from` ≤ start < `until`, epoch milliseconds; of every model, version or role when absent. */
export interface RollUpRange {
  readonly widthMs: number;
  readonly from: number;
  readonly until: number;
  readonly model?: string | undefined;
  readonly version?: number | undefined;
  readonly role?: string | undefined;
}

/** SELECT of roll-ups, sorted by time. */
export function selectRollUps({ widthMs, from, until, model, version, role }: RollUpRange): RawBuilder<unknown> {
  return sql`SELECT ${ROLL_UP} FROM monitoring.roll_up r
    WHERE r.width_ms = ${widthMs} AND r.start >= ${from}::bigint AND r.start < ${until}::bigint
      AND r.model = COALESCE(${model ?? null}::text, r.model)
      AND r.version = COALESCE(${version ?? null}::int, r.version)
      AND r.role = COALESCE(${role ?? null}::text, r.role)
    ORDER BY r.start`;
}

/**
 * SELECT of the traffic of a window, with as few roll-ups as possible: of ten seconds within them, of one second at
 * both ends.
 *
 * @param window whole seconds, from ≤ time < until
 */
export function selectSeconds({ from, until }: TimeWindow): RawBuilder<unknown> {
  const [second, tenSeconds] = ROLL_UP_WIDTHS_MS;
  const first = Math.ceil(from / tenSeconds) * tenSeconds;
  const last = Math.max(first, Math.floor(until / tenSeconds) * tenSeconds);
  return sql`SELECT ${ROLL_UP} FROM monitoring.roll_up r
    WHERE r.width_ms = ${tenSeconds} AND r.start >= ${first}::bigint AND r.start < ${last}::bigint
      OR r.width_ms = ${second} AND r.start >= ${from}::bigint AND r.start < least(${first}, ${until})::bigint
      OR r.width_ms = ${second} AND r.start >= ${last}::bigint AND r.start < ${until}::bigint`;
}

/** Reads roll-ups, sorted by time. */
export async function readRollUps(db: Kysely<never>, range: RollUpRange): Promise<readonly TrafficRollUp[]> {
  return (await jsonRows<StoredRollUp>(db, selectRollUps(range))).map(restoreRollUp);
}

/** Deletes roll-ups that are older than the retention of their width. @param now epoch milliseconds */
export async function pruneRollUps(db: Kysely<never>, now: number): Promise<void> {
  for (const [widthMs, keptMs] of KEPT_MS) {
    if (keptMs === Number.POSITIVE_INFINITY) continue;
    await sql`DELETE FROM monitoring.roll_up
      WHERE width_ms = ${widthMs} AND start < ${Math.floor(now - keptMs)}::bigint`.execute(db);
  }
}
