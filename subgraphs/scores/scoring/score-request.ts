import { createHash } from 'node:crypto';
import type { FeatureName, FeatureValue, FeatureVector } from '../../../lake/features/features.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { isPast } from '../../../platform/past-time.ts';
import { isStorableText } from '../../../platform/storable-text.ts';
import type { ScoreCause } from '../record/prediction.ts';

/** Request for one score, checked by {@link checkRequest}. */
export interface ScoreRequest {
  readonly model: string;
  readonly requestId: string;
  /** version to try beside the traffic; absent: the live one */
  readonly version?: number | undefined;
  readonly leadId?: string | undefined;
  /** features that override those computed for the lead */
  readonly features?: Partial<FeatureVector> | undefined;
  /** epoch milliseconds; gives the lead's age */
  readonly createdAt?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  /** REQUESTED when absent */
  readonly cause?: ScoreCause | undefined;
}

const LONGEST_TEXT = 200;

/**
 * Checks the values of a request before it joins a batch, so that it cannot fail other requests.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED naming every value at fault
 */
export function checkRequest(request: ScoreRequest, now: number): void {
  const { features, createdAt } = request;
  const faults = new InputFaults();
  if (request.leadId === undefined && features === undefined && createdAt === undefined)
    faults.add('request', null, 'a lead, features, or both');
  checkText(faults, 'leadId', request.leadId);
  checkText(faults, 'idempotencyKey', request.idempotencyKey);
  checkText(faults, 'model', request.model);
  for (const name in features) checkFeature(faults, name, features[name as FeatureName]);
  if (createdAt !== undefined && !isPast(createdAt, now))
    faults.add('createdAt', new Date(createdAt), 'a time that is past');
  faults.check();
}

function checkFeature(faults: InputFaults, name: string, value: FeatureValue | undefined): void {
  if (typeof value === 'string') checkText(faults, name, value);
  else if (value !== null && !(Number.isFinite(value) && (value as number) >= 0))
    faults.add(name, value, 'a finite number of at least 0');
}

function checkText(faults: InputFaults, where: string, text: string | undefined): void {
  if (text === undefined) return;
  if (text.length === 0 || text.length > LONGEST_TEXT) faults.add(where, text, `1 to ${LONGEST_TEXT} characters`);
  // one such value would fail its whole batch
  else if (!isStorableText(text)) faults.add(where, text, 'text without NUL and half surrogate pairs');
}

/**
 * SHA-256 of a request's content, hex: the same idempotency key with another digest is another request.
 *
 * The request id is left out, since a retry has a new one; so is the cause, which does not change the score.
 */
export function requestDigest({ model, version, leadId, features = {}, createdAt }: ScoreRequest): string {
  const given = Object.entries(features).sort(([a], [b]) => (a < b ? -1 : 1));
  const tried = version === undefined ? [] : [version];
  const content = JSON.stringify([model, leadId ?? null, given, createdAt ?? null, ...tried]);
  return createHash('sha256').update(content).digest('hex');
}
