/** An event of a rollout, as far as its place in the list needs it. */
export interface TimedEvent {
  readonly type: string;
  readonly at: string;
  readonly step: number;
  readonly status: string;
}

/** Most events in the page's memory; the oldest ones go first. */
export const MOST_EVENTS = 1_000;

/** Merges events that were read with those that came live: newest first, each once, within the window. */
export function mergeEvents<Event extends TimedEvent>(
  known: readonly Event[],
  added: readonly Event[],
  most: number = MOST_EVENTS,
): readonly Event[] {
  const byKey = new Map([...known, ...added].map((event) => [keyOf(event), event]));
  return [...byKey.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, most);
}

/** Identity of an event of one rollout: no two of one type happen at one time. */
export function keyOf({ at, type, step, status }: TimedEvent): string {
  return `${at} ${type} ${step} ${status}`;
}

/** Events that changed something: all but the analyses that left the rollout as it was. */
export function withoutAnalyses<Event extends TimedEvent>(events: readonly Event[]): readonly Event[] {
  return events.filter(
    ({ type, step, status }, index) =>
      type !== 'ANALYSED' ||
      step !== (events[index + 1]?.step ?? step) ||
      status !== (events[index + 1]?.status ?? status),
  );
}
