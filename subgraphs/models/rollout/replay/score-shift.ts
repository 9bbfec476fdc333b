import { DomainError } from '../../../../platform/errors.ts';
import { countBins, referenceEdges } from '../../../../statistics/histogram.ts';
import { psi } from '../../../../statistics/psi.ts';
import { type SortedNumbers, sortNumbers } from '../../../../statistics/sorted-numbers.ts';
import type { ScoreShift } from '../../gates/evidence.ts';
import { versionLabel } from '../../versions/change-model.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import type { ReplayRunner } from './replay-in-child-process.ts';
import type { ReplaySide } from './replay-rows.ts';
import { replayVersions } from './replay-versions.ts';

/** Number of latest requests to compare. */
const WINDOW_ROWS = 1_000;

/**
 * Measures the difference between the scores of a candidate and those of the champion on the latest recorded requests:
 * PSI over the champion's deciles.
 *
 * @returns undefined without a recorded request that both answer
 * @throws {DomainError} INFERENCE_FAILED when the candidate cannot be run
 */
export async function measureScoreShift(
  db: Db,
  replay: ReplayRunner,
  candidate: VersionKey,
  champion: VersionKey,
): Promise<ScoreShift | undefined> {
  const outcome = await replayVersions(db, replay, champion, candidate, WINDOW_ROWS);
  if (outcome.type === 'UNAVAILABLE') return undefined;
  if (outcome.type === 'FAILED')
    throw new DomainError('INFERENCE_FAILED', `${versionLabel(candidate)} on recorded requests: ${outcome.reason}`);
  return scoreShiftOf(answersOf(outcome.replay.champion), answersOf(outcome.replay.challenger));
}

/**
 * PSI of the scores of a candidate over the deciles of those of the champion; undefined when either has none.
 *
 * @param reference scores of the champion, 0–1
 * @param current   scores of the candidate, 0–1
 */
export function scoreShiftOf(reference: SortedNumbers, current: SortedNumbers): ScoreShift | undefined {
  if (reference.length === 0 || current.length === 0) return undefined;
  const edges = referenceEdges(reference);
  return { psi: psi(countBins(reference, edges), countBins(current, edges)), rows: current.length };
}

function answersOf({ probabilities }: ReplaySide): SortedNumbers {
  return sortNumbers(probabilities.filter((probability) => !Number.isNaN(probability)));
}
