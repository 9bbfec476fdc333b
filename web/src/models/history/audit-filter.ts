import type { AuditAction, AuditEventFilter, AuditOutcome } from '../../graph/generated/graphql.ts';

/** Filters of the audit log as the form holds them; empty ones do not restrict. */
export interface AuditDraft {
  readonly model: string;
  readonly actor: string;
  readonly action: '' | AuditAction;
  readonly outcome: '' | AuditOutcome;
  /** local day and time, as `<input type=datetime-local>` has them */
  readonly from: string;
  readonly until: string;
}

/** Filters that only restrict to a model. */
export function firstFilter(model: string): AuditDraft {
  return { model, actor: '', action: '', outcome: '', from: '', until: '' };
}

/** Filters as the graph takes them. */
export function auditFilter({ model, actor, action, outcome, from, until }: AuditDraft): AuditEventFilter {
  return {
    ...(model && { model }),
    ...(actor.trim() && { actor: actor.trim() }),
    ...(action && { actions: [action] }),
    ...(outcome && { outcome }),
    ...timeOf('from', from),
    ...timeOf('until', until),
  };
}

/** Address of the export with the filters that it takes: model and time. */
export function exportAddress(format: 'csv' | 'jsonl', draft: AuditDraft): string {
  const { model, from, until } = auditFilter(draft);
  const query = new URLSearchParams();
  if (model) query.set('model', model);
  if (from) query.set('from', from);
  if (until) query.set('until', until);
  return `/audit-events.${format}${query.size > 0 ? `?${query}` : ''}`;
}

function timeOf<Name extends string>(name: Name, local: string): { readonly [name in Name]?: string } {
  const time = new Date(local);
  return Number.isNaN(time.getTime()) ? {} : ({ [name]: time.toISOString() } as { [name in Name]: string });
}
