import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import {
  columnsJson,
  type ExportPage,
  exportPages,
  plainColumns,
  type SqlColumn,
  selectColumns,
} from '../../../platform/exports/export-pages.ts';
import { parseParameters } from '../../../platform/exports/export-parameters.ts';
import { readSnapshot, writeSnapshot } from '../../../platform/exports/snapshot.ts';
import type { ExportDefinition } from '../../../platform/exports/subgraph-exports.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { featuresAtQuery } from '../scoring/features-at.ts';
import { featureColumns } from './score-columns.ts';

/** Days from a lead's creation to the decision that its row is for, by default. */
export const DEFAULT_DECISION_DAYS = 7;

/** Age of a decision from which on a lead without an outcome counts as not converted, days, by default. */
export const DEFAULT_TRAINING_MATURITY_DAYS = 90;

// a lead costs as much as computing its features
const PAGE_LEADS = 200;

const days = z.number().min(0, 'expected 0 to 3,650').max(3_650, 'expected 0 to 3,650');

const parametersSchema = z.strictObject({
  created_from: z.int().optional(),
  created_before: z.int().optional(),
  days_after_creation: days.default(DEFAULT_DECISION_DAYS),
  maturity_days: days.optional(),
});

const COLUMNS: readonly SqlColumn[] = [
  { name: 'lead_id', type: 'text', sql: sql`t.lead_id` },
  { name: 'created_at', type: 'time', sql: sql`t.created_at` },
  { name: 'as_of', type: 'time', sql: sql`t.as_of` },
  ...featureColumns((feature) => sql.ref(`t.${feature}`)),
  { name: 'label', type: 'integer', sql: sql`CASE WHEN t.result = 'CONVERTED' THEN 1 ELSE 0 END` },
  { name: 'outcome', type: 'text', sql: sql`t.result` },
  { name: 'outcome_at', type: 'time', sql: sql`t.occurred_at` },
];

/** Which rows, epoch milliseconds and milliseconds. */
interface TrainingRule {
  readonly createdFrom: number;
  readonly createdBefore: number;
  readonly decisionMs: number;
  readonly maturityMs: number;
  /** time of the snapshot */
  readonly now: number;
}

/** Dependencies of {@link exportTrainingRows}. */
export interface TrainingRowsDeps {
  readonly db: ScoresDb;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** maturity in days where the request gives none */
  readonly maturityDays: number;
}

/**
 * The export of training rows: one per lead whose end is known, with its features as of the decision time, so that nothing that
 * came later is in them.
 *
 * The decision time is `days_after_creation` days after the lead's creation. The label is 1 for a lead that converted and 0 for
 * one that was lost, whenever that came, and 0 for one without an outcome once the decision is older than `maturity_days`. Left out:
 * leads whose outcome is not after the decision time, younger leads without an outcome, leads unknown at the decision time, and
 * outcomes recorded after the export began.
 */
export function exportTrainingRows({ db, clock, maturityDays }: TrainingRowsDeps): ExportDefinition {
  return {
    scopes: ['leads:read', 'models:read'],
    open: async (parameters, { snapshot, after }) => {
      const given = parseParameters(parametersSchema, parameters);
      const now = snapshot === undefined ? clock() : readSnapshot('training-rows', z.int(), snapshot);
      const rule: TrainingRule = {
        createdFrom: given.created_from ?? Number.MIN_SAFE_INTEGER,
        createdBefore: given.created_before ?? Number.MAX_SAFE_INTEGER,
        decisionMs: Math.round(given.days_after_creation * DAY_MS),
        maturityMs: (given.maturity_days ?? maturityDays) * DAY_MS,
        now,
      };
      return {
        columns: plainColumns(COLUMNS),
        snapshot: writeSnapshot('training-rows', now),
        pages: exportPages(after ?? '', (leadId) => readPage(db, rule, leadId)),
      };
    },
  };
}

async function readPage(db: ScoresDb, rule: TrainingRule, after: string): Promise<ExportPage<string>> {
  const labelled = sql`(SELECT *, created_at + ${rule.decisionMs}::bigint AS as_of FROM stretch
    WHERE ${isLabelled(rule)})`;
  const training = sql`SELECT ${selectColumns(COLUMNS)} FROM (${featuresAtQuery(labelled)}) t ORDER BY t.lead_id`;
  const { rows } = await sql<{ json: string; count: number; last: string }>`
    WITH stretch AS MATERIALIZED (
      SELECT o.* FROM leads.outcome_facts o WHERE o.lead_id > ${after}
      ORDER BY o.lead_id LIMIT ${sql.lit(PAGE_LEADS)}
    )
    SELECT ${columnsJson(COLUMNS, training)} AS json, (SELECT count(*) FROM stretch) AS count,
      (SELECT max(lead_id) FROM stretch) AS last`.execute(db);
  const { json, count, last } = rows[0] as (typeof rows)[number];
  return { json, next: count === PAGE_LEADS ? last : undefined };
}

/** Condition on `leads.outcome_facts`: its end is known, and came after the decision. */
function isLabelled({ createdFrom, createdBefore, decisionMs, maturityMs, now }: TrainingRule): RawBuilder<boolean> {
  const decidedAt = sql`created_at + ${decisionMs}::bigint`;
  return sql`created_at >= ${createdFrom}::bigint AND created_at < ${createdBefore}::bigint AND CASE WHEN result IS NULL THEN ${now}::bigint - (${decidedAt}) > ${maturityMs}::double precision
    ELSE occurred_at > ${decidedAt} AND occurred_at <= ${now}::bigint AND recorded_at <= ${now}::bigint END`;
}
