import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../../language/messages.ts';
import { useViewer } from '../../session/rights.ts';
import { Empty, Failure } from '../../ui/states.tsx';
import type { QueueList } from '../list/queue-list.ts';
import { BUILT_IN_VIEWS } from '../view/built-in-views.ts';
import { isSearchable } from '../view/lead-filter.ts';
import { isSameList, type View } from '../view/view.ts';
import { QUEUE_MESSAGES } from '../words/queue.messages.ts';
import styles from './state.module.css';

const MINE = BUILT_IN_VIEWS.find(({ name }) => name === 'mine')?.view;

/** A view without leads: why, and what to do next. */
export function EmptyQueue({
  view,
  warnings,
}: {
  readonly view: View;
  readonly warnings: readonly string[];
}): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const { subject } = useViewer();
  const isMine = MINE !== undefined && isSameList(view, MINE);
  return (
    <div className={styles.empty}>
      <Empty>
        <p>{isMine ? texts.emptyMine(subject) : isSearchable(view.search) ? texts.emptySearch : texts.empty}</p>
        {warnings.map((warning) => (
          <p key={warning}>
            <bdi lang="en">{warning}</bdi>
          </p>
        ))}
        <p>{texts.emptyNext}</p>
        <Link href="/">{texts.clear}</Link>
      </Empty>
    </div>
  );
}

/** A list that could not be read at all. */
export function FirstFailure({ queue, error }: { readonly queue: QueueList; readonly error: Error }): ReactNode {
  return (
    <div className={styles.empty}>
      <Failure error={error} onRetry={() => queue.list.retry()} />
    </div>
  );
}
