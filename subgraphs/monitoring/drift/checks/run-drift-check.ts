import type { Kysely } from 'kysely';
import type { Logger } from '../../../../platform/logger.ts';
import { limitConcurrency } from '../../../../platform/process/limit-concurrency.ts';
import { runInSlices } from '../../../../statistics/run-cooperatively.ts';
import type { SignalSink } from '../../alerts/rules/signal.ts';
import { type DataWindow, readPredictionWindow } from '../../windows/prediction-window.ts';
import { getReference, type Reference, readReference } from '../../windows/reference-store.ts';
import { getVersion, type VersionFacts } from '../../windows/version-store.ts';
import { columnsOf } from '../../windows/window-columns.ts';
import { type DriftFindings, findDrift } from '../rules/compute-drift.ts';
import { type DriftReportHead, type DriftReportRow, type ReportedWindow, reportBody } from '../rules/drift-report.ts';
import { driftSignals } from '../rules/drift-signals.ts';
import { type AskedWindow, windowBefore, windowRequest } from '../rules/drift-window.ts';
import { insertReport } from '../store/report-store.ts';
import { requireRows } from './fix-reference.ts';

/** Mean absolute contributions of features to the score of a version, log-odds; undefined when they cannot be known. */
export type Contributions = (
  version: VersionFacts,
  window: DataWindow,
) => Promise<Readonly<Record<string, number>> | undefined>;

/** What checks are made with. */
export interface DriftChecksOptions {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** length of a current window when none is asked for */
  readonly windowMs: number;
  readonly contributions: Contributions;
  /** hears what reports find; nobody when absent */
  readonly sink?: SignalSink | undefined;
}

/** Which check. */
export interface CheckRequest extends AskedWindow {
  readonly model: string;
  /** the champion when absent */
  readonly version?: number | undefined;
  /** who asks; null for the schedule */
  readonly requestedBy: string | null;
  /** the turn of the schedule; null when somebody asks */
  readonly slot: number | null;
}

/** The windows of a check, as they were read. */
interface ReadWindows {
  readonly reference: DataWindow;
  readonly current: DataWindow;
  readonly previous: DataWindow | undefined;
}

/**
 * Drift checks: what a version answered lately against its reference window and against the window before.
 *
 * One check at a time in a process, as its windows take memory. It reads in pages and computes in slices, so others get
 * their turn; a report is stored as a whole at the end, and a check that is killed leaves nothing.
 */
export class DriftChecks {
  readonly #options: DriftChecksOptions;
  /**
   * Makes a check and stores its report.
   *
   * @returns undefined when another process has stored this turn of the schedule meanwhile
   * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND, NO_LIVE_MODEL; REFERENCE_WINDOW_NOT_FOUND;
   *   DRIFT_WINDOW_EMPTY; VALIDATION_FAILED for an impossible window, or a reference that lacks a feature
   */
  readonly run: (request: CheckRequest) => Promise<DriftReportRow | undefined>;

  constructor(options: DriftChecksOptions) {
    this.#options = options;
    this.run = limitConcurrency(1, (request) => this.#run(request));
  }

  async #run(request: CheckRequest): Promise<DriftReportRow | undefined> {
    const { db, clock, windowMs, contributions: findContributions } = this.#options;
    const [checkedAt, began] = [clock(), performance.now()];
    const asked = windowRequest(request, windowMs, checkedAt);
    const version = await getVersion(db, request.model, request.version);
    const reference = await getReference(db, version);
    const windows = await this.#read(version, reference, asked);
    const contributions = await findContributions(version, windows.current);
    const findings = await runInSlices(
      findDrift({
        reference: windows.reference.columns,
        current: windows.current.columns,
        previous: windows.previous?.columns,
        contributions,
      }),
    );
    const head: DriftReportHead = {
      model: version.model,
      version: version.version,
      slot: request.slot,
      requestedBy: request.requestedBy,
      checkedAt,
      durationMs: performance.now() - began,
      outcome: findings.againstReference.outcome,
      previousOutcome: findings.againstPrevious?.outcome ?? null,
      reference: { ...sizeOf(windows.reference), source: reference.source },
      current: sizeOf(windows.current),
      previous: windows.previous ? sizeOf(windows.previous) : null,
    };
    const id = await insertReport(db, head, reportBody(findings, contributions));
    if (id === undefined) return undefined;
    await this.#tell({ ...head, id }, findings);
    return { ...head, id };
  }

  async #read(
    version: VersionFacts,
    reference: Reference,
    asked: ReturnType<typeof windowRequest>,
  ): Promise<ReadWindows> {
    const { db } = this.#options;
    const names = columnsOf(version.signature);
    const current = await readPredictionWindow(db, version, names, asked);
    requireRows('window', version, current);
    const previous = await readPredictionWindow(db, version, names, windowBefore(current, asked));
    return {
      reference: await readReference(db, version, reference, names),
      current,
      previous: previous.rows > 0 ? previous : undefined,
    };
  }

  async #tell(report: DriftReportRow, findings: DriftFindings): Promise<void> {
    const { log, sink } = this.#options;
    const { model, version, outcome, durationMs } = report;
    log.info({ report: report.id, model, version, outcome, durationMs }, 'drift checked');
    try {
      await sink?.observe(driftSignals(report, findings));
    } catch (error) {
      // the report stands: the next check tells again
      log.error({ err: error, report: report.id }, 'alert rules were not told of a drift report');
    }
  }
}

function sizeOf({ from, until, rows }: DataWindow): ReportedWindow {
  return { from, until, rows };
}
