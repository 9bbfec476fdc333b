import { type ReactNode, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { Button } from '../ui/button.tsx';
import { CHART_MESSAGES } from './chart.messages.ts';
import styles from './chart.module.css';

/** A titled drawing with the same values as a table, one of them shown at a time. */
export function ChartFigure({
  title,
  isEmpty = false,
  drawing,
  table,
}: {
  readonly title: string;
  readonly isEmpty?: boolean;
  readonly drawing: ReactNode;
  readonly table: ReactNode;
}): ReactNode {
  const texts = useMessages(CHART_MESSAGES);
  const [isTable, setTable] = useState(false);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <Button kind="quiet" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {texts.table}
        </Button>
      </figcaption>
      {isEmpty ? <p className={styles.none}>{texts.none}</p> : isTable ? table : drawing}
    </figure>
  );
}
