import { type CursorPosition, decodeCursor, decodeTextCursor, encodeCursor } from './cursor.ts';
import { filterName, type LeadFilter } from './lead-filter.ts';
import { type LeadOrder, ORDER_KEYS } from './lead-order.ts';

/** Position of a lead in a list. */
export type LeadCursor = CursorPosition<number | string>;

/** Cursors of one list of leads. Its name is a digest, computed with the first cursor. */
export class LeadCursors {
  readonly #filter: LeadFilter;
  readonly #order: LeadOrder;
  #name: string | undefined;

  constructor(filter: LeadFilter, order: LeadOrder) {
    this.#filter = filter;
    this.#order = order;
  }

  /** @throws {DomainError} CURSOR_INVALID for a cursor of another list, order or filter */
  read(argument: 'after' | 'before', cursor: string | null | undefined): LeadCursor | undefined {
    if (cursor == null) return undefined;
    const { type } = ORDER_KEYS[this.#order];
    const list = { name: this.#list(), argument };
    return type === 'text'
      ? decodeTextCursor(list, cursor)
      : decodeCursor({ ...list, hasIntegerKeys: type === 'bigint' }, cursor);
  }

  write(position: LeadCursor): string {
    return encodeCursor(this.#list(), position);
  }

  #list(): string {
    this.#name ??= `leads:${this.#order}:${filterName(this.#filter)}`;
    return this.#name;
  }
}
