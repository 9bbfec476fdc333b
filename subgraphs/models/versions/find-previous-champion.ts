import { getVersion } from './change-model.ts';
import { previousChampion } from './rules/previous-champion.ts';
import { listReigns } from './store/history-store.ts';
import { type Db, isArtifactIntact } from './store/version-store.ts';

/**
 * Target of the kill switch: the previous champion, skipping versions whose file is damaged; undefined when there is
 * none.
 */
export async function findPreviousChampion(db: Db, model: string): Promise<number | undefined> {
  const reigns = await listReigns(db, model);
  const damaged = new Set<number>();
  for (;;) {
    const version = previousChampion(reigns, damaged);
    if (version === undefined) return undefined;
    const { digest } = await getVersion(db, { model, version });
    if (await isArtifactIntact(db, digest)) return version;
    damaged.add(version);
  }
}
