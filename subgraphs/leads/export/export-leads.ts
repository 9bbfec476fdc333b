import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
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
import { Grade, LeadStage } from '../leads/lead.ts';
import { columnList, LEAD_COLUMNS } from '../leads/lead-columns.ts';
import { checkLeadFilter, type LeadFilter } from '../leads/lead-filter.ts';
import { leadConditions } from '../leads/lead-query.ts';
import { leadExportColumns } from './lead-export-columns.ts';

const texts = z.array(parameterText).optional();

const parametersSchema = z.strictObject({
  stages: z.array(z.enum(LeadStage)).optional(),
  grades: z.array(z.enum(Grade)).optional(),
  minimum_probability: z.number().optional(),
  industries: texts,
  countries: texts,
  sources: texts,
  owners: texts,
  created_from: z.int().optional(),
  created_before: z.int().optional(),
  company: parameterText.optional(),
});

const snapshotSchema = z.strictObject({ at: z.int(), revision: z.int().min(0) });

/** Moment of an export: facts as of a time, scores as of a revision of the ranking. */
type LeadSnapshot = z.output<typeof snapshotSchema>;

/** Position in the order of creation. */
interface LeadPosition {
  readonly createdAt: number;
  readonly id: string;
}

/** Dependencies of {@link exportLeads}. */
export interface ExportLeadsDeps {
  readonly db: QueryExecutorProvider;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * The export of leads, in the order of their creation: every lead that existed when the export began, with the facts and the score
 * that it had then, whatever changes meanwhile.
 */
export function exportLeads({ db, clock }: ExportLeadsDeps): ExportDefinition {
  return {
    scopes: ['leads:read'],
    open: async (parameters, resumption, { identity }) => {
      const filter = toFilter(parseParameters(parametersSchema, parameters));
      checkLeadFilter(filter);
      const columns = leadExportColumns(identity.scopes.includes('leads:pii'));
      const snapshot = await openSnapshot(db, resumption.snapshot, clock());
      const start = resumption.after === undefined ? START : await positionOf(db, resumption.after);
      const read = (after: LeadPosition) => readPage(db, { columns, filter, snapshot }, after);
      return {
        columns: plainColumns(columns),
        snapshot: writeSnapshot('leads', snapshot),
        pages: exportPages(start, read),
      };
    },
  };
}

const START: LeadPosition = { createdAt: Number.MIN_SAFE_INTEGER, id: '' };

function toFilter(given: z.output<typeof parametersSchema>): LeadFilter {
  const { minimum_probability, created_from, created_before, stages, grades, ...texts } = given;
  return {
    ...(texts as Pick<LeadFilter, 'industries' | 'countries' | 'sources' | 'owners' | 'company'>),
    stages: stages ?? null,
    grades: grades ?? null,
    minimumProbability: minimum_probability ?? null,
    createdFrom: created_from ?? null,
    createdBefore: created_before ?? null,
  };
}

/** @throws {DomainError} CURSOR_INVALID, CURSOR_EXPIRED when the ranking of that revision is no longer kept */
async function openSnapshot(db: QueryExecutorProvider, token: string | undefined, now: number): Promise<LeadSnapshot> {
  const { rows } = await sql<{ revision: number; pruned: number }>`
    SELECT revision, pruned_revision AS pruned FROM leads.ranking_state`.execute(db);
  const state = rows[0] as (typeof rows)[number];
  if (token === undefined) return { at: now, revision: state.revision };
  const snapshot = readSnapshot('leads', snapshotSchema, token);
  if (snapshot.revision < state.pruned)
    throw new DomainError('CURSOR_EXPIRED', 'snapshot: the scores of that time are no longer kept; start again');
  return snapshot;
}

async function positionOf(db: QueryExecutorProvider, id: string): Promise<LeadPosition> {
  const { rows } = await sql<{ created_at: number }>`SELECT created_at FROM leads.lead WHERE id = ${id}`.execute(db);
  const [lead] = rows;
  if (lead) return { createdAt: lead.created_at, id };
  throw new DomainError('CURSOR_INVALID', `after: found no lead ${id}, expected the id of the last exported one`);
}

interface Selection {
  readonly columns: readonly SqlColumn[];
  readonly filter: LeadFilter;
  readonly snapshot: LeadSnapshot;
}

async function readPage(
  db: QueryExecutorProvider,
  { columns, filter, snapshot }: Selection,
  after: LeadPosition,
): Promise<ExportPage<LeadPosition>> {
  // a lead without a rank of the revision was added later
  const matching = sql`SELECT ${selectColumns(columns)} FROM version l JOIN rank v ON v.lead_id = l.id
    WHERE true ${leadConditions(filter)} ORDER BY l.created_at, l.id`;
  const { rows } = await sql<{ json: string; count: number; pruned: number } & LeadPosition>`
    WITH stretch AS MATERIALIZED (
      SELECT id, created_at FROM leads.lead
      WHERE (created_at, id) > (${after.createdAt}::bigint, ${after.id}) ${createdCondition(filter)}
      ORDER BY created_at, id LIMIT ${sql.lit(EXPORT_PAGE_ROWS)}
    ), version AS MATERIALIZED (${versionsOf(snapshot)}), rank AS MATERIALIZED (${ranksOf(snapshot)})
    SELECT ${columnsJson(columns, matching)} AS json, (SELECT count(*) FROM stretch) AS count,
      s.pruned_revision AS pruned, last.created_at AS "createdAt", last.id
    FROM leads.ranking_state s LEFT JOIN LATERAL (
      SELECT created_at, id FROM stretch ORDER BY created_at DESC, id DESC LIMIT 1
    ) last ON true`.execute(db);
  const { json, count, pruned, createdAt, id } = rows[0] as (typeof rows)[number];
  if (snapshot.revision < pruned)
    throw new DomainError('CURSOR_EXPIRED', 'the scores of the beginning of the export are no longer kept');
  return { json, next: count === EXPORT_PAGE_ROWS ? { createdAt, id } : undefined };
}

function createdCondition({ createdFrom, createdBefore }: LeadFilter): RawBuilder<unknown> {
  const from = createdFrom == null ? sql`` : sql`AND created_at >= ${createdFrom}::bigint`;
  return createdBefore == null ? from : sql`${from} AND created_at < ${createdBefore}::bigint`;
}

/** The leads of the stretch as they were at the time of the snapshot. */
function versionsOf({ at }: LeadSnapshot): RawBuilder<unknown> {
  const facts = (alias: string) => columnList(LEAD_COLUMNS, (name) => `${alias}.${name}`);
  const replacedSince = sql`leads.lead_history h ON h.lead_id = s.id
    AND h.valid_from <= ${at}::bigint AND h.valid_until > ${at}::bigint`;
  // a first version counts though its writer's clock was ahead
  return sql`SELECT l.id, l.created_at, l.valid_from, ${facts('l')}
      FROM stretch s JOIN leads.lead l ON l.id = s.id LEFT JOIN ${replacedSince} WHERE h.lead_id IS NULL
    UNION ALL
    SELECT h.lead_id, h.created_at, h.valid_from, ${facts('h')} FROM stretch s JOIN ${replacedSince}`;
}

/** Their ranks at the revision of the snapshot; only those that were replaced since are looked for in the history. */
function ranksOf({ revision }: LeadSnapshot): RawBuilder<unknown> {
  const columns = sql.raw('v.lead_id, v.rank_key, v.probability, v.points, v.grade, v.model_version, v.scored_at');
  const isBegun = sql`v.valid_from_revision <= ${revision}::bigint`;
  return sql`SELECT ${columns} FROM stretch s JOIN leads.ranking v ON v.lead_id = s.id WHERE ${isBegun}
    UNION ALL
    SELECT ${columns} FROM leads.ranking_history v
      WHERE ${isBegun} AND v.valid_until_revision > ${revision}::bigint AND v.lead_id IN (SELECT id FROM stretch)`;
}
