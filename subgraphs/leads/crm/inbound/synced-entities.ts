import { createHash } from 'node:crypto';
import type { QueryExecutorProvider } from 'kysely';
import { MINUTE_MS } from '../../../../platform/time.ts';
import { updatedColumns } from '../../import/updated-columns.ts';
import { factTime } from '../../leads/time-rule.ts';
import type { CrmActivities, CrmJoin, CrmLeads, CrmMapping, CrmOutcomes } from '../mapping/crm-mapping.ts';
import { readCrmActivity } from '../mapping/read-crm-activity.ts';
import { readCrmLead } from '../mapping/read-crm-lead.ts';
import { readCrmOutcome } from '../mapping/read-crm-outcome.ts';
import type { CrmDatabase } from '../source/crm-database.ts';
import { CrmReader } from '../source/crm-reader.ts';
import { CrmEntityKind, type ParsedRow, type SyncedEntity } from './crm-entity.ts';
import { writeActivities } from './write-activities.ts';
import { writeLeads } from './write-leads.ts';
import { writeCrmOutcomes } from './write-outcomes.ts';

/** A time in the CRM may be as far ahead of our clock as two servers' clocks may differ; it counts as now. */
const CLOCK_SKEW_MS = 5 * MINUTE_MS;
const REFERRING_ROWS = 1_000;

/** Called with leads whose rows were read while following the CRM, in the transaction that writes them. */
export type LeadsRead = (trx: QueryExecutorProvider, leadIds: readonly string[], now: number) => Promise<unknown>;

/**
 * Entities of a mapping, in the order in which they are synced: tables that leads are joined with and that tell of their
 * changes, leads, activities, outcomes.
 */
export function syncedEntities(
  db: CrmDatabase,
  mapping: CrmMapping,
  onLeadsRead?: LeadsRead | undefined,
): readonly SyncedEntity[] {
  const { missing, outcomes } = mapping;
  const leads = leadsEntity(db, mapping.leads, missing, onLeadsRead);
  return [
    ...mapping.leads.joins.flatMap((join) => joinedEntity(db, leads, join)),
    leads,
    ...mapping.activities.map((activities) => activitiesEntity(db, activities, missing)),
    ...(outcomes ? [outcomesEntity(db, outcomes, missing)] : []),
  ];
}

function leadsEntity(
  db: CrmDatabase,
  leads: CrmLeads,
  missing: readonly string[],
  onLeadsRead: LeadsRead | undefined,
): SyncedEntity {
  const update = updatedColumns(leads.lead);
  return {
    ...named('leads', CrmEntityKind.LEADS, leads.table),
    mappingDigest: digest([leads, missing]),
    reader: new CrmReader(db, leads),
    parse: ({ key, cells }, now): ParsedRow => {
      const read = readCrmLead(cells, leads, { missing, now: now + CLOCK_SKEW_MS });
      const lead = { ...read.lead, created_at: factTime(read.lead.created_at, now) };
      const outcome = read.outcome && { ...read.outcome, occurred_at: factTime(read.outcome.occurred_at, now) };
      return { key, leadId: lead.id, lead: { ...read, lead, outcome } };
    },
    write: async (trx, rows, context) => {
      const found = rows.flatMap(({ key, lead }) => (lead ? [{ key, ...lead }] : []));
      const result = await writeLeads(trx, found, update, context);
      const ids = rows.map(({ leadId }) => leadId);
      if (!context.isBackfill) await onLeadsRead?.(trx, ids, context.now);
      return result;
    },
  };
}

/** Changes of rows that leads are joined with; none where the mapping has no watermark for them. */
function joinedEntity(db: CrmDatabase, leads: SyncedEntity, join: CrmJoin): readonly SyncedEntity[] {
  const { name, table, key, watermark } = join;
  if (!watermark) return [];
  const reader = new CrmReader(db, { table, key, watermark, joins: [], deleted: undefined });
  return [
    {
      ...leads,
      ...{ name: `leads/${name}`, table, reader },
      mappingDigest: digest(join),
      referring: async function* (keys) {
        let after: string | undefined;
        for (;;) {
          const rows = await leads.reader.referring(name, keys, after, REFERRING_ROWS);
          if (rows.length > 0) yield rows;
          if (rows.length < REFERRING_ROWS) return;
          after = rows.at(-1)?.key;
        }
      },
    },
  ];
}

function activitiesEntity(db: CrmDatabase, activities: CrmActivities, missing: readonly string[]): SyncedEntity {
  return {
    ...named(activities.name, CrmEntityKind.ACTIVITIES, activities.table),
    mappingDigest: digest([activities, missing]),
    reader: new CrmReader(db, activities),
    parse: ({ key, cells }, now): ParsedRow | undefined => {
      const read = readCrmActivity(cells, activities, { missing, now: now + CLOCK_SKEW_MS });
      if (!read) return undefined;
      const occurredAt = factTime(read.occurred_at, now);
      const interaction = { ...read, occurred_at: occurredAt, recorded_at: occurredAt };
      return { key, leadId: interaction.lead_id, interaction };
    },
    write: (trx, rows, context) =>
      writeActivities(
        trx,
        rows.flatMap(({ key, interaction }) => (interaction ? [{ key, interaction }] : [])),
        context,
      ),
  };
}

function outcomesEntity(db: CrmDatabase, outcomes: CrmOutcomes, missing: readonly string[]): SyncedEntity {
  return {
    ...named('outcomes', CrmEntityKind.OUTCOMES, outcomes.table),
    mappingDigest: digest([outcomes, missing]),
    reader: new CrmReader(db, outcomes),
    parse: ({ key, cells }, now): ParsedRow | undefined => {
      const { leadId, outcome, occurred, isDeleted } = readCrmOutcome(cells, outcomes, {
        missing,
        now: now + CLOCK_SKEW_MS,
      });
      if (isDeleted || !outcome || !occurred) return undefined;
      const startMs = factTime(occurred.startMs, now);
      const placed = { ...outcome, occurred_at: startMs, recorded_at: startMs };
      return { key, leadId, outcome: { outcome: placed, occurred: { startMs, endMs: occurred.endMs } } };
    },
    write: (trx, rows, context) =>
      writeCrmOutcomes(
        trx,
        rows.flatMap(({ key, outcome }) => (outcome ? [{ key, outcome }] : [])),
        context,
      ),
  };
}

function named(name: string, kind: CrmEntityKind, table: string) {
  return { name, kind, table, writes: name };
}

function digest(part: unknown): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('hex');
}
