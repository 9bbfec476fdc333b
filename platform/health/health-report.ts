import { VERSION } from '../process/version.ts';

/** Finds why the process cannot do its work, though it was tried for long; undefined while it can. */
export type FindComplaint = () => string | undefined;

/** Answer of `/health`. */
export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly version: string;
  readonly uptime_seconds: number;
  readonly reason?: string;
}

/** Reports whether the process is alive, or should be restarted. */
export function healthReport(findComplaint: FindComplaint = () => undefined): HealthReport {
  const reason = findComplaint();
  const report = { version: VERSION, uptime_seconds: process.uptime() };
  return reason === undefined ? { status: 'ok', ...report } : { status: 'failing', ...report, reason };
}
