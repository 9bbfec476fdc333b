/** An action of a person on an alert, or on all alerts of an incident. */
export type AlertAction = 'ACKNOWLEDGE' | 'RESOLVE' | 'MUTE' | 'UNMUTE' | 'ACKNOWLEDGE_INCIDENT';

/** State of an alert, as far as it allows actions. */
export interface ActionableAlert {
  readonly status: 'OPEN' | 'ACKNOWLEDGED' | 'RESOLVED';
  readonly mutedUntil: string | null;
}

/** Actions that make sense in the state of an alert. @param now epoch milliseconds by the gateway's clock */
export function possibleActions({ status, mutedUntil }: ActionableAlert, now: number): readonly AlertAction[] {
  const mute = mutedUntil !== null && Date.parse(mutedUntil) > now ? 'UNMUTE' : 'MUTE';
  if (status === 'RESOLVED') return [mute];
  return status === 'OPEN' ? ['ACKNOWLEDGE', 'RESOLVE', mute] : ['RESOLVE', mute];
}

/** Minutes from now until a time; undefined unless it is in the future. */
export function minutesUntil(time: string | undefined, now: number): number | undefined {
  if (time === undefined) return undefined;
  const minutes = (Date.parse(time) - now) / 60_000;
  return minutes > 0 ? minutes : undefined;
}
