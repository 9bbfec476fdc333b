import { HOUR_MS } from '../../../../platform/time.ts';
import type { AlertDeliveryRow } from '../deliveries/delivery-store.ts';
import type { AlertScope as Scope } from '../rules/alert-identity.ts';
import { DEFAULT_NO_DATA_MS, noDataActionOf, type AlertRule as Rule } from '../rules/alert-rule.ts';
import { alertUrl } from '../rules/alert-url.ts';
import { RUNBOOK } from '../rules/runbook.ts';
import type { AlertRow } from '../store/alert-store.ts';
import type { AlertEventRow } from '../store/event-store.ts';
import type { IncidentRow } from '../store/incident-store.ts';
import type { MaintenanceRow } from '../store/maintenance-store.ts';
import type { AlertRuleRow } from '../store/rule-store.ts';
import type { Alert, AlertDelivery, AlertEvent } from './alert.ts';
import type { AlertIncident } from './alert-incident.ts';
import type { AlertRuleInput, AlertScopeInput } from './alert-inputs.ts';
import type { MaintenanceWindow } from './alert-payloads.ts';
import type { AlertRule, AlertScope } from './alert-rule.ts';

/** Alert that is, or has been, open, as a GraphQL object. */
export function presentAlert(row: AlertRow, publicUrl: string | undefined): Alert {
  const { key, rule, metric, model, feature, slice, state, version, value, observed_at, evidence } = row;
  const { status, severity, openedAt } = state;
  if (status === 'CALM' || severity === undefined || openedAt === undefined)
    throw new TypeError(`alert ${key}: found one that has never been open`);
  return {
    id: key,
    rule,
    metric,
    model,
    version,
    modelVersion: version === null ? null : { model, version },
    feature,
    slice,
    status,
    severity,
    openings: state.openings,
    openedAt,
    resolvedAt: state.resolvedAt ?? null,
    resolvedBy: state.resolvedBy ?? null,
    acknowledgedBy: state.acknowledgedBy ?? null,
    mutedUntil: state.muted?.until ?? null,
    value,
    noDataSince: state.silentSince ?? null,
    observedAt: observed_at,
    evidence,
    runbook: RUNBOOK[metric],
    url: alertUrl(publicUrl, key) ?? null,
    incidentKey: row.incident,
  };
}

/** Incident that is, or has been, open, as a GraphQL object. */
export function presentIncident(row: IncidentRow): AlertIncident {
  const { key, check, model, open, unacknowledged, severity, openedAt, alerts, sinceOpening } = row;
  return {
    id: key,
    check,
    model,
    status: unacknowledged > 0 ? 'OPEN' : open > 0 ? 'ACKNOWLEDGED' : 'RESOLVED',
    severity,
    openedAt,
    alertCount: alerts,
    openCount: open,
    sinceOpening,
  };
}

/** Event of an alert as a GraphQL object. */
export function presentEvent(row: AlertEventRow): AlertEvent {
  const { type, at, by, reason, status, severity, value, threshold, told } = row;
  return {
    type,
    at,
    actor: by,
    by,
    reason,
    status: status === 'CALM' ? null : status,
    severity,
    value,
    threshold,
    isTold: told !== null,
  };
}

/** Delivery as a GraphQL object. */
export function presentDelivery(row: AlertDeliveryRow): AlertDelivery {
  const { webhook_id, channel, recipient, type, state, attempts, due_at, last_status, last_error, changed_at } = row;
  return {
    id: webhook_id,
    receiver: channel,
    recipient,
    type,
    state,
    attempts,
    lastStatus: last_status,
    lastError: last_error,
    at: changed_at,
    nextAttemptAt: state === 'PENDING' ? due_at : null,
  };
}

/** Alert rule as a GraphQL object. */
export function presentRule({ name, revision, rule, changed_at, changed_by, reason }: AlertRuleRow): AlertRule {
  const { metric, scope, bad, levels, breaches, of, clear, clearMs, remindAfterMs, channels } = rule;
  return {
    name,
    revision,
    metric,
    scope: presentScope(scope),
    bad,
    levels: levels.map((level) => ({ ...level, channels: channels[level.severity] })),
    breaches,
    of,
    clear,
    clearSeconds: clearMs / 1_000,
    noData: noDataActionOf(rule),
    noDataSeconds: (rule.noDataMs ?? DEFAULT_NO_DATA_MS) / 1_000,
    remindAfterHours: remindAfterMs / HOUR_MS,
    at: changed_at,
    actor: changed_by,
    changedAt: changed_at,
    changedBy: changed_by,
    reason,
  };
}

/** Maintenance window as a GraphQL object. */
export function presentMaintenance(row: MaintenanceRow): MaintenanceWindow {
  const { id, from_time: from, until_time: until, scope, changed_at, changed_by, reason } = row;
  return {
    id: String(id),
    from,
    until,
    scope: presentScope(scope),
    at: changed_at,
    actor: changed_by,
    changedAt: changed_at,
    changedBy: changed_by,
    reason,
  };
}

/** Rule from its input. A level without channels has those of `defaults`. */
export function ruleOf(input: AlertRuleInput, defaults: Rule['channels']): Rule {
  const { name, metric, scope, bad, levels, breaches, of, clear, clearSeconds, remindAfterHours } = input;
  const { noData, noDataSeconds } = input;
  const given = levels.filter(({ channels }) => channels != null).map(({ severity, channels }) => [severity, channels]);
  return {
    name,
    metric,
    scope: scopeOf(scope),
    bad,
    levels: levels.map(({ severity, enter, leave }) => ({ severity, enter, leave })),
    breaches,
    of,
    clear,
    clearMs: clearSeconds * 1_000,
    ...(noData && { noData }),
    noDataMs: noDataSeconds * 1_000,
    remindAfterMs: remindAfterHours * HOUR_MS,
    channels: { ...defaults, ...Object.fromEntries(given) },
  };
}

/** Scope from its input: null is the same as absence. */
export function scopeOf(input: AlertScopeInput | null | undefined): Scope {
  return Object.fromEntries(Object.entries(input ?? {}).filter(([, part]) => part != null));
}

function presentScope({ rule, model, feature, slice }: Scope): AlertScope {
  return { rule: rule ?? null, model: model ?? null, feature: feature ?? null, slice: slice ?? null };
}
