import { createHash } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { isObject } from '../federation/values/response-object.ts';

const VERSION = 1;

/** Parameters of a request that name its document. */
export interface PersistedQueryRequest {
  /** text of the document; undefined when only its hash is sent */
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Hash of a request's document, as automatic persisted queries send it.
 *
 * @returns undefined when the request has none
 * @throws {DomainError} BAD_REQUEST for an unknown version, an invalid SHA-256, or the hash of another text
 */
export function persistedHash({ query, extensions }: PersistedQueryRequest): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (persisted === undefined || persisted === null) return undefined;
  if (!isObject(persisted)) throw invalid('', persisted, 'an object');
  const { version, sha256Hash } = persisted;
  // clients of trusted documents may omit the version when they send only the hash
  const isOmitted = version === undefined && query === undefined;
  if (version !== VERSION && !isOmitted) throw invalid('.version', version, String(VERSION));
  if (typeof sha256Hash !== 'string') throw invalid('.sha256Hash', sha256Hash, 'a SHA-256 in hexadecimal digits');
  if (query !== undefined && sha256Hash !== digestOf(query))
    throw invalid('.sha256Hash', sha256Hash, 'the SHA-256 of the document beside it');
  return sha256Hash;
}

/** SHA-256 of a document's text, in hexadecimal digits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function invalid(place: string, found: unknown, expected: string): DomainError {
  const shown = JSON.stringify(found)?.slice(0, 100) ?? 'none';
  return new DomainError('BAD_REQUEST', `extensions.persistedQuery${place}: found ${shown}, expected ${expected}`);
}
