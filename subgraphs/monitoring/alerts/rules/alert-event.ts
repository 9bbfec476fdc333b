import type { AlertSeverity } from './alert-rule.ts';

/** What can happen to an alert. `at` is the time in epoch milliseconds, `by` a person. */
export type AlertEvent =
  /**
   * the metric was measured; without a value there was too little data. `from`: start of the window that ends at `at`;
   * absent when each value is of data of its own
   */
  | {
      readonly type: 'OBSERVED';
      readonly at: number;
      readonly value: number | undefined;
      readonly from?: number | undefined;
    }
  | { readonly type: 'TIME_PASSED'; readonly at: number }
  /** someone takes care of it: no more reminders, unless it gets worse */
  | { readonly type: 'ACKNOWLEDGE'; readonly at: number; readonly by: string }
  /** someone says it is over; it opens again when the condition is met anew */
  | { readonly type: 'RESOLVE'; readonly at: number; readonly by: string }
  /** no notifications for so long, milliseconds */
  | { readonly type: 'MUTE'; readonly at: number; readonly by: string; readonly forMs: number }
  | { readonly type: 'UNMUTE'; readonly at: number; readonly by: string };

/** Why people are told. */
export type NotificationReason = 'OPENED' | 'RAISED' | 'REMINDER' | 'RESOLVED';

/** What must be done when an alert changes, in the transaction that stores its new state. */
export interface AlertEffect {
  readonly type: 'NOTIFY';
  readonly reason: NotificationReason;
  /** whose channels are told; of RESOLVED the severity they were told last */
  readonly severity: AlertSeverity;
}
