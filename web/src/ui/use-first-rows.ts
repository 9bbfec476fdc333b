import { useState } from 'react';
import type { ListExtent } from '../graph/use-pages.ts';

/** The first rows of a list that is at hand. */
export interface FirstRows<Row> {
  readonly rows: readonly Row[];
  readonly extent: ListExtent;
}

/**
 * Shows a list that is at hand some rows at a time.
 *
 * @param isCut whether the list goes on after these rows
 */
export function useFirstRows<Row>(all: readonly Row[], size: number, isCut: boolean): FirstRows<Row> {
  const [pages, setPages] = useState(1);
  const rows = all.slice(0, pages * size);
  const hasMore = rows.length < all.length;
  return {
    rows,
    extent: {
      more: hasMore ? () => setPages(pages + 1) : undefined,
      isLoadingMore: false,
      isExtended: pages > 1,
      isCut: isCut && !hasMore,
    },
  };
}
