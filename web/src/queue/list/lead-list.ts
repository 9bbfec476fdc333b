import { firstSlots, freshSlots, PAGE_SIZE, type Page, pagesToKeep, type Slot } from './lead-pages.ts';

/** A page as the graph answers it: rows with their cursors. */
export interface Answered<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNext: boolean;
}

/** Reads of a list. */
export interface LeadReads<Row> {
  /** The page after a cursor, up to a further one. */
  page(after: string | undefined, before: string | undefined): Promise<Answered<Row>>;
  /** Cursors of two pages after a cursor: the way to a page far below. */
  cursors(after: string | undefined): Promise<Pick<Answered<Row>, 'cursors' | 'hasNext'>>;
}

/** State of a list; another object when something of it changes. */
export interface ListState {
  /** places of the list as far as they are known; more may follow until `isEnd` */
  readonly known: number;
  readonly isEnd: boolean;
  /** whether a first answer is there */
  readonly isReady: boolean;
  /** why reading stopped; `retry` goes on */
  readonly failure: Error | undefined;
}

const MOST_PAGES = 10;

/**
 * The leads of one view in the ranking of the first page: rows by their rank, read by cursor around the viewport.
 *
 * A bounded number of pages is in memory. Of pages left behind the cursors stay, one text per hundred leads, by which
 * they are read again. A lead keeps its rank until the list is begun anew, so nothing on the screen jumps.
 */
export class LeadList<Row extends { readonly id: string }> {
  readonly #reads: LeadReads<Row>;
  readonly #pages = new Map<number, Page<Row>>();
  readonly #places = new Map<string, number>();
  /** cursor of the last row of each page */
  readonly #ends: string[] = [];
  /** cursor of the first row of each page */
  readonly #starts: string[] = [];
  readonly #stale = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #viewport: readonly [first: number, last: number] = [0, 0];
  #state: ListState = { known: 0, isEnd: false, isReady: false, failure: undefined };
  #revision = 0;
  #isReading = false;
  #isClosed = false;

  constructor(reads: LeadReads<Row>) {
    this.#reads = reads;
  }

  /** The present state. */
  readonly state = (): ListState => this.#state;

  /** Another number after every change of state or rows. */
  readonly revision = (): number => this.#revision;

  /** Follows every change of state or rows. @returns ends it */
  readonly follow = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The row of a rank, from 0: `MISSING` for a lead that left; undefined while it is not in memory. */
  at(rank: number): Slot<Row> | 'MISSING' | undefined {
    const page = this.#pages.get(Math.floor(rank / PAGE_SIZE));
    return page && (page[rank % PAGE_SIZE] ?? 'MISSING');
  }

  /** Rank of a lead that is in memory. */
  rankOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Ids of leads in memory, from one rank to another, both included. */
  ids(first: number, last: number): readonly string[] {
    const ids: string[] = [];
    for (let rank = first; rank <= last; rank += 1) {
      const slot = this.at(rank);
      if (typeof slot === 'object') ids.push(slot.row.id);
    }
    return ids;
  }

  /** Ids of all leads in memory. */
  loadedIds(): readonly string[] {
    return [...this.#places.keys()];
  }

  /** Tells which ranks are on the screen: what misses there is read, and what is far from there dropped. */
  show(first: number, last: number): void {
    this.#viewport = [Math.floor(first / PAGE_SIZE), Math.floor(last / PAGE_SIZE)];
    void this.#pump();
  }

  /** Reads the pages on the screen again, each lead in its place. */
  refresh(): void {
    const [first, last] = this.#viewport;
    for (const page of this.#pages.keys()) if (page >= first && page <= last) this.#stale.add(page);
    void this.#pump();
  }

  /** Goes on after a failure. */
  retry(): void {
    this.#set({ failure: undefined });
    void this.#pump();
  }

  /** Applies changes to rows in memory, by id. Each function returns the same row where nothing changes. */
  apply(changes: ReadonlyMap<string, (row: Row) => Row>): void {
    let hasChanged = false;
    for (const [id, change] of changes) {
      const rank = this.#places.get(id);
      const slot = rank === undefined ? undefined : this.at(rank);
      if (rank === undefined || typeof slot !== 'object') continue;
      const row = change(slot.row);
      if (row === slot.row) continue;
      hasChanged = true;
      this.#replace(rank, { ...slot, row, changes: slot.changes + 1 });
    }
    if (hasChanged) this.#notify();
  }

  /** Ends the list: late answers are not taken any more. */
  close(): void {
    this.#isClosed = true;
    this.#listeners.clear();
  }

  async #pump(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      for (let work = this.#nextWork(); work && !this.#isClosed; work = this.#nextWork()) await work();
    } catch (error) {
      this.#set({ failure: error as Error });
    } finally {
      this.#isReading = false;
    }
  }

