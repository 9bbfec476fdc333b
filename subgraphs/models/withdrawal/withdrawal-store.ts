import { sql } from 'kysely';
import type { Db, VersionKey } from '../versions/store/version-store.ts';

/** Views that {@link findWithdrawnChampions} reads. */
export const WITHDRAWAL_RELATIONS = ['scores.withdrawal_log'] as const;

/** Champion that `scores` withdrew from traffic. */
export interface WithdrawnChampion extends VersionKey {
  /** position in the log of withdrawals */
  readonly sequence: number;
  readonly reason: string;
}

/** Champions that `scores` withdrew from traffic. */
export async function findWithdrawnChampions(db: Db): Promise<readonly WithdrawnChampion[]> {
  const { rows } = await sql<WithdrawnChampion>`SELECT w.sequence, w.model, w.version, w.reason
    FROM scores.withdrawal_log w JOIN models.model_version v USING (model, version, digest)
    WHERE w.ended_at IS NULL AND v.stage = 'PRODUCTION' ORDER BY w.sequence`.execute(db);
  return rows;
}
