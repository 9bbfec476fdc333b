import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { TimeWindow } from './time-window.ts';
import type { VersionKey } from './version-facts.ts';
import { ColumnBuilder, type ColumnName, type ColumnValues, SCORE, type WindowColumns } from './window-columns.ts';

/** Most rows of a window; of more, the newest are read. */
export const MOST_WINDOW_ROWS = 100_000;

/** Window with its values. */
export interface DataWindow extends TimeWindow {
  readonly rows: number;
  readonly columns: WindowColumns;
}

/** Predictions of a window. */
export interface WindowRequest {
  /** absent: no limit */
  readonly from?: number | undefined;
  readonly until: number;
  /** number of the newest; {@link MOST_WINDOW_ROWS} when absent */
  readonly mostRows?: number | undefined;
  /** id of a backtest, whose scores are read in place of the predictions that callers received */
  readonly backtest?: number | undefined;
}

/** Rows read at once: some 3 ms of parsing for thirty features, and as long for the embedded database. */
const PAGE_ROWS = 500;

interface Page {
  readonly count: number;
  /** JSON: the values of each column */
  readonly columns: string;
  /** of its oldest row */
  readonly scored_at: number;
  readonly sequence: number;
}

/**
 * Reads the predictions of a version that callers received within a window, newest first, without backfills and leads that
 * had ended. It reads in pages, so neither the event loop nor the embedded database is blocked for longer than one page
 * takes.
 *
 * Without a start, or with more rows than requested, the returned window starts with its oldest row.
 */
export async function readPredictionWindow(
  db: Kysely<never>,
  key: VersionKey,
  names: readonly ColumnName[],
  { from, until, mostRows = MOST_WINDOW_ROWS, backtest }: WindowRequest,
): Promise<DataWindow> {
  const source = backtest === undefined ? predictionsOf(key) : scoresOf(backtest);
  const builders = names.map(({ kind }) => new ColumnBuilder(kind));
  let rows = 0;
  let end = { scored_at: until, sequence: -1 };
  for (;;) {
    const limit = Math.min(PAGE_ROWS, mostRows - rows);
    const page = limit > 0 ? await readPage(db, source, names, from ?? 0, end, limit) : undefined;
    if (!page) break;
    const columns: readonly ColumnValues[] = JSON.parse(page.columns);
    for (const [i, builder] of builders.entries()) builder.add(columns[i] as ColumnValues);
    rows += page.count;
    end = page;
    if (page.count < limit) break;
    await nextTurn();
  }
  const columns = Object.fromEntries(names.map(({ name }, i) => [name, (builders[i] as ColumnBuilder).build()]));
  const isWhole = from !== undefined && rows < mostRows;
  return { from: isWhole ? from : end.scored_at, until, rows, columns };
}

function predictionsOf({ model, version }: VersionKey): RawBuilder<unknown> {
  return sql`scores.prediction_log WHERE model = ${model} AND version = ${version} AND is_shown AND is_monitored`;
}

function scoresOf(backtest: number): RawBuilder<unknown> {
  return sql`scores.backtest_score_log WHERE backtest = ${backtest}`;
}

/** Reads the newest predictions before a position of the log; undefined when there are none. */
async function readPage(
  db: Kysely<never>,
  source: RawBuilder<unknown>,
  names: readonly ColumnName[],
  from: number,
  before: Pick<Page, 'scored_at' | 'sequence'>,
  limit: number,
): Promise<Page | undefined> {
  const { rows } = await sql<Page>`
    SELECT count(*)::int AS count, json_build_array(${sql.join(names.map(valuesOf))})::text AS columns,
      min(scored_at) AS scored_at, (json_agg(sequence)->>-1)::bigint AS sequence
    FROM (
      SELECT sequence, scored_at, features, probability FROM ${source}
        AND scored_at >= ${from} AND scored_at <= ${before.scored_at}
        AND (scored_at, sequence) < (${before.scored_at}::bigint, ${before.sequence}::bigint)
      ORDER BY scored_at DESC, sequence DESC LIMIT ${limit}
    ) page HAVING count(*) > 0`.execute(db);
  return rows[0];
}

function valuesOf({ name }: ColumnName): RawBuilder<unknown> {
  if (name === SCORE) return sql`json_agg(probability)`;
  return sql`json_agg(features->${name}::text)`;
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
