import { setImmediate as nextTurn } from 'node:timers/promises';

/** A computation in small steps: it yields wherever other work may go first, and returns its result. */
export type Steps<Result> = Generator<void, Result, void>;

/** Runs all steps at once, on the calling thread. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

let underWay = 0;

/**
 * Runs the steps in slices of time, and lets the event loop turn between two of them. Computations that are under way at
 * once share a slice: together they block the event loop for one, and each for its longest step at the most.
 *
 * @param sliceMs how long steps run before others get their turn, milliseconds
 */
export async function runCooperatively<Result>(steps: Steps<Result>, sliceMs: number = 4): Promise<Result> {
  underWay++;
  try {
    let since = performance.now();
    let next = steps.next();
    while (!next.done) {
      if (performance.now() - since >= sliceMs / underWay) {
        await nextTurn();
        since = performance.now();
      }
      next = steps.next();
    }
    return next.value;
  } finally {
    underWay--;
  }
}
