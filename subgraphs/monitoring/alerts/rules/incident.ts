import type { AlertEffect, NotificationReason } from './alert-event.ts';
import { type AlertRule, type AlertSeverity, severityRank } from './alert-rule.ts';

/** Kinds of checks whose alerts have one cause: all alerts of one kind about one model are one incident. */
export const CHECK_KINDS = ['DRIFT', 'STREAM', 'PERFORMANCE'] as const;

/** A kind of {@link CHECK_KINDS}. */
export type CheckKind = (typeof CHECK_KINDS)[number];

/** What makes two incidents the same: no time, no id. */
export interface IncidentIdentity {
  readonly check: CheckKind;
  readonly model: string;
}

/** What people were told last of an incident; null when they know of nothing, or that it is over. */
export type IncidentTold = { readonly severity: AlertSeverity; readonly at: number } | null;

/** What one alert of an incident would tell by itself. */
export interface MemberEffect {
  readonly rule: Pick<AlertRule, 'remindAfterMs'>;
  readonly effect: AlertEffect;
  readonly value: number | null;
}

/** What people are told of an incident. */
export interface IncidentNotice<Member> {
  readonly reason: NotificationReason;
  readonly severity: AlertSeverity;
  /** the alerts it is about, the most urgent first */
  readonly members: readonly Member[];
}

/** An incident's identity as one text. `incidentKey({ check: 'DRIFT', model: 'lead' })` is `DRIFT/lead`. */
export function incidentKey({ check, model }: IncidentIdentity): string {
  return `${check}/${encodeURIComponent(model)}`;
}

/**
 * What people are told when several alerts of an incident change at once: of all of them together, and only when the
 * incident opens, gets worse, has not been acknowledged for long, or is over. An alert that joins it without making it
 * worse is to be seen in the list.
 *
 * @param changed  the alerts that would tell something
 * @param knownLeft alerts of the incident that people know of and that are not over
 */
export function incidentNotice<Member extends MemberEffect>(
  told: IncidentTold,
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
