/** Starts a call. @param signal aborts once nobody waits for its answer; undefined when someone cannot leave */
type StartCall<Answer> = (signal: AbortSignal | undefined) => Promise<Answer>;

interface Caller<Answer> {
  /** by which it leaves */
  readonly signal: AbortSignal | undefined;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Coalesces equal calls of one turn of the event loop into one.
 *
 * The call starts when the turn ends, and accepts no callers after that: a call in progress may return data from before
 * a change that a later caller knows about, in whichever process it happened. Nothing is cached.
 */
export class Coalescer<Answer> {
  readonly #callers = new Map<string, Caller<Answer>[]>();

  /**
   * Joins the callers with the same key in this turn.
   *
   * @param start  starts the call
   * @param signal by which this caller leaves: its promise rejects
   */
  join(key: string, start: StartCall<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const caller = { signal, resolve, reject };
      const joined = this.#callers.get(key);
      if (joined) {
        joined.push(caller);
        return;
      }
      const callers = [caller];
      this.#callers.set(key, callers);
      setImmediate(() => {
        this.#callers.delete(key);
        startFor(callers.filter(stays), start);
      });
    });
  }
}

function stays<Answer>({ signal, reject }: Caller<Answer>): boolean {
  if (signal?.aborted) reject(signal.reason);
  return !signal?.aborted;
}

function startFor<Answer>(callers: readonly Caller<Answer>[], start: StartCall<Answer>): void {
  const [first, second] = callers;
  if (!first) return;
  // the usual case needs no signal of its own, which costs more than the rest of this class
  if (!second) start(first.signal).then(first.resolve, first.reject);
  else startShared(callers, start);
}

function startShared<Answer>(callers: readonly Caller<Answer>[], start: StartCall<Answer>): void {
  const controller = callers.every(({ signal }) => signal) ? new AbortController() : undefined;
  const answer = start(controller?.signal);
  let waiting = callers.length;
  for (const { signal, resolve, reject } of callers) {
    const leave = (): void => {
      waiting -= 1;
      if (waiting === 0) controller?.abort();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
    answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
  }
}