  /** The nearest page that misses or is stale; or the next step of the way to it. */
  #nextWork(): (() => Promise<void>) | undefined {
    if (this.#state.failure) return undefined;
    const wanted = this.#wantedPages().find((page) => !this.#pages.has(page) || this.#stale.has(page));
    if (wanted === undefined) return undefined;
    if (wanted <= this.#ends.length) return () => this.#readPage(wanted);
    return () => this.#readCursors();
  }

  /** Pages of the viewport, then its neighbours, as far as the list goes. */
  #wantedPages(): readonly number[] {
    const [first, last] = this.#viewport;
    const pages = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
    return [...pages, last + 1, first - 1].filter((page) => page >= 0 && !this.#isBeyondEnd(page));
  }

  #isBeyondEnd(page: number): boolean {
    return this.#state.isEnd && page > 0 && page * PAGE_SIZE >= this.#state.known;
  }

  async #readPage(page: number): Promise<void> {
    const wasStale = this.#stale.delete(page);
    const answer = await this.#reads.page(this.#ends[page - 1], this.#starts[page + 1]).catch((error) => {
      if (wasStale) this.#stale.add(page);
      throw error;
    });
    if (this.#isClosed) return;
    const present = this.#pages.get(page);
    const isFirstRead = this.#ends[page] === undefined && !present;
    this.#pages.set(page, present ? freshSlots(present, answer.rows, isSame) : firstSlots(answer.rows));
    if (!present) this.#index(page);
    if (isFirstRead) this.#learn(page, answer);
    this.#dropFar();
    this.#set({ isReady: true });
  }

  async #readCursors(): Promise<void> {
    const page = this.#ends.length;
    const { cursors, hasNext } = await this.#reads.cursors(this.#ends[page - 1]);
    if (this.#isClosed) return;
    for (let offset = 0; offset * PAGE_SIZE < cursors.length; offset += 1) {
      const own = cursors.slice(offset * PAGE_SIZE, (offset + 1) * PAGE_SIZE);
      this.#learn(page + offset, { cursors: own, hasNext: hasNext || (offset + 1) * PAGE_SIZE < cursors.length });
    }
    if (cursors.length === 0) this.#learn(page, { cursors, hasNext: false });
    this.#notify();
  }

  /** Takes the cursors of a page that was not known, and with it how far the list goes. */
  #learn(page: number, { cursors, hasNext }: Pick<Answered<Row>, 'cursors' | 'hasNext'>): void {
    const first = cursors[0];
    if (first !== undefined) this.#starts[page] = first;
    const last = cursors.at(-1);
    if (hasNext && last !== undefined) {
      this.#ends[page] = last;
      this.#state = { ...this.#state, known: Math.max(this.#state.known, (page + 1) * PAGE_SIZE) };
    } else {
      this.#state = { ...this.#state, known: page * PAGE_SIZE + cursors.length, isEnd: true };
    }
  }

  #dropFar(): void {
    const [first, last] = this.#viewport;
    const kept = pagesToKeep([...this.#pages.keys()], first, last, MOST_PAGES);
    for (const [page, slots] of this.#pages) {
      if (kept.has(page)) continue;
      // in some orders a lead may be on two pages
      slots.forEach((slot, offset) => {
        if (slot && this.#places.get(slot.row.id) === page * PAGE_SIZE + offset) this.#places.delete(slot.row.id);
      });
      this.#pages.delete(page);
      this.#stale.delete(page);
    }
  }

  #index(page: number): void {
    this.#pages.get(page)?.forEach((slot, offset) => {
      if (slot) this.#places.set(slot.row.id, page * PAGE_SIZE + offset);
    });
  }

  #replace(rank: number, slot: Slot<Row>): void {
    const page = Math.floor(rank / PAGE_SIZE);
    const slots = this.#pages.get(page);
    if (slots) this.#pages.set(page, slots.with(rank % PAGE_SIZE, slot));
  }

  #set(change: Partial<ListState>): void {
    const next = { ...this.#state, ...change };
    if (!isSame(next, this.#state) || next.failure !== this.#state.failure) this.#state = next;
    this.#notify();
  }

  #notify(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
