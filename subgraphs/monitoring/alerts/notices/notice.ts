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

/** Notification in plain texts, which each channel formats and escapes in its own way. */
export interface AlertNotice {
  /** the same whenever it is sent again */
  readonly id: string;
  /** key of the incident; null for an alert without one */
  readonly incident: string | null;
  /** key of the alert, of an incident the most urgent one */
  readonly alert: string;
  readonly reason: NotificationReason | 'ACKNOWLEDGED' | 'TEST';
  readonly severity: AlertSeverity;
  /** one line, such as `CRITICAL: page_views of lead-conversion 2: drift 2.5, 1.3 times the critical limit of 2` */
  readonly title: string;
  /** sentences: finding with its evidence, start or end, and consequence */
  readonly lines: readonly string[];
  /** the alerts of an incident, a line each, the most urgent first; empty when it is about one alert */
  readonly members: readonly string[];
  readonly metric: AlertMetric;
  readonly model: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** first steps; null when there is nothing to do */
  readonly runbook: string | null;
  /** feature of the bars with its unit: `lead_age, days` */
  readonly barsOf: string;
  /** empty when the evidence has no histograms */
  readonly bars: readonly NoticeBar[];
  /** page of the alert; absent when it would lead nowhere */
  readonly url: string | undefined;
  /** time of the event, epoch milliseconds */
  readonly at: number;
  /** evidence as JSON */
  readonly evidence: unknown;
}

/** Colour of a notice: green when the alert is resolved, else that of its severity. */
export function colourOf({ reason, severity }: Pick<AlertNotice, 'reason' | 'severity'>): string {
  return reason === 'RESOLVED' ? '#2f855a' : COLOURS[severity];
}

/** Key that groups notices: the incident, or the alert without one. */
export function threadOf({ incident, alert }: Pick<AlertNotice, 'incident' | 'alert'>): string {
  return incident ?? alert;
}
