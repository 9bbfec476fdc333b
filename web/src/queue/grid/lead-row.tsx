import { memo, type ReactNode } from 'react';
import type { Slot } from '../list/lead-pages.ts';
import { labelOf, type Row } from '../list/row.ts';
import type { ColumnName } from '../view/columns.ts';
import { CELLS, type CellContext } from './cells.tsx';
import { COLUMN_LAYOUT } from './column-layout.ts';
import styles from './grid.module.css';

/** A row of the table, at its place in the spacer. */
export const LeadRow = memo(function LeadRow({
  rank,
  slot,
  top,
  height,
  columns,
  context,
  isActive,
  isSelected,
}: {
  readonly rank: number;
  readonly slot: Slot<Row> | 'MISSING' | undefined;
  /** pixels from the start of the spacer */
  readonly top: number;
  readonly height: number;
  readonly columns: readonly ColumnName[];
  readonly context: CellContext;
  readonly isActive: boolean;
  readonly isSelected: boolean;
}): ReactNode {
  const isThere = typeof slot === 'object';
  return (
    <tr
      id={rowId(rank)}
      aria-rowindex={rank + 2}
      aria-selected={isSelected}
      aria-busy={slot === undefined || undefined}
      tabIndex={isActive ? 0 : -1}
      data-rank={rank}
      data-gone={(isThere && slot.isGone) || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)`, blockSize: height }}
    >
      {isThere ? <Cells {...{ slot, columns, context, isActive, isSelected }} /> : <Vacant slot={slot} {...context} />}
    </tr>
  );
});

/** Id of a row's element. */
export function rowId(rank: number): string {
  return `queue-row-${rank}`;
}

function Cells({
  slot: { row, isGone, changes },
  columns,
  context,
  isActive,
  isSelected,
}: {
  readonly slot: Slot<Row>;
  readonly columns: readonly ColumnName[];
  readonly context: CellContext;
  readonly isActive: boolean;
  readonly isSelected: boolean;
}): ReactNode {
  const { texts } = context;
  return (
    <>
      <td data-column="select" className={styles.cell}>
        {/* another element for each change: its animation begins anew */}
        {changes > 0 && <span key={changes} className={styles.flash} aria-hidden="true" />}
        <input
          type="checkbox"
          checked={isSelected}
          readOnly
          tabIndex={isActive ? 0 : -1}
          aria-label={texts.selectLead(labelOf(row))}
          className={styles.checkbox}
        />
      </td>
      {columns.map((column) => {
        const Cell = CELLS[column];
        return (
          <td key={column} data-column={column} data-number={COLUMN_LAYOUT[column].isNumber} className={styles.cell}>
            <span className={styles.name}>{texts.columns[column]}</span>
            {column === 'step' && isGone ? texts.gone : <Cell {...context} row={row} isActive={isActive} />}
          </td>
        );
      })}
    </>
  );
}

function Vacant({ slot, texts }: { readonly slot: 'MISSING' | undefined } & CellContext): ReactNode {
  return (
    <td className={styles.vacant} data-loading={slot === undefined ? '' : undefined}>
      {slot === 'MISSING' ? texts.missing : <span className="visually-hidden">{texts.loading}</span>}
    </td>
  );
}
