const PREFIX = '/lead/';

/** Address of a lead's page. Ids may hold slashes, spaces and any script. */
export function leadHref(id: string): string {
  return PREFIX + encodeURIComponent(id);
}

/** Id of the lead in an address as the browser has it; undefined for one that is no address of a lead. */
export function leadIdOf(pathname: string): string | undefined {
  if (!pathname.startsWith(PREFIX) || pathname.length === PREFIX.length) return undefined;
  const written = pathname.slice(PREFIX.length);
  try {
    return decodeURIComponent(written);
  } catch {
    // a lone percent sign that somebody typed: it is a part of the id
    return written;
  }
}
