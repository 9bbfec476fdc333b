import type { Kysely } from 'kysely';
import type { ReceiverKind } from '../rules/routing.ts';

/** Queue of deliveries about events of alerts. */
export interface DeliveryQueue {
  /**
   * Enqueues deliveries within the transaction of an event: both are stored, or neither. Receivers that are not configured
   * are skipped.
   *
   * @param sequence of the event
   */
  enqueue(trx: Kysely<never>, sequence: number, receivers: readonly ReceiverKind[]): Promise<void>;
  /** Acquires the right to have a model trained again; false within the cool-down, or when no job is configured. */
  acquireRetraining(trx: Kysely<never>, model: string): Promise<boolean>;
  /** Sends what is due now. Called after the commit. */
  wake(): void;
}
