import { type ReactNode, useMemo } from 'react';
import { TimeSeries } from '../../charts/time-series.tsx';
import type {
  GuardrailMetric,
  ModelAnalysisFragment,
  ModelRolloutEventFragment,
} from '../../graph/generated/graphql.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import styles from '../shared/models.module.css';
import { VERDICT_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { guardrailSeries, seriesRange } from './guardrail-series.ts';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import own from './rollout.module.css';
import { isOpen } from './rollout-progress.ts';
import type { ShownRollout } from './rollout-view.tsx';
import { TripWires } from './trip-wires.tsx';

type Judged = ModelAnalysisFragment['metrics'][number];

const DAY_MS = 86_400_000;

/** Guardrails of a rollout, each with its confidence sequence over time against its limit. */
export function Guardrails({
  of,
  events,
}: {
  readonly of: ShownRollout;
  readonly events: readonly ModelRolloutEventFragment[];
}): ReactNode {
  return (
    <>
      <div className={own.guardrails}>
        {of.guardrails.map(({ metric, holds }) => (
          <Guardrail
            key={metric}
            metric={metric}
            holds={holds}
            judged={of.analysis?.metrics.find((each) => each.metric === metric)}
            events={events}
            isOver={!isOpen(of.status)}
          />
        ))}
      </div>
      <TripWires of={of} />
    </>
  );
}

function Guardrail({
  metric,
  holds,
  judged,
  events,
  isOver,
}: {
  readonly metric: GuardrailMetric;
  readonly isOver: boolean;
  readonly holds: boolean;
  readonly judged: Judged | undefined;
  readonly events: readonly ModelRolloutEventFragment[];
}): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <article className={own.guardrail}>
      <div className={own.head}>
        <h3>{words.guardrail[metric]}</h3>
        {judged && <Badge tone={VERDICT_TONES[judged.verdict]}>{words.verdict[judged.verdict]}</Badge>}
      </div>
      {judged ? (
        <Judgement of={judged} isOver={isOver} />
      ) : (
        <p className={styles.hint}>{isOver ? texts.undecided : texts.noEvidence}</p>
      )}
      {judged && <Sequence metric={metric} limit={judged.limit} events={events} />}
      {judged && (
        <p className={styles.hint} dir="auto">
          {judged.explanation}
        </p>
      )}
      <p className={styles.hint}>{holds ? texts.holds : texts.onlyFails}</p>
    </article>
  );
}

function Judgement({ of, isOver }: { readonly of: Judged; readonly isOver: boolean }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  const value = (of_: number | null | undefined): string => (of_ == null ? '–' : formatOf(of.metric)(of_, format));
  const figures: readonly (readonly [string, string])[] = [
    [texts.found, value(of.found)],
    [texts.lower, value(of.lower)],
    [texts.upper, value(of.upper)],
    [texts.limit, value(of.limit)],
    [texts.champion, value(of.champion)],
  ];
  return (
    <>
      <dl className={own.values}>
        {figures.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-volatile="">{text}</dd>
          </div>
        ))}
      </dl>
      <p data-volatile="">
        <strong>{useNeed(of, isOver)}</strong>{' '}
        <span className={styles.hint}>{texts.observations(of.samples, format.number(of.samples))}</span>
      </p>
    </>
  );
}

function useNeed({ verdict, needed, neededDays }: Judged, isOver: boolean): string {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const format = useFormat();
  if (verdict !== 'INCONCLUSIVE' || needed === 0) return texts.decided;
  if (isOver) return texts.undecided;
  if (needed == null) return texts.unknownNeed;
  const count = format.number(needed);
  return neededDays == null ? texts.needs(count) : texts.needsTime(count, format.duration(neededDays * DAY_MS));
}

function Sequence({
  metric,
  limit,
  events,
}: {
  readonly metric: GuardrailMetric;
  readonly limit: number;
  readonly events: readonly ModelRolloutEventFragment[];
}): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const data = useMemo(() => {
    const series = guardrailSeries(events, metric);
    return {
      times: series.times,
      series: [
        { name: texts.found, values: series.found },
        { name: texts.lower, values: series.lower, isStepped: true },
        { name: texts.upper, values: series.upper, isStepped: true },
      ],
      thresholds: [{ name: texts.limit, value: limit }],
      range: seriesRange(series, limit),
    };
  }, [events, metric, limit, texts]);
  if (data.times.length < 2) return null;
  return <TimeSeries title={texts.chart(words.guardrail[metric])} data={data} format={formatOf(metric)} height={180} />;
}

/** PSI is in nats; all other guardrails are shares. */
function formatOf(metric: GuardrailMetric): (value: number, formats: Formats) => string {
  return (value, formats) => (metric === 'SCORE_PSI' ? formats.number(value, 3) : formats.percent(value, 2));
}
