import { once } from 'node:events';
import type { Kysely } from 'kysely';
import { limitConcurrency } from '../../../platform/process/limit-concurrency.ts';
import { spawnWorker } from '../../../platform/process/spawn-worker.ts';
import { refusal } from '../../../platform/refusal.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { Grade } from '../../../scoring/grade.ts';
import { type BacktestFacts, findBacktest, findNewestBacktest } from '../windows/backtest-facts.ts';
import { checkTimeWindow } from '../windows/time-window.ts';
import { findGradePolicy } from '../windows/version-facts.ts';
import type { MeasuredPerformance, PerformanceJob, Slice } from './measure-performance.ts';
import { readBacktestPages } from './store/backtest-pages.ts';
import { type LeadPages, type LeadRequest, readLeadPages } from './store/lead-pages.ts';
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

/** Sources of the scores that performance is measured on. */
export const PERFORMANCE_SOURCES = ['LIVE', 'BACKTEST'] as const;

/** A source of {@link PERFORMANCE_SOURCES}. */
export type PerformanceSource = (typeof PERFORMANCE_SOURCES)[number];

/** Requested performance. */
export interface PerformanceRequest extends Pick<LeadRequest, 'model' | 'version' | 'role'> {
  /** earliest creation time of the leads, epoch milliseconds; a year before `until` when absent */
  readonly from?: number | undefined;
  /** now when absent */
  readonly until?: number | undefined;
  /** absent: live scores when enough leads are matured, else those of the newest backtest, if there is one */
  readonly source?: PerformanceSource | undefined;
  /** id of the backtest to measure; the newest of the version when absent */
  readonly backtest?: number | undefined;
  readonly slice?: Slice | undefined;
  /** lowest grade that counts as selected when slices are compared */
  readonly selectedFrom: Exclude<Grade, 'D'>;
}

/** Performance of a version, with the leads that it was measured on. */
export interface VersionPerformance extends MeasuredPerformance {
  readonly source: PerformanceSource;
  /** id of the measured backtest; null for live scores */
  readonly backtest: number | null;
  readonly from: number;
  readonly until: number;
  readonly measuredAt: number;
  readonly maturityDays: number;
  readonly isComplete: boolean;
}

const USUAL_DAYS = 365;
const KEPT_MS = 30_000;
const KEPT = 50;

/** Least matured leads with live scores from which on a backtest is not asked for: its intervals say something. */
const LEAST_LIVE_MATURED = 100;

/** Pages of leads to measure, and where they are from. */
interface MeasuredPages extends LeadPages, Pick<VersionPerformance, 'source' | 'backtest' | 'from' | 'until'> {}

/** Measures the performance of versions, one at a time, and caches each for half a minute. */
export class PerformanceService {
  readonly #options: PerformanceServiceOptions;
  readonly #cache = new TtlCache<VersionPerformance>(KEPT_MS, KEPT);
  readonly #measure = limitConcurrency(1, (request: PerformanceRequest) => this.#measureNow(request));

  constructor(options: PerformanceServiceOptions) {
    this.#options = options;
  }

  /**
   * @throws {DomainError} VALIDATION_FAILED when the window is empty or reaches into the future, or there is no backtest to
   *   measure
   */
  async measure(request: PerformanceRequest): Promise<VersionPerformance> {
    const now = this.#options.clock();
    const { until = now } = request;
    checkTimeWindow('performance', { from: request.from ?? until - USUAL_DAYS * DAY_MS, until }, now);
    return this.#cache.get(JSON.stringify(request), () => this.#measure(request));
  }

  async #measureNow(request: PerformanceRequest): Promise<VersionPerformance> {
    const { source, role } = request;
    if (source === 'BACKTEST') return this.#compute(request, await this.#backtestPages(request));
    const live = await this.#compute(request, await this.#livePages(request));
    // a backtest knows no roles
    if (source === 'LIVE' || role !== undefined || live.report.matured >= LEAST_LIVE_MATURED) return live;
    const backtest = await findNewestBacktest(this.#options.db, request);
    return backtest ? this.#compute(request, await this.#pagesOf(backtest, request)) : live;
  }

  async #livePages(request: PerformanceRequest): Promise<MeasuredPages> {
    const { db, clock, keptMs } = this.#options;
    const { model, version, role } = request;
    const now = clock();
    const { until = now } = request;
    const asked = request.from ?? until - USUAL_DAYS * DAY_MS;
    const from = Math.max(asked, now - keptMs);
    const { pages, isComplete } = await readLeadPages(db, { model, version, role, created: { from, until } });
    return { source: 'LIVE', backtest: null, from, until, pages, isComplete: isComplete && from === asked };
  }

  async #backtestPages(request: PerformanceRequest): Promise<MeasuredPages> {
    const { db } = this.#options;
    const { model, version, backtest: id } = request;
    const backtest = id === undefined ? await findNewestBacktest(db, request) : await findBacktest(db, id);
    if (backtest) return this.#pagesOf(backtest, request);
    const found = `no backtest of ${model}:${version} with scores`;
    throw refusal('VALIDATION_FAILED', 'source', found, 'one that succeeded');
  }

  async #pagesOf(backtest: BacktestFacts, asked: PerformanceRequest): Promise<MeasuredPages> {
    const isBounded = asked.from !== undefined || asked.until !== undefined;
    const { from = 0, until = this.#options.clock() } = asked;
    const created = isBounded ? { from, until } : undefined;
    const { pages, isComplete } = await readBacktestPages(this.#options.db, { backtest: backtest.id, created });
    const window = created ?? { from: backtest.from, until: backtest.until };
    return { source: 'BACKTEST', backtest: backtest.id, ...window, pages, isComplete };
  }

  async #compute(
    { model, slice, selectedFrom }: PerformanceRequest,
    { pages, ...measuredPages }: MeasuredPages,
  ): Promise<VersionPerformance> {
    const { db, clock, maturityMsOf } = this.#options;
    const { limits } = await findGradePolicy(db, model);
    const [now, maturityMs] = [clock(), maturityMsOf(model)];
    const job: PerformanceJob = {
      pages,
      slice,
      rule: { now, maturityMs },
      cutPoints: [limits.A, limits.B, limits.C],
      selectedFrom: limits[selectedFrom],
    };
    const measured = await measureInThread(job);
    return { ...measured, ...measuredPages, measuredAt: now, maturityDays: maturityMs / DAY_MS };
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
