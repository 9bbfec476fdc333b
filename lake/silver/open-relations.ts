import type { OpenRelation } from '../delta/delta-snapshot.ts';

/** Relations that are released together, whatever happened in between. */
export class OpenRelations {
  readonly #opened: OpenRelation[] = [];

  /** Waits for a relation and keeps it. */
  async keep<R extends OpenRelation>(opening: Promise<R>): Promise<R> {
    const opened = await opening;
    this.#opened.push(opened);
    return opened;
  }

  /** Releases all; when one fails, the others are released all the same. */
  async release(): Promise<void> {
    const results = await Promise.allSettled(this.#opened.splice(0).map((opened) => opened.release()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
