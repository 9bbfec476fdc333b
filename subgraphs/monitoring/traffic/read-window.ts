import { type Kysely, type RawBuilder, sql } from 'kysely';
import { ROLL_UP_WIDTHS_MS, type TrafficRollUp } from '../sketches/traffic-roll-up.ts';
import {
  type CountedFailures,
  type CountedPredictions,
  countFailures,
  countPredictions,
  trafficOf,
} from './counted-requests.ts';
import { POSITION, readPosition, restoreRollUp, type StoredRollUp, selectRollUps } from './roll-up-store.ts';

const [WIDTH_MS] = ROLL_UP_WIDTHS_MS;

/**
 * What happened in (from, until], exactly: from the roll-ups where they cover it, and from the logs at both edges and
 * where the roll-ups have not come yet. Its cost depends on the traffic of seconds, not on the length of the logs.
 *
 * @param from  epoch milliseconds
 * @param until epoch milliseconds, at most a day after `from`, which must not be older than a day
 * @returns in pieces, several for one version and role
 */
export async function readWindow(db: Kysely<never>, from: number, until: number): Promise<readonly TrafficRollUp[]> {
  const edges = edgesOf(Math.floor(from) + 1, Math.floor(until) + 1);
  for (;;) {
    // its own statement: the planner has to know the number, or it reads the log by the wrong index
    const position = await readPosition(db);
    const found = await readPieces(db, edges, position);
    if (found) return found;
  }
}

/** begin ≤ first ≤ last ≤ end; roll-ups lie between first and last, both of which are multiples of 10 s. */
interface Edges {
  readonly begin: number;
  readonly first: number;
  readonly last: number;
  readonly end: number;
}

function edgesOf(begin: number, end: number): Edges {
  const first = Math.ceil(begin / WIDTH_MS) * WIDTH_MS;
  const last = Math.floor(end / WIDTH_MS) * WIDTH_MS;
  return first < last ? { begin, first, last, end } : { begin, first: end, last: end, end };
}

/** One statement, one snapshot; undefined when the roll-ups have moved on since the position was read. */
async function readPieces(
  db: Kysely<never>,
  edges: Edges,
  position: number,
): Promise<readonly TrafficRollUp[] | undefined> {
  const { first, last } = edges;
  const predictions = countPredictions(piecesOf('prediction_log', 'scored_at', edges, position));
  const failures = countFailures(piecesOf('failure_log', 'failed_at', edges, position));
  const { rows } = await sql<{ position: number; kept: string; predictions: string; failures: string }>`
    SELECT (${POSITION}) AS position,
      (${asJson(selectRollUps({ widthMs: WIDTH_MS, from: first, until: last }))}) AS kept,
      (${asJson(predictions)}) AS predictions, (${asJson(failures)}) AS failures`.execute(db);
  const [row] = rows;
  if (row?.position !== position) return undefined;
  const kept: StoredRollUp[] = JSON.parse(row.kept);
  const counted: CountedPredictions[] = JSON.parse(row.predictions);
  const failed: CountedFailures[] = JSON.parse(row.failures);
  return [...kept.map(restoreRollUp), ...trafficOf(counted, failed)];
}

function asJson(query: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`SELECT COALESCE(json_agg(piece), '[]')::text FROM (${query}) piece`;
}

/** What of a log is in no roll-up: both edges, and in between what was written since. */
function piecesOf(log: string, time: string, edges: Edges, position: number): RawBuilder<unknown> {
  const at = sql.ref(time);
  const rows = sql`SELECT *, ${at} AS at FROM ${sql.table(`scores.${log}`)}`;
  const within = (low: number, high: number) => sql`${at} >= ${low}::bigint AND ${at} < ${high}::bigint`;
  const { begin, first, last, end } = edges;
  return sql`${rows} WHERE ${within(begin, first)} UNION ALL ${rows} WHERE ${within(last, end)}
    UNION ALL ${rows} WHERE transaction_id >= ${position}::bigint AND ${within(first, last)}`;
}
