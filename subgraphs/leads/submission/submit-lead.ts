import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { MINUTE_MS } from '../../../platform/time.ts';
import { changesOf, recordChanges } from '../changes/change-store.ts';
import type { ConsentRow, NewConsent } from '../consent/consent.ts';
import { checkConsents } from '../consent/consent-rule.ts';
import { insertConsents } from '../consent/consent-store.ts';
import { type Lead, type LeadFields, type LeadRow, LeadStage } from '../leads/lead.ts';
import { readLeadDetails } from '../leads/lead-details.ts';
import { insertLeads } from '../leads/lead-store.ts';
import { commitChange, getLead } from '../leads/lead-transaction.ts';
import type { LeadsDeps } from '../leads/leads-deps.ts';
import type { Origin } from '../leads/origin.ts';
import { checkNotInFuture, factTime } from '../leads/time-rule.ts';

/** Longest id or idempotency key, characters. */
export const MAX_ID_LENGTH = 200;

/** Longest time for which an idempotency key is remembered where one is given, minutes: a week. */
export const MAX_KEY_MINUTES = 10_080;

/** A new lead; absent fields are unknown. */
export interface NewLead extends Partial<LeadFields> {
  /** generated when absent */
  readonly id?: string | null;
  /** epoch milliseconds, not in the future; now when absent */
  readonly createdAt?: number | null;
  /** what the person agreed to, each purpose once */
  readonly consents?: readonly NewConsent[] | null;
}

/** A stored lead. */
export interface SubmittedLead {
  readonly leadId: string;
  /** epoch milliseconds */
  readonly createdAt: number;
  readonly lead: Lead;
  /** false when the idempotency key was known: the lead is the one of its first use */
  readonly created: boolean;
}

/** Submission of a lead. */
export interface LeadSubmission {
  /** subject of the token; idempotency keys are per subject */
  readonly subject: string;
  readonly input: NewLead;
  readonly origin: Origin;
  readonly idempotencyKey?: string | null | undefined;
  /** time for which the key is remembered; for ever when absent */
  readonly idempotencyMinutes?: number | null | undefined;
}

/**
 * Stores a new lead; it is scored later. The same idempotency key with the same input returns the lead of its first use.
 *
 * @throws {DomainError} VALIDATION_FAILED, LEAD_EXISTS when a lead has the id, LEAD_ERASED when one had it
 * whose person was erased, IDEMPOTENCY_KEY_REUSED when the key was used with another input
 */
export async function submitLead(deps: LeadsDeps, submission: LeadSubmission): Promise<SubmittedLead> {
  const { subject, input, origin, idempotencyKey, idempotencyMinutes } = submission;
  const now = deps.clock();
  const lead = readNewLead(submission, deps.newId, now);
  return commitChange(deps, async (trx) => {
    if (idempotencyKey != null) {
      const forgottenBefore = idempotencyMinutes == null ? 0 : now - idempotencyMinutes * MINUTE_MS;
      const key = { subject, idempotencyKey, digest: digest(input), forgottenBefore };
      const known = await claimKey(trx, key, lead.id, now);
      if (known !== undefined) return answer(await getLead(trx, known), false);
    }
    const { inserted, erased } = await insertLeads(trx, [lead], { now, origin, update: [] });
    if (erased.size > 0)
      throw new DomainError('LEAD_ERASED', 'input.id: found the id of an erased person, expected a new id');
    if (inserted.length === 0) {
      throw new DomainError(
        'LEAD_EXISTS',
        `input.id: found ${JSON.stringify(lead.id)}, which a lead has already, expected a new id`,
        {
          leadId: lead.id,
        },
      );
    }
    await insertConsents(trx, readConsents(submission, lead.id, now));
    await recordChanges(trx, changesOf('SUBMITTED', inserted), now);
    return answer(await getLead(trx, lead.id), true);
  });
}

function answer(lead: Lead, created: boolean): SubmittedLead {
  return { leadId: lead.id, createdAt: lead.createdAt, lead, created };
}

