import type { AlertMetric } from './alerts/rules/alert-rule.ts';

/** Views of the schema `monitoring` that other subgraphs may read, with their columns. */
export interface PublishedViews {
  /** alerts that are open and CRITICAL, those of rollouts, of the lake and of the link to the CRM excepted */
  readonly 'monitoring.critical_alert': {
    /** name of the alert rule */
    readonly rule: string;
    readonly metric: AlertMetric;
    readonly model: string;
    /** version that the latest value is of; null where it is of the model as a whole */
    readonly version: number | null;
  };
  /** measured performance of backtests that succeeded; measured again daily until it is final */
  readonly 'monitoring.backtest_performance_log': {
    readonly backtest: number;
    /** epoch milliseconds */
    readonly measured_at: number;
    /** whether the outcome of every decision was known */
    readonly is_final: boolean;
    /** number of leads that it was measured on */
    readonly matured: number;
    /** null where it cannot be computed, as all figures */
    readonly auc: number | null;
    /** expected calibration error, 0 to 1 */
    readonly ece: number | null;
    readonly brier: number | null;
    /** nats */
    readonly log_loss: number | null;
  };
}
