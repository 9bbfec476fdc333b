import { type ReactNode, useSyncExternalStore } from 'react';
import { GraphError } from '../../graph/graph-error.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { singleKeys, useShortcuts } from '../../ui/shortcuts.ts';
import { STATE_MESSAGES } from '../../ui/states.messages.ts';
import type { QueueList } from '../list/queue-list.ts';
import type { OpenedList } from '../list/use-queue-list.ts';
import { QUEUE_MESSAGES } from '../words/queue.messages.ts';
import styles from './state.module.css';
import type { Total } from './use-total.ts';

/** The state of the list in a line: how many leads it has, how many moved, and what could not be read. */
export function QueueStatus({ opened, total }: { readonly opened: OpenedList; readonly total: Total }): ReactNode {
  return (
    <div className={styles.status}>
      <Count total={total} queue={opened.queue} />
      <Moved opened={opened} />
      <Faults opened={opened} />
    </div>
  );
}

function Count({ total: { count, isExact }, queue }: { readonly total: Total; readonly queue: QueueList }): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const format = useFormat();
  const { known, isEnd } = useSyncExternalStore(queue.list.follow, queue.list.state);
  // a list that was read to its end knows best
  const shown = isEnd ? known : count;
  if (shown === undefined) return <span>{texts.counting}</span>;
  const text = format.number(shown);
  return <span data-volatile="">{isEnd || isExact ? texts.leads(shown, text) : texts.moreThan(text)}</span>;
}

function Moved({ opened: { queue, isRenewing, renew } }: { readonly opened: OpenedList }): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const format = useFormat();
  const moved = useStore(queue.moved).size;
  const areKeysOn = useStore(singleKeys) === 'on';
  useShortcuts({ n: { label: texts.keys.show, run: () => renew(0) } });
  return (
    <>
      {moved > 0 && (
        <span className={styles.moved}>
          <span data-volatile="">{texts.moved(moved, format.number(moved))}</span>
          <Button kind="quiet" isBusy={isRenewing} onClick={() => renew(0)}>
            {isRenewing ? texts.showing : texts.show}
          </Button>
        </span>
      )}
      {/* without the number, so that it is read out once */}
      <span role="status" className="visually-hidden">
        {moved > 0 && `${texts.movedNotice}${areKeysOn ? ` ${texts.movedKey}` : ''}`}
      </span>
    </>
  );
}

/** Why further leads, or fields of them, could not be read. */
function Faults({ opened: { queue, isRenewing, renew } }: { readonly opened: OpenedList }): ReactNode {
  const texts = useMessages(QUEUE_MESSAGES);
  const states = useMessages(STATE_MESSAGES);
  const format = useFormat();
  const { failure, isReady } = useSyncExternalStore(queue.list.follow, queue.list.state);
  const [fault] = useStore(queue.faults);
  const code = failure instanceof GraphError ? failure.code : undefined;
  const first = useStore(queue.firstShown);
  if (failure && code === 'CURSOR_EXPIRED')
    return (
      <span className={styles.fault} role="alert">
        {texts.expired}
        <Button isBusy={isRenewing} onClick={() => renew(first)}>
          {texts.beginAnew(format.number(first + 1))}
        </Button>
      </span>
    );
  if (failure && isReady)
    return (
      <span className={styles.fault} role="alert">
        {states.stale} {code && <code>{code}</code>} <bdi>{failure.message}</bdi>
        <Button onClick={() => queue.list.retry()}>{states.retry}</Button>
      </span>
    );
  if (!fault) return null;
  return (
    <span className={styles.fault} role="status">
      {states.partly} <code>{fault.code}</code> <bdi>{fault.message}</bdi>
    </span>
  );
}
