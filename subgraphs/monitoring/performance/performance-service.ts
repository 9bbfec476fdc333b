import type { Kysely } from 'kysely';
import { limitConcurrency } from '../../../platform/process/limit-concurrency.ts';
import { DAY_MS } from '../../../platform/time.ts';
import { CURRENT_GRADE_POLICY, GRADE_POLICIES, type Grade } from '../../../scoring/grade.ts';
import { checkTimeWindow } from '../windows/time-window.ts';
import { measureApart } from './measure-apart.ts';
import type { MeasuredPerformance, PerformanceJob, Slice } from './measure-performance.ts';
import { type LeadRequest, readLeadPages } from './store/lead-pages.ts';
import { ShortCache } from './ttl-cache.ts';

/** What performance is measured with. */
export interface PerformanceServiceOptions {
  readonly db: Kysely<never>;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** when leads of a model count, milliseconds */
  readonly maturityMsOf: (model: string) => number;
  /** how long predictions are kept, milliseconds; of leads created before, the first may be gone */
  readonly keptMs: number;
}

/** Which performance is asked for. */
export interface PerformanceRequest extends Pick<LeadRequest, 'model' | 'version' | 'role'> {
  /** when the leads were created, epoch milliseconds; a year before `until` when absent */
  readonly from?: number | undefined;
  /** now when absent */
  readonly until?: number | undefined;
  readonly slice?: Slice | undefined;
  /** the least grade that counts as selected when slices are compared */
  readonly selectedFrom: Exclude<Grade, 'D'>;
}

/** How right a version was, and on what that was measured. */
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

/** Measures the performance of versions, one at a time, and keeps each for half a minute. */
export class PerformanceService {
  readonly #options: PerformanceServiceOptions;
  readonly #cache = new ShortCache<VersionPerformance>(KEPT_MS, KEPT);
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
    const policy = GRADE_POLICIES[CURRENT_GRADE_POLICY];
    const maturityMs = maturityMsOf(model);
    const job: PerformanceJob = {
      pages,
      slice,
      rule: { now, maturityMs },
      cutPoints: Object.values(policy),
      selectedFrom: policy[request.selectedFrom],
    };
    const measured = await measureApart(job);
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
