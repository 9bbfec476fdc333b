import { exposeState, type GaugeValue } from '../../../platform/health/state-metrics.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { listPerformance, type MeasuredVersion } from '../performance/store/performance-store.ts';
import type { StoredMetricsDeps } from './metrics-deps.ts';

const labelNames = ['model', 'version'] as const;

/** Exposes the latest performance of the versions in the traffic, see `SignalWatch`. */
export function exposePerformance({ registry, db, log }: StoredMetricsDeps): void {
  exposeState({
    registry,
    log,
    part: 'performance',
    lifeMs: 10 * SECOND_MS,
    gauges: {
      leadscore_model_auc_ratio: {
        help: 'Area under the ROC curve of matured leads, by model and version; absent while it is not known.',
        labelNames,
      },
      leadscore_model_estimated_auc_ratio: {
        help: 'AUC that is estimated for leads whose outcomes are not known, by model and version.',
        labelNames,
      },
      leadscore_model_calibration_error_ratio: {
        help: 'Expected calibration error of matured leads, 0 to 1, by model and version; absent while it is not known.',
        labelNames,
      },
      leadscore_model_matured_leads: { help: 'Matured leads that the performance is measured on.', labelNames },
      leadscore_model_measured_timestamp_seconds: {
        help: 'When the performance was measured, Unix time, by model and version.',
        labelNames,
      },
    },
    read: async () => {
      const measured = await listPerformance(db);
      const by = (value: (each: MeasuredVersion) => number | null): readonly GaugeValue[] =>
        measured.flatMap((each) => {
          const found = value(each);
          return found === null ? [] : { labels: { model: each.model, version: `${each.version}` }, value: found };
        });
      return {
        leadscore_model_auc_ratio: by(({ auc }) => auc),
        leadscore_model_estimated_auc_ratio: by(({ estimatedAuc }) => estimatedAuc),
        leadscore_model_calibration_error_ratio: by(({ calibrationError }) => calibrationError),
        leadscore_model_matured_leads: by(({ matured }) => matured),
        leadscore_model_measured_timestamp_seconds: by(({ measuredAt }) => measuredAt / SECOND_MS),
      };
    },
  });
}
