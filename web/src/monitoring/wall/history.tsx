import { useMemo } from 'react';
import { MonitoringHistoryDocument, type MonitoringHistoryQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { useModelVersions } from '../../versions/use-model-versions.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { gradeShares } from './history-points.ts';
import { LimitedSeries } from './limited-series.tsx';
import { useLimits } from './use-limits.ts';
import { WALL_MESSAGES } from './wall.messages.ts';
import styles from './wall.module.css';

const RANGES = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;
const GRADES = ['A', 'B', 'C', 'D'] as const;
const EVERY_MS = { HOUR: 10_000, DAY: 60_000, WEEK: 300_000, MONTH: 300_000, YEAR: 600_000 } as const;

type Points = NonNullable<MonitoringHistoryQuery['metricsHistory']>['points'];

/** Traffic over hours to a year, with the limits of the alert rules; of all versions or of one. */
export function History(): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const [search] = useSearch();
  const range = RANGES.find((name) => name === search.get('range')) ?? 'DAY';
  const [model, version] = (search.get('of') ?? '').split(':');
  const history = useGraph(
    MonitoringHistoryDocument,
    { range, ...(version && { model: model as string, version: Number(version) }) },
    { every: EVERY_MS[range], keepsPrevious: true },
  );
  return (
    <Panel title={texts.history} actions={<Choices range={range} />}>
      <Answer of={history} lines={8}>
        {({ metricsHistory }) =>
          metricsHistory?.points.some(({ predictions, errorRate }) => predictions > 0 || errorRate !== null) ? (
            <HistoryLines points={metricsHistory.points} model={version ? model : undefined} />
          ) : (
            <Empty>{texts.noHistory}</Empty>
          )
        }
      </Answer>
    </Panel>
  );
}

function Choices({ range }: { readonly range: string }): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const shared = useMessages(MONITORING_MESSAGES);
  const [search, change] = useSearch();
  const { models } = useModelVersions({ enabled: useRight('models:read') });
  return (
    <div className={styles.head}>
      {models.length > 0 && (
        <SelectField
          label={shared.version}
          isLabelHidden
          value={search.get('of') ?? ''}
          onChange={(event) => change({ of: event.target.value })}
        >
          <option value="">{shared.allVersions}</option>
          {models.flatMap(({ name, versions }) =>
            versions.map(({ version }) => (
              <option key={`${name}:${version}`} value={`${name}:${version}`}>
                {`${name} ${version}`}
              </option>
            )),
          )}
        </SelectField>
      )}
      <SelectField
        label={texts.range}
        isLabelHidden
        value={range}
        onChange={(event) => change({ range: event.target.value })}
      >
        {RANGES.map((name) => (
          <option key={name} value={name}>
            {texts.ranges[name]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function HistoryLines({
  points,
  model,
}: {
  readonly points: Points;
  readonly model: string | undefined;
}): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const limits = useLimits(model);
  const { times, ...series } = useMemo(() => linesOf(points, texts), [points, texts]);
  return (
    <div className={monitoring.charts} data-volatile="">
      <LimitedSeries
        title={texts.throughput}
        times={times}
        series={series.throughput}
        limits={limits('THROUGHPUT')}
        format={(value, formats) => formats.number(value, 2)}
      />
      <LimitedSeries
        title={texts.latency}
        times={times}
        series={series.latency}
        limits={limits('LATENCY_P95_MS')}
        format={(value, formats) => formats.number(value, value < 10 ? 1 : 0)}
      />
      <LimitedSeries
        title={texts.errorRate}
        times={times}
        series={series.errorRate}
        limits={limits('ERROR_RATE')}
        format={(value, formats) => formats.percent(value)}
      />
      <LimitedSeries
        title={texts.gradeShares}
        times={times}
        series={series.grades}
        format={(value, formats) => formats.percent(value, 0)}
        range={SHARES}
      />
    </div>
  );
}

const SHARES: readonly [number, number] = [0, 1];

function linesOf(points: Points, texts: (typeof WALL_MESSAGES)['en']) {
  return {
    times: points.map(({ start }) => Date.parse(start)),
    throughput: [{ name: texts.throughputShort, values: points.map(({ throughput }) => throughput) }],
    latency: [
      { name: texts.p50, values: points.map(({ latency }) => latency?.p50Ms ?? null) },
      { name: texts.p95, values: points.map(({ latency }) => latency?.p95Ms ?? null) },
      { name: texts.p99, values: points.map(({ latency }) => latency?.p99Ms ?? null) },
    ],
    errorRate: [{ name: texts.errorRate, values: points.map(({ errorRate }) => errorRate) }],
    grades: GRADES.map((grade) => ({ name: texts.grade(grade), values: gradeShares(points, grade) })),
  };
}
