import { useId, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
// not that of the router, which decodes the query once before it is parsed: %25 would be lost
import { useSearch } from 'wouter/use-browser-location';
import { useMessages } from '../language/messages.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { SelectionBar } from './actions/selection-bar.tsx';
import { ConditionChips } from './filters/condition-chips.tsx';
import { FilterPanel } from './filters/filter-panel.tsx';
import { LeadGrid } from './grid/lead-grid.tsx';
import { useQueueList } from './list/use-queue-list.ts';
import { LiveRows } from './live/live-rows.tsx';
import styles from './queue.module.css';
import { EmptyQueue, FirstFailure } from './state/empty-queue.tsx';
import { QueueStatus } from './state/queue-status.tsx';
import { useTotal } from './state/use-total.ts';
import { Toolbar } from './toolbar/toolbar.tsx';
import { ViewTabs } from './toolbar/view-tabs.tsx';
import { formatView, parseView, type View } from './view/view.ts';
import { QUEUE_MESSAGES } from './words/queue.messages.ts';

/** The queue: the leads to work now. Search, conditions, order and columns stand in the address. */
export default function QueuePage(): React.ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  usePageTitle(texts.title);
  const query = useSearch();
  const [, navigate] = useLocation();
  const view = parseView(query);
  const setView = (next: View): void => navigate(`/${formatView(next)}`, { replace: true });
  const opened = useQueueList(view);
  const { queue } = opened;
  const state = useSyncExternalStore(queue.list.follow, queue.list.state);
  const total = useTotal(queue);
  const [hasPanel, setPanel] = useState(false);
  const panelId = useId();
  const isEmpty = state.isReady && state.isEnd && state.known === 0;
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{texts.title}</h1>
      <ViewTabs view={view} />
      <Toolbar {...{ view, queue, total, hasPanel, panelId }} onView={setView} onPanel={() => setPanel(!hasPanel)} />
      <ConditionChips view={view} onView={setView} />
      <QueueStatus opened={opened} total={total} />
      <div className={styles.content}>
        {hasPanel && <FilterPanel id={panelId} view={view} filter={queue.filter} onView={setView} />}
        {isEmpty && <EmptyQueue view={view} warnings={total.warnings} />}
        {!isEmpty && !state.isReady && state.failure && <FirstFailure queue={queue} error={state.failure} />}
        {!isEmpty && (state.isReady || !state.failure) && (
          <LeadGrid
            queue={queue}
            columns={view.columns}
            order={view.order}
            onOrder={(order) => setView({ ...view, order })}
            total={total.isExact ? total.count : undefined}
          />
        )}
      </div>
      <LiveRows key={`live ${queue.serial}`} queue={queue} />
      <SelectionBar queue={queue} />
    </div>
  );
}
