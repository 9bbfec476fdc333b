import { judgeRows } from './judge-rows.ts';
import { leadHistory } from './lead-history.ts';
import type { SilverRefresh } from './silver-refresh.ts';
import type { PinnedSource } from './silver-sources.ts';
import { SILVER_LEADS } from './silver-tables.ts';

/** Adds the new versions of leads to `silver/leads`. */
export async function refreshLeads(refresh: SilverRefresh, { source, pinned }: PinnedSource): Promise<void> {
  const target = await refresh.table(SILVER_LEADS);
  if (!pinned) return;
  const accepted = async (files?: ReadonlySet<string>) => {
    const rows = await refresh.relation(pinned, files);
    return `(SELECT * FROM (${judgeRows({ rows, rules: refresh.rules(source) })}) WHERE rule IS NULL)`;
  };
  if (target.isToRebuild) return await refresh.overwrite(target, SILVER_LEADS, leadHistory(await accepted()));
  const news = await refresh.news(source, pinned, target);
  if (!news) return;
  const present = target.present.rows > 0 ? await refresh.relation(target.present) : undefined;
  const query = leadHistory(await accepted(news.files), present);
  await refresh.overwrite(target, SILVER_LEADS, query, { txn: news.txn });
}
