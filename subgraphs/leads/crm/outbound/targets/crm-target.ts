import type { DeliveryAnswer } from '../rules/judge-attempt.ts';
import type { ScoreDelivery, TargetName } from '../rules/score-delivery.ts';

/** Where scores are delivered to. */
export interface CrmTarget {
  readonly name: TargetName;
  /** digest of what it writes and where: when it differs, every lead is delivered again */
  readonly fingerprint: string;
  /** largest batch */
  readonly batchRows: number;
  /** longest time that {@link deliver} takes before it looks at its deadline again, ms */
  readonly stepMs: number;
  /** Checks that it can take deliveries. @throws {DomainError} of the CRM */
  inspect(): Promise<void>;
  /**
   * Delivers a batch with one delivery per lead. An older score never replaces a newer one. What is not begun by the deadline
   * is answered BUSY.
   *
   * @param deadline of `performance.now()`
   * @returns one answer per delivery, in any order
   * @throws {DomainError} when the CRM is at fault, and no delivery
   */
  deliver(batch: readonly ScoreDelivery[], deadline: number): Promise<readonly DeliveryAnswer[]>;
  close(): Promise<void>;
}
