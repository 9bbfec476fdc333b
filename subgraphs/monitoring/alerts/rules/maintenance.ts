import { type AlertIdentity, type AlertScope, isInScope } from './alert-identity.ts';

/** A time of planned work: from ≤ time < until, epoch milliseconds. Alerts open and resolve, and nobody is told. */
export interface MaintenanceWindow {
  readonly from: number;
  readonly until: number;
  /** which alerts; all of them when empty */
  readonly scope: AlertScope;
}

/** Whether an alert is in maintenance at a time. */
export function isMaintained(identity: AlertIdentity, windows: readonly MaintenanceWindow[], at: number): boolean {
  return windows.some(({ from, until, scope }) => from <= at && at < until && isInScope(identity, scope));
}
