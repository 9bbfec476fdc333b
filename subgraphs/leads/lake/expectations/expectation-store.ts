import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { LayerPast, TableCheck } from '../../../../lake/expectations/check-layer.ts';
import type { ExpectationSeverity, ExpectationStatus } from '../../../../lake/expectations/expectation.ts';
import type { PastResult } from '../../../../lake/expectations/judge-expectation.ts';
import type { LakeLayer } from '../../../../lake/expectations/lake-tables.ts';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { DAY_MS } from '../../../../platform/time.ts';

/** Stored result of one check of an expectation. */
export interface ExpectationResultRow {
  /** grows with each check */
  readonly id: number;
  readonly layer: LakeLayer;
  readonly path: string;
  readonly name: string;
  readonly severity: ExpectationSeverity;
  readonly status: ExpectationStatus;
  readonly found: number | null;
  readonly least: number | null;
  readonly greatest: number | null;
  /** rows and version of the table at that time */
  readonly rows: number;
  readonly version: number;
  /** epoch milliseconds */
  readonly checkedAt: number;
}

/** State of a table as of its last check. */
export interface LakeTableRow {
  readonly path: string;
  readonly layer: LakeLayer;
  readonly version: number;
  /** last version that no gate failed; null when there was none */
  readonly passedVersion: number | null;
  readonly rows: number;
  readonly bytes: number;
  readonly files: number;
  /** epoch milliseconds, as all times */
  readonly updatedAt: number;
  /** when it was last brought up to date, whether or not there was anything new */
  readonly refreshedAt: number;
}

/** Selection of results. */
export interface ResultFilter {
  readonly layer?: LakeLayer | null;
  readonly path?: string | null;
  readonly name?: string | null;
  readonly status?: ExpectationStatus | null;
}

/** How long results are kept, ms. */
export const RESULT_RETENTION_MS: number = 30 * DAY_MS;

/** Most past results that a threshold is learnt from. */
const MOST_PAST = 100;

const COLUMNS = sql`r.sequence AS id, r.layer, r.path, r.expectation AS name, r.severity, r.status, r.found, r.least,
  r.greatest, r.rows, r.version, r.checked_at AS "checkedAt"`;

/** Reads the results of earlier checks of a layer. */
export async function readPast(db: QueryExecutorProvider, layer: LakeLayer): Promise<LayerPast> {
  const rows = await jsonRows<PastResult & { readonly path: string; readonly name: string }>(
    db,
    sql`SELECT e.path, e.expectation AS name, r.status, r.found, r.rows, r.version, r.checked_at AS "checkedAt"
      FROM (SELECT DISTINCT path, expectation FROM leads.lake_expectation_result WHERE layer = ${layer}) e
        LEFT JOIN LATERAL (SELECT sequence FROM leads.lake_expectation_baseline b
          WHERE b.path = e.path AND b.expectation = e.expectation ORDER BY id DESC LIMIT 1) b ON true
        CROSS JOIN LATERAL (SELECT * FROM leads.lake_expectation_result
          WHERE path = e.path AND expectation = e.expectation AND sequence > COALESCE(b.sequence, 0)
          ORDER BY sequence DESC LIMIT ${MOST_PAST}) r
      ORDER BY e.path, e.expectation, r.sequence DESC`,
  );
  const states = await jsonRows<{ readonly path: string; readonly rows: number | null }>(
    db,
    sql`SELECT path, passed_rows AS rows FROM leads.lake_table WHERE layer = ${layer}`,
  );
  const acceptances = await jsonRows<{ readonly key: string; readonly accepted: number | null }>(
    db,
    sql`SELECT DISTINCT ON (path, expectation) path || ' ' || expectation AS key, accepted
      FROM leads.lake_expectation_baseline ORDER BY path, expectation, id DESC`,
  );
  const results = new Map<string, PastResult[]>();
  for (const row of rows) {
    const key = `${row.path} ${row.name}`;
    const known = results.get(key);
    if (known) known.push(row);
    else results.set(key, [row]);
  }
  const accepted = new Map(acceptances.map((each) => [each.key, each.accepted]));
  const passedRows = new Map(states.map(({ path, rows: passed }) => [path, passed]));
  return {
    resultsOf: (path, name) => results.get(`${path} ${name}`) ?? [],
    acceptedOf: (path, name) => accepted.get(`${path} ${name}`) ?? null,
    passedRowsOf: (path) => passedRows.get(path) ?? null,
  };
}

/** Facts about a check. */
export interface StoredCheck {
  readonly layer: LakeLayer;
  readonly tables: readonly TableCheck[];
  /** time of the check, epoch milliseconds: the layer has just been brought up to date */
  readonly at: number;
  /** interval of refreshes, ms; null without a schedule */
  readonly refreshMs: number | null;
}

