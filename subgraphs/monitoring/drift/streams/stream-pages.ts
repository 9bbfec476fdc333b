import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { VersionKey } from '../../windows/version-facts.ts';
import type { DriftMeasure, StreamValue } from '../rules/stream-measures.ts';

/** Values of one measure of a version, in order. */
export interface MeasuredValues extends VersionKey {
  readonly measure: DriftMeasure;
  readonly values: readonly StreamValue[];
}

/** Values of a stream, and the position behind them. */
export interface ValuePage<Position> {
  /** one of each version and measure at most */
  readonly values: readonly MeasuredValues[];
  readonly end: Position;
  /** whether it was the last when it was read */
  readonly isLast: boolean;
}

/** Stream that detectors follow. */
export interface ValueStream<Position> {
  readonly name: string;
  /** views of other subgraphs that it reads */
  readonly relations: readonly string[];
  /** position of a stream that was never read: older values are skipped */
  start(db: Kysely<never>, now: number): Promise<Position>;
  read(db: Kysely<never>, after: Position, now: number): Promise<ValuePage<Position>>;
}

/** Rows of a page: some milliseconds of work for the detectors, and as long for the embedded database. */
const PAGE_ROWS = 2_000;

/** Position among the predictions and failures of the logs, ordered by transaction, log and sequence. */
export interface AnswerPosition {
  readonly transactionId: number;
  /** 0 predictions, 1 failures */
  readonly log: number;
  readonly sequence: number;
}

/** Scores and failures of the requests whose scores callers received, without backfills. */
export const ANSWERS: ValueStream<AnswerPosition> = {
  name: 'answers',
  relations: ['scores.prediction_log', 'scores.failure_log', 'scores.log_horizon'],
  async start(db) {
    const { rows } = await sql<{ horizon: number }>`SELECT transaction_id AS horizon FROM scores.log_horizon`.execute(
      db,
    );
    return { transactionId: rows[0]?.horizon ?? 0, log: 0, sequence: -1 };
  },
  async read(db, after) {
    const { transactionId, log, sequence } = after;
    const place = sql`(${transactionId}::bigint, ${log}::int, ${sequence}::bigint)`;
    // rows below the horizon are final, so none that commits late is missed
    const isNews = sql`transaction_id >= ${transactionId}
      AND transaction_id < (SELECT transaction_id FROM scores.log_horizon)`;
    const { rows } = await sql<AnswerPage>`
      SELECT count(*)::int AS rows, ${monitored(sql`model || ':' || version`)} AS versions,
        ${monitored(sql`at`)} AS times, ${monitored(sql`probability`)} AS probabilities, max("transactionId") AS "transactionId",
        (array_agg(log))[count(*)::int] AS log, (array_agg(sequence))[count(*)::int] AS sequence
      FROM (
        (SELECT transaction_id AS "transactionId", 0 AS log, sequence, model, version, scored_at AS at, probability,
            is_monitored
          FROM scores.prediction_log
          WHERE is_shown AND ${isNews} AND (transaction_id, 0, sequence) > ${place}
          ORDER BY transaction_id, sequence LIMIT ${PAGE_ROWS})
        UNION ALL
        (SELECT transaction_id, 1, sequence, model, version, failed_at, NULL, is_monitored FROM scores.failure_log
          WHERE role IN ('CHAMPION', 'CHALLENGER') AND ${isNews} AND (transaction_id, 1, sequence) > ${place}
          ORDER BY transaction_id, sequence LIMIT ${PAGE_ROWS})
        ORDER BY 1, 2, 3 LIMIT ${PAGE_ROWS}
      ) page HAVING count(*) > 0`.execute(db);
    const [page] = rows;
    if (!page) return { values: [], end: after, isLast: true };
    const end = { transactionId: page.transactionId, log: page.log, sequence: page.sequence };
    return { values: answersOf(page), end, isLast: page.rows < PAGE_ROWS };
  },
};

/** List of the rows that count. The others are read as well, so that the stream passes them once. */
function monitored(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`COALESCE(json_agg(${value}) FILTER (WHERE is_monitored), '[]')::text`;
}

