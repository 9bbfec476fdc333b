/** Asks for a call before the next frame is drawn. @returns takes it back */
export type AtFrame = (run: () => void) => () => void;

/**
 * Gathers patches by id until the next frame: however many come, rows are drawn once per frame. Of one id later patches
 * cover earlier ones, so that a hidden page, which has no frames, keeps one patch per id.
 */
export class FrameBatch<Patch extends object> {
  #waiting = new Map<string, Patch>();
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
    const patches = this.#waiting;
    this.#waiting = new Map();
    this.#flush(patches);
  }
}
