import type { AlertEffect, NotificationReason } from './alert-event.ts';
import { type AlertRule, type AlertSeverity, severityRank } from './alert-rule.ts';

/** Kinds of checks whose alerts are grouped: all alerts of one kind about one model form one incident. */
export const CHECK_KINDS = ['DRIFT', 'STREAM', 'PERFORMANCE', 'LAKE', 'CRM'] as const;

/** A kind of {@link CHECK_KINDS}. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** Identity of an incident. No time, no id. */
export interface IncidentIdentity {
  readonly check: CheckKind;
  readonly model: string;
}

/** Last notification of an incident; null when there was none, or when it said that the incident is over. */
export type IncidentNotification = { readonly severity: AlertSeverity; readonly at: number } | null;

/** Notification that one alert of an incident asks for. */
export interface MemberEffect {
  readonly rule: Pick<AlertRule, 'remindAfterMs'>;
  readonly effect: AlertEffect;
  readonly value: number | null;
}

/** Notification of an incident. */
export interface IncidentNotice<Member> {
  readonly reason: NotificationReason;
  readonly severity: AlertSeverity;
  /** alerts that it is about, the most urgent first */
  readonly members: readonly Member[];
}

/** Identity of an incident as one text. `incidentKey({ check: 'DRIFT', model: 'lead' })` is `DRIFT/lead`. */
export function incidentKey({ check, model }: IncidentIdentity): string {
  return `${check}/${encodeURIComponent(model)}`;
}

/**
 * Notification when several alerts of an incident change at once: one for all of them, and only when the incident opens,
 * gets worse, is due for a reminder, or is over. An alert that joins without making the incident worse appears in lists
 * only.
 *
 * @param changed  the alerts that would tell something
 * @param knownLeft alerts of the incident that people know of and that are not over
 */
export function incidentNotice<Member extends MemberEffect>(
  told: IncidentNotification,
  changed: readonly Member[],
  knownLeft: number,
  at: number,
): IncidentNotice<Member> | undefined {
  const urgent = changed.toSorted((a, b) => urgency(b) - urgency(a) || (b.value ?? 0) - (a.value ?? 0));
  const loud = urgent.filter(({ effect }) => effect.reason !== 'RESOLVED');
  const [worst] = loud;
  if (!worst) {
    const [last] = urgent;
    if (!last || knownLeft > 0) return undefined;
    return { reason: 'RESOLVED', severity: told?.severity ?? last.effect.severity, members: urgent };
  }
  const { severity } = worst.effect;
  if (!told) return { reason: 'OPENED', severity, members: loud };
  if (severityRank(severity) > severityRank(told.severity)) return { reason: 'RAISED', severity, members: loud };
  const isDue = loud.some(({ effect, rule }) => effect.reason === 'REMINDER' && at - told.at >= rule.remindAfterMs);
  return isDue ? { reason: 'REMINDER', severity, members: loud } : undefined;
}

function urgency({ effect }: MemberEffect): number {
  return severityRank(effect.severity);
}
