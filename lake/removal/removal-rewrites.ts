import type { RowRewrite } from '../delta/rewrite-files.ts';
import { FOREVER } from '../silver/silver-tables.ts';

/** Columns of leads that identify the person. */
export interface RemovalColumns {
  readonly erasedColumns: readonly string[];
}

const IS_RENAMED = 'lead_id IN (SELECT from_id FROM renamed)';
const NEW_ID = 'COALESCE((SELECT to_id FROM renamed WHERE from_id = r.lead_id), r.lead_id) AS lead_id';
const KEYS = ['email_key', 'phone_key'];
const IS_DROPPED = `EXISTS (SELECT 1 FROM dropped d
  WHERE d.lead_id = r.lead_id AND starts_with(r.interaction_id, d.prefix))`;
const REJECTED = `{lead_id: json_extract_string("row", '$.lead_id'),
  interaction_id: COALESCE(json_extract_string("row", '$.interaction_id'), '')}`;

const IS_REVERSED = 'EXISTS (SELECT 1 FROM reversed v WHERE v.lead_id = r.lead_id AND v.recorded_at = r.recorded_at)';

/**
 * Change of a table that removes the rows of the relations `renamed (from_id, to_id)`, `dropped (lead_id, prefix)` and
 * `reversed (lead_id, recorded_at)`.
 */
export function rewriteOf(path: string, columns: RemovalColumns): RowRewrite {
  const rewrite = REWRITES[path];
  if (!rewrite) throw new TypeError(`table ${path}: found no rule of its removals`);
  return rewrite(columns);
}

const renamed = (nulls: readonly string[]): RowRewrite => ({
  where: IS_RENAMED,
  select: (relation) => `SELECT * REPLACE (${[NEW_ID, ...nulls.map(emptied)].join(', ')}) FROM ${relation} r`,
});

const deleted = (): RowRewrite => ({
  where: IS_RENAMED,
  select: (relation) => `SELECT * FROM ${relation} WHERE NOT (${IS_RENAMED})`,
});

const interactions = (nulls: readonly string[]): RowRewrite => ({
  where: `${IS_RENAMED} OR lead_id IN (SELECT lead_id FROM dropped)`,
  select: (relation) => `SELECT * REPLACE (${[NEW_ID, ...nulls.map(emptied)].join(', ')})
    FROM ${relation} r WHERE NOT ${IS_DROPPED}`,
});

const outcomes = (nulls: readonly string[]): RowRewrite => ({
  where: `${IS_RENAMED} OR lead_id IN (SELECT lead_id FROM reversed)`,
  select: (relation) => `SELECT * REPLACE (${[NEW_ID, ...nulls.map(emptied)].join(', ')})
    FROM ${relation} r WHERE NOT ${IS_REVERSED}`,
});

/** With the ends of the versions of renamed leads, some of which may have the new id already. */
function leadHistory({ erasedColumns }: RemovalColumns): RowRewrite {
  const changes = [NEW_ID, ...[...erasedColumns, ...KEYS].map(emptied)];
  const duplicate = 'duplicate_of IN (SELECT from_id FROM renamed)';
  const isNew = 'lead_id IN (SELECT to_id FROM renamed)';
  return {
    isWhole: true,
    where: `${IS_RENAMED} OR ${isNew} OR ${duplicate}`,
    select: (relation) => {
      const rows = `SELECT * REPLACE (${changes.join(', ')}, CASE WHEN ${IS_RENAMED} OR ${duplicate} THEN NULL
        ELSE duplicate_of END AS duplicate_of) FROM ${relation} r`;
      return `WITH changed AS MATERIALIZED (${rows})
        SELECT * FROM changed WHERE NOT (${isNew})
        UNION ALL SELECT * FROM (SELECT * REPLACE (lead(valid_from, 1, ${FOREVER}) OVER (
          PARTITION BY lead_id ORDER BY valid_from, version, transaction_id) AS valid_until)
          FROM changed WHERE ${isNew}) WHERE valid_from < valid_until`;
    },
  };
}

const REWRITES: Readonly<Record<string, (columns: RemovalColumns) => RowRewrite>> = {
  predictions: () => renamed([]),
  // computed anew from silver
  'gold/training_set': deleted,
  'gold/features': deleted,
  // found again in bronze
  'silver/rejects': () => {
    const isOfLead = `${REJECTED}.lead_id IN (SELECT from_id FROM renamed)`;
    const isDropped = `EXISTS (SELECT 1 FROM dropped d
      WHERE d.lead_id = ${REJECTED}.lead_id AND starts_with(${REJECTED}.interaction_id, d.prefix))`;
    const where = `(${isOfLead} OR ${isDropped})`;
    return { where, select: (relation) => `SELECT * FROM ${relation} WHERE NOT COALESCE(${where}, false)` };
  },
  'silver/outcomes': () => outcomes([]),
  'silver/interactions': () => interactions([]),
  'silver/leads': leadHistory,
  'bronze/outcome_events': () => outcomes(['reason']),
  'bronze/interaction_events': () => interactions(['note']),
  'bronze/lead_events': ({ erasedColumns }) => renamed(erasedColumns),
};

function emptied(column: string): string {
  return `CASE WHEN r.${IS_RENAMED} THEN NULL ELSE r.${column} END AS ${column}`;
}
