import { createHash } from 'node:crypto';
import type { FeatureVector } from '../../lake/features.ts';
import { DomainError } from '../shared/errors.ts';

/** One score asked for, checked by {@link checkRequest}. */
export interface ScoreRequest {
  readonly model: string;
  readonly requestId: string;
  /** tries this version, beside the traffic; absent: the live one */
  readonly version?: number | undefined;
  readonly leadId?: string | undefined;
  /** features that take the place of those computed for the lead */
  readonly features?: Partial<FeatureVector> | undefined;
  /** epoch milliseconds; gives the lead's age */
  readonly createdAt?: number | undefined;
  readonly idempotencyKey?: string | undefined;
}

const LONGEST_TEXT = 200;
// PostgreSQL stores neither NUL nor half a surrogate pair; one such value would fail its whole batch
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/**
 * Checks the values of a request before it joins a batch, so that it cannot fail its neighbours.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED naming the value
 */
export function checkRequest(request: ScoreRequest, now: number): void {
  const { leadId, idempotencyKey, features = {}, createdAt } = request;
  if (leadId === undefined && request.features === undefined && createdAt === undefined)
    throw new DomainError('VALIDATION_FAILED', 'request: found neither lead nor features, expected at least one');
  for (const [where, text] of Object.entries({ leadId, idempotencyKey, model: request.model })) checkText(where, text);
  for (const [name, value] of Object.entries(features)) {
    if (typeof value === 'number') checkNumber(name, value);
    else if (value !== null) checkText(name, value);
  }
  if (createdAt !== undefined && createdAt > now)
    throw new DomainError(
      'VALIDATION_FAILED',
      `createdAt: found ${new Date(createdAt).toISOString()}, expected a time that is past`,
    );
}

function checkText(where: string, text: string | undefined): void {
  if (text === undefined) return;
  if (text.length === 0 || text.length > LONGEST_TEXT)
    throw new DomainError(
      'VALIDATION_FAILED',
      `${where}: found ${text.length} characters, expected 1 to ${LONGEST_TEXT}`,
    );
  if (UNSTORABLE.test(text))
    throw new DomainError('VALIDATION_FAILED', `${where}: found a NUL or half a surrogate pair, expected plain text`);
}

function checkNumber(where: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new DomainError('VALIDATION_FAILED', `${where}: found ${value}, expected a finite number of at least 0`);
}

/**
 * SHA-256 of what a request asks for, hex: the same idempotency key with another digest is another request.
 *
 * The request id is left out, since a retry has a new one.
 */
export function requestDigest({ model, version, leadId, features = {}, createdAt }: ScoreRequest): string {
  const given = Object.entries(features).sort(([a], [b]) => (a < b ? -1 : 1));
  const tried = version === undefined ? [] : [version];
  const content = JSON.stringify([model, leadId ?? null, given, createdAt ?? null, ...tried]);
  return createHash('sha256').update(content).digest('hex');
}
