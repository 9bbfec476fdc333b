import { checkReason } from '../../../platform/check-reason.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Attempt, AuditState } from './audit-event.ts';
import { appendEvent } from './audit-store.ts';

/** Collaborators of audited changes. */
export interface AuditDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** notifies others of changes; none when absent */
  readonly outlet?: ChangeOutlet | undefined;
}

/** Notifies others of committed changes. */
export interface ChangeOutlet {
  /** Records a change for notification, within its transaction: both are committed, or neither. */
  record(trx: Db, eventId: number, at: number): Promise<void>;
  /** Starts the notifications recorded so far. Call it after the commit. */
  wake(): void;
}

/** Result of a change, with the states for the audit log. */
export interface Change<Result> {
  readonly result: Result;
  /** the version that was changed, when the attempt could not name it */
  readonly version?: number | undefined;
  readonly before: AuditState;
  readonly after: AuditState;
}

/**
 * Makes a change and its audit event in one transaction. A refused change is rolled back, and its audit event stored in
 * a transaction of its own.
 *
 * @param prepare slow work before the transaction, such as reading and running a file; its refusals are audited, too
 * @param apply the change; all its queries use `trx`
 * @throws {DomainError} VALIDATION_FAILED when the reason is blank or longer than 1,000 characters, and what the change
 *   throws
 */
export async function audited<Prepared, Result>(
  { database, log, clock, outlet }: AuditDeps,
  attempt: Attempt,
  prepare: () => Promise<Prepared>,
  apply: (trx: Db, prepared: Prepared) => Promise<Change<Result>>,
): Promise<Result> {
  const db = database.tables<never>();
  try {
    checkReason(attempt.reason);
    const prepared = await prepare();
    const made = await db.transaction().execute(async (trx) => {
      const { result, version = attempt.version, before, after } = await apply(trx, prepared);
      const at = clock();
      const id = await appendEvent(trx, { ...attempt, version, at, outcome: 'APPLIED', before, after });
      await outlet?.record(trx, id, at);
      return result;
    });
    outlet?.wake();
    return made;
  } catch (error) {
    // in a database outage the audit log cannot be written either, and the caller was not refused
    if (error instanceof DomainError && !isDatabaseOutage(error) && attempt.isRefusalAudited !== false) {
      const { code, message } = error;
      // details that the caller must not see, such as messages of ONNX Runtime
      const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
      log.info({ action: attempt.action, model: attempt.model, by: attempt.by, code, ...cause }, 'change refused');
      await appendEvent(db, { ...attempt, at: clock(), outcome: 'REFUSED', code, message }).catch((fault: unknown) =>
        log.error({ err: fault, refused: code }, 'audit write failed for a refused change'),
      );
    }
    throw error;
  }
}
