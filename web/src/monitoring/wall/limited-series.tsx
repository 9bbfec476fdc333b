import { useMemo } from 'react';
import { type LimitTone, type Series, TimeSeries } from '../../charts/time-series.tsx';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import styles from '../common/monitoring.module.css';
import { type Limit, limitsInView } from './limits.ts';
import { WALL_MESSAGES } from './wall.messages.ts';

const TONES: Readonly<Record<Limit['severity'], LimitTone>> = { INFO: 'info', WARNING: 'warn', CRITICAL: 'bad' };

/** Lines over time with the limits of the alert rules: as bands and lines where they are in view, in words otherwise. */
export function LimitedSeries({
  title,
  times,
  series,
  limits = [],
  format,
  height,
  range,
}: {
  readonly title: string;
  readonly times: readonly number[];
  readonly series: readonly Series[];
  readonly limits?: readonly Limit[] | undefined;
  readonly format: (value: number, formats: Formats) => string;
  readonly height?: number;
  readonly range?: readonly [number, number];
}): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const formats = useFormat();
  const { data, beyond } = useMemo(() => {
    const { shown, beyond } = limitsInView(
      limits,
      series.flatMap(({ values }) => values),
    );
    const data = {
      times,
      series,
      thresholds: shown.map(({ severity, enter }) => ({
        name: severities[severity],
        value: enter,
        tone: TONES[severity],
      })),
      bands: shown.map(({ severity, from, to }) => ({ name: severities[severity], from, to, tone: TONES[severity] })),
      ...(range && { range }),
    };
    return { data, beyond };
  }, [times, series, limits, severities, range]);
  return (
    <div>
      <TimeSeries title={title} data={data} format={format} {...(height !== undefined && { height })} />
      {beyond.length > 0 && (
        <p className={styles.note}>
          {texts.beyond(
            beyond.map(({ severity, enter }) => `${severities[severity]} ${format(enter, formats)}`).join(texts.comma),
          )}
        </p>
      )}
    </div>
  );
}