/** Stores the results of a check, and the state of its tables. */
export async function storeCheck(db: Kysely<unknown>, { layer, tables, at, refreshMs }: StoredCheck): Promise<void> {
  const states = tables.map(({ results, ...state }) => ({ ...state, passes: passesGates({ results }) }));
  const results = tables.flatMap(({ path, rows, version, results: all }) =>
    all.map((result) => ({ path, rows, version, ...result })),
  );
  await db.transaction().execute(async (trx) => {
    // readers follow the sequence: it must be committed in order
    await sql`SELECT pg_advisory_xact_lock(hashtext('leads.lake_expectation_result'))`.execute(trx);
    await sql`INSERT INTO leads.lake_expectation_result
        (layer, path, expectation, severity, status, found, least, greatest, rows, version, checked_at)
      SELECT ${layer}, path, name, severity, status, found, least, greatest, rows, version, ${at}::bigint
      FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r (path text, name text, severity text, status text,
        found float8, least float8, greatest float8, rows bigint, version bigint)`.execute(trx);
    await sql`INSERT INTO leads.lake_table AS t
        (path, layer, version, passed_version, passed_rows, rows, bytes, files, updated_at, refreshed_at, refresh_ms)
      SELECT path, ${layer}, version, CASE WHEN passes THEN version END,
        CASE WHEN passes THEN rows END, rows, bytes, files, "updatedAt",
        CASE WHEN ${layer} = 'PREDICTIONS' THEN "updatedAt" ELSE ${at}::bigint END, ${refreshMs}::bigint
      FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS s (path text, version bigint, passes boolean,
        rows bigint, bytes bigint, files bigint, "updatedAt" bigint)
      ON CONFLICT (path) DO UPDATE SET version = excluded.version, rows = excluded.rows, bytes = excluded.bytes,
        passed_version = COALESCE(excluded.passed_version, t.passed_version),
        passed_rows = COALESCE(excluded.passed_rows, t.passed_rows), files = excluded.files,
        updated_at = excluded.updated_at, refreshed_at = excluded.refreshed_at, refresh_ms = excluded.refresh_ms`.execute(
      trx,
    );
  });
}

/** Checks whether no gate of a table failed. */
export function passesGates({ results }: Pick<TableCheck, 'results'>): boolean {
  return !results.some(({ severity, status }) => severity === 'GATE' && status === 'FAILED');
}

/** Lists the states of tables. */
export function listTableStates(db: QueryExecutorProvider): Promise<LakeTableRow[]> {
  return jsonRows(
    db,
    sql`SELECT path, layer, version, passed_version AS "passedVersion", rows, bytes, files, updated_at AS "updatedAt",
      refreshed_at AS "refreshedAt" FROM leads.lake_table`,
  );
}

/** Lists the latest result of each expectation of some tables. */
export function listLatestResults(
  db: QueryExecutorProvider,
  paths: readonly string[],
): Promise<ExpectationResultRow[]> {
  return jsonRows(
    db,
    sql`SELECT DISTINCT ON (r.path, r.expectation) ${COLUMNS} FROM leads.lake_expectation_result r
      WHERE r.path = ANY(${paths}::text[]) ORDER BY r.path, r.expectation, r.sequence DESC`,
  );
}

/** Lists results below an id, newest first. */
export function listResults(
  db: QueryExecutorProvider,
  filter: ResultFilter,
  count: number,
  below: number | null,
): Promise<ExpectationResultRow[]> {
  const { layer = null, path = null, name = null, status = null } = filter;
  const equals = (column: RawBuilder<unknown>, value: string | null) =>
    value === null ? sql`true` : sql`${column} = ${value}`;
  return jsonRows(
    db,
    sql`SELECT ${COLUMNS} FROM leads.lake_expectation_result r
      WHERE ${equals(sql`r.layer`, layer)} AND ${equals(sql`r.path`, path)} AND ${equals(sql`r.expectation`, name)}
        AND ${equals(sql`r.status`, status)} AND (${below}::bigint IS NULL OR r.sequence < ${below}::bigint)
      ORDER BY r.sequence DESC LIMIT ${count}`,
  );
}

/** Deletes results from before a time, but for the last of each expectation. @param horizon epoch milliseconds */
export async function pruneResults(db: QueryExecutorProvider, horizon: number): Promise<void> {
  await sql`DELETE FROM leads.lake_expectation_result r WHERE checked_at < ${horizon}::bigint
    AND EXISTS (SELECT 1 FROM leads.lake_expectation_result n
      WHERE n.path = r.path AND n.expectation = r.expectation AND n.sequence > r.sequence)`.execute(db);
}

/** Lowers the rows of the last good check to those that removals have left: removed rows are not lost. @param left rows by path */
export async function lowerPassedRows(db: QueryExecutorProvider, left: ReadonlyMap<string, number>): Promise<void> {
  const states = [...left].map(([path, rows]) => ({ path, rows }));
  await sql`UPDATE leads.lake_table t SET passed_rows = LEAST(t.passed_rows, s.rows)
    FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS s (path text, rows bigint)
    WHERE t.path = s.path AND t.passed_rows IS NOT NULL`.execute(db);
}
