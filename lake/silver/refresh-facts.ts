import { acceptedRows } from './accepted-rows.ts';
import type { SilverRefresh } from './silver-refresh.ts';
import type { FactSource, PinnedSource } from './silver-sources.ts';

/** Appends the new facts about leads to their table of silver. */
export async function refreshFacts(
  refresh: SilverRefresh,
  { source, pinned }: PinnedSource<FactSource>,
): Promise<void> {
  const target = await refresh.table(source.target);
  if (!pinned) return;
  const news = target.isToRebuild ? undefined : await refresh.news(source, pinned, target);
  if (!news && !target.isToRebuild) return;
  const join = await refresh.joinLeads();
  const query = acceptedRows({
    judged: { rows: join(await refresh.relation(pinned, news?.files)), rules: refresh.rules(source) },
    columns: source.target.columns.map(({ name }) => name),
    key: source.key,
    present: news && target.present.rows > 0 ? await refresh.relation(target.present) : undefined,
  });
  if (news) await refresh.append(target, query, { txn: news.txn });
  else await refresh.overwrite(target, source.target, query);
}
