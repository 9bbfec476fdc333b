import { checkReason } from '../../../platform/check-reason.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Attempt, AuditState } from './audit-event.ts';
import { appendEvent } from './audit-store.ts';

/** What the audit log is kept with. */
export interface AuditDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** who is told of changes; nobody when absent */
  readonly outlet?: ChangeOutlet | undefined;
}

/** Tells others of changes that were made. */
export interface ChangeOutlet {
  /** Notes within the transaction of a change what is to be told: both happen, or neither. */
  record(trx: Db, eventId: number, at: number): Promise<void>;
  /** The transaction was committed. */
  wake(): void;
}

/** A change under way: what it found and left, for the audit log, and what it returns. */
export interface Change<Result> {
  readonly result: Result;
  /** the version that the change was about, when the attempt could not name it */
  readonly version?: number | undefined;
  readonly before: AuditState;
  readonly after: AuditState;
}

/**
 * Makes a change and its audit event in one transaction. When it is refused, nothing of it stays but the event that says
 * so, in a transaction of its own.
 *
 * @param prepare what takes long (reading and running a file), before the transaction; a refusal in it is audited too
 * @param apply the change; every query of it uses `trx`
 * @throws {DomainError} VALIDATION_FAILED when the reason is blank or longer than 1,000 characters, and whatever the
 *   change throws
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
    // with the database at fault the log cannot be written either, and nobody was refused
    if (error instanceof DomainError && !isDatabaseOutage(error) && attempt.isRefusalAudited !== false) {
      const { code, message } = error;
      // what the caller is not to see, such as the words of ONNX Runtime
      const cause = error.cause instanceof Error ? { cause: error.cause.message } : {};
      log.info({ action: attempt.action, model: attempt.model, by: attempt.by, code, ...cause }, 'change refused');
      await appendEvent(db, { ...attempt, at: clock(), outcome: 'REFUSED', code, message }).catch((fault: unknown) =>
        log.error({ err: fault, refused: code }, 'a refused change was not audited'),
      );
    }
    throw error;
  }
}
