import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import styles from './models.module.css';
import { PAGE_MESSAGES } from './page-turner.messages.ts';

/** Turns to the following page of a list, and back to the first. */
export function PageTurner({
  after,
  info,
  onTurn,
}: {
  /** cursor of the page that is shown; null for the first */
  readonly after: string | null;
  readonly info: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly onTurn: (after: string | null) => void;
}): ReactNode {
  const texts = useMessages(PAGE_MESSAGES);
  if (after === null && !info.hasNextPage) return null;
  return (
    <div className={styles.row}>
      <Button disabled={after === null} onClick={() => onTurn(null)}>
        {texts.newest}
      </Button>
      <Button disabled={!info.hasNextPage} onClick={() => onTurn(info.endCursor ?? null)}>
        {texts.older}
      </Button>
    </div>
  );
}
