import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { GRID_MESSAGES } from '../grid/grid.messages.ts';
import { COLUMNS, FIXED_COLUMN, toggleColumn } from '../view/columns.ts';
import type { View } from '../view/view.ts';
import { QUEUE_MESSAGES } from '../words/queue.messages.ts';

import styles from './toolbar.module.css';

/** The choice of columns. */
export function ColumnsDialog({
  isOpen,
  onClose,
  view,
  onView,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly view: View;
  readonly onView: (view: View) => void;
}): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const { columns } = useMessages(GRID_MESSAGES);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.columns}
      actions={<Button onClick={onClose}>{texts.close}</Button>}
    >
      <div className={styles.columns}>
        {COLUMNS.map((column) => (
          <CheckField
            key={column}
            label={columns[column]}
            checked={view.columns.includes(column)}
            disabled={column === FIXED_COLUMN}
            onChange={() => onView({ ...view, columns: toggleColumn(view.columns, column) })}
          />
        ))}
      </div>
    </Dialog>
  );
}
