import type { NotificationReason } from '../alerts/alert-event.ts';
import type { AlertMetric, AlertSeverity } from '../alerts/alert-rule.ts';

/** One pair of bars of the two histograms. */
export interface NoticeBar {
  readonly label: string;
  /** of the rows of the reference window, 0–1 */
  readonly reference: number;
  /** of the rows of the current window, 0–1 */
  readonly current: number;
}

/** What people are told, before a channel gives it its form. Texts are plain: each channel escapes them in its own way. */
export interface AlertNotice {
  /** the same whenever it is sent again */
  readonly id: string;
  /** of the incident that it is about; null of an alert that stands alone */
  readonly incident: string | null;
  /** of the alert, of an incident its most urgent one */
  readonly alert: string;
  readonly reason: NotificationReason | 'ACKNOWLEDGED' | 'TEST';
  readonly severity: AlertSeverity;
  /** one line, such as `CRITICAL: drift of page_views in lead-conversion` */
  readonly title: string;
  readonly metric: AlertMetric;
  readonly model: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** what to do about it */
  readonly runbook: string;
  /** empty when the evidence has no histograms */
  readonly bars: readonly NoticeBar[];
  /** where people see the alert; absent without PUBLIC_URL */
  readonly url: string | undefined;
  /** when it happened, epoch milliseconds */
  readonly at: number;
  /** what shows it, as JSON */
  readonly evidence: unknown;
}

/** What joins the notices that belong together: the incident, or an alert that stands alone. */
export function threadOf({ incident, alert }: Pick<AlertNotice, 'incident' | 'alert'>): string {
  return incident ?? alert;
}
