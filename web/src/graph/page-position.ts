/** Position of a page in its list, as every connection of the graph has it. */
export interface PagePosition {
  readonly hasNextPage: boolean;
  /** cursor of its last row; an id or number where rows are named by it */
  readonly endCursor: string | number | null;
}

/** Rows of a page, with its position. */
export interface PageOfRows<Row> {
  readonly rows: readonly Row[];
  readonly position: PagePosition;
}

/**
 * Page of a list that has no `pageInfo`: one row more than is shown was asked for, which tells whether another page
 * follows.
 *
 * @param read     rows as they were read, at most `size` + 1
 * @param size     rows of a page
 * @param cursorOf cursor by which the list continues after a row
 */
export function pageOfRows<Row>(
  read: readonly Row[],
  size: number,
  cursorOf: (row: Row) => string | number,
): PageOfRows<Row> {
  const rows = read.slice(0, size);
  const last = rows.at(-1);
  return {
    rows,
    position: { hasNextPage: read.length > size, endCursor: last === undefined ? null : cursorOf(last) },
  };
}
