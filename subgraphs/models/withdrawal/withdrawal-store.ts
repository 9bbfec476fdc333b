import { sql } from 'kysely';
import type { Db, VersionKey } from '../versions/store/version-store.ts';

/** What {@link findWithdrawnChampions} reads. */
export const WITHDRAWAL_RELATIONS = ['scores.withdrawal_log'] as const;

/** A champion that `scores` has taken out of traffic. */
export interface WithdrawnChampion extends VersionKey {
  /** of the withdrawal */
  readonly sequence: number;
  readonly reason: string;
}

/** The champions that answer nothing because `scores` has taken them out of traffic. */
export async function findWithdrawnChampions(db: Db): Promise<readonly WithdrawnChampion[]> {
  const { rows } = await sql<WithdrawnChampion>`SELECT w.sequence, w.model, w.version, w.reason
    FROM scores.withdrawal_log w JOIN models.model_version v USING (model, version, digest)
    WHERE w.ended_at IS NULL AND v.stage = 'PRODUCTION' ORDER BY w.sequence`.execute(db);
  return rows;
}
