import type { Kysely } from 'kysely';
import type { Logger } from '../../../../platform/logger.ts';
import { runCooperatively } from '../../../../statistics/run-cooperatively.ts';
import type { SignalSink } from '../../alerts/rules/signal.ts';
import type { BacktestFacts } from '../../windows/backtest-facts.ts';
import {
  type DataWindow,
  readPredictionWindow,
  requireRows,
  type WindowRequest,
} from '../../windows/prediction-window.ts';
import { getReference, type Reference, readReference } from '../../windows/reference-window.ts';
import { findGradePolicy, getVersion, type VersionFacts } from '../../windows/version-facts.ts';
import { columnsOf, withGrades } from '../../windows/window-columns.ts';
import { computeDrift, type DriftFindings } from '../rules/compute-drift.ts';
import { type DriftReportHead, type DriftReportRow, type ReportedWindow, reportBody } from '../rules/drift-report.ts';
import { driftSignals } from '../rules/drift-signals.ts';
import { type AskedWindow, windowBefore, windowRequest } from '../rules/drift-window.ts';
import { qualitySignals } from '../rules/quality-signals.ts';
import { insertReport } from '../store/report-store.ts';

/** Mean absolute contributions of features to the score of a version, log-odds; undefined when they cannot be known. */
export type Contributions = (
  version: VersionFacts,
  window: DataWindow,
) => Promise<Readonly<Record<string, number>> | undefined>;

/** Settings and collaborators of {@link runDriftCheck}. */
export interface DriftCheckDeps {
  readonly db: Kysely<never>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** length of a current window when none is asked for */
  readonly windowMs: number;
  readonly contributions: Contributions;
  /** observes the findings of reports; absent: nothing does */
  readonly sink?: SignalSink | undefined;
}

/** Model, version and window of a drift check. */
export interface DriftCheckRequest extends AskedWindow {
  readonly model: string;
  /** the champion when absent */
  readonly version?: number | undefined;
  /** actor; null for the schedule */
  readonly requestedBy: string | null;
  /** slot of the schedule; null when a person asks */
  readonly slot: number | null;
  /** backtest to check, as a whole; absent for the predictions that callers received */
  readonly backtest?: BacktestFacts | undefined;
}

/** {@link runDriftCheck} with its dependencies. */
export type RunDriftCheck = (request: DriftCheckRequest) => Promise<DriftReportRow | undefined>;

/** Windows of a check, with their values. */
interface ReadWindows {
  readonly reference: DataWindow;
  readonly current: DataWindow;
  readonly previous: DataWindow | undefined;
}

/**
 * Compares what a version answered lately with its reference window and with the window before, and stores a report.
 *
 * Its windows take memory, so run one check at a time in a process. It reads in pages and computes in slices, so others
 * get their turn; a report is stored as a whole at the end, and a check that is killed leaves nothing.
 *
 * @returns undefined when another process has stored this slot of the schedule, or a report of the backtest, meanwhile
 * @throws {DomainError} MODEL_NOT_FOUND, MODEL_VERSION_NOT_FOUND, NO_LIVE_MODEL; REFERENCE_WINDOW_NOT_FOUND;
 *   DRIFT_WINDOW_EMPTY; VALIDATION_FAILED for an impossible window, or a reference that lacks a feature
 */
export async function runDriftCheck(
  deps: DriftCheckDeps,
  request: DriftCheckRequest,
): Promise<DriftReportRow | undefined> {
  const { db, clock, windowMs, contributions: findContributions } = deps;
  const [checkedAt, began] = [clock(), performance.now()];
  const { backtest } = request;
  const asked = backtest
    ? { from: backtest.from, until: backtest.until, backtest: backtest.id }
    : windowRequest(request, windowMs, checkedAt);
  const version = await getVersion(db, request.model, request.version);
  const reference = await getReference(db, version);
  const windows = await readWindows(db, version, reference, asked);
  const contributions = await findContributions(version, windows.current);
  const findings = await runCooperatively(
    computeDrift({
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
    backtest: backtest?.id ?? null,
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
  const report = { ...head, id };
  const { model, outcome, durationMs } = report;
  deps.log.info({ report: id, model, version: report.version, outcome, durationMs }, 'drift checked');
  // the past is no reason for an alert
  if (!backtest) await emit(deps, report, findings);
  return report;
}

async function readWindows(
  db: Kysely<never>,
  version: VersionFacts,
  reference: Reference,
  asked: WindowRequest,
): Promise<ReadWindows> {
  const names = columnsOf(version.signature);
  const current = await readPredictionWindow(db, version, names, asked);
  requireRows('window', version, current);
  // a backtest has no window before it
  const previous =
    asked.backtest === undefined
      ? await readPredictionWindow(db, version, names, windowBefore(current, asked))
      : undefined;
  const { limits } = await findGradePolicy(db, version.model);
  const graded = (window: DataWindow) => ({ ...window, columns: withGrades(window.columns, limits) });
  return {
    reference: graded(await readReference(db, version, reference, names)),
    current: graded(current),
    previous: previous && previous.rows > 0 ? graded(previous) : undefined,
  };
}

/** Emits the findings of a report to alert rules. */
async function emit({ log, sink }: DriftCheckDeps, report: DriftReportRow, findings: DriftFindings): Promise<void> {
  try {
    await sink?.observe([...driftSignals(report, findings), ...qualitySignals(report, findings)]);
  } catch (error) {
    // the report is stored: the next check emits again
    log.error({ err: error, report: report.id }, 'alert rules could not be evaluated for a drift report');
  }
}

function sizeOf({ from, until, rows }: DataWindow): ReportedWindow {
  return { from, until, rows };
}
