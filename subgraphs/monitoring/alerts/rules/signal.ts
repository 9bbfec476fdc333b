import type { AlertMetric } from './alert-rule.ts';
import type { CheckKind } from './incident.ts';

/** One value of a metric that alert rules can watch, with its evidence. */
export interface Signal {
  readonly metric: AlertMetric;
  readonly model: string;
  /** kind of check that found the value: its alerts about a model form one incident; absent: alerts are not grouped */
  readonly check?: CheckKind;
  /** model version that the value was measured on; evidence only, no part of an alert's identity */
  readonly version?: number;
  readonly feature?: string;
  /** as `country=AE` */
  readonly slice?: string;
  /** in the unit of `ALERT_METRICS`; null when there was too little data */
  readonly value: number | null;
  /** start of the window that ends at `at`, when windows can overlap */
  readonly from?: number;
  /** time of the measurement, epoch milliseconds */
  readonly at: number;
  /** evidence as JSON: a report, two histograms */
  readonly evidence: unknown;
}

/** Receiver of the values that checks and metrics find. */
export interface SignalSink {
  /** Evaluates the alert rules on the values: opens, raises and resolves alerts, and notifies people. */
  observe(signals: readonly Signal[]): Promise<void>;
}
