import { duckType } from '../delta/delta-column.ts';
import { lakeNow } from '../delta/lake.ts';
import { sqlText } from '../duckdb/sql-text.ts';
import { acceptedRows } from './accepted-rows.ts';
import { judgeRows, rejectedRows, rowKey } from './judge-rows.ts';
import type { SilverRefresh } from './silver-refresh.ts';
import { LEAD_UNKNOWN } from './silver-rules.ts';
import type { FactSource, PinnedSource } from './silver-sources.ts';
import { SILVER_REJECTS } from './silver-tables.ts';

/**
 * Judges rejected facts again whose lead has come meanwhile: they leave the rejects for their table, or stay with the next
 * rule that they break.
 */
export async function retryRejects(
  refresh: SilverRefresh,
  { source, pinned }: PinnedSource<FactSource>,
): Promise<void> {
  const rejects = await refresh.table(SILVER_REJECTS);
  const target = await refresh.table(source.target);
  if (!pinned || rejects.present.rows === 0 || target.isToRebuild) return;
  const rejected = await refresh.relation(rejects.present);
  const fields = Object.fromEntries(pinned.schema.map(({ name, type }) => [name, duckType(type)]));
  const waiting = `source_table = ${sqlText(source.table.path)} AND rule = ${sqlText(LEAD_UNKNOWN.name)}`;
  const events = `(SELECT unnest(event) FROM (
    SELECT from_json("row", ${sqlText(JSON.stringify(fields))}) AS event FROM ${rejected} WHERE ${waiting}))`;
  const rows = `(SELECT * FROM ${(await refresh.joinLeads())(events)} WHERE lead_created_at IS NOT NULL)`;
  const [found] = await refresh.rows(`SELECT 1 AS found FROM ${rows} LIMIT 1`);
  if (!found) return;
  const rules = refresh.rules(source);
  const accepted = acceptedRows({
    judged: { rows, rules },
    columns: source.target.columns.map(({ name }) => name),
    key: source.key,
    present: target.present.rows > 0 ? await refresh.relation(target.present) : undefined,
  });
  // once for each version of the rejects: an end before they are rewritten does not double a row
  const txn = { appId: `${SILVER_REJECTS.path}:${rejects.present.metaData.id}`, version: rejects.present.version };
  await refresh.append(target, accepted, { txn });
  await leaveRejects(refresh, { source, pinned }, rejected, rows);
}

/** Rewrites the rejects without the rows that are in their table now, and with the new rule of the others. */
async function leaveRejects(
  refresh: SilverRefresh,
  { source, pinned }: PinnedSource<FactSource>,
  rejected: string,
  rows: string,
): Promise<void> {
  const rejects = await refresh.table(SILVER_REJECTS);
  const keys = source.key.join(', ');
  const target = await refresh.relation((await refresh.table(source.target)).present);
  const rules = refresh.rules(source);
  const judged = {
    source: source.table.path,
    key: source.eventKey,
    columns: pinned?.schema.map(({ name }) => name) ?? [],
    rules,
    rows,
  };
  const left = `SELECT ${rowKey(source.eventKey)} FROM (${judgeRows(judged)})
    WHERE rule IS NOT NULL OR (${keys}) IN (SELECT (${keys}) FROM ${target})`;
  const query = `SELECT * FROM ${rejected} WHERE NOT (source_table = ${sqlText(source.table.path)} AND row_key IN (${left}))
    UNION ALL SELECT * FROM (${rejectedRows(judged, lakeNow(refresh.lake))})`;
  await refresh.overwrite(rejects, SILVER_REJECTS, query);
}
