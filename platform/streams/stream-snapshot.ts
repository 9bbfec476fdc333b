/** Transactions that a statement sees, from `pg_current_snapshot()`, in the numbers of a stream. */
export class StreamSnapshot {
  /** every transaction below has ended: what it wrote is visible for good, or never will be */
  readonly horizon: number;
  /** no transaction from here on had begun */
  readonly next: number;
  /** the transactions between them that had not ended */
  readonly underWay: ReadonlySet<number>;

  /**
   * @param text   `horizon:next:number,number,…`, the last part being those under way in between
   * @param offset what the stream adds to the database's own numbers
   */
  constructor(text: string, offset: number) {
    const [horizon = '', next = '', underWay = ''] = text.split(':');
    this.horizon = Number(horizon) + offset;
    this.next = Number(next) + offset;
    this.underWay = new Set(underWay === '' ? [] : underWay.split(',').map((id) => Number(id) + offset));
  }

  /** Whether what the transaction wrote is visible to the statement, had it been committed. */
  sees(transactionId: number): boolean {
    return transactionId < this.next && !this.underWay.has(transactionId);
  }
}
