import { type ReactNode, useMemo, useState } from 'react';
import { Distribution } from '../../charts/distribution.tsx';
import { TimeSeries } from '../../charts/time-series.tsx';
import type { MonitoringDriftFeatureFragment } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { TONES } from '../common/tones.ts';
import { useSearch } from '../common/use-search.ts';
import { mostGained, namedBins } from './bins.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';
import styles from './drift.module.css';
import type { DriftReports } from './drift-view.tsx';
import { Statistics } from './statistics.tsx';
import { driftTrend } from './trend.ts';

// a degree of 3 or more fills the meter
const FULL_DEGREE = 3;

/** The drift of one feature: outcome, degree and the main change in one line; histograms and statistics on demand. */
export function FeatureDrift({
  drift,
  reports,
}: {
  readonly drift: MonitoringDriftFeatureFragment;
  readonly reports: DriftReports;
}): ReactNode {
  const { feature: nameOf, outcomes } = useMessages(MONITORING_MESSAGES);
  const texts = useMessages(DRIFT_MESSAGES);
  const format = useFormat();
  const [search] = useSearch();
  const [isOpen, setOpen] = useState(search.get('feature') === drift.feature);
  const bins = namedBins(drift.histogram, texts.bin, (value) => format.number(value, 4));
  const gained = mostGained(bins);
  const { outcome, degree } = drift;
  return (
    <details className={styles.feature} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi className={styles.name}>{nameOf(drift.feature)}</bdi>
        <span>
          <Badge tone={TONES[outcome] ?? 'neutral'}>{outcomes[outcome]}</Badge>
        </span>
        <span className={styles.degree}>
          {degree !== null && (
            <>
              <span className={styles.meter}>
                <span
                  className={styles.fill}
                  data-tone={TONES[outcome]}
                  style={{ inlineSize: `${Math.min(100, (100 * degree) / FULL_DEGREE)}%` }}
                />
              </span>
              <span title={texts.degreeHint}>
                <span className="visually-hidden">{texts.degree}</span> {format.number(degree, 1)}
              </span>
            </>
          )}
        </span>
        <span className={styles.words}>
          {gained &&
            outcome !== 'INSUFFICIENT' &&
            texts.gained(gained.name, format.percent(gained.current), format.percent(gained.reference))}
        </span>
      </summary>
      {isOpen && <Details drift={drift} bins={bins} reports={reports} />}
    </details>
  );
}

function Details({
  drift,
  bins,
  reports,
}: {
  readonly drift: MonitoringDriftFeatureFragment;
  readonly bins: ReturnType<typeof namedBins>;
  readonly reports: DriftReports;
}): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const format = useFormat();
  return (
    <div className={styles.details}>
      <div className={monitoring.stack}>
        <Distribution
          title={texts.distribution}
          referenceName={texts.reference(format.number(drift.referenceRows))}
          currentName={texts.current(format.number(drift.currentRows))}
          bins={bins}
        />
        {drift.newCategories.length > 0 && (
          <DataTable
            caption={texts.newCategories}
            rows={drift.newCategories}
            keyOf={({ category }) => category}
            columns={[
              { name: texts.category, cell: ({ category }) => <bdi>{category}</bdi> },
              { name: texts.rows, isNumber: true, cell: ({ rows }) => format.number(rows) },
            ]}
          />
        )}
        <FeatureTrend feature={drift.feature} reports={reports} />
      </div>
      <Statistics drift={drift} />
    </div>
  );
}

function FeatureTrend({ feature, reports }: { readonly feature: string; readonly reports: DriftReports }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { feature: nameOf } = useMessages(MONITORING_MESSAGES);
  const data = useMemo(() => {
    const { times, lines } = driftTrend(
      reports.filter(({ backtest }) => !backtest),
      feature,
    );
    return {
      times,
      series: lines.map(({ degrees }) => ({ name: texts.degree, values: degrees })),
      thresholds: [
        { name: texts.limitNames.warning, value: 1, tone: 'warn' as const },
        { name: texts.limitNames.critical, value: 2, tone: 'bad' as const },
      ],
    };
  }, [reports, feature, texts]);
  if (data.times.length < 2) return null;
  return (
    <TimeSeries
      title={texts.trendOf(nameOf(feature))}
      data={data}
      height={140}
      format={(value, formats) => formats.number(value, 1)}
    />
  );
}
