import type { Database } from '../../../platform/database/database.ts';
import { hasViews } from '../../../platform/database/published-views.ts';
import { limitConcurrency } from '../../../platform/process/limit-concurrency.ts';
import type { AbTestEvidence, ScoreShift } from '../gates/evidence.ts';
import { BACKTEST_RELATIONS, findBacktestEvidence } from '../promotion/backtest-evidence.ts';
import type { EvidenceSource } from '../promotion/judge-version.ts';
import { versionLabel } from '../versions/change-model.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';
import type { ReplayRunner } from './replay/replay-in-child-process.ts';
import { measureScoreShift } from './replay/score-shift.ts';
import { EVIDENCE_RELATIONS } from './store/evidence-store.ts';
import type { Maturity } from './store/outcome-store.ts';
import { readAbTest } from './store/read-ab-test.ts';
import { findCompletedTest } from './store/rollout-store.ts';

// each runs a process and holds two files, so that callers with many versions wait
const REPLAYS_AT_ONCE = 1;

/** Collaborators of {@link promotionEvidence}. */
export interface PromotionEvidenceDeps {
  readonly database: Database;
  readonly replay: ReplayRunner;
  /** current time and maturity */
  readonly maturity: () => Maturity;
}

/**
 * Evidence for promotions from recorded requests, A/B tests and backtests; none while their subgraphs have not published
 * their views.
 */
export function promotionEvidence({ database, replay, maturity }: PromotionEvidenceDeps): EvidenceSource {
  const db = database.tables<never>();
  const published = () => hasViews(database, EVIDENCE_RELATIONS);
  const measure = limitConcurrency(REPLAYS_AT_ONCE, ([candidate, champion]: readonly [VersionKey, VersionKey]) =>
    measureScoreShift(db, replay, candidate, champion),
  );
  /** by their versions: concurrent callers share one measurement */
  const underWay = new Map<string, Promise<ScoreShift | undefined>>();
  const measureOnce = (candidate: VersionKey, champion: VersionKey): Promise<ScoreShift | undefined> => {
    const key = `${versionLabel(candidate)} ${champion.version}`;
    const shared = underWay.get(key) ?? measure([candidate, champion]).finally(() => underWay.delete(key));
    underWay.set(key, shared);
    return shared;
  };
  return {
    scoreShift: async (candidate, champion) => ((await published()) ? measureOnce(candidate, champion) : undefined),
    backtest: async (candidate, champion) =>
      (await hasViews(database, BACKTEST_RELATIONS)) ? findBacktestEvidence(db, candidate, champion) : undefined,
    abTest: async (candidate, champion) =>
      (await published()) ? findAbTestEvidence(db, candidate, champion, maturity()) : undefined,
  };
}

/** Latest completed and valid A/B test between two versions, with the outcomes known by now. */
async function findAbTestEvidence(
  db: Db,
  { model, version }: VersionKey,
  champion: VersionKey,
  maturity: Maturity,
): Promise<AbTestEvidence | undefined> {
  const row = await findCompletedTest(db, model, champion.version, version);
  if (!row) return undefined;
  const { result } = await readAbTest(db, row, maturity);
  const comparison = result.comparisons.find(({ arm }) => arm === String(version));
  if (result.validity !== 'VALID' || !comparison?.difference) return undefined;
  const { estimate, lower, upper } = comparison.difference;
  const [found, from, to] = [estimate, lower, upper].map((share) => `${(100 * share).toFixed(1)}`);
  const summary = `A/B test ${row.id}: conversion ${found} points higher (surely ${from} to ${to})`;
  return { passed: comparison.verdict === 'SUCCESS', summary };
}
