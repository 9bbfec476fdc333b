import { sql } from 'kysely';
import type { VersionIdentity } from '../inference/scoring-version.ts';
import type { ScoreRole } from '../record/prediction.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

/** Withdrawal of a version from traffic. */
export interface Withdrawal extends VersionIdentity {
  /** role of the version */
  readonly role: ScoreRole;
  /** BREAKDOWNS: it hung or crashed in its child process several times. STALL: it blocked a thread of this process */
  readonly cause: 'BREAKDOWNS' | 'STALL';
  readonly reason: string;
  /** epoch milliseconds */
  readonly withdrawnAt: number;
}

/** Records a withdrawal durably, for every replica. @returns false when the version is withdrawn already */
export async function insertWithdrawal(db: ScoresDb, withdrawal: Withdrawal): Promise<boolean> {
  const { model, version, digest, role, cause, reason, withdrawnAt } = withdrawal;
  const { rows } = await sql`INSERT INTO scores.version_withdrawal
      (model, version, digest, role, cause, reason, withdrawn_at)
    VALUES (${model}, ${version}, ${digest}, ${role}, ${cause}, ${reason}, ${withdrawnAt})
    ON CONFLICT (model, version, digest) WHERE ended_at IS NULL DO NOTHING RETURNING 1`.execute(db);
  return rows.length > 0;
}

/** Ends the withdrawals of versions that have left all traffic: such a version returns through the gates only. */
export async function endWithdrawals(db: ScoresDb, now: number): Promise<void> {
  await sql`UPDATE scores.version_withdrawal w SET ended_at = ${now}
    WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM models.live_deployment d
      WHERE (d.model, d.version, d.digest) = (w.model, w.version, w.digest))`.execute(db);
}

/** Whether an artifact has ever blocked a thread of a process, as any version. */
export async function hasStalled(db: ScoresDb, digest: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM scores.version_withdrawal
    WHERE digest = ${digest} AND cause = 'STALL' LIMIT 1`.execute(db);
  return rows.length > 0;
}
