import type { ReactNode } from 'react';
import type { LeadOrder } from '../../graph/generated/graphql.ts';
import type { ColumnName } from '../view/columns.ts';
import { COLUMN_LAYOUT, nextOrder, sortOf } from './column-layout.ts';
import type { GridTexts } from './grid.messages.ts';
import styles from './grid.module.css';

/** The head of the table: names of the columns, by which it is ordered. */
export function GridHead({
  columns,
  order,
  onOrder,
  texts,
  selectAll,
}: {
  readonly columns: readonly ColumnName[];
  readonly order: LeadOrder;
  readonly onOrder: (order: LeadOrder) => void;
  readonly texts: GridTexts;
  /** the checkbox of all loaded leads */
  readonly selectAll: ReactNode;
}): ReactNode {
  return (
    <thead className={styles.head}>
      <tr aria-rowindex={1} className={styles.headRow}>
        <td className={styles.cell}>{selectAll}</td>
        {columns.map((column) => {
          const sort = sortOf(column, order);
          const next = nextOrder(column, order);
          const { isNumber } = COLUMN_LAYOUT[column];
          return (
            <th
              key={column}
              scope="col"
              aria-sort={sort}
              data-column={column}
              data-number={isNumber}
              className={styles.cell}
            >
              {next ? (
                <button
                  type="button"
                  className={styles.sort}
                  title={texts.sortBy(texts.columns[column])}
                  onClick={() => onOrder(next)}
                >
                  {texts.columns[column]}
                  <span aria-hidden="true">{sort ? (sort === 'ascending' ? '▲' : '▼') : ''}</span>
                </button>
              ) : (
                texts.columns[column]
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
