import { type ReactNode, useMemo } from 'react';
import { TimeSeries } from '../../charts/time-series.tsx';
import { useMessages } from '../../language/messages.ts';
import { Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';

/** Performance by the week in which leads were created. */
export function Cohorts({ cohorts }: { readonly cohorts: Measured['cohorts'] }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const { auc, rate, leads } = useMemo(() => {
    const times = cohorts.map(({ weekStart }) => Date.parse(weekStart));
    return {
      auc: {
        times,
        series: [{ name: texts.auc, values: cohorts.map(({ report }) => report.auc?.auc ?? null) }],
        range: [0, 1] as const,
      },
      rate: {
        times,
        series: [{ name: texts.rate, values: cohorts.map(({ report }) => report.conversionRate?.estimate ?? null) }],
      },
      leads: {
        times,
        series: [
          { name: texts.matured, values: cohorts.map(({ report }) => report.matured), isStepped: true },
          { name: texts.pending, values: cohorts.map(({ report }) => report.pending), isStepped: true },
        ],
      },
    };
  }, [cohorts, texts]);
  return (
    <Panel title={texts.cohorts}>
      <div className={monitoring.charts}>
        <TimeSeries title={texts.auc} data={auc} height={150} />
        <TimeSeries title={texts.rate} data={rate} height={150} format={(value, formats) => formats.percent(value)} />
        <TimeSeries title={texts.leads} data={leads} height={150} format={(value, formats) => formats.number(value)} />
      </div>
    </Panel>
  );
}
