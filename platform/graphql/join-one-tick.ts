/** Options of a loader that joins the reads of one turn of the event loop, of all requests, into one statement. */
export const JOIN_ONE_TICK = {
  cache: false,
  batchScheduleFn: (callback: () => void): void => {
    setImmediate(callback);
  },
} as const;
