/** Asks for a call before the next frame is drawn. @returns takes it back */
export type AtFrame = (run: () => void) => () => void;

/** Most ids of one frame: drawing as many rows takes a fraction of it. */
export const PER_FRAME = 12;

/**
 * Gathers patches by id until the next frame: however many come, a frame draws a few rows once, and the others wait for
 * the frames after it. Of one id later patches cover earlier ones, so that a hidden page, which has no frames, keeps one
 * patch per id.
 */
export class FrameBatch<Patch extends object> {
  readonly #waiting = new Map<string, Patch>();
  readonly #flush: (patches: ReadonlyMap<string, Patch>) => void;
  readonly #atFrame: AtFrame;
  #cancel: (() => void) | undefined;

  constructor(flush: (patches: ReadonlyMap<string, Patch>) => void, atFrame: AtFrame) {
    this.#flush = flush;
    this.#atFrame = atFrame;
  }

  /** Adds a patch. */
  add(id: string, patch: Patch): void {
    this.#waiting.set(id, { ...this.#waiting.get(id), ...patch });
    this.#cancel ??= this.#atFrame(() => this.#run());
  }

  /** Drops what waits. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting.clear();
  }

  #run(): void {
    this.#cancel = undefined;
    const patches = new Map([...this.#waiting].slice(0, PER_FRAME));
    for (const id of patches.keys()) this.#waiting.delete(id);
    if (this.#waiting.size > 0) this.#cancel = this.#atFrame(() => this.#run());
    this.#flush(patches);
  }
}
