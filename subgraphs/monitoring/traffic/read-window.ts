import { type Kysely, type RawBuilder, sql } from 'kysely';
import { ROLL_UP_WIDTHS_MS, type TrafficRollUp } from '../sketches/traffic-roll-up.ts';
import {
  type CountedFailures,
  type CountedPredictions,
  countFailures,
  countPredictions,
  trafficOf,
} from './counted-requests.ts';
import { POSITION, restoreRollUp, type StoredRollUp, selectRollUps } from './roll-up-store.ts';

const [SECOND, TEN_SECONDS] = ROLL_UP_WIDTHS_MS;

/**
 * What happened from one time to another, both included, exactly: from the roll-ups where they cover it, and from the
 * logs at both edges and where the roll-ups have not come yet. Its cost depends on the traffic of a few seconds, not on
 * the length of the logs; a window that begins at a whole second is the cheapest.
 *
 * @param from  epoch milliseconds, at most ten minutes ago
 * @param until epoch milliseconds
 * @returns in pieces, several for one version and role
 */
export async function readWindow(db: Kysely<never>, from: number, until: number): Promise<readonly TrafficRollUp[]> {
  const pieces = cover({ from: Math.ceil(from), until: Math.floor(until) + 1 }, [TEN_SECONDS, SECOND]);
  for (;;) {
    // its own statement: the planner has to know the number, or it reads the log by the wrong index
    const found = await readPieces(db, pieces, await readProgress(db));
    if (found) return found;
  }
}

/** A stretch of time, from ≤ time < until, and the width of the roll-ups that cover it; 0 for the logs themselves. */
interface Piece {
  readonly widthMs: number;
  readonly from: number;
  readonly until: number;
}

/** Covers a window with as few roll-ups as possible, of these widths from the longest on, and with logs at the edges. */
function cover({ from, until }: Omit<Piece, 'widthMs'>, [widthMs, ...shorter]: readonly number[]): readonly Piece[] {
  if (from >= until) return [];
  if (widthMs === undefined) return [{ widthMs: 0, from, until }];
  const first = Math.ceil(from / widthMs) * widthMs;
  const last = Math.floor(until / widthMs) * widthMs;
  if (first >= last) return cover({ from, until }, shorter);
  return [
    ...cover({ from, until: first }, shorter),
    { widthMs, from: first, until: last },
    ...cover({ from: last, until }, shorter),
  ];
}

/** How far the roll-ups have come. */
interface Progress {
  /** every row of earlier transactions is in them */
  readonly position: number;
  /** whether much more was waiting */
  readonly isBehind: boolean;
}

async function readProgress(db: Kysely<never>): Promise<Progress> {
  const { rows } = await sql<Progress>`SELECT transaction_id AS position, is_behind AS "isBehind"
    FROM monitoring.roll_up_position`.execute(db);
  return rows[0] as Progress;
}

/** One statement, one snapshot; undefined when the roll-ups have moved on since their progress was read. */
async function readPieces(
  db: Kysely<never>,
  pieces: readonly Piece[],
  progress: Progress,
): Promise<readonly TrafficRollUp[] | undefined> {
  const rollUps = pieces.filter(({ widthMs }) => widthMs > 0).map((piece) => sql`(${selectRollUps(piece)})`);
  const kept = rollUps.length > 0 ? asJson(unionAll(rollUps)) : sql`SELECT '[]'`;
  const bySecond = sql`${SECOND}::int`;
  const predictions = countPredictions(logged('prediction_log', 'scored_at', pieces, progress), bySecond);
  const failures = countFailures(logged('failure_log', 'failed_at', pieces, progress), bySecond);
  const { rows } = await sql<{ position: number; kept: string; predictions: string; failures: string }>`
    SELECT (${POSITION}) AS position, (${kept}) AS kept,
      (${asJson(predictions)}) AS predictions, (${asJson(failures)}) AS failures`.execute(db);
  const [row] = rows;
  if (row?.position !== progress.position) return undefined;
  const stored: StoredRollUp[] = JSON.parse(row.kept);
  const counted: CountedPredictions[] = JSON.parse(row.predictions);
  const failed: CountedFailures[] = JSON.parse(row.failures);
  return [...stored.map(restoreRollUp), ...trafficOf(counted, failed)];
}

function asJson(query: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT COALESCE(json_agg(piece), '[]')::text FROM (${query}) piece`;
}

function unionAll(queries: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(queries, sql` UNION ALL `);
}

/** What of a log no roll-up tells: all that was written since, and what is older at both edges. */
function logged(
  log: string,
  time: string,
  pieces: readonly Piece[],
  { position, isBehind }: Progress,
): RawBuilder<unknown> {
  const rows = sql`SELECT *, ${sql.ref(time)} AS at FROM ${sql.table(`scores.${log}`)}`;
  const within = (at: RawBuilder<unknown>, { from, until }: Omit<Piece, 'widthMs'>) =>
    sql`${at} >= ${from}::bigint AND ${at} < ${until}::bigint`;
  const whole = { from: (pieces[0] as Piece).from, until: (pieces.at(-1) as Piece).until };
  // a sum is in no index: without it the planner may read a whole window by its time to find the few rows that are new
  const at = isBehind ? sql.ref(time) : sql`(${sql.ref(time)} + 0)`;
  const news = sql`${rows} WHERE transaction_id >= ${position}::bigint AND ${within(at, whole)}`;
  const edges = pieces
    .filter(({ widthMs }) => widthMs === 0)
    .map((edge) => sql`${rows} WHERE ${within(sql.ref(time), edge)} AND transaction_id < ${position}::bigint`);
  return unionAll([news, ...edges]);
}
