import { isAbsolute, relative, resolve, sep } from 'node:path';
import { refusal } from '../../../platform/refusal.ts';

/** From where artifacts may be read. */
export interface ArtifactSources {
  /** absolute paths of folders */
  readonly folders: readonly string[];
  /** such as `https://models.example/lead/`; a URL is on the list when it continues one */
  readonly urlPrefixes: readonly string[];
}

/** Splits a list of folders and URL prefixes, as the setting ARTIFACT_SOURCES has it. */
export function artifactSources(entries: readonly string[]): ArtifactSources {
  const isUrl = (entry: string): boolean => /^https?:\/\//i.test(entry);
  return {
    folders: entries.filter((entry) => !isUrl(entry)).map((entry) => resolve(entry)),
    urlPrefixes: entries.filter(isUrl),
  };
}

/**
 * Whether a path leads into one of the folders, by its words alone: `..` is resolved, links are not.
 *
 * @param path absolute
 */
export function isInside(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}

/**
 * Checks a URL against the prefixes: same scheme, host and port, and a path that continues the prefix at a `/`. Dots are
 * resolved first; an encoded slash, a user name or a password is refused, as servers differ in what they make of them.
 *
 * @throws {DomainError} ARTIFACT_SOURCE_REFUSED
 */
export function checkUrl(prefixes: readonly string[], text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && !/%2f|%5c/i.test(url.pathname) && !url.username && !url.password && continuesOne(prefixes, url))
    return url;
  throw refusal('ARTIFACT_SOURCE_REFUSED', 'artifactUrl', shown(url), 'a URL below one of ARTIFACT_SOURCES');
}

function continuesOne(prefixes: readonly string[], url: URL): boolean {
  return prefixes.some((text) => {
    const prefix = new URL(text);
    const folder = prefix.pathname.endsWith('/') ? prefix.pathname : `${prefix.pathname}/`;
    return url.origin === prefix.origin && url.pathname.startsWith(folder);
  });
}

/** A URL without what may be secret in it. */
function shown(url: URL | undefined): string {
  return url ? `${url.origin}${url.pathname}` : 'no URL';
}
