/** States of a maintenance window. */
export type WindowState = 'PLANNED' | 'ACTIVE' | 'ENDED';

/** State of a maintenance window at a time, epoch milliseconds. */
export function windowState(window: { readonly from: string; readonly until: string }, now: number): WindowState {
  if (now >= Date.parse(window.until)) return 'ENDED';
  return now >= Date.parse(window.from) ? 'ACTIVE' : 'PLANNED';
}

/** Times that end a window now. One that has not begun is moved to the past whole, as its end must come after its start. */
export function endedTimes(
  window: { readonly from: string; readonly until: string },
  now: number,
): { readonly from: string; readonly until: string } {
  const until = new Date(now).toISOString();
  const from = Math.min(Date.parse(window.from), now - 1_000);
  return { from: new Date(from).toISOString(), until };
}
