import { type Band, TimeSeries } from '../../charts/time-series.tsx';
import { LeadGradeLimitsDocument, LeadHistoryDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { HISTORY_MESSAGES } from './history.messages.ts';
import styles from './history.module.css';
import { type HistoricScore, scoreSeries } from './score-series.ts';

/** The scores of a lead over time, a line per model version, over the bands of the grades. */
export function History({ id, model }: { readonly id: string; readonly model: string | undefined }): React.ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const pages = useGraphPages(LeadHistoryDocument, { id }, ({ lead }) => lead?.scoreHistory?.pageInfo);
  return (
    <Panel title={texts.title}>
      <Answer of={pages.query} lines={6}>
        {(read) => {
          const scores = read.flatMap(({ lead }) => lead?.scoreHistory?.nodes ?? []);
          if (scores.length === 0) return <Empty>{texts.none}</Empty>;
          return (
            <>
              <Chart scores={scores} model={model} />
              <ShowMore list={texts.title} shown={scores.length} extent={pages} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

function Chart({
  scores,
  model,
}: {
  readonly scores: readonly HistoricScore[];
  readonly model: string | undefined;
}): React.ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const format = useFormat();
  const canReadLimits = useRight('models:read');
  const limits = useGraph(
    LeadGradeLimitsDocument,
    { model: model ?? '' },
    { enabled: canReadLimits && model !== undefined },
  );
  const policy = limits.data?.data.model?.gradePolicy;
  const { times, versions } = scoreSeries(scores);
  return (
    <>
      <TimeSeries
        title={texts.chart}
        height={240}
        format={(value, formats) => formats.percent(value)}
        data={{
          times,
          series: versions.map(({ version, values }) => ({
            name: texts.version(format.number(version)),
            values,
            isStepped: true,
            hasPoints: true,
          })),
          bands: policy ? gradeBands(policy.limits) : [],
          range: [0, 1],
        }}
      />
      {policy && <p className={styles.note}>{texts.limits(policy.name)}</p>}
    </>
  );
}

function gradeBands({ a, b, c }: { readonly a: number; readonly b: number; readonly c: number }): readonly Band[] {
  return [
    { name: 'A', from: a, to: 1, look: 'shaded' },
    { name: 'B', from: b, to: a, look: 'plain' },
    { name: 'C', from: c, to: b, look: 'shaded' },
    { name: 'D', from: 0, to: c, look: 'plain' },
  ];
}
