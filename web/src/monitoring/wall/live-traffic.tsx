import { useMemo } from 'react';
import { Histogram } from '../../charts/histogram.tsx';
import { StackedBar } from '../../charts/stacked-bar.tsx';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { LimitedSeries } from './limited-series.tsx';
import type { Limit } from './limits.ts';
import { LiveFigures } from './live-figures.tsx';
import { useLimits } from './use-limits.ts';
import { type LiveTraffic as Live, type LiveTrafficFigures, useLiveTraffic } from './use-live-traffic.ts';
import { VersionTraffic } from './version-traffic.tsx';
import { WALL_MESSAGES } from './wall.messages.ts';
import styles from './wall.module.css';

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** Traffic of the last minutes, live: figures, lines, grades, scores, and the share of each version. */
export function LiveTraffic(): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const [search] = useSearch();
  const windowSeconds = search.get('window') === '10' ? 10 : 60;
  const live = useLiveTraffic(windowSeconds);
  const limits = useLimits();
  return (
    <Panel title={texts.live} actions={<WindowField windowSeconds={windowSeconds} />}>
      {live.refusal && (
        <p className={monitoring.refusal} role="alert">
          <code>{live.refusal.code}</code> <bdi>{live.refusal.message}</bdi>
        </p>
      )}
      {live.newest ? (
        <LiveFigures figures={live.newest} limits={limits} />
      ) : (
        !live.refusal && <p className={monitoring.note}>{texts.waiting}</p>
      )}
      <LiveLines lines={live.lines} limits={limits} />
      {live.newest && <LiveMix figures={live.newest} />}
    </Panel>
  );
}

function WindowField({ windowSeconds }: { readonly windowSeconds: number }): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const format = useFormat();
  const [, change] = useSearch();
  return (
    <div className={styles.field}>
      <SelectField
        label={texts.window}
        isLabelHidden
        value={String(windowSeconds)}
        onChange={(event) => change({ window: event.target.value === '60' ? undefined : event.target.value })}
      >
        <option value="10">{texts.seconds(format.number(10))}</option>
        <option value="60">{texts.minutes(format.number(1))}</option>
      </SelectField>
    </div>
  );
}

function LiveLines({
  lines,
  limits,
}: {
  readonly lines: Live['lines'];
  readonly limits: (metric: string) => readonly Limit[];
}): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const series = useMemo(
    () => ({
      throughput: [{ name: texts.throughputShort, values: lines.throughput }],
      latency: [
        { name: texts.p50, values: lines.p50Ms },
        { name: texts.p95, values: lines.p95Ms },
      ],
      errorRate: [{ name: texts.errorRate, values: lines.errorRate }],
    }),
    [texts, lines],
  );
  return (
    <div className={monitoring.charts} data-volatile="">
      <LimitedSeries
        title={texts.throughput}
        times={lines.times}
        series={series.throughput}
        limits={limits('THROUGHPUT')}
        format={(value, formats) => formats.number(value, 2)}
      />
      <LimitedSeries
        title={texts.latency}
        times={lines.times}
        series={series.latency}
        limits={limits('LATENCY_P95_MS')}
        format={(value, formats) => formats.number(value, value < 10 ? 1 : 0)}
      />
      <LimitedSeries
        title={texts.errorRate}
        times={lines.times}
        series={series.errorRate}
        limits={limits('ERROR_RATE')}
        format={(value, formats) => formats.percent(value)}
      />
    </div>
  );
}

function LiveMix({ figures }: { readonly figures: LiveTrafficFigures }): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  return (
    <>
      <div className={monitoring.charts}>
        <StackedBar
          title={texts.gradeMix}
          parts={GRADES.map((grade) => ({
            name: grade,
            count: figures.grades.find((each) => each.grade === grade)?.predictions ?? 0,
          }))}
        />
        <Histogram title={texts.scores} countName={texts.count} counts={figures.scoreHistogram} />
      </div>
      <VersionTraffic figures={figures} />
    </>
  );
}
