import type { LeadFilter, LeadOrder } from '../../graph/generated/graphql.ts';
import type { LeadList } from '../list/lead-list.ts';
import { movedIds } from '../list/moved.ts';
import { hasLeft, isOutOfOrder } from '../list/out-of-place.ts';
import type { Row } from '../list/row.ts';

/** Leads that the graph lists first, and as many as the top of the screen is compared with. */
export const HEAD_SIZE = 200;
/** Leads of the list that are compared: a lead within them may have come from the screen's own next page. */
const COMPARED = 400;

/** Watches which leads of a list are out of place: by what is known of their rows, and by the present top of the list. */
export class PlaceWatch {
  readonly #list: LeadList<Row>;
  readonly #filter: LeadFilter;
  readonly #order: LeadOrder;
  readonly #onChange: (moved: ReadonlySet<string>) => void;
  readonly #own = new Set<string>();
  #head: ReadonlySet<string> = new Set();

  constructor(
    list: LeadList<Row>,
    filter: LeadFilter,
    order: LeadOrder,
    onChange: (moved: ReadonlySet<string>) => void,
  ) {
    this.#list = list;
    this.#filter = filter;
    this.#order = order;
    this.#onChange = onChange;
  }

  /** Judges rows whose values changed. */
  judge(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#isOutOfPlace(id)) this.#own.add(id);
      else this.#own.delete(id);
    }
    this.#tell();
  }

  /** Compares the top of the list with the ids that the graph lists first now. */
  compare(served: readonly string[]): void {
    const shown = this.#list.ids(0, COMPARED - 1);
    // without its top in memory there is nothing to compare
    if (this.#list.at(0) === undefined) return;
    this.#head = movedIds(shown, served, served.length < HEAD_SIZE);
    this.#tell();
  }

  #isOutOfPlace(id: string): boolean {
    const rank = this.#list.rankOf(id);
    if (rank === undefined) return this.#own.has(id);
    const slot = this.#list.at(rank);
    if (typeof slot !== 'object') return false;
    if (slot.isGone || hasLeft(slot.row, this.#filter)) return true;
    return isOutOfOrder(slot.row, this.#rankedAt(rank - 1), this.#rankedAt(rank + 1), this.#order);
  }

  #rankedAt(rank: number): Row | undefined {
    const slot = this.#list.at(rank);
    return typeof slot === 'object' ? slot.ranked : undefined;
  }

  #tell(): void {
    this.#onChange(new Set([...this.#own, ...this.#head]));
  }
}
