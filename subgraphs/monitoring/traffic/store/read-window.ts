import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonText } from '../../../../platform/database/statements/json-rows.ts';
import type { TimeWindow } from '../../windows/time-window.ts';
import { ROLL_UP_WIDTHS_MS, type TrafficRollUp } from '../rules/traffic-roll-up.ts';
import {
  type CountedFailures,
  type CountedPredictions,
  countFailures,
  countPredictions,
  trafficOf,
} from './counted-requests.ts';
import { POSITION, restoreRollUp, type StoredRollUp, selectSeconds } from './roll-up-store.ts';

const [SECOND] = ROLL_UP_WIDTHS_MS;

/**
 * Reads the traffic of every second that a window touches: from the roll-ups, and from the logs behind their position. The
 * cost depends on the traffic of a few seconds, not on the length of the logs.
 *
 * @param window epoch milliseconds, from at most ten minutes ago
 * @returns in pieces, several for one version and role
 */
export async function readWindow(db: Kysely<never>, { from, until }: TimeWindow): Promise<readonly TrafficRollUp[]> {
  const seconds = {
    from: Math.floor(from / SECOND) * SECOND,
    until: (Math.floor(until / SECOND) + 1) * SECOND,
  };
  for (;;) {
    // a separate statement: the planner has to know the number, or it reads the log by the wrong index
    const found = await readSeconds(db, seconds, await readProgress(db));
    if (found) return found;
  }
}

/** Progress of the roll-ups. */
interface Progress {
  /** transaction before which every row is in them */
  readonly position: number;
  /** whether there was a backlog */
  readonly isBehind: boolean;
}

async function readProgress(db: Kysely<never>): Promise<Progress> {
  const { rows } = await sql<Progress>`SELECT transaction_id AS position, is_behind AS "isBehind"
    FROM monitoring.roll_up_position`.execute(db);
  return rows[0] as Progress;
}

/** Reads in one statement, thus one snapshot; undefined when the roll-ups have advanced since their progress was read. */
async function readSeconds(
  db: Kysely<never>,
  seconds: TimeWindow,
  progress: Progress,
): Promise<readonly TrafficRollUp[] | undefined> {
  const bySecond = sql`${SECOND}::int`;
  const predictions = countPredictions(logged('prediction_log', 'scored_at', seconds, progress), bySecond);
  const failures = countFailures(logged('failure_log', 'failed_at', seconds, progress), bySecond);
  const { rows } = await sql<{ position: number; kept: string; predictions: string; failures: string }>`
    SELECT (${POSITION}) AS position, ${jsonText(selectSeconds(seconds))} AS kept,
      ${jsonText(predictions)} AS predictions, ${jsonText(failures)} AS failures`.execute(db);
  const [row] = rows;
  if (row?.position !== progress.position) return undefined;
  const stored: StoredRollUp[] = JSON.parse(row.kept);
  const counted: CountedPredictions[] = JSON.parse(row.predictions);
  const failed: CountedFailures[] = JSON.parse(row.failures);
  return [...stored.map(restoreRollUp), ...trafficOf(counted, failed)];
}

/** Rows of a log that are in no roll-up yet, without backfills, which do not count as traffic. */
function logged(
  log: string,
  time: string,
  { from, until }: TimeWindow,
  { position, isBehind }: Progress,
): RawBuilder<unknown> {
  // a sum is in no index: without it the planner may read a whole window by its time to find the few rows that are new
  const at = isBehind ? sql.ref(time) : sql`(${sql.ref(time)} + 0)`;
  return sql`SELECT *, ${sql.ref(time)} AS at FROM ${sql.table(`scores.${log}`)}
    WHERE transaction_id >= ${position}::bigint AND ${at} >= ${from}::bigint AND ${at} < ${until}::bigint
      AND NOT is_backfill`;
}
