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
import { readSnapshot, writeSnapshot } from '../../../platform/exports/snapshot.ts';
import type { ExportDefinition } from '../../../platform/exports/subgraph-exports.ts';
import { CLOSED_STAGES } from '../leads/lead.ts';
import { columnList, LEAD_COLUMNS } from '../leads/lead-columns.ts';
import { conditionsOf } from '../leads/lead-conditions.ts';
import type { LeadFilter } from '../leads/lead-filter.ts';
import { leadExportColumns } from './lead-export-columns.ts';
import { readLeadFilter } from './lead-export-parameters.ts';

const snapshotSchema = z.strictObject({ at: z.int(), revision: z.int().min(0) });

/** Moment of an export: facts as of a time, scores as of a revision of the ranking. */
type LeadSnapshot = z.output<typeof snapshotSchema>;

/** Dependencies of {@link exportLeads}. */
export interface ExportLeadsDeps {
  readonly db: QueryExecutorProvider;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/**
 * The export of leads, in the order of their ids: every lead that existed when the export began, with the facts and the score
 * that it had then, whatever changes meanwhile. Conditions on the last interaction and on overrides hold for now.
 */
export function exportLeads({ db, clock }: ExportLeadsDeps): ExportDefinition {
  return {
    scopes: ['leads:read'],
    open: async (parameters, resumption, { identity }) => {
      const filter = readLeadFilter(parameters);
      const showsPersonal = identity.scopes.includes('leads:pii');
      const columns = leadExportColumns(showsPersonal);
      const snapshot = await openSnapshot(db, resumption.snapshot, clock());
      const test = filterTest(filter, { readsContacts: showsPersonal, now: snapshot.at });
      const read = (after: string) => readPage(db, { columns, test, snapshot }, after);
      return {
        columns: plainColumns(columns),
        snapshot: writeSnapshot('leads', snapshot),
        pages: exportPages(resumption.after ?? '', read),
      };
    },
  };
}

/** Condition of a filter on versions of leads `l` and their ranks `v`. */
function filterTest(filter: LeadFilter, options: Parameters<typeof conditionsOf>[1]): RawBuilder<unknown> {
  const isOpen = filter.stages || filter.includeClosed ? sql`true` : sql`NOT l.is_closed`;
  return sql.join([isOpen, ...conditionsOf(filter, options).map(({ test }) => test)], sql` AND `);
}

/** @throws {DomainError} CURSOR_INVALID, CURSOR_EXPIRED when the ranking of that revision is no longer kept */
async function openSnapshot(db: QueryExecutorProvider, token: string | undefined, now: number): Promise<LeadSnapshot> {
  const { rows } = await sql<{ revision: number; pruned: number }>`
    SELECT revision, pruned_revision AS pruned FROM leads.ranking_state`.execute(db);
  const state = rows[0] as (typeof rows)[number];
  const snapshot =
    token === undefined ? { at: now, revision: state.revision } : readSnapshot('leads', snapshotSchema, token);
  requireKept(snapshot, state.pruned);
  return snapshot;
}

function requireKept({ revision }: LeadSnapshot, pruned: number): void {
  if (revision < pruned)
    throw new DomainError('CURSOR_EXPIRED', 'snapshot: the scores of that time are no longer kept; start again');
}

interface Selection {
  readonly columns: readonly SqlColumn[];
  readonly test: RawBuilder<unknown>;
  readonly snapshot: LeadSnapshot;
}

/** A page is a stretch of all leads, so its cost does not depend on how many of them the filter holds for. */
async function readPage(
  db: QueryExecutorProvider,
  { columns, test, snapshot }: Selection,
  after: string,
): Promise<ExportPage<string>> {
  // a lead without a rank of the revision was added later
  const matching = sql`SELECT ${selectColumns(columns)} FROM version l JOIN rank v ON v.lead_id = l.id
    WHERE ${test} ORDER BY l.id`;
  const { rows } = await sql<{ json: string; count: number; last: string; pruned: number }>`
    WITH stretch AS MATERIALIZED (
      SELECT id FROM leads.lead WHERE id > ${after} ORDER BY id LIMIT ${sql.lit(EXPORT_PAGE_ROWS)}
    ), version AS MATERIALIZED (${versionsOf(snapshot)}), rank AS MATERIALIZED (${ranksOf(snapshot)})
    SELECT ${columnsJson(columns, matching)} AS json, (SELECT count(*) FROM stretch) AS count,
      (SELECT max(id) FROM stretch) AS last, pruned_revision AS pruned
    FROM leads.ranking_state`.execute(db);
  const { json, count, last, pruned } = rows[0] as (typeof rows)[number];
  requireKept(snapshot, pruned);
  return { json, next: count === EXPORT_PAGE_ROWS ? last : undefined };
}

/** The leads of the stretch as they were at the time of the snapshot. */
function versionsOf({ at }: LeadSnapshot): RawBuilder<unknown> {
  const facts = (alias: string) => columnList(LEAD_COLUMNS, (name) => `${alias}.${name}`);
  const replacedSince = sql`leads.lead_history h ON h.lead_id = s.id
    AND h.valid_from <= ${at}::bigint AND h.valid_until > ${at}::bigint`;
  // a first version counts though its writer's clock was ahead
  return sql`SELECT l.id, l.created_at, l.valid_from, ${facts('l')}, l.is_closed, l.search
      FROM stretch s JOIN leads.lead l ON l.id = s.id LEFT JOIN ${replacedSince} WHERE h.lead_id IS NULL
    UNION ALL
    SELECT h.lead_id, h.created_at, h.valid_from, ${facts('h')},
      h.stage = ANY(${CLOSED_STAGES}::text[]), leads.search_vector(h.company, h.name, h.email, h.phone)
      FROM stretch s JOIN ${replacedSince}`;
}

/** Their ranks at the revision of the snapshot; only those that were replaced since are looked for in the history. */
function ranksOf({ revision }: LeadSnapshot): RawBuilder<unknown> {
  const columns = (alias: string) =>
    sql.raw(
      ['lead_id', 'rank_key', 'probability', 'previous_probability', 'points', 'grade', 'model_version', 'scored_at']
        .map((name) => `${alias}.${name}`)
        .join(', '),
    );
  return sql`SELECT ${columns('v')}, v.last_interaction_at
      FROM stretch s JOIN leads.ranking v ON v.lead_id = s.id WHERE v.valid_from_revision <= ${revision}::bigint
    UNION ALL
    SELECT ${columns('h')}, v.last_interaction_at
      FROM leads.ranking_history h JOIN stretch s ON s.id = h.lead_id JOIN leads.ranking v ON v.lead_id = h.lead_id
      WHERE h.valid_from_revision <= ${revision}::bigint AND h.valid_until_revision > ${revision}::bigint`;
}
