/**
 * Lets at most `max` calls of a function run at once; the others wait in the order they came.
 *
 * @param max 1 or more
 */
export function limitConcurrency<Input, Output>(
  max: number,
  work: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (input) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work(input);
    } finally {
      // a place that is handed on stays taken
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
