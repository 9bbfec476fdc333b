import type { AlertMetric } from './alert-rule.ts';
import type { CheckKind } from './incident.ts';

/** One value of a metric that alert rules can watch, with what shows it. */
export interface Signal {
  readonly metric: AlertMetric;
  readonly model: string;
  /** the kind of check that found it: its alerts about a model are one incident; absent: each alert stands alone */
  readonly check?: CheckKind;
  /** the model version it was measured on; evidence only, no part of an alert's identity */
  readonly version?: number;
  readonly feature?: string;
  /** as `country=AE` */
  readonly slice?: string;
  /** in the unit of `ALERT_METRICS`; null when it was measured, and there was too little data */
  readonly value: number | null;
  /** start of the window that ends at `at`, when windows can overlap */
  readonly from?: number;
  /** when it was measured, epoch milliseconds */
  readonly at: number;
  /** what shows it, as JSON: a report, the two histograms */
  readonly evidence: unknown;
}

/** Takes the values that checks and metrics find. */
export interface SignalSink {
  /** Holds the values against the alert rules: opens, raises and resolves alerts, and tells people. */
  observe(signals: readonly Signal[]): Promise<void>;
}
