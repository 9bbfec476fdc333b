import { type ReactNode, useState } from 'react';
import type { LeadOrder } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { ExportDialog } from '../actions/export-dialog.tsx';
import { countConditions } from '../filters/condition-chips.tsx';
import { FILTER_MESSAGES } from '../filters/filters.messages.ts';
import { SearchField } from '../filters/search-field.tsx';
import type { QueueList } from '../list/queue-list.ts';
import type { Total } from '../state/use-total.ts';
import { ORDERS, type View } from '../view/view.ts';
import { QUEUE_MESSAGES } from '../words/queue.messages.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';
import styles from './toolbar.module.css';

type Open = 'columns' | 'save' | 'export';

/** Search, order, and what can be done with the view. */
export function Toolbar({
  view,
  queue,
  total,
  hasPanel,
  panelId,
  onView,
  onPanel,
}: {
  readonly view: View;
  readonly queue: QueueList;
  readonly total: Total;
  readonly hasPanel: boolean;
  readonly panelId: string;
  readonly onView: (view: View) => void;
  readonly onPanel: () => void;
}): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const filterTexts = useMessages(FILTER_MESSAGES);
  const format = useFormat();
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const count = countConditions(view);
  useShortcuts({
    f: { label: filterTexts.keys.filters, run: onPanel },
    e: { label: texts.keys.export, run: () => setOpen('export') },
  });
  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <SearchField search={view.search} onSearch={(search) => onView({ ...view, search })} />
      </div>
      <div className={styles.order}>
        <SelectField
          label={filterTexts.order}
          isLabelHidden
          value={view.order}
          onChange={({ target }) => onView({ ...view, order: target.value as LeadOrder })}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {filterTexts.orders[order]}
            </option>
          ))}
        </SelectField>
      </div>
      <Button onClick={onPanel} aria-expanded={hasPanel} aria-controls={hasPanel ? panelId : undefined}>
        {count > 0 ? filterTexts.filtersOf(count, format.number(count)) : filterTexts.filters}
      </Button>
      <Button onClick={() => setOpen('columns')}>{texts.columns}</Button>
      <Button onClick={() => setOpen('save')}>{texts.saveView}</Button>
      <Button onClick={() => setOpen('export')}>{texts.export}</Button>
      <ColumnsDialog isOpen={open === 'columns'} onClose={close} view={view} onView={onView} />
      <SaveDialog isOpen={open === 'save'} onClose={close} view={view} />
      <ExportDialog isOpen={open === 'export'} onClose={close} filter={queue.filter} total={total} />
    </div>
  );
}
