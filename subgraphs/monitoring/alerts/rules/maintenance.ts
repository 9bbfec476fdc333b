import { type AlertIdentity, type AlertScope, isInScope } from './alert-identity.ts';

/** Time of planned work without notifications of alerts: from ≤ time < until, epoch milliseconds. */
export interface MaintenanceWindow {
  readonly from: number;
  readonly until: number;
  /** alerts that it applies to; all when empty */
  readonly scope: AlertScope;
}

/** Checks whether an alert is in maintenance at a time. */
export function isInMaintenance(identity: AlertIdentity, windows: readonly MaintenanceWindow[], at: number): boolean {
  return windows.some(({ from, until, scope }) => from <= at && at < until && isInScope(identity, scope));
}
