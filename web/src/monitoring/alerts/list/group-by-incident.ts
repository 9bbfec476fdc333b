interface Grouped {
  readonly incident: { readonly id: string } | null;
}

/** Alerts of one incident, or those of none. */
export interface AlertGroup<Alert extends Grouped> {
  readonly incident: Alert['incident'];
  readonly alerts: readonly Alert[];
}

/** Alerts by their incident, in the order of the first alert of each. */
export function groupByIncident<Alert extends Grouped>(alerts: readonly Alert[]): readonly AlertGroup<Alert>[] {
  const groups = new Map<string, { incident: Alert['incident']; alerts: Alert[] }>();
  for (const alert of alerts) {
    const id = alert.incident?.id ?? '';
    const group: { incident: Alert['incident']; alerts: Alert[] } = groups.get(id) ?? {
      incident: alert.incident,
      alerts: [],
    };
    group.alerts.push(alert);
    groups.set(id, group);
  }
  return [...groups.values()];
}
