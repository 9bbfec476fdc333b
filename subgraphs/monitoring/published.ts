import type { AlertMetric } from './alerts/rules/alert-rule.ts';

/** Views of the schema `monitoring` that other subgraphs may read, with their columns. */
export interface PublishedViews {
  /** alerts that are open and CRITICAL, those of rollouts excepted */
  readonly 'monitoring.critical_alert': {
    /** name of the alert rule */
    readonly rule: string;
    readonly metric: AlertMetric;
    readonly model: string;
    /** version that the latest value is of; null where it is of the model as a whole */
    readonly version: number | null;
  };
}

/** Names of the {@link PublishedViews}. */
export const PUBLISHED_VIEWS: readonly (keyof PublishedViews)[] = ['monitoring.critical_alert'];
