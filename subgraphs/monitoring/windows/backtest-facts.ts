import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { TimeWindow } from './time-window.ts';
import type { VersionKey } from './version-facts.ts';

/** Backtest with scores; its window is that of the decision times. */
export interface BacktestFacts extends VersionKey, TimeWindow {
  readonly id: number;
  /** number of scores */
  readonly scored: number;
}

const FACTS = sql`backtest AS id, model, version, from_time AS "from", until_time AS until, scored`;
const USABLE = sql`status = 'SUCCEEDED' AND NOT is_pruned AND scored > 0`;

/** Finds the newest backtest of a version that has scores. */
export async function findNewestBacktest(
  db: Kysely<never>,
  { model, version }: VersionKey,
): Promise<BacktestFacts | undefined> {
  return findOne(db, sql`model = ${model} AND version = ${version}`);
}

/** Finds a backtest that succeeded and has scores. */
export async function findBacktest(db: Kysely<never>, id: number): Promise<BacktestFacts | undefined> {
  return findOne(db, sql`backtest = ${id}`);
}

async function findOne(db: Kysely<never>, which: RawBuilder<unknown>): Promise<BacktestFacts | undefined> {
  const { rows } = await sql<BacktestFacts>`SELECT ${FACTS} FROM scores.backtest_log WHERE ${which} AND ${USABLE}
    ORDER BY backtest DESC LIMIT 1`.execute(db);
  return rows[0];
}
