import type { NotificationReason } from '../rules/alert-event.ts';
import type { AlertMetric, AlertSeverity } from '../rules/alert-rule.ts';

const COLOURS = { INFO: '#2b6cb0', WARNING: '#b7791f', CRITICAL: '#c53030' } as const;

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
  /** one line, such as `CRITICAL: page_views of lead-conversion 2: drift 2.5, 1.3 times the critical limit of 2` */
  readonly title: string;
  /** sentences: what happened and on what evidence, since when or how it ended, and what it means */
  readonly lines: readonly string[];
  /** the alerts of an incident, a line each, the most urgent first; empty when it is about one alert */
  readonly members: readonly string[];
  readonly metric: AlertMetric;
  readonly model: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** what to do about it; null when there is nothing to do */
  readonly runbook: string | null;
  /** what the bars are of, with its unit: `lead_age, days` */
  readonly barsOf: string;
  /** empty when the evidence has no histograms */
  readonly bars: readonly NoticeBar[];
  /** where people see the alert; absent when it would lead nowhere */
  readonly url: string | undefined;
  /** when it happened, epoch milliseconds */
  readonly at: number;
  /** what shows it, as JSON */
  readonly evidence: unknown;
}

/** The colour of a notice: green when it is over, else that of its severity. */
export function colourOf({ reason, severity }: Pick<AlertNotice, 'reason' | 'severity'>): string {
  return reason === 'RESOLVED' ? '#2f855a' : COLOURS[severity];
}

/** What joins the notices that belong together: the incident, or an alert that stands alone. */
export function threadOf({ incident, alert }: Pick<AlertNotice, 'incident' | 'alert'>): string {
  return incident ?? alert;
}
