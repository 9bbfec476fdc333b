import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { DomainError } from '../../../platform/errors.ts';
import {
  columnsJson,
  EXPORT_PAGE_ROWS,
  type ExportPage,
  exportPages,
  plainColumns,
  type SqlColumn,
  selectColumns,
} from '../../../platform/exports/export-pages.ts';
import { parameterText, parseParameters } from '../../../platform/exports/export-parameters.ts';
import { readSnapshot, writeSnapshot } from '../../../platform/exports/snapshot.ts';
import type { ExportDefinition } from '../../../platform/exports/subgraph-exports.ts';
import { StreamSnapshot } from '../../../platform/streams/stream-snapshot.ts';
import { GRADES } from '../../../scoring/grade.ts';
import { SCORE_CAUSES, SCORE_ROLES } from '../record/prediction.ts';
import { findPredictions, type ScoresDb } from '../record/prediction-store.ts';
import { SCORE_COLUMNS, SCORE_FEATURE_COLUMNS } from './score-columns.ts';
import { checkScoreLogFilter, classCondition, type ScoreLogFilter } from './score-log-filter.ts';
import type { ScorePosition } from './score-log-query.ts';

const parametersSchema = z.strictObject({
  from: z.int().optional(),
  until: z.int().optional(),
  model: parameterText.optional(),
  versions: z.array(z.int32()).optional(),
  roles: z.array(z.enum(SCORE_ROLES)).optional(),
  causes: z.array(z.enum(SCORE_CAUSES)).optional(),
  grades: z.array(z.enum(GRADES)).optional(),
  lead_ids: z.array(parameterText).optional(),
  features: z.boolean().default(false),
});

const snapshotSchema = z.tuple([z.string(), z.string().regex(/^\d{1,15}:\d{1,15}:(\d{1,15}(,\d{1,15})*)?$/)]);

/**
 * The export of recorded scores, oldest first: the log as it was when the export began. Scores that are recorded meanwhile are left
 * out; scores that the retention deletes meanwhile are missing.
 */
export function exportScores(db: ScoresDb): ExportDefinition {
  return {
    scopes: ['leads:read'],
    open: async (parameters, { snapshot, after }) => {
      const { features, lead_ids: leadIds, ...conditions } = parseParameters(parametersSchema, parameters);
      const filter: ScoreLogFilter = { ...conditions, leadIds };
      checkScoreLogFilter(filter);
      const columns = features ? [...SCORE_COLUMNS, ...SCORE_FEATURE_COLUMNS] : SCORE_COLUMNS;
      const seen = await openSnapshot(db, snapshot);
      const start = after === undefined ? START : await positionOf(db, after);
      const read = (position: ScorePosition) => readPage(db, { columns, filter, visible: seen.snapshot }, position);
      return { columns: plainColumns(columns), snapshot: seen.token, pages: exportPages(start, read) };
    },
  };
}

const START: ScorePosition = { scoredAt: Number.MIN_SAFE_INTEGER, sequence: 0 };

interface Selection {
  readonly columns: readonly SqlColumn[];
  readonly filter: ScoreLogFilter;
  readonly visible: StreamSnapshot;
}

/** A page is a stretch of the log, so its cost does not depend on how many of its scores the filter holds for. */
async function readPage(
  db: ScoresDb,
  { columns, filter, visible }: Selection,
  after: ScorePosition,
): Promise<ExportPage<ScorePosition>> {
  const matching = sql`SELECT ${selectColumns(columns)} FROM stretch p
    WHERE ${classCondition('p', filter)} AND ${isVisible(visible)}`;
  const { rows } = await sql<{ json: string } & ScorePosition & { count: number }>`
    WITH stretch AS MATERIALIZED (
      SELECT * FROM ${stretchOf(filter)} WHERE (p.scored_at, p.sequence) > (${after.scoredAt}::bigint, ${after.sequence}::bigint)
        AND ${timeCondition(filter)}
      ORDER BY p.scored_at, p.sequence LIMIT ${sql.lit(EXPORT_PAGE_ROWS)}
    )
    SELECT ${columnsJson(columns, matching)} AS json, (SELECT count(*) FROM stretch) AS count,
      last.scored_at AS "scoredAt", last.sequence
    FROM (VALUES (1)) AS one (row) LEFT JOIN LATERAL (
      SELECT scored_at, sequence FROM stretch ORDER BY scored_at DESC, sequence DESC LIMIT 1
    ) last ON true`.execute(db);
  const { json, count, scoredAt, sequence } = rows[0] as (typeof rows)[number];
  return { json, next: count === EXPORT_PAGE_ROWS ? { scoredAt, sequence } : undefined };
}

function stretchOf({ leadIds }: ScoreLogFilter): RawBuilder<unknown> {
  if (!leadIds) return sql`scores.prediction p`;
  // OFFSET 0: by the leads' index
  return sql`(SELECT * FROM scores.prediction WHERE lead_id = ANY(${leadIds}::text[]) OFFSET 0) p`;
}

function timeCondition({ from, until }: ScoreLogFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (from != null) conditions.push(sql`p.scored_at >= ${from}::bigint`);
  if (until != null) conditions.push(sql`p.scored_at < ${until}::bigint`);
  return sql.join(conditions, sql` AND `);
}

function isVisible({ next, underWay }: StreamSnapshot): RawBuilder<unknown> {
  const isBegun = sql`p.transaction_id < ${next}::bigint`;
  return underWay.size === 0 ? isBegun : sql`${isBegun} AND p.transaction_id <> ALL(${[...underWay]}::bigint[])`;
}

/** @throws {DomainError} CURSOR_INVALID, CURSOR_EXPIRED when the database was restored elsewhere since */
async function openSnapshot(
  db: ScoresDb,
  token: string | undefined,
): Promise<{ readonly token: string; readonly snapshot: StreamSnapshot }> {
  const { rows } = await sql<{ epoch: string; offset: number; text: string }>`
    SELECT epoch, transaction_offset AS "offset", pg_current_snapshot()::text AS text
    FROM scores.prediction_stream`.execute(db);
  const { epoch, offset, text: current } = rows[0] as (typeof rows)[number];
  const [ofEpoch, text] = token === undefined ? [epoch, current] : readSnapshot('scores', snapshotSchema, token);
  if (ofEpoch !== epoch)
    throw new DomainError('CURSOR_EXPIRED', 'snapshot: found one from before the database was restored; start again');
  return { token: writeSnapshot('scores', [epoch, text]), snapshot: new StreamSnapshot(text, offset) };
}

async function positionOf(db: ScoresDb, id: string): Promise<ScorePosition> {
  const [score] = await findPredictions(db, [id]);
  if (score) return score;
  throw new DomainError('CURSOR_INVALID', `after: found no score ${id}, expected the id of the last exported one`);
}