function readConsents({ input, origin, subject }: LeadSubmission, leadId: string, now: number): readonly ConsentRow[] {
  return (input.consents ?? []).map(({ purpose, textVersion, givenAt }) => {
    return {
      leadId,
      purpose,
      textVersion: textVersion.trim(),
      givenAt: factTime(givenAt, now),
      recordedAt: now,
      origin,
      subject,
    };
  });
}

function readNewLead(
  { input, idempotencyKey, idempotencyMinutes }: LeadSubmission,
  newId: () => string,
  now: number,
): LeadRow {
  const faults = new InputFaults();
  checkName(faults, 'idempotencyKey', idempotencyKey);
  checkName(faults, 'input.id', input.id);
  checkNotInFuture(faults, 'input.createdAt', input.createdAt, now);
  checkConsents(faults, input.consents ?? [], now);
  if (idempotencyMinutes != null && !(idempotencyMinutes >= 1 && idempotencyMinutes <= MAX_KEY_MINUTES))
    faults.add('idempotencyMinutes', idempotencyMinutes, `1 to ${MAX_KEY_MINUTES} minutes`);
  const details = readLeadDetails(input, faults) as Partial<LeadRow>;
  faults.check();
  const unknown = {
    name: null,
    email: null,
    phone: null,
    company: null,
    company_size: null,
    industry: null,
    country: null,
    nationality: null,
    emirate: null,
    source: null,
    campaign: null,
    licence_type: null,
    business_activity: null,
    owner: null,
  };
  const identity = { id: input.id ?? newId(), created_at: factTime(input.createdAt, now), stage: LeadStage.NEW };
  return { ...unknown, ...details, ...identity };
}

function checkName(faults: InputFaults, where: string, text: string | null | undefined): void {
  if (text == null || (text !== '' && text.length <= MAX_ID_LENGTH)) return;
  faults.add(where, text, `1 to ${MAX_ID_LENGTH} characters`);
}

/** SHA-256 of the input, independent of the order of its fields. */
function digest(input: NewLead): string {
  const fields = Object.entries(input).filter(([, value]) => value !== undefined);
  return createHash('sha256').update(JSON.stringify(fields.sort())).digest('hex');
}

interface SubmissionKey {
  readonly subject: string;
  readonly idempotencyKey: string;
  readonly digest: string;
  /** a use of the key before this time does not count, epoch milliseconds */
  readonly forgottenBefore: number;
}

/**
 * Claims the key for a lead, or finds the lead that has it. Waits for a concurrent submission with the same key.
 *
 * @returns undefined when the key was new, and is now this lead's
 */
async function claimKey(
  trx: Transaction<unknown>,
  key: SubmissionKey,
  leadId: string,
  now: number,
): Promise<string | undefined> {
  const claimed = await sql`INSERT INTO leads.submission
      (subject, idempotency_key, request_digest, lead_id, submitted_at)
    VALUES (${key.subject}, ${key.idempotencyKey}, ${key.digest}, ${leadId}, ${now}::bigint)
    ON CONFLICT (subject, idempotency_key) DO UPDATE SET request_digest = excluded.request_digest,
      lead_id = excluded.lead_id, submitted_at = excluded.submitted_at
    WHERE submission.submitted_at < ${key.forgottenBefore}::bigint
    RETURNING lead_id`.execute(trx);
  if (claimed.rows.length > 0) return undefined;
  const { rows } = await sql<{ request_digest: string; lead_id: string }>`SELECT request_digest, lead_id
    FROM leads.submission WHERE subject = ${key.subject} AND idempotency_key = ${key.idempotencyKey}`.execute(trx);
  const [earlier] = rows;
  if (earlier?.request_digest !== key.digest) {
    throw new DomainError(
      'IDEMPOTENCY_KEY_REUSED',
      'idempotencyKey: found a key that was used with another input, expected a new key',
    );
  }
  return earlier.lead_id;
}
