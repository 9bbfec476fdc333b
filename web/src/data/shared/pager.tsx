import { type ReactNode, useState } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { DATA_MESSAGES } from './data.messages.ts';
import styles from './data.module.css';

/** Place in a list that is read page by page. */
export interface Paging {
  /** cursor for the present page; undefined for the first */
  readonly after: string | undefined;
  /** number of the present page, from 1 */
  readonly page: number;
  readonly forward: (endCursor: string) => void;
  readonly back: () => void;
}

/**
 * Place in a list that is read page by page, forwards by cursors and back by those that were passed.
 *
 * @param key of the list: another filter begins at its first page
 */
export function usePaging(key = ''): Paging {
  const [passed, setPassed] = useState<{ key: string; cursors: readonly string[] }>({ key, cursors: [] });
  const cursors = passed.key === key ? passed.cursors : [];
  return {
    after: cursors.at(-1),
    page: cursors.length + 1,
    forward: (endCursor) => setPassed({ key, cursors: [...cursors, endCursor] }),
    back: () => setPassed({ key, cursors: cursors.slice(0, -1) }),
  };
}

/** Buttons to the previous and the next page of a list; nothing for a list of one page. */
export function Pager({
  paging: { page, forward, back },
  of: { hasNextPage, endCursor },
}: {
  readonly paging: Paging;
  readonly of: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}): ReactNode {
  const texts = useMessages(DATA_MESSAGES);
  const format = useFormat();
  if (page === 1 && !hasNextPage) return null;
  return (
    <nav className={styles.row} aria-label={texts.pages}>
      <Button disabled={page === 1} onClick={back}>
        {texts.earlier}
      </Button>
      <span aria-live="polite">{texts.page(format.number(page))}</span>
      <Button disabled={!hasNextPage || !endCursor} onClick={() => endCursor && forward(endCursor)}>
        {texts.later}
      </Button>
    </nav>
  );
}
