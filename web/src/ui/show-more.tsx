import type { ReactNode } from 'react';
import type { ListExtent } from '../graph/use-pages.ts';
import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { Button } from './button.tsx';
import { useFocusFallback } from './focus-fallback.ts';
import { SHOW_MORE_MESSAGES } from './show-more.messages.ts';
import styles from './states.module.css';

/** End of a list that is read in parts: how much of it is shown, and a button for more. Nothing where all of it fits. */
export function ShowMore({
  list,
  shown,
  extent: { more, isLoadingMore, isExtended, isCut },
}: {
  /** name of the list */
  readonly list: string;
  /** rows that are shown */
  readonly shown: number;
  readonly extent: ListExtent;
}): ReactNode {
  const texts = useMessages(SHOW_MORE_MESSAGES);
  const format = useFormat();
  // the button goes with the last rows
  const count = useFocusFallback<HTMLSpanElement>(String(more !== undefined));
  if (!more && !isExtended && !isCut) return null;
  const text = format.number(shown);
  return (
    <div className={styles.more}>
      {more && (
        <Button aria-label={`${texts.more}: ${list}`} isBusy={isLoadingMore} onClick={more}>
          {texts.more}
        </Button>
      )}
      <span ref={count} tabIndex={-1} role="status" className={styles.count}>
        {isCut ? texts.cut(text) : more ? texts.part(shown, text) : texts.all(shown, text)}
      </span>
    </div>
  );
}
