import type { ReactNode } from 'react';
import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { DataTable } from '../ui/data-table.tsx';
import { CHART_MESSAGES } from './chart.messages.ts';
import { ChartFigure } from './chart-figure.tsx';
import styles from './histogram.module.css';

/** Counts in bins of equal width between 0 and 1, as columns. */
export function Histogram({
  title,
  countName,
  counts,
}: {
  readonly title: string;
  /** meaning of a count */
  readonly countName: string;
  readonly counts: readonly number[];
}): ReactNode {
  const texts = useMessages(CHART_MESSAGES);
  const format = useFormat();
  const most = Math.max(1, ...counts);
  const nameOf = (bin: number): string =>
    `${format.percent(bin / counts.length, 0)} – ${format.percent((bin + 1) / counts.length, 0)}`;
  return (
    <ChartFigure
      title={title}
      isEmpty={counts.every((count) => count === 0)}
      drawing={
        <div role="img" aria-label={title} data-volatile="">
          <div className={styles.columns}>
            {counts.map((count, bin) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
                key={bin}
                className={styles.column}
                title={`${nameOf(bin)}: ${format.number(count)}`}
                style={{ blockSize: `${(100 * count) / most}%` }}
              />
            ))}
          </div>
          <div className={styles.axis}>
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <span key={share}>{format.percent(share, 0)}</span>
            ))}
          </div>
        </div>
      }
      table={
        <DataTable
          caption={title}
          isCaptionHidden
          rows={counts.map((count, bin) => ({ name: nameOf(bin), count }))}
          keyOf={({ name }) => name}
          columns={[
            { name: texts.bin, cell: ({ name }) => <bdi>{name}</bdi> },
            { name: countName, isNumber: true, cell: ({ count }) => format.number(count) },
          ]}
        />
      }
    />
  );
}
