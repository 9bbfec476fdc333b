import { versionLabel } from '../../versions/change-model.ts';
import { replayStratum } from '../replay/replay-stratum.ts';
import { replayVersions } from '../replay/replay-versions.ts';
import { analyse } from '../rules/analyse.ts';
import { noEvidence, type RolloutEvidence, type WatchedRollout, watchedVersions } from '../rules/rollout-evidence.ts';
import { allowedIncrease, readBaseline, readBeginning } from '../store/evidence-store.ts';
import { commitEvaluation } from './commit-evaluation.ts';
import type { EvaluationDeps } from './evaluation-deps.ts';

/**
 * Starts the first step of a rollout, after its replay if it has one: a challenger that fails recorded requests is
 * rolled back before it scores a lead. After a crash the next evaluation repeats the replay.
 */
export async function startAfterReplay(deps: EvaluationDeps, row: WatchedRollout): Promise<void> {
  const { db, clock } = deps;
  const baseline = await readBaseline(db, row);
  const evidence = { ...noEvidence(await readBeginning(db, row.id)), ...(baseline && { baseline }) };
  const { replays, failure } = await replayAll(deps, row, evidence);
  const replayed = { ...evidence, replays };
  const at = clock();
  const analysis = Object.keys(replays).length > 0 ? analyse(row, replayed, at) : undefined;
  const reason = failure ?? (analysis?.verdict === 'FAILURE' ? `replay: ${analysis.explanation}` : undefined);
  const event = reason === undefined ? ({ type: 'START', at } as const) : ({ type: 'FAIL', at, reason } as const);
  await commitEvaluation(deps, row, { evidence: replayed, event, analysis });
}

/** Replays each challenger; the first one that cannot be replayed gives the reason of the failure. */
async function replayAll(
  { db, replay, log }: EvaluationDeps,
  row: WatchedRollout,
  { baseline }: RolloutEvidence,
): Promise<{ readonly replays: RolloutEvidence['replays']; readonly failure?: string }> {
  const replays: Record<number, RolloutEvidence['replays'][number]> = {};
  const { model, settings } = row;
  if (settings.replayRows === 0 || row.strategy === 'SHADOW') return { replays };
  for (const { version } of watchedVersions(row)) {
    const challenger = { model, version };
    const champion = { model, version: row.champion };
    const outcome = await replayVersions(db, replay, champion, challenger, settings.replayRows);
    if (outcome.type === 'FAILED')
      return { replays, failure: `replay of ${versionLabel(challenger)}: ${outcome.reason}` };
    if (outcome.type === 'REPLAYED') replays[version] = replayStratum(outcome.replay, baseline, allowedIncrease(row));
    else log.warn({ rollout: row.id, ...challenger, reason: outcome.reason }, 'rollout started without a replay');
  }
  return { replays };
}
