import type { AlertFilterInput, AlertSeverity, AlertStatus } from '../../../graph/generated/graphql.ts';

/** Choices of the status of alerts. */
export const STATUS_CHOICES = ['UNRESOLVED', 'OPEN', 'RESOLVED', 'ALL'] as const;

/** A choice of {@link STATUS_CHOICES}. */
export type StatusChoice = (typeof STATUS_CHOICES)[number];

/** Choices of the least severity. */
export const SEVERITY_CHOICES = ['INFO', 'WARNING', 'CRITICAL'] as const satisfies readonly AlertSeverity[];

/** The alerts that the reader wants to see. */
export interface AlertChoice {
  readonly status: StatusChoice;
  readonly severity: AlertSeverity;
  readonly rule: string | undefined;
}

const STATUSES: Readonly<Record<StatusChoice, readonly AlertStatus[] | undefined>> = {
  UNRESOLVED: ['OPEN', 'ACKNOWLEDGED'],
  OPEN: ['OPEN'],
  RESOLVED: ['RESOLVED'],
  ALL: undefined,
};

/** Reads the choice from an address; what it does not name is by default. */
export function readChoice(search: URLSearchParams): AlertChoice {
  return {
    status: STATUS_CHOICES.find((status) => status === search.get('status')) ?? 'UNRESOLVED',
    severity: SEVERITY_CHOICES.find((severity) => severity === search.get('severity')) ?? 'INFO',
    rule: search.get('rule') ?? undefined,
  };
}

/** The choice as a filter of the graph. */
export function filterOf({ status, severity, rule }: AlertChoice): AlertFilterInput {
  const statuses = STATUSES[status];
  return {
    ...(statuses && { statuses: [...statuses] }),
    ...(severity !== 'INFO' && { minimumSeverity: severity }),
    ...(rule !== undefined && { rule }),
  };
}
