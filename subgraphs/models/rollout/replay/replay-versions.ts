import { DomainError } from '../../../../platform/errors.ts';
import { readArtifact } from '../../../../scoring/artifact.ts';
import { getVersion } from '../../versions/change-model.ts';
import type { Db, VersionKey } from '../../versions/store/version-store.ts';
import { readRecordedRequests } from '../store/evidence-store.ts';
import type { ReplayOutcome, ReplayRunner } from './replay-in-child-process.ts';
import type { ReplayVersion } from './replay-process.ts';

/**
 * Replays the latest recorded requests of a model through its champion and a challenger.
 *
 * @param most maximum number of requests
 * @throws {DomainError} MODEL_VERSION_NOT_FOUND
 */
export async function replayVersions(
  db: Db,
  replay: ReplayRunner,
  champion: VersionKey,
  challenger: VersionKey,
  most: number,
): Promise<ReplayOutcome> {
  const { count, rows } = await readRecordedRequests(db, champion.model, most);
  if (count === 0) return { type: 'UNAVAILABLE', reason: 'found no recorded request' };
  const reference = await load(db, champion);
  if (typeof reference === 'string') return { type: 'UNAVAILABLE', reason: reference };
  const candidate = await load(db, challenger);
  if (typeof candidate === 'string') return { type: 'FAILED', reason: candidate };
  return replay({ champion: reference, challenger: candidate, rows });
}

/** Loads a version with its file, or returns what is wrong with the file. */
async function load(db: Db, key: VersionKey): Promise<ReplayVersion | string> {
  const { digest, signature, calibration } = await getVersion(db, key);
  try {
    return { bytes: await readArtifact(db, digest), signature, calibration };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ARTIFACT_CORRUPT') return error.message;
    throw error;
  }
}
