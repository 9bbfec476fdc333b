import type { ReactNode } from 'react';
import { useFormat } from '../language/format.ts';
import styles from './interval-bar.module.css';

/** A measured share with its 95 % interval. */
export interface MeasuredShare {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * A share as a bar with a whisker from the lower to the upper bound, and as text, for a cell of a table.
 *
 * @param most share of a bar that fills the cell
 */
export function IntervalBar({ share, most }: { readonly share: MeasuredShare; readonly most: number }): ReactNode {
  const format = useFormat();
  const width = (value: number): string => `${(100 * Math.min(value, most)) / most}%`;
  return (
    <span className={styles.interval}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ inlineSize: width(share.estimate) }} />
        <span
          className={styles.whisker}
          style={{ insetInlineStart: width(share.lower), inlineSize: width(share.upper - share.lower) }}
        />
      </span>
      <span className={styles.text}>
        {format.percent(share.estimate)}{' '}
        <small>
          <bdi>
            ({format.percent(share.lower)} – {format.percent(share.upper)})
          </bdi>
        </small>
      </span>
    </span>
  );
}
