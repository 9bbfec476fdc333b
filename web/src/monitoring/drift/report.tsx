import { type ReactNode, useMemo } from 'react';
import { TimeSeries } from '../../charts/time-series.tsx';
import { MonitoringDriftReportDocument, type MonitoringDriftReportQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { TONES } from '../common/tones.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';
import styles from './drift.module.css';
import type { DriftReports } from './drift-view.tsx';
import { FeatureDrift } from './feature-drift.tsx';
import { bySeverity } from './severity-order.ts';
import { Slices } from './slices.tsx';
import { driftTrend } from './trend.ts';

type Found = NonNullable<MonitoringDriftReportQuery['driftReport']>;

/** A drift report: its verdict in words, the compared windows, every feature by severity, the trend, and slices. */
export function Report({ id, reports }: { readonly id: string; readonly reports: DriftReports }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const report = useGraph(MonitoringDriftReportDocument, { id }, { keepsPrevious: true });
  return (
    <Answer of={report} lines={10}>
      {({ driftReport }) =>
        driftReport ? (
          <div className={`${monitoring.stack} ${styles.report}`}>
            <Verdict report={driftReport} />
            <Trend reports={reports} />
            <Features report={driftReport} reports={reports} />
            <Slices slices={driftReport.slices} />
          </div>
        ) : (
          <Empty>{texts.noReport}</Empty>
        )
      }
    </Answer>
  );
}

function Verdict({ report }: { readonly report: Found }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { outcomes } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const { outcome, againstReference, againstPrevious, current, reference, previous, actor, at } = report;
  const drifting = againstReference.features.filter((each) => (each.degree ?? 0) >= 1).length;
  const windows = [
    { name: texts.currentWindow, window: current, note: '' },
    { name: texts.referenceWindow, window: reference, note: texts.sources[reference.source] },
    ...(previous ? [{ name: texts.previousWindow, window: previous, note: '' }] : []),
  ];
  return (
    <Panel
      title={texts.verdicts[outcome]}
      actions={<Badge tone={TONES[outcome] ?? 'neutral'}>{outcomes[outcome]}</Badge>}
    >
      <p>
        {drifting > 0 && `${texts.driftingCount(drifting, format.number(drifting))} · `}
        {againstPrevious ? texts.previousOutcome(outcomes[againstPrevious.outcome]) : texts.noPrevious}
      </p>
      <DataTable
        caption={texts.compared}
        rows={windows}
        keyOf={({ name }) => name}
        columns={[
          { name: texts.windowColumn, cell: ({ name, note }) => (note ? `${name}, ${note}` : name) },
          { name: texts.from, cell: ({ window }) => format.dateTime(window.from) },
          { name: texts.until, cell: ({ window }) => format.dateTime(window.until) },
          { name: texts.rows, isNumber: true, cell: ({ window }) => format.number(window.rows) },
        ]}
      />
      <p className={monitoring.note}>
        {format.dateTime(at)} · {actor ? <bdi>{texts.checkedBy(actor)}</bdi> : texts.scheduled}
      </p>
    </Panel>
  );
}

function Trend({ reports }: { readonly reports: DriftReports }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { feature: nameOf } = useMessages(MONITORING_MESSAGES);
  const live = useMemo(() => reports.filter(({ backtest }) => !backtest), [reports]);
  const data = useMemo(() => {
    const { times, lines } = driftTrend(live);
    return {
      times,
      series: lines.map(({ feature, degrees }) => ({ name: nameOf(feature), values: degrees })),
      thresholds: [
        { name: texts.limitNames.warning, value: 1, tone: 'warn' as const },
        { name: texts.limitNames.critical, value: 2, tone: 'bad' as const },
      ],
    };
  }, [live, texts, nameOf]);
  if (live.length < 2) return null;
  return (
    <Panel title={texts.trend}>
      <TimeSeries title={texts.degreeHint} data={data} format={(value, formats) => formats.number(value, 1)} />
    </Panel>
  );
}

function Features({ report, reports }: { readonly report: Found; readonly reports: DriftReports }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const { score, gradeMix, features } = report.againstReference;
  const ordered = bySeverity([score, gradeMix, ...features]);
  return (
    <Panel title={texts.features}>
      <ul className={styles.features}>
        {ordered.map((feature) => (
          <li key={feature.feature}>
            <FeatureDrift drift={feature} reports={reports} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
