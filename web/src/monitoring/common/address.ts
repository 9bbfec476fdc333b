/** Address of an alert's page. Ids hold slashes and percent signs, so that they are one encoded segment. */
export function alertHref(id: string): string {
  return `/alerts/${encodeURIComponent(id)}`;
}

/**
 * Id of the alert that an address names.
 *
 * A slash that is not encoded tells that somebody else took the encoding off: then the rest is the id itself, unless it
 * still has percent signs of the encoding.
 *
 * @param pathname as the browser has it, not decoded
 */
export function alertIdOf(pathname: string): string {
  const rest = pathname.replace(/^\/alerts\/+/, '');
  if (rest.includes('/') && !rest.includes('%25')) return rest;
  try {
    return decodeURIComponent(rest);
  } catch {
    // no valid encoding: no alert has this id, and the page says so
    return rest;
  }
}

/** An address's search with changes: undefined or an empty text removes a part. */
export function changedSearch(search: string, changes: Readonly<Record<string, string | undefined>>): string {
  const parts = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) parts.set(name, value);
    else parts.delete(name);
  }
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
}
