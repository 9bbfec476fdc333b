import { once } from 'node:events';
import type { Kysely } from 'kysely';
import { limitConcurrency } from '../../../platform/process/limit-concurrency.ts';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { checkTimeWindow } from '../windows/time-window.ts';
import { findGradePolicy } from '../windows/version-facts.ts';
import type { MeasuredPerformance, PerformanceJob, Slice } from './measure-performance.ts';
import { type LeadRequest, readLeadPages } from './store/lead-pages.ts';
import { TtlCache } from './ttl-cache.ts';

/** Settings and collaborators of the {@link PerformanceService}. */
export interface PerformanceServiceOptions {
  readonly db: Kysely<never>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** maturity window of a model, milliseconds */
  readonly maturityMsOf: (model: string) => number;
  /** retention of predictions, milliseconds; the first prediction about an older lead may be deleted */
  readonly keptMs: number;
}

/** Requested performance. */
export interface PerformanceRequest extends Pick<LeadRequest, 'model' | 'version' | 'role'> {
  /** earliest creation time of the leads, epoch milliseconds; a year before `until` when absent */
  readonly from?: number | undefined;
  /** now when absent */
  readonly until?: number | undefined;
  readonly slice?: Slice | undefined;
  /** lowest grade that counts as selected when slices are compared */
  readonly selectedFrom: Exclude<Grade, 'D'>;
}

/** Performance of a version, with the leads that it was measured on. */
export interface VersionPerformance extends MeasuredPerformance {
  readonly from: number;
  readonly until: number;
  readonly measuredAt: number;
  readonly maturityDays: number;
  readonly isComplete: boolean;
}

const USUAL_DAYS = 365;
const KEPT_MS = 30_000;
const KEPT = 50;

/** Measures the performance of versions, one at a time, and caches each for half a minute. */
export class PerformanceService {
  readonly #options: PerformanceServiceOptions;
  readonly #cache = new TtlCache<VersionPerformance>(KEPT_MS, KEPT);
  readonly #measure = limitConcurrency(1, (request: PerformanceRequest) => this.#measureNow(request));

  constructor(options: PerformanceServiceOptions) {
    this.#options = options;
  }

  /** @throws {DomainError} VALIDATION_FAILED when the window is empty or reaches into the future */
  async measure(request: PerformanceRequest): Promise<VersionPerformance> {
    const now = this.#options.clock();
    const { until = now } = request;
    checkTimeWindow('performance', { from: request.from ?? until - USUAL_DAYS * DAY_MS, until }, now);
    return this.#cache.get(JSON.stringify(request), () => this.#measure(request));
  }

  async #measureNow(request: PerformanceRequest): Promise<VersionPerformance> {
    const { db, clock, maturityMsOf, keptMs } = this.#options;
    const { model, version, role, slice } = request;
    const now = clock();
    const { until = now } = request;
    const asked = request.from ?? until - USUAL_DAYS * DAY_MS;
    const from = Math.max(asked, now - keptMs);
    const { pages, isComplete } = await readLeadPages(db, { model, version, role, created: { from, until } });
    const { limits } = await findGradePolicy(db, model);
    const maturityMs = maturityMsOf(model);
    const job: PerformanceJob = {
      pages,
      slice,
      rule: { now, maturityMs },
      cutPoints: [limits.A, limits.B, limits.C],
      selectedFrom: limits[request.selectedFrom],
    };
    const measured = await measureInThread(job);
    return {
      ...measured,
      from,
      until,
      measuredAt: now,
      maturityDays: maturityMs / DAY_MS,
      isComplete: isComplete && from === asked,
    };
  }
}

/** Measures performance in a thread of its own: sorting hundreds of thousands of leads would block the event loop. */
async function measureInThread(job: PerformanceJob): Promise<MeasuredPerformance> {
  const worker = spawnWorker('subgraphs/monitoring/performance/performance-worker.ts', { job });
  try {
    // rejects with the error that ended the thread
    const [measured] = (await once(worker, 'message')) as [MeasuredPerformance];
    return measured;
  } finally {
    await worker.terminate();
  }
}
