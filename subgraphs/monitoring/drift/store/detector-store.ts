import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type { DetectorState, DriftMeasure, StreamChange } from '../rules/stream-measures.ts';

/** Key of the detectors of one measure of a version. */
export interface DetectorKey extends VersionKey {
  readonly measure: DriftMeasure;
}

/** Stored change. */
export interface StoredChange extends DetectorKey, StreamChange {
  readonly id: number;
}

/** Reads the position in a stream; stores the start on the first call. */
export async function readPosition<Position>(
  db: Kysely<never>,
  stream: string,
  start: () => Promise<Position>,
): Promise<Position> {
  const find = async () =>
    jsonRows<{ position: Position }>(db, sql`SELECT position FROM monitoring.drift_position WHERE stream = ${stream}`);
  const [known] = await find();
  if (known) return known.position;
  await sql`INSERT INTO monitoring.drift_position VALUES (${stream}, ${JSON.stringify(await start())}::jsonb)
    ON CONFLICT DO NOTHING`.execute(db);
  return ((await find())[0] as { position: Position }).position;
}

/** Reads the states of detectors; one without a row is new. */
export async function readDetectors(
  db: Kysely<never>,
  keys: readonly DetectorKey[],
): Promise<readonly (DetectorKey & { readonly state: DetectorState })[]> {
  const names = keys.map(({ model, version, measure }) => ({ model, version, measure }));
  return jsonRows(
    db,
    sql`SELECT model, version, measure, state FROM monitoring.drift_detector
      JOIN jsonb_to_recordset(${JSON.stringify(names)}::jsonb) AS k(model text, version int, measure text)
      USING (model, version, measure)`,
  );
}

/** Results of a page of a stream. */
export interface FollowedPage<Position> {
  readonly stream: string;
  readonly from: Position;
  readonly to: Position;
  readonly detectors: readonly (DetectorKey & { readonly state: DetectorState })[];
  readonly changes: readonly (DetectorKey & StreamChange)[];
  readonly foundAt: number;
}

/**
 * Stores the results of a page: states, changes and position in one statement.
 *
 * @returns false, and nothing is stored, when another process has read on meanwhile
 */
export async function storePage<Position>(db: Kysely<never>, page: FollowedPage<Position>): Promise<boolean> {
  const { stream, from, to, detectors, changes, foundAt } = page;
  const { rows } = await sql`
    WITH moved AS (
      UPDATE monitoring.drift_position SET position = ${JSON.stringify(to)}::jsonb
      WHERE stream = ${stream} AND position = ${JSON.stringify(from)}::jsonb RETURNING 1
    ), remembered AS (
      INSERT INTO monitoring.drift_detector AS d (model, version, measure, state)
      SELECT k.* FROM moved, jsonb_to_recordset(${JSON.stringify(detectors)}::jsonb)
        AS k(model text, version int, measure text, state jsonb)
      ON CONFLICT (model, version, measure) DO UPDATE SET state = excluded.state
    ), found AS (
      INSERT INTO monitoring.drift_change
        (model, version, measure, detector, direction, mean_before, mean_after, at, found_at)
      SELECT c.*, ${foundAt}::bigint FROM moved, jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
        AS c(model text, version int, measure text, detector text, direction text, "meanBefore" float8,
          "meanAfter" float8, at bigint)
    )
    SELECT 1 FROM moved`.execute(db);
  return rows.length > 0;
}

/** Lists the changes of a version, newest first. */
export async function listChanges(
  db: Kysely<never>,
  { model, version }: VersionKey,
  count: number,
  below: number | null,
): Promise<readonly StoredChange[]> {
  return jsonRows(
    db,
    sql`SELECT id, model, version, measure, detector, direction, mean_before AS "meanBefore",
        mean_after AS "meanAfter", at
      FROM monitoring.drift_change
      WHERE model = ${model} AND version = ${version} AND (${below}::bigint IS NULL OR id < ${below})
      ORDER BY id DESC LIMIT ${count}`,
  );
}
