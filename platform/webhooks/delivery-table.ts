import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DeliveryState, DeliveryVerdict, WebhookAnswer } from './delivery-rule.ts';

/** Which table holds deliveries, and what they are about. */
export interface DeliveryTableOptions {
  /**
   * such as `models.webhook_delivery`, with the columns id (identity), webhook_id, event, receiver, state, attempts,
   * due_at, last_status, last_error and changed_at, and an index on (receiver, id) of those that are PENDING
   */
  readonly table: string;
  /** what to SELECT for the event of a delivery `d` */
  readonly event: RawBuilder<unknown>;
}

/** A delivery as every table of deliveries holds it. Times in epoch milliseconds. */
export interface DeliveryColumns {
  readonly id: number;
  /** the same whenever it is sent again: receivers know it by that */
  readonly webhook_id: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** when it may be claimed */
  readonly due_at: number;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly changed_at: number;
}

/** A delivery that is to be sent now. */
export interface ClaimedDelivery<Event> extends Pick<DeliveryColumns, 'id' | 'webhook_id' | 'attempts'> {
  readonly event: Event;
}

/** The times of a claim. */
export interface ClaimTimes {
  /** epoch milliseconds */
  readonly nowMs: number;
  /** epoch milliseconds */
  readonly claimedUntil: number;
  /** the longest time that a delivery is ever put off, milliseconds */
  readonly longestMs: number;
}

/** A table of deliveries to receivers, each of which gets events in their order. */
export class DeliveryTable<Event> {
  readonly #options: DeliveryTableOptions;

  constructor(options: DeliveryTableOptions) {
    this.#options = options;
  }

  /**
   * Claims the oldest pending delivery of a receiver until a time. Later ones wait for it, so a receiver gets
   * events in their order. A claim whose process died expires, and the delivery is sent again under the same id. One that is
   * due later than it is ever put off was put off by a clock that has been set back since: it is due.
   *
   * @returns undefined when there is none, or when it is not due: claimed elsewhere, or put off
   */
  async claim(
    db: Kysely<never>,
    receiver: string,
    { nowMs, claimedUntil, longestMs }: ClaimTimes,
  ): Promise<ClaimedDelivery<Event> | undefined> {
    // of two who find the same one, the second waits for the row and then sees that it is not due any more
    const { rows } = await sql<ClaimedDelivery<Event>>`UPDATE ${this.#table} d SET due_at = ${claimedUntil}::bigint
      WHERE d.id = (SELECT id FROM ${this.#table}
          WHERE receiver = ${receiver} AND state = 'PENDING' ORDER BY id LIMIT 1)
        AND d.state = 'PENDING' AND d.due_at NOT BETWEEN ${nowMs}::bigint + 1 AND ${nowMs}::bigint + ${longestMs}::bigint
      RETURNING d.id, d.webhook_id, d.attempts, (${this.#options.event}) AS event`.execute(db);
    return rows[0];
  }

  /** Gives a claimed delivery back, to be claimed again from a time on. */
  async postpone(db: Kysely<never>, id: number, until: number): Promise<void> {
    await sql`UPDATE ${this.#table} SET due_at = ${until}::bigint WHERE id = ${id}::bigint AND state = 'PENDING'`.execute(
      db,
    );
  }

  /** Stores what came of an attempt. */
  async recordAttempt(
    db: Kysely<never>,
    { id, attempts }: Pick<DeliveryColumns, 'id' | 'attempts'>,
    { status, error }: WebhookAnswer,
    { state, retryAt }: DeliveryVerdict,
    at: number,
  ): Promise<void> {
    await sql`UPDATE ${this.#table} SET state = ${state}, attempts = ${attempts},
        due_at = coalesce(${retryAt ?? null}::bigint, due_at), last_status = ${status ?? null}::int,
        last_error = ${error ?? null}, changed_at = ${at}::bigint
      WHERE id = ${id}::bigint AND state = 'PENDING'`.execute(db);
  }

  /**
   * Has a delivery sent again, under the same id and with all of its retries: now, or once a claim has ended that may be
   * held. @returns its id; undefined when there is no such delivery to these receivers
   */
  async restart(
    db: Kysely<never>,
    webhookId: string,
    receivers: readonly string[],
    nowMs: number,
    claimedUntil: number,
  ): Promise<number | undefined> {
    const { rows } = await sql<{ id: number }>`UPDATE ${this.#table} SET attempts = 0, changed_at = ${nowMs}::bigint,
        due_at = CASE WHEN state = 'PENDING' THEN least(due_at, ${claimedUntil}::bigint) ELSE ${nowMs}::bigint END,
        state = 'PENDING'
      WHERE webhook_id = ${webhookId}::uuid AND receiver = ANY(${receivers}::text[]) RETURNING id`.execute(db);
    return rows[0]?.id;
  }

  /** Gives up what is pending for receivers that are none any more. @param why for `last_error` */
  async abandon(db: Kysely<never>, receivers: readonly string[], why: string, at: number): Promise<void> {
    await sql`UPDATE ${this.#table} SET state = 'FAILED', changed_at = ${at}::bigint, last_error = ${why}
      WHERE state = 'PENDING' AND receiver <> ALL(${receivers}::text[])`.execute(db);
  }

  get #table(): RawBuilder<unknown> {
    return sql.table(this.#options.table);
  }
}
