/** Rows of a page. */
export const PAGE_SIZE = 100;

/** One place of the list: the row that was read for it, and what happened to it since. */
export interface Slot<Row> {
  readonly row: Row;
  /** the row as it was ranked: as the page was read first */
  readonly ranked: Row;
  /** whether the list no longer has the lead; it stays in its place until the list is begun anew */
  readonly isGone: boolean;
  /** number of changes that came in since the page was read */
  readonly changes: number;
}

/** A page in memory; `undefined` is a place whose lead left while the page was not in memory. */
export type Page<Row> = readonly (Slot<Row> | undefined)[];

/** Slots of a page that is read for the first time, or again after it was dropped. */
export function firstSlots<Row>(rows: readonly Row[]): Page<Row> {
  return rows.map((row) => ({ row, ranked: row, isGone: false, changes: 0 }));
}

/**
 * Slots of a page that is read again while it is in memory: every lead keeps its place, with its present values. One
 * that is not among the rows any more is gone; further ones are left out, as they have no place in this ranking.
 *
 * @param isEqual whether two rows show the same
 */
export function freshSlots<Row extends { readonly id: string }>(
  page: Page<Row>,
  rows: readonly Row[],
  isEqual: (one: Row, other: Row) => boolean,
): Page<Row> {
  const fresh = new Map(rows.map((row) => [row.id, row]));
  return page.map((slot) => {
    if (!slot) return slot;
    const row = fresh.get(slot.row.id);
    if (!row) return slot.isGone ? slot : { ...slot, isGone: true };
    if (!slot.isGone && isEqual(slot.row, row)) return slot;
    return { ...slot, row, isGone: false };
  });
}

/** Numbers of pages to keep: those around the viewport, and the first ones, by which the top of the list is compared. */
export function pagesToKeep(loaded: readonly number[], first: number, last: number, most: number): ReadonlySet<number> {
  const distance = (page: number): number => {
    if (page < PINNED) return 0;
    return page < first ? first - page : page > last ? page - last : 0;
  };
  return new Set([...loaded].sort((one, other) => distance(one) - distance(other)).slice(0, most));
}

const PINNED = 2;
