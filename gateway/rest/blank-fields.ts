/** Whether a field of a body says anything: a form sends the empty string for a field left blank. */
export function isFilled<Value>(value: Value | '' | null | undefined): value is Exclude<Value, '' | null | undefined> {
  return value !== null && value !== undefined && value !== '';
}

/** The text of a field, or null when it is absent: a blank is absence, never a category of its own. */
export function textOrNull(text: string | null | undefined): string | null {
  return isFilled(text) ? text : null;
}
