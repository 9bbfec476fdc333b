import { useMessages } from '../language/messages.ts';
import { createStore, useStore } from '../store/store.ts';
import { Button } from './button.tsx';
import { NOTICE_MESSAGES } from './notices.messages.ts';
import styles from './notices.module.css';

/** A short message about something that was done or failed. */
export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

const SHOWN_MS = 6_000;
const notices = createStore<readonly Notice[]>([]);
let nextId = 1;

/** Shows a message; one about a fault stays until it is closed. */
export function notify(kind: Notice['kind'], text: string): void {
  const id = nextId++;
  notices.set([...notices.get().slice(-3), { id, kind, text }]);
  if (kind === 'done') setTimeout(() => close(id), SHOWN_MS);
}

/** The messages, in a region that screen readers read out. */
export function Notices(): React.ReactNode {
  const texts = useMessages(NOTICE_MESSAGES);
  return (
    <section className={styles.notices} aria-live="polite" aria-label={texts.label}>
      {useStore(notices).map(({ id, kind, text }) => (
        <div key={id} className={styles.notice} data-kind={kind}>
          <bdi>{text}</bdi>
          <Button kind="quiet" onClick={() => close(id)}>
            {texts.close}
          </Button>
        </div>
      ))}
    </section>
  );
}

function close(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}