/** Answers in order, with the position of the last; lists as JSON, at a third of the cost of rows. */
interface AnswerPage extends AnswerPosition {
  readonly rows: number;
  /** as `model:version` */
  readonly versions: string;
  /** epoch milliseconds */
  readonly times: string;
  /** null for a failure */
  readonly probabilities: string;
}

function answersOf(page: AnswerPage): readonly MeasuredValues[] {
  const times: readonly number[] = JSON.parse(page.times);
  const probabilities: readonly (number | null)[] = JSON.parse(page.probabilities);
  const groups = new Map<string, { failures: StreamValue[]; scores: StreamValue[] }>();
  for (const [i, name] of (JSON.parse(page.versions) as string[]).entries()) {
    const group = groups.get(name) ?? { failures: [], scores: [] };
    groups.set(name, group);
    const [at, value] = [times[i] as number, probabilities[i] as number | null];
    group.failures.push({ at, value: Number(value === null) });
    if (value !== null) group.scores.push({ at, value });
  }
  return [...groups].flatMap(([name, { failures, scores }]): readonly MeasuredValues[] => {
    const colon = name.lastIndexOf(':');
    const key = { model: name.slice(0, colon), version: Number(name.slice(colon + 1)) };
    const errorRate = { ...key, measure: 'ERROR_RATE', values: failures } as const;
    return scores.length === 0 ? [errorRate] : [errorRate, { ...key, measure: 'SCORE', values: scores }];
  });
}

/** Position among outcomes. */
export interface OutcomePosition {
  readonly recordedAt: number;
  readonly leadId: string;
}

/** Age from which on outcomes are read: those recorded before them have been committed by then. */
const SETTLED_MS = 10_000;

/** Residuals: each recorded outcome minus the first probability that each version had given the lead. */
export const RESIDUALS: ValueStream<OutcomePosition> = {
  name: 'residuals',
  relations: ['scores.prediction_log', 'leads.outcome_facts'],
  start: async (_db, now) => ({ recordedAt: now, leadId: '' }),
  async read(db, after, now) {
    // the clock was set back: without this nothing would be read until it reaches that time again
    if (after.recordedAt > now) return { values: [], end: { recordedAt: now, leadId: '' }, isLast: true };
    const rows = await jsonRows<ResidualRow>(
      db,
      sql`SELECT o.lead_id AS "leadId", o.recorded_at AS "recordedAt", p.model, p.version,
          (o.result = 'CONVERTED')::int - p.probability AS residual
        FROM (
          SELECT lead_id, recorded_at, occurred_at, result FROM leads.outcome_facts
          WHERE result IS NOT NULL AND recorded_at <= ${now - SETTLED_MS}
            AND (recorded_at, lead_id) > (${after.recordedAt}::bigint, ${after.leadId}::text)
          ORDER BY recorded_at, lead_id LIMIT ${PAGE_ROWS}
        ) o LEFT JOIN LATERAL (
          SELECT DISTINCT ON (model, version) model, version, probability FROM scores.prediction_log
          WHERE lead_id = o.lead_id AND is_shown AND is_monitored AND scored_at < o.occurred_at ORDER BY model, version, sequence
        ) p ON true ORDER BY o.recorded_at, o.lead_id, p.model, p.version`,
    );
    const last = rows.at(-1);
    const outcomes = new Set(rows.map(({ leadId }) => leadId)).size;
    return {
      values: residualsOf(rows),
      end: last ? { recordedAt: last.recordedAt, leadId: last.leadId } : after,
      isLast: outcomes < PAGE_ROWS,
    };
  },
};

interface ResidualRow extends OutcomePosition {
  /** null when the lead had not been scored */
  readonly model: string | null;
  readonly version: number;
  readonly residual: number;
}

function residualsOf(rows: readonly ResidualRow[]): readonly MeasuredValues[] {
  const groups = new Map<string, VersionKey & { values: StreamValue[] }>();
  for (const { model, version, residual: value, recordedAt: at } of rows) {
    if (model === null) continue;
    const group = groups.get(`${model}:${version}`) ?? { model, version, values: [] };
    group.values.push({ value, at });
    groups.set(`${model}:${version}`, group);
  }
  return [...groups.values()].map((group) => ({ ...group, measure: 'RESIDUAL' }));
}
