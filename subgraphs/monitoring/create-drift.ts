import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { limitConcurrency } from '../../platform/process/limit-concurrency.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../platform/time.ts';
import type { SignalSink } from './alerts/rules/signal.ts';
import { DriftSchedule } from './drift/checks/drift-schedule.ts';
import { fixReference } from './drift/checks/fix-reference.ts';
import { type DriftCheckRequest, type RunDriftCheck, runDriftCheck } from './drift/checks/run-drift-check.ts';
import { sampleContributions } from './drift/checks/sample-contributions.ts';
import { DriftMutationResolver } from './drift/graph/drift-mutation-resolver.ts';
import { DriftResolver } from './drift/graph/drift-resolver.ts';
import { DriftVersionResolver } from './drift/graph/drift-version-resolver.ts';
import { createReportLoaders } from './drift/graph/report-loaders.ts';
import { StreamFollower } from './drift/streams/stream-follower.ts';

/** Settings and collaborators of drift. */
export interface DriftDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** interval of the checks of a version, minutes; when absent or 0 checks run by `schedule.runDue()` and `streams.poll()` only */
  readonly driftCheckMinutes?: number | undefined;
  /** length of a current window when none is asked for, hours; 24 when absent */
  readonly driftWindowHours?: number | undefined;
  /** retention of reports, days; 90 when absent */
  readonly driftReportRetentionDays?: number | undefined;
  /** observes what is found; absent: nothing does */
  readonly sink?: SignalSink | undefined;
  /** identifies this process among all; random when absent */
  readonly holder?: string | undefined;
}

/** Drift: its resolvers, its use cases, and what runs in the background. */
export interface Drift {
  readonly resolvers: readonly (typeof DriftResolver | typeof DriftVersionResolver | typeof DriftMutationResolver)[];
  readonly instances: readonly (readonly [unknown, object])[];
  /** runs one check at a time */
  readonly runCheck: RunDriftCheck;
  readonly schedule: DriftSchedule;
  readonly streams: StreamFollower;
  close(): Promise<void>;
}

/** Wires drift checks, their schedule and the streaming detectors. The tables must be migrated before. */
export function createDrift(deps: DriftDeps): Drift {
  const { database, log, clock, sink, holder = randomUUID() } = deps;
  const { driftCheckMinutes = 0, driftWindowHours = 24, driftReportRetentionDays = 90 } = deps;
  // a check reads the predictions of a window in one statement
  const db = database.tables<never>('long');
  const reads = database.tables<never>();
  const common = { database, db, log, clock, sink, holder };
  const contributions = sampleContributions.bind(undefined, db, log);
  const checkDeps = { ...common, windowMs: driftWindowHours * HOUR_MS, contributions };
  const runCheck = limitConcurrency(1, (request: DriftCheckRequest) => runDriftCheck(checkDeps, request));
  const everyMs = (driftCheckMinutes || 60) * MINUTE_MS;
  const schedule = new DriftSchedule({ ...common, runCheck, everyMs, retentionMs: driftReportRetentionDays * DAY_MS });
  const streams = new StreamFollower(common);
  if (driftCheckMinutes > 0) {
    schedule.start();
    streams.start();
  }
  const mutations = new DriftMutationResolver({
    runCheck,
    fixReference: (request, context) => fixReference(db, request, context, clock()),
  });
  return {
    resolvers: [DriftResolver, DriftVersionResolver, DriftMutationResolver],
    instances: [
      [DriftResolver, new DriftResolver(reads, createReportLoaders(reads))],
      [DriftVersionResolver, new DriftVersionResolver(reads)],
      [DriftMutationResolver, mutations],
    ],
    runCheck,
    schedule,
    streams,
    close: async () => {
      await schedule.close();
      await streams.close();
    },
  };
}
