/** A call that is asked for often and made seldom. */
export interface Throttled {
  /** Asks for the call. */
  ask(): void;
  /** Ends it; what was asked for is not made any more. */
  stop(): void;
}

/**
 * Makes a call some time after it is first asked for, and no sooner than a pause after the last one; asking again
 * meanwhile asks for the same call.
 */
export function throttle(run: () => void, delayMs: number, pauseMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readyAt = 0;
  return {
    ask() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          readyAt = Date.now() + pauseMs;
          run();
        },
        Math.max(delayMs, readyAt - Date.now()),
      );
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      readyAt = Number.POSITIVE_INFINITY;
    },
  };
}
