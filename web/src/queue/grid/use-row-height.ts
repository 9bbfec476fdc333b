import { useSyncExternalStore } from 'react';

const CARDS = '(max-width: 52rem)';
const HEIGHTS_REM = { row: 2.75, card: 7.75, head: 2.25 } as const;

/** Heights in pixels: rows are cards on a narrow screen, which have no head. */
export function useRowHeight(): { readonly rowHeight: number; readonly headHeight: number } {
  const isCards = useSyncExternalStore(follow, () => matchMedia(CARDS).matches);
  const rem = useSyncExternalStore(follow, () =>
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  );
  return {
    rowHeight: Math.round((isCards ? HEIGHTS_REM.card : HEIGHTS_REM.row) * rem),
    headHeight: isCards ? 0 : HEIGHTS_REM.head * rem,
  };
}

function follow(listener: () => void): () => void {
  const query = matchMedia(CARDS);
  query.addEventListener('change', listener);
  window.addEventListener('resize', listener);
  return () => {
    query.removeEventListener('change', listener);
    window.removeEventListener('resize', listener);
  };
}
