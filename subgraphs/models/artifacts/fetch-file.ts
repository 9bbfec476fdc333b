import { type Dispatcher, request } from 'undici';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import { checkSize, collect } from './artifact-size.ts';
import { checkUrl } from './artifact-sources.ts';
import { discard } from './discard.ts';

/** Settings of {@link fetchFile}. */
export interface FetchFileOptions {
  /** prefixes that the URL, and each redirect, must continue */
  readonly urlPrefixes: readonly string[];
  readonly limitBytes: number;
  readonly signal: AbortSignal;
}

/** Most redirects on the way to a file. */
export const MAX_REDIRECTS = 3;

/**
 * Fetches a file over HTTP. Follows up to three redirects by itself, to check each against the allow-list.
 *
 * @throws {DomainError} ARTIFACT_SOURCE_REFUSED, ARTIFACT_SOURCE_UNAVAILABLE, ARTIFACT_TOO_LARGE; the reason of
 *   `signal`
 */
export async function fetchFile(text: string, options: FetchFileOptions): Promise<Uint8Array> {
  const { urlPrefixes, limitBytes, signal } = options;
  let url = checkUrl(urlPrefixes, text);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const { statusCode, headers, body } = await get(url, signal);
    if (statusCode === 200) return read(body, Number(headers['content-length'] ?? 0), limitBytes);
    discard(body);
    const { location } = headers;
    if (statusCode < 300 || statusCode > 399 || typeof location !== 'string')
      throw refusal('ARTIFACT_SOURCE_UNAVAILABLE', 'artifactUrl', `HTTP status ${statusCode}`, '200');
    url = checkUrl(urlPrefixes, URL.canParse(location, url.href) ? new URL(location, url).href : location);
  }
  throw refusal('ARTIFACT_SOURCE_UNAVAILABLE', 'artifactUrl', 'another redirect', `at most ${MAX_REDIRECTS}`);
}

async function get(url: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  return request(url, { signal }).catch((cause: unknown) => {
    throw unavailable(cause);
  });
}

async function read(
  body: Dispatcher.ResponseData['body'],
  promisedBytes: number,
  limitBytes: number,
): Promise<Uint8Array> {
  try {
    checkSize(promisedBytes, limitBytes);
    return await collect(body, limitBytes);
  } catch (error) {
    discard(body);
    throw error instanceof DomainError ? error : unavailable(error);
  }
}

function unavailable(cause: unknown): DomainError {
  const { code, name } = cause as NodeJS.ErrnoException;
  const message = `artifactUrl: found no answer (${code ?? name}), expected the file`;
  return new DomainError('ARTIFACT_SOURCE_UNAVAILABLE', message, {}, { cause });
}
