import { useMemo } from 'react';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { MonitoringConversionDocument, type MonitoringConversionQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { GradeBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { useModelVersions } from '../../versions/use-model-versions.ts';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { chooseVersion } from '../common/versions.ts';
import { LimitedSeries } from './limited-series.tsx';
import { WALL_MESSAGES } from './wall.messages.ts';

const EVERY_MS = 300_000;
const DEFAULT_MODEL = 'lead-conversion';

type Grades = NonNullable<MonitoringConversionQuery['conversionByGrade']>;
type Weeks = NonNullable<MonitoringConversionQuery['conversionByWeek']>;

/** Outcomes of scored leads: by their first grade, and by the week of their creation. */
export function Conversion(): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const canRead = useRight('models:read');
  const { query, models } = useModelVersions({ enabled: canRead });
  const [search] = useSearch();
  const model = chooseVersion(models, search.get('model'), null)?.model ?? DEFAULT_MODEL;
  const conversion = useGraph(
    MonitoringConversionDocument,
    { model },
    { every: EVERY_MS, enabled: !canRead || !query.isPending },
  );
  return (
    <Panel title={texts.conversion}>
      <Answer of={conversion} lines={6}>
        {({ conversionByGrade, conversionByWeek }) => {
          const grades = conversionByGrade ?? [];
          if (grades.every(({ matured, pending }) => matured + pending === 0))
            return <Empty>{texts.noConversion}</Empty>;
          return (
            <div className={monitoring.charts}>
              <ByGrade grades={grades} />
              <ByWeek weeks={conversionByWeek ?? []} />
            </div>
          );
        }}
      </Answer>
    </Panel>
  );
}

function ByGrade({ grades }: { readonly grades: Grades }): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const format = useFormat();
  const most = Math.max(0.05, ...grades.map(({ conversionRate }) => conversionRate?.upper ?? 0));
  const endedBefore = grades.reduce((sum, each) => sum + each.endedBefore, 0);
  return (
    <div className={monitoring.stack}>
      <DataTable
        caption={texts.byGrade}
        rows={grades}
        keyOf={({ grade }) => grade}
        columns={[
          { name: texts.gradeName, cell: ({ grade }) => <GradeBadge grade={grade} /> },
          {
            name: texts.rate,
            cell: ({ conversionRate }) => (conversionRate ? <IntervalBar share={conversionRate} most={most} /> : '–'),
          },
          { name: texts.matured, isNumber: true, cell: ({ matured }) => format.number(matured) },
          { name: texts.pending, isNumber: true, cell: ({ pending }) => format.number(pending) },
          { name: texts.converted, isNumber: true, cell: ({ converted }) => format.number(converted) },
          { name: texts.revenue, isNumber: true, cell: ({ revenue }) => format.number(revenue) },
        ]}
      />
      {endedBefore > 0 && (
        <p className={monitoring.note}>{texts.endedBefore(endedBefore, format.number(endedBefore))}</p>
      )}
    </div>
  );
}

function ByWeek({ weeks }: { readonly weeks: Weeks }): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const { times, rate, leads } = useMemo(
    () => ({
      times: weeks.map(({ weekStart }) => Date.parse(weekStart)),
      rate: [{ name: texts.rate, values: weeks.map(({ conversionRate }) => conversionRate?.estimate ?? null) }],
      leads: [
        { name: texts.matured, values: weeks.map(({ matured }) => matured), isStepped: true },
        { name: texts.pending, values: weeks.map(({ pending }) => pending), isStepped: true },
      ],
    }),
    [weeks, texts],
  );
  return (
    <div className={monitoring.stack}>
      {weeks.some(({ conversionRate }) => conversionRate) && (
        <LimitedSeries
          title={texts.byWeek}
          times={times}
          series={rate}
          format={(value, formats) => formats.percent(value)}
          height={140}
        />
      )}
      <LimitedSeries
        title={texts.leadsByWeek}
        times={times}
        series={leads}
        format={(value, formats) => formats.number(value)}
        height={140}
      />
    </div>
  );
}
