import type { DeltaSnapshot } from '../delta/delta-snapshot.ts';
import { lakeNow } from '../delta/lake.ts';
import { rejectedRows } from './judge-rows.ts';
import type { SilverRefresh } from './silver-refresh.ts';
import type { PinnedSource, SilverSource } from './silver-sources.ts';
import { SILVER_REJECTS } from './silver-tables.ts';

/** Appends the new rows that broke a rule to `silver/rejects`. */
export async function refreshRejects(refresh: SilverRefresh, sources: readonly PinnedSource[]): Promise<void> {
  const target = await refresh.table(SILVER_REJECTS);
  const queries: string[] = [];
  for (const { source, pinned } of sources) {
    if (!pinned) continue;
    if (target.isToRebuild) queries.push(`(${await rejectsOf(refresh, source, pinned)})`);
    else await appendRejects(refresh, source, pinned);
  }
  if (queries.length > 0) await refresh.overwrite(target, SILVER_REJECTS, queries.join(' UNION ALL '));
}

async function appendRejects(refresh: SilverRefresh, source: SilverSource, pinned: DeltaSnapshot): Promise<void> {
  const target = await refresh.table(SILVER_REJECTS);
  const news = await refresh.news(source, pinned, target);
  if (!news) return;
  const known = `SELECT (source_table, row_key) FROM ${await refresh.relation(target.present)}`;
  const rejected = await rejectsOf(refresh, source, pinned, news.files);
  const query = `SELECT * FROM (${rejected}) WHERE (source_table, row_key) NOT IN (${known})`;
  await refresh.append(target, query, { txn: news.txn });
}

async function rejectsOf(
  refresh: SilverRefresh,
  source: SilverSource,
  pinned: DeltaSnapshot,
  files?: ReadonlySet<string>,
): Promise<string> {
  const rows = await refresh.relation(pinned, files);
  const judged = {
    source: source.table.path,
    key: source.eventKey,
    columns: pinned.schema.map(({ name }) => name),
    rules: refresh.rules(source),
    rows: source.isAboutLead ? (await refresh.joinLeads())(rows) : rows,
  };
  return rejectedRows(judged, lakeNow(refresh.lake));
}
