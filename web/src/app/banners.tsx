import { useSyncExternalStore } from 'react';
import { newerServer } from '../graph/newer-server.ts';
import { useMessages } from '../language/messages.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { keepDrafts } from '../ui/draft.ts';
import { FRAME_MESSAGES } from './frame.messages.ts';
import styles from './frame.module.css';

/** Banners about the whole page: no network, and a newer version. */
export function Banners(): React.ReactNode {
  const texts = useMessages(FRAME_MESSAGES);
  const isOnline = useSyncExternalStore(followNetwork, () => navigator.onLine);
  const isOutdated = useStore(newerServer);
  return (
    <div role="status">
      {!isOnline && <p className={styles.banner}>{texts.offline}</p>}
      {isOutdated && (
        <p className={styles.banner}>
          {texts.newer} <Button onClick={reload}>{texts.reload}</Button>
        </p>
      )}
    </div>
  );
}

function reload(): void {
  keepDrafts();
  location.reload();
}

function followNetwork(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}
