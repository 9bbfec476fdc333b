import type { ReactNode } from 'react';
import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { CHART_MESSAGES } from './chart.messages.ts';
import styles from './stacked-bar.module.css';

/** A part of a whole. */
export interface StackedPart {
  readonly name: string;
  readonly count: number;
}

/** Parts of a whole as one bar; its legend has every name, count and share. */
export function StackedBar({
  title,
  parts,
}: {
  readonly title: string;
  readonly parts: readonly StackedPart[];
}): ReactNode {
  const texts = useMessages(CHART_MESSAGES);
  const format = useFormat();
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      {total === 0 ? (
        <p className={styles.none}>{texts.none}</p>
      ) : (
        <div data-volatile="">
          <div className={styles.bar} aria-hidden="true">
            {parts.map(({ name, count }, index) => (
              <span key={name} data-part={index + 1} style={{ flexGrow: count }} hidden={count === 0}>
                {count / total > 0.08 && name}
              </span>
            ))}
          </div>
          <ul className={styles.legend}>
            {parts.map(({ name, count }, index) => (
              <li key={name} data-part={index + 1}>
                <strong>{name}</strong> {format.percent(count / total)} <small>({format.number(count)})</small>
              </li>
            ))}
          </ul>
        </div>
      )}
    </figure>
  );
}
