import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { type Interval, wilsonInterval } from '../../../../statistics/wilson.ts';
import { FIRST_MONDAY_MS, WEEK_MS } from '../rules/cohort-trend.ts';
import type { MaturityRule } from '../rules/maturity.ts';
import type { LeadRequest } from './lead-pages.ts';

/** Leads to count, with their maturity rule. */
export interface ConversionRequest extends Pick<LeadRequest, 'model' | 'created'> {
  readonly rule: MaturityRule;
}

/** Outcomes of a group of leads. */
export interface ConversionCounts {
  /** those that were scored while they were open */
  readonly leads: number;
  readonly matured: number;
  readonly pending: number;
  /** in none of the other figures: they had ended when they were scored */
  readonly endedBefore: number;
  readonly converted: number;
  /** converted / matured; null without matured leads */
  readonly conversionRate: Interval | null;
  /** of the conversions whose revenue is known, AED */
  readonly revenue: number;
  /** AED; null when none is known */
  readonly revenuePerConversion: number | null;
}

/** Outcomes of the leads with one first grade. */
export interface GradeConversion extends ConversionCounts {
  readonly grade: string;
}

/** Outcomes of the leads created in one week. */
export interface WeekConversion extends ConversionCounts {
  /** Monday 00:00 UTC, epoch milliseconds */
  readonly weekStart: number;
}

/** Counts of the leads of one grade or week. */
interface CountedLeads<Key> {
  readonly key: Key;
  readonly leads: number;
  readonly matured: number;
  /** left out of the others: they had ended when they were scored */
  readonly endedBefore: number;
  readonly converted: number;
  readonly revenue: number;
  /** conversions whose revenue is known */
  readonly paying: number;
}

/** Counts the outcomes of leads by their first grade, the best grade first. */
export async function conversionByGrade(db: Kysely<never>, request: ConversionRequest): Promise<GradeConversion[]> {
  const rows = await countLeads<string>(db, request, sql`grade`);
  return rows.map((row) => ({ grade: row.key, ...present(row) }));
}

/** Counts the outcomes of leads by the week of their creation, the oldest first. */
export async function conversionByWeek(db: Kysely<never>, request: ConversionRequest): Promise<WeekConversion[]> {
  const week = sql`((created_at - ${FIRST_MONDAY_MS}::bigint) / ${WEEK_MS}::bigint) * ${WEEK_MS}::bigint
    + ${FIRST_MONDAY_MS}::bigint`;
  const rows = await countLeads<number>(db, request, week);
  return rows.map((row) => ({ weekStart: row.key, ...present(row) }));
}

/** Counts by the rule of `maturityOf`, which is unambiguous with one outcome per lead. */
function countLeads<Key>(
  db: Kysely<never>,
  { model, created, rule }: ConversionRequest,
  key: RawBuilder<unknown>,
): Promise<CountedLeads<Key>[]> {
  return jsonRows(
    db,
    sql`SELECT ${key} AS key, count(*) FILTER (WHERE NOT is_over) AS leads,
        count(*) FILTER (WHERE NOT is_over AND (result IS NOT NULL OR scored_at < ${rule.now - rule.maturityMs}::bigint))
          AS matured,
        count(*) FILTER (WHERE is_over) AS "endedBefore",
        count(*) FILTER (WHERE NOT is_over AND result = 'CONVERTED') AS converted,
        COALESCE(sum(revenue) FILTER (WHERE NOT is_over AND result = 'CONVERTED'), 0) AS revenue,
        count(revenue) FILTER (WHERE NOT is_over AND result = 'CONVERTED') AS paying
      FROM (
        SELECT l.created_at, p.grade, p.scored_at, o.*, COALESCE(o.occurred_at < p.scored_at, false) AS is_over
        FROM leads.outcome_facts l
          CROSS JOIN LATERAL (
            SELECT grade, scored_at FROM scores.prediction_log
            WHERE lead_id = l.lead_id AND model = ${model} AND is_shown
              AND (NOT lead_closed OR l.result IS NOT NULL) ORDER BY sequence LIMIT 1
          ) p
          LEFT JOIN LATERAL (
            SELECT l.result, l.occurred_at, l.revenue WHERE l.occurred_at <= ${rule.now}::bigint
          ) o ON true
        WHERE l.created_at >= ${created.from}::bigint AND l.created_at < ${created.until}::bigint
      ) lead
      WHERE occurred_at IS NULL OR occurred_at >= created_at
      GROUP BY 1 ORDER BY 1`,
  );
}

function present({ leads, matured, endedBefore, converted, revenue, paying }: CountedLeads<unknown>): ConversionCounts {
  return {
    leads,
    matured,
    pending: leads - matured,
    endedBefore,
    converted,
    conversionRate: wilsonInterval({ trials: matured, events: converted }) ?? null,
    revenue,
    revenuePerConversion: paying === 0 ? null : revenue / paying,
  };
}
