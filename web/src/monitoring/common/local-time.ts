/** A time as a field of type `datetime-local` holds it, in the reader's zone: `2026-03-01T14:05`. */
export function toLocalField(time: number): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The time of such a field for the graph; undefined while it holds none. */
export function fromLocalField(text: string): string | undefined {
  const time = Date.parse(text);
  return text === '' || Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
