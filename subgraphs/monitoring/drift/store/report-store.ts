import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type {
  DriftReportBody,
  DriftReportHead,
  DriftReportRow,
  ReportedFeature,
  ReportedSlice,
} from '../rules/drift-report.ts';

/** Window that the features of a report were compared with. */
export type Against = 'REFERENCE' | 'PREVIOUS';

/**
 * Stores a report with its features and slices: one statement, so all of it or nothing.
 *
 * @returns its id; undefined when another process has stored this slot of the schedule, or a report of the backtest
 */
export async function insertReport(
  db: Kysely<never>,
  head: DriftReportHead,
  body: DriftReportBody,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    WITH head AS (
      INSERT INTO monitoring.drift_report (model, version, slot, backtest, requested_by, checked_at, duration_ms, outcome,
        previous_outcome, reference_window, current_window, previous_window)
      VALUES (${head.model}, ${head.version}, ${head.slot}, ${head.backtest}, ${head.requestedBy}, ${head.checkedAt}, ${head.durationMs},
        ${head.outcome}, ${head.previousOutcome}, ${JSON.stringify(head.reference)}::jsonb,
        ${JSON.stringify(head.current)}::jsonb, ${head.previous && JSON.stringify(head.previous)}::jsonb)
      ON CONFLICT DO NOTHING RETURNING id
    ), feature AS (
      INSERT INTO monitoring.drift_feature (report, against, position, feature, outcome, degree, decided_by, p_value,
        adjusted_p_value, contribution, impact, details)
      SELECT head.id, f.* FROM head, (
        ${featureRows('REFERENCE', body.againstReference)} UNION ALL ${featureRows('PREVIOUS', body.againstPrevious)}
      ) f
    ), slice AS (
      INSERT INTO monitoring.drift_slice
        (report, position, dimension, slice, reference_rows, current_rows, outcome, features)
      SELECT head.id, position - 1, s->>'dimension', s->>'slice', (s->>'referenceRows')::int,
        (s->>'currentRows')::int, s->>'outcome', s->'features'
      FROM head, jsonb_array_elements(${JSON.stringify(body.slices)}::jsonb) WITH ORDINALITY AS e(s, position)
    )
    SELECT id FROM head`.execute(db);
  return rows[0]?.id;
}

function featureRows(against: Against, features: readonly ReportedFeature[]): RawBuilder<unknown> {
  return sql`SELECT ${against}::text, position - 1, f->>'feature', f->>'outcome', (f->>'degree')::float8,
      f->>'decidedBy', (f->'statistics'->>'pValue')::float8, (f->>'adjustedPValue')::float8,
      (f->>'contribution')::float8, (f->>'impact')::float8, f
    FROM jsonb_array_elements(${JSON.stringify(features)}::jsonb) WITH ORDINALITY AS e(f, position)`;
}

const HEAD = sql`id, model, version, slot, backtest, requested_by AS "requestedBy", checked_at AS "checkedAt",
  duration_ms AS "durationMs", outcome, previous_outcome AS "previousOutcome", reference_window AS reference,
  current_window AS current, previous_window AS previous`;

/** Filter of reports. */
export interface ReportFilter {
  readonly model?: string | undefined;
  readonly version?: number | undefined;
}

/** Lists the heads of reports, newest first, below an id. */
export async function listReports(
  db: Kysely<never>,
  { model, version }: ReportFilter,
  count: number,
  below: number | null,
): Promise<readonly DriftReportRow[]> {
  return jsonRows(
    db,
    sql`SELECT ${HEAD} FROM monitoring.drift_report
      WHERE (${model ?? null}::text IS NULL OR model = ${model ?? null})
        AND (${version ?? null}::int IS NULL OR version = ${version ?? null})
        AND (${below}::bigint IS NULL OR id < ${below})
      ORDER BY id DESC LIMIT ${count}`,
  );
}

/** Finds the head of one report. */
export async function findReport(db: Kysely<never>, id: number): Promise<DriftReportRow | undefined> {
  const [row] = await jsonRows<DriftReportRow>(db, sql`SELECT ${HEAD} FROM monitoring.drift_report WHERE id = ${id}`);
  return row;
}

/** Finds the head of the report of a backtest. */
export async function findBacktestReport(db: Kysely<never>, backtest: number): Promise<DriftReportRow | undefined> {
  const [row] = await jsonRows<DriftReportRow>(
    db,
    sql`SELECT ${HEAD} FROM monitoring.drift_report WHERE backtest = ${backtest}`,
  );
  return row;
}

/** Reads the features of reports, each report's in their order. */
export async function findReportFeatures(
  db: Kysely<never>,
  reports: readonly number[],
): Promise<readonly { readonly report: number; readonly against: Against; readonly details: ReportedFeature }[]> {
  return jsonRows(
    db,
    sql`SELECT report, against, details FROM monitoring.drift_feature
      WHERE report = ANY(${reports}::bigint[]) ORDER BY report, against, position`,
  );
}

/** Reads the slices of reports, each report's in their order. */
export async function findReportSlices(
  db: Kysely<never>,
  reports: readonly number[],
): Promise<readonly (ReportedSlice & { readonly report: number })[]> {
  return jsonRows(
    db,
    sql`SELECT report, dimension, slice, reference_rows AS "referenceRows", current_rows AS "currentRows", outcome,
        features FROM monitoring.drift_slice WHERE report = ANY(${reports}::bigint[]) ORDER BY report, position`,
  );
}

/** Checks whether a slot of the schedule has a report. */
export async function hasReport(db: Kysely<never>, { model, version }: VersionKey, slot: number): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM monitoring.drift_report
    WHERE model = ${model} AND version = ${version} AND slot = ${slot}`.execute(db);
  return rows.length > 0;
}

/** Deletes reports from before a time. */
export async function pruneReports(db: Kysely<never>, before: number): Promise<void> {
  await sql`DELETE FROM monitoring.drift_report WHERE checked_at < ${before}`.execute(db);
}
