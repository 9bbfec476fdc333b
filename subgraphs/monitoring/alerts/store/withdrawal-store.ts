import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import { movePosition } from './position-store.ts';

/** View of `scores` with the versions that were taken out of traffic. */
export const WITHDRAWALS = 'scores.withdrawal_log';

/** Version that was taken out of traffic. */
export interface WithdrawalRow {
  readonly sequence: number;
  readonly model: string;
  readonly version: number;
  readonly role: string;
  readonly cause: string;
  readonly reason: string;
  /** epoch milliseconds */
  readonly withdrawnAt: number;
}

/** Most withdrawals read at a time. */
export const WITHDRAWALS_PER_PAGE = 200;

// in `monitoring.alert_followed`: one row for all that earlier releases have read, then one for each withdrawal
const STREAM = 'scores.version_withdrawal';

/** Reads withdrawals that have not been recorded as read, the oldest first. */
export async function readWithdrawals(db: Kysely<never>): Promise<readonly WithdrawalRow[]> {
  return jsonRows(
    db,
    sql`SELECT w.sequence, w.model, w.version, w.role, w.cause, w.reason, w.withdrawn_at AS "withdrawnAt"
      FROM scores.withdrawal_log w
        LEFT JOIN monitoring.alert_followed earlier ON earlier.stream = ${STREAM}
        LEFT JOIN monitoring.alert_followed f ON f.stream = ${`${STREAM}/`} || w.sequence
      WHERE f.stream IS NULL AND (earlier.stream IS NULL
        OR (w.transaction_id, w.sequence) > (earlier.transaction_id, earlier.sequence))
      ORDER BY w.sequence LIMIT ${WITHDRAWALS_PER_PAGE}`,
  );
}

/** Records a withdrawal as read; false when it was. Others that record the same one wait for the transaction. */
export function recordWithdrawal(db: Kysely<never>, { sequence }: Pick<WithdrawalRow, 'sequence'>): Promise<boolean> {
  return movePosition(db, `${STREAM}/${sequence}`, { transactionId: 0, sequence });
}
