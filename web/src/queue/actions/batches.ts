/** A lead that was refused. */
export interface Refusal {
  readonly leadId: string;
  readonly code: string;
  readonly message: string;
}

/** Progress of an action on many leads. */
export interface Progress {
  readonly total: number;
  /** leads that were answered, refused ones included */
  readonly done: number;
  readonly refusals: readonly Refusal[];
  /** whether it goes on */
  readonly isRunning: boolean;
  /** why it stopped before its end */
  readonly failure: Error | undefined;
}

/** Leads of one request; the graph takes 1,000, smaller ones show progress sooner. */
export const BATCH_SIZE = 250;

/**
 * Sends an action on many leads in batches, one after the other.
 *
 * @param send   sends a batch. @returns the leads that were refused
 * @param onStep hears of each batch, and of the end
 * @param signal ends it between two batches
 */
export async function runBatches<Item>(
  items: readonly Item[],
  send: (batch: readonly Item[]) => Promise<readonly Refusal[]>,
  onStep: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Progress> {
  let progress: Progress = { total: items.length, done: 0, refusals: [], isRunning: true, failure: undefined };
  const step = (change: Partial<Progress>): void => {
    progress = { ...progress, ...change };
    onStep(progress);
  };
  step({});
  try {
    for (let first = 0; first < items.length && !signal.aborted; first += BATCH_SIZE) {
      const batch = items.slice(first, first + BATCH_SIZE);
      const refused = await send(batch);
      step({ done: first + batch.length, refusals: [...progress.refusals, ...refused] });
    }
    step({ isRunning: false });
  } catch (error) {
    step({ isRunning: false, failure: error as Error });
  }
  return progress;
}
