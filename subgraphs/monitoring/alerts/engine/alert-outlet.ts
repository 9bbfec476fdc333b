import type { Kysely } from 'kysely';
import type { ReceiverKind } from '../rules/routing.ts';

/** Tells people, and what is to act, of what happens to alerts. */
export interface AlertOutlet {
  /**
   * Notes within the transaction of an event what is to be sent because of it: both happen, or neither. Receivers that are
   * not configured are passed over.
   *
   * @param sequence of the event
   */
  note(trx: Kysely<never>, sequence: number, receivers: readonly ReceiverKind[]): Promise<void>;
  /** Takes the right to have a model trained again; false within the cool-down, or when nothing does that. */
  takeRetraining(trx: Kysely<never>, model: string): Promise<boolean>;
  /** Something was committed. */
  wake(): void;
}
