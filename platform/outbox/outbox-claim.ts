import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';

/**
 * Handles messages of one topic inside the transaction that removes them: both happen, or neither.
 *
 * Resolves to a function to call once they are committed, such as one that wakes a reader, if there is one.
 */
export type OutboxHandler = (
  trx: Transaction<unknown>,
  payloads: readonly unknown[],
  // biome-ignore lint/suspicious/noConfusingVoidType: most handlers return nothing
) => Promise<(() => void) | undefined | void>;

/** A claim that was rolled back: its messages are all still there. */
export class ClaimFailed extends Error {
  override readonly name = 'ClaimFailed';
  /** the messages of the claim; empty when it failed before it had any */
  readonly ids: readonly number[];

  constructor(ids: readonly number[], cause: unknown) {
    super(`a claim of ${ids.length} messages failed`, { cause });
    this.ids = ids;
  }
}

/**
 * Takes the oldest messages of a topic that are due, hands them to the handler and removes them, in one transaction.
 *
 * Messages under way elsewhere are skipped, so consumers share the work.
 *
 * @param nowMs   epoch milliseconds: messages put off until later wait, unless that is further ahead than they are ever put
 *   off: the clock was set back since
 * @param retryMs pause after a first failure, as {@link recordFailure} takes it
 * @returns how many messages it held
 * @throws {ClaimFailed} with the handler's or the database's error as cause
 */
export function claimDue(
  db: Kysely<unknown>,
  topic: string,
  limit: number,
  { nowMs, retryMs }: { readonly nowMs: number; readonly retryMs: number },
  handler: OutboxHandler,
): Promise<number> {
  const longestMs = sql`${retryMs}::bigint * (1 << least(attempts, 20))`;
  const isDue = sql`(retry_at <= ${nowMs}::bigint OR retry_at > ${nowMs}::bigint + ${longestMs})`;
  return claim(db, sql`topic = ${topic} AND ${isDue} ORDER BY id LIMIT ${limit}`, handler);
}

/** The same for one message; 0 when another consumer has it. */
export function claimOne(db: Kysely<unknown>, id: number, handler: OutboxHandler): Promise<number> {
  return claim(db, sql`id = ${id}::bigint`, handler);
}

/**
 * Records the failure of a message: postpones it, or after the last attempt moves it to `outbox.dead_letter`.
 *
 * @param retryMs doubled for each attempt before
 * @returns whether it was the last attempt
 */
export async function recordFailure(
  db: Kysely<unknown>,
  failure: { readonly id: number; readonly error: string; readonly nowMs: number },
  policy: { readonly maxAttempts: number; readonly retryMs: number },
): Promise<boolean> {
  const { id, error, nowMs } = failure;
  const { rows } = await sql<{ attempts: number }>`
    UPDATE outbox.message
    SET attempts = attempts + 1, retry_at = ${nowMs}::bigint + ${policy.retryMs}::bigint * (1 << least(attempts, 20))
    WHERE id = ${id}::bigint RETURNING attempts`.execute(db);
  if ((rows[0]?.attempts ?? 0) < policy.maxAttempts) return false;
  await sql`
    WITH dead AS (DELETE FROM outbox.message WHERE id = ${id}::bigint RETURNING id, topic, payload)
    INSERT INTO outbox.dead_letter (id, topic, payload, error, died_at)
    SELECT id, topic, payload, ${error}, ${nowMs}::bigint FROM dead`.execute(db);
  return true;
}

async function claim(db: Kysely<unknown>, which: RawBuilder<unknown>, handler: OutboxHandler): Promise<number> {
  let ids: readonly number[] = [];
  let onCommitted: Awaited<ReturnType<OutboxHandler>>;
  try {
    await db.transaction().execute(async (trx) => {
      // = ANY(ARRAY(…)): the claim is made once, and the rows are found by index
      const { rows } = await sql<{ id: number; payload: unknown }>`
        WITH claimed AS (
          DELETE FROM outbox.message
          WHERE id = ANY(ARRAY(SELECT id FROM outbox.message WHERE ${which} FOR UPDATE SKIP LOCKED))
          RETURNING id, payload
        ) SELECT id, payload FROM claimed ORDER BY id`.execute(trx);
      ids = rows.map((row) => row.id);
      if (rows.length > 0) {
        onCommitted = await handler(
          trx,
          rows.map((row) => row.payload),
        );
      }
    });
  } catch (cause) {
    throw new ClaimFailed(ids, cause);
  }
  onCommitted?.();
  return ids.length;
}
