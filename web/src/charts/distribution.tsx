import type { ReactNode } from 'react';
import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { CHART_MESSAGES } from './chart.messages.ts';
import styles from './distribution.module.css';

/** A bin or a category of two distributions. */
export interface DistributionBin {
  readonly name: string;
  /** shares of the two distributions, 0 to 1 */
  readonly reference: number;
  readonly current: number;
}

/**
 * Two distributions side by side over the same bins: a table whose cells hold bars, so that the drawing is its own table.
 *
 * @param referenceName what the first distribution is of
 */
export function Distribution({
  title,
  referenceName,
  currentName,
  bins,
}: {
  readonly title: string;
  readonly referenceName: string;
  readonly currentName: string;
  readonly bins: readonly DistributionBin[];
}): ReactNode {
  const texts = useMessages(CHART_MESSAGES);
  const most = Math.max(0.001, ...bins.flatMap(({ reference, current }) => [reference, current]));
  if (bins.length === 0) return <p className={styles.none}>{texts.none}</p>;
  return (
    <table className={styles.distribution}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.bin}</th>
          <th scope="col" data-window="reference">
            {referenceName}
          </th>
          <th scope="col" data-window="current">
            {currentName}
          </th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ name, reference, current }) => (
          <tr key={name}>
            <th scope="row">
              <bdi>{name}</bdi>
            </th>
            <Bar window="reference" share={reference} most={most} />
            <Bar window="current" share={current} most={most} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({
  window,
  share,
  most,
}: {
  readonly window: 'reference' | 'current';
  readonly share: number;
  readonly most: number;
}): ReactNode {
  const format = useFormat();
  return (
    <td data-window={window}>
      <span className={styles.cell}>
        <span className={styles.bar} style={{ inlineSize: `${(100 * share) / most}%` }} />
        <span className={styles.share}>{format.percent(share)}</span>
      </span>
    </td>
  );
}
