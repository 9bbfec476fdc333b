import { GraphError } from '../../../graph/graph-error.ts';
import { RejectsFile } from '../csv/rejects-file.ts';
import type { ImportSource } from '../rows/import-source.ts';
import type { ReadRow, ReadSettings } from '../rows/read-lead.ts';
import { readLeads } from '../rows/read-leads.ts';

/** Outcome of a lead that was sent: new, known before and left alone, known and brought up to date, or refused. */
export type LeadResult =
  | { readonly kind: 'CREATED' | 'KNOWN' | 'UPDATED' }
  | { readonly kind: 'REFUSED'; readonly code: string; readonly message: string };

/** Sends leads; one result each, in their order. */
export type SendLeads = (
  rows: readonly ReadRow[],
  updatesExisting: boolean,
  signal: AbortSignal,
) => Promise<readonly LeadResult[]>;

/** A row that the gateway refused. */
export interface RefusedRow {
  readonly row: number;
  readonly code: string;
  readonly message: string;
}

/** Counts of an import, so far. */
export interface RunCounts {
  /** rows that were sent and answered */
  readonly sent: number;
  readonly created: number;
  readonly known: number;
  readonly updated: number;
  readonly refused: number;
}

/** State of an import. */
export interface RunReport extends RunCounts {
  /** `WAITING`: the gateway does not answer, and is asked again; `STOPPED`: it refused the request as a whole */
  readonly phase: 'RUNNING' | 'WAITING' | 'PAUSED' | 'STOPPED' | 'DONE' | 'CANCELLED';
  /** share of the file that was gone through, 0 to 1 */
  readonly share: number;
  /** time that it has run, without pauses, milliseconds */
  readonly activeMs: number;
  /** the first refused rows */
  readonly refusals: readonly RefusedRow[];
  /** all refused rows with their reasons; undefined while it runs, and when there is none */
  readonly file: Blob | undefined;
  /** the fault that it waits for, or that stopped it */
  readonly fault: GraphError | undefined;
}

/** Controls of an import. */
export interface RunOptions {
  readonly send: SendLeads;
  /** leads per request */
  readonly size: number;
  /** requests at once */
  readonly lanes: number;
  readonly updatesExisting: boolean;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
  /** Resolves at once, or when a paused import goes on. */
  readonly whileHeld: () => Promise<void>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Pauses the import for a fault that a repeat would meet again. */
  readonly onStop: (fault: GraphError) => void;
  readonly onProgress: (report: Pick<RunReport, keyof RunCounts | 'share' | 'activeMs' | 'refusals'>) => void;
  readonly onWaiting: (fault: GraphError | undefined) => void;
}

/** Most refused rows that are listed; the file has all of them. */
export const MOST_REFUSALS = 1_000;

const LONGEST_WAIT_MS = 30_000;

/**
 * Sends the valid rows of a file, some at a time. A request that fails for a time is repeated until it succeeds; one that
 * is refused as a whole pauses the import.
 *
 * @returns the file of the refused rows, when there are any
 */
export async function runImport(
  source: ImportSource,
  settings: ReadSettings,
  options: RunOptions,
): Promise<Blob | undefined> {
  const tally = new Tally(source);
  const round = options.size * options.lanes;
  let activeMs = 0;
  let waiting: ReadRow[] = [];
  const flush = async (rows: readonly ReadRow[], share: number): Promise<void> => {
    await options.whileHeld();
    const begun = options.nowMs();
    const requests = inPartsOf(options.size, rows);
    const answers = await Promise.all(requests.map((part) => sendOrWait(part, options)));
    activeMs += options.nowMs() - begun;
    for (const [index, part] of requests.entries()) tally.add(part, answers[index] ?? []);
    options.onProgress({ ...tally.counts, refusals: tally.refusals.slice(), share, activeMs });
  };
  for await (const { rows, share } of readLeads(source, settings, options.nowMs())) {
    waiting.push(...rows.filter(({ faults }) => faults.length === 0));
    while (waiting.length >= round && !options.signal.aborted) {
      await flush(waiting.slice(0, round), share);
      waiting = waiting.slice(round);
    }
    if (options.signal.aborted) return tally.file();
  }
  if (waiting.length > 0 && !options.signal.aborted) await flush(waiting, 1);
  return tally.file();
}

function inPartsOf<Item>(size: number, items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, part) => items.slice(part * size, (part + 1) * size));
}

/** @returns undefined when the import was cancelled meanwhile */
async function sendOrWait(
  rows: readonly ReadRow[],
  { send, updatesExisting, signal, wait, whileHeld, onStop, onWaiting }: RunOptions,
): Promise<readonly LeadResult[] | undefined> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const results = await send(rows, updatesExisting, signal);
      onWaiting(undefined);
      return results;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!(error instanceof GraphError)) throw error;
      if (error.isTransient) {
        onWaiting(error);
        await wait(error.retryAfterMs ?? Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** attempt));
      } else onStop(error);
      await whileHeld();
    }
  }
  return undefined;
}

/** Counts results, and keeps what was refused. */
class Tally {
  readonly refusals: RefusedRow[] = [];
  readonly #file: RejectsFile;
  #counts = { sent: 0, created: 0, known: 0, updated: 0, refused: 0 };

  constructor({ header, dialect }: ImportSource) {
    this.#file = new RejectsFile(header, dialect.delimiter);
  }

  get counts(): RunCounts {
    return { ...this.#counts };
  }

  add(rows: readonly ReadRow[], results: readonly LeadResult[]): void {
    for (const [index, { row, cells }] of rows.entries()) {
      const result = results[index];
      if (!result) continue;
      this.#counts.sent += 1;
      this.#counts[COUNTED[result.kind]] += 1;
      if (result.kind !== 'REFUSED') continue;
      const { code, message } = result;
      this.#file.add(`${code}: ${message}`, cells);
      if (this.refusals.length < MOST_REFUSALS) this.refusals.push({ row, code, message });
    }
  }

  file(): Blob | undefined {
    return this.#counts.refused > 0 ? this.#file.blob() : undefined;
  }
}

const COUNTED = { CREATED: 'created', KNOWN: 'known', UPDATED: 'updated', REFUSED: 'refused' } as const;
