import { createHash } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { isObject } from '../federation/values/response-object.ts';

const VERSION = 1;

/** What a request says of its document that bears on automatic persisted queries. */
export interface PersistedQueryRequest {
  /** text of the document; absent when the hash stands for it */
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * The hash by which a request names its document, as automatic persisted queries do.
 *
 * @returns undefined when the request names none
 * @throws {DomainError} BAD_REQUEST for another version, what is no SHA-256, and the hash of another text
 */
export function persistedHash({ query, extensions }: PersistedQueryRequest): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (persisted === undefined || persisted === null) return undefined;
  if (!isObject(persisted)) throw invalid('', persisted, 'an object');
  const { version, sha256Hash } = persisted;
  // clients of trusted documents name no version where the hash is all they send
  const isOmitted = version === undefined && query === undefined;
  if (version !== VERSION && !isOmitted) throw invalid('.version', version, String(VERSION));
  if (typeof sha256Hash !== 'string') throw invalid('.sha256Hash', sha256Hash, 'a SHA-256 in hexadecimal digits');
  if (query !== undefined && sha256Hash !== digestOf(query))
    throw invalid('.sha256Hash', sha256Hash, 'the SHA-256 of the document beside it');
  return sha256Hash;
}

/** The SHA-256 of a document's text, in hexadecimal digits. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function invalid(place: string, found: unknown, expected: string): DomainError {
  const shown = JSON.stringify(found)?.slice(0, 100) ?? 'none';
  return new DomainError('BAD_REQUEST', `extensions.persistedQuery${place}: found ${shown}, expected ${expected}`);
}
