import type { AlertSeverity } from './alert-rule.ts';

/** Event of an alert. `at` is the time in epoch milliseconds, `by` a person. */
export type AlertEvent =
  /**
   * the metric was measured; without a value there was too little data. `from`: start of the window that ends at `at`;
   * absent when values share no data
   */
  | {
      readonly type: 'OBSERVED';
      readonly at: number;
      readonly value: number | undefined;
      readonly from?: number | undefined;
    }
  | { readonly type: 'TIME_PASSED'; readonly at: number }
  /** a person handles it: no more reminders, unless its severity rises */
  | { readonly type: 'ACKNOWLEDGE'; readonly at: number; readonly by: string }
  /** a person resolves it; it opens again when the condition is met again */
  | { readonly type: 'RESOLVE'; readonly at: number; readonly by: string }
  /** no notifications for `forMs`, milliseconds */
  | { readonly type: 'MUTE'; readonly at: number; readonly by: string; readonly forMs: number }
  | { readonly type: 'UNMUTE'; readonly at: number; readonly by: string };

/** Reasons for a notification. */
export type NotificationReason = 'OPENED' | 'RAISED' | 'REMINDER' | 'RESOLVED';

/** Effect of a change of an alert, to be applied in the transaction that stores its new state. */
export interface AlertEffect {
  readonly type: 'NOTIFY';
  readonly reason: NotificationReason;
  /** severity whose channels are notified; of RESOLVED that of the last notification */
  readonly severity: AlertSeverity;
}
