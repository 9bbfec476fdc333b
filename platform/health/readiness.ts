import type { Logger } from '../logger.ts';

/** One thing the server cannot answer without. Resolves when it works, rejects with what is wrong. */
export type Probe = () => Promise<unknown>;

/** The probes of a server, by the name `/ready` shows: `{ database, planner }`. */
export type Probes = Readonly<Record<string, Probe>>;

/** Whether requests should be sent here, and the state of each part. */
export interface ReadyReport {
  readonly status: 'ready' | 'not-ready' | 'draining';
  readonly checks: Readonly<Record<string, 'ok' | 'unavailable'>>;
}

const PROBE_TIMEOUT_MS = 2_000;
// the route is open to everyone: however often it is asked, the parts are asked once a second
const REPORT_LIFE_MS = 1_000;

/** Knows whether the server can do its work: every probe answers in time, and it is not shutting down. */
export class Readiness {
  readonly #probes: Probes;
  readonly #log: Logger;
  readonly #clock: () => number;
  #draining = false;
  #latest: { readonly at: number; readonly report: Promise<ReadyReport> } | undefined;

  /** @param clock now, epoch milliseconds */
  constructor(probes: Probes, log: Logger, clock: () => number) {
    this.#probes = probes;
    this.#log = log;
    this.#clock = clock;
  }

  /** From now on the answer is no: what is under way is finished, nothing new should come. */
  drain(): void {
    this.#draining = true;
  }

  /** Asks every probe, or repeats an answer of the last second. */
  async report(): Promise<ReadyReport> {
    if (this.#draining) return { status: 'draining', checks: {} };
    const now = this.#clock();
    // either way: the clock may have been set back
    if (!this.#latest || Math.abs(now - this.#latest.at) >= REPORT_LIFE_MS)
      this.#latest = { at: now, report: this.#ask() };
    return this.#latest.report;
  }

  async #ask(): Promise<ReadyReport> {
    const checks = await Promise.all(
      Object.entries(this.#probes).map(async ([name, probe]) => [name, await this.#check(name, probe)] as const),
    );
    const isReady = checks.every(([, state]) => state === 'ok');
    return { status: isReady ? 'ready' : 'not-ready', checks: Object.fromEntries(checks) };
  }

  async #check(name: string, probe: Probe): Promise<'ok' | 'unavailable'> {
    try {
      await withTimeout(probe());
      return 'ok';
    } catch (error) {
      this.#log.warn({ check: name, err: error }, 'not ready');
      return 'unavailable';
    }
  }
}

async function withTimeout(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PROBE_TIMEOUT_MS} ms`)), PROBE_TIMEOUT_MS);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
