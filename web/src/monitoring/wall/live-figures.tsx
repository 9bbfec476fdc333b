import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import { TONES } from '../common/tones.ts';
import { type Limit, reachedLimit } from './limits.ts';
import type { LiveTrafficFigures } from './use-live-traffic.ts';
import { WALL_MESSAGES } from './wall.messages.ts';
import styles from './wall.module.css';

/** The newest figures of live traffic. A figure beyond a limit names its severity. */
export function LiveFigures({
  figures,
  limits,
}: {
  readonly figures: LiveTrafficFigures;
  readonly limits: (metric: string) => readonly Limit[];
}): ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const { unit } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const { throughput, latency, errorRate, meanProbability, predictions } = figures;
  const orNone = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  return (
    <dl className={styles.figures}>
      <Figure name={texts.throughputShort} limit={reachedLimit(limits('THROUGHPUT'), throughput)}>
        {unit.perSecond(format.number(throughput, 2))}
      </Figure>
      <Figure name={texts.p95Long} limit={reachedLimit(limits('LATENCY_P95_MS'), latency?.p95Ms)}>
        {orNone(latency?.p95Ms, (value) => unit.milliseconds(format.number(value, 1)))}
      </Figure>
      <Figure name={texts.errorRate} limit={reachedLimit(limits('ERROR_RATE'), errorRate)}>
        {orNone(errorRate, (value) => format.percent(value, 2))}
      </Figure>
      <Figure name={texts.meanProbability}>{orNone(meanProbability, (value) => format.percent(value))}</Figure>
      <Figure name={texts.predictions}>{format.number(predictions)}</Figure>
    </dl>
  );
}

function Figure({
  name,
  limit,
  children,
}: {
  readonly name: string;
  readonly limit?: Limit | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { severities } = useMessages(MONITORING_MESSAGES);
  return (
    <div data-tone={limit && TONES[limit.severity]}>
      <dt>
        {name}
        {limit && <strong> · {severities[limit.severity]}</strong>}
      </dt>
      <dd data-volatile="">{children}</dd>
    </div>
  );
}
