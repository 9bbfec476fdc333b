/** A time as `<input type=datetime-local>` has it: in the reader's zone, to the minute. */
export function localTime(time: number): string {
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
