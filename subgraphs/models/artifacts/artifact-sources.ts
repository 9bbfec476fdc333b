import { isAbsolute, relative, resolve, sep } from 'node:path';
import { refusal } from '../../../platform/refusal.ts';

/** Allow-list of artifacts. */
export interface ArtifactSources {
  /** absolute paths of folders */
  readonly folders: readonly string[];
  /** such as `https://models.example/lead/`; a URL is allowed if it continues one */
  readonly urlPrefixes: readonly string[];
}

/** Splits the entries of ARTIFACT_SOURCES into folders and URL prefixes. */
export function artifactSources(entries: readonly string[]): ArtifactSources {
  const isUrl = (entry: string): boolean => /^https?:\/\//i.test(entry);
  return {
    folders: entries.filter((entry) => !isUrl(entry)).map((entry) => resolve(entry)),
    urlPrefixes: entries.filter(isUrl),
  };
}

/**
 * Whether a path is lexically below one of the folders: `..` is resolved, links are not.
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
 * Checks a URL against the prefixes: equal scheme, host and port, and a path that continues the prefix at a `/`. Dot
 * segments are resolved first. Encoded slashes, user names and passwords are refused, as servers interpret them
 * differently.
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

/** URL without the parts that may be secret. */
function shown(url: URL | undefined): string {
  return url ? `${url.origin}${url.pathname}` : 'no URL';
}
