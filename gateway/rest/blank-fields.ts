/** Whether a field of a body has a value: forms send an empty string for a blank field. */
export function isFilled<Value>(value: Value | '' | null | undefined): value is Exclude<Value, '' | null | undefined> {
  return value !== null && value !== undefined && value !== '';
}

/** Text of a field, or null when it is blank or missing: a blank is never a category of its own. */
export function textOrNull(text: string | null | undefined): string | null {
  return isFilled(text) ? text : null;
}
