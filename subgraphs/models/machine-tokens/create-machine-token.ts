import { DomainError } from '../../../platform/errors.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';
import { machineTokenDigest, newMachineToken, PEOPLES_SCOPES } from '../../../platform/identity/machine-token.ts';
import { InputFaults } from '../../../platform/input-faults.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import { insertMachineToken, type MachineTokenRow } from './machine-token-store.ts';

/** Longest life of a machine's token, days. */
export const MOST_DAYS = 730;

const USUAL_DAYS = 365;

/** Requested token of a machine. */
export interface MachineTokenRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  /** epoch milliseconds; in 365 days when absent */
  readonly expiresAt: number | undefined;
  /** scopes of the person who asks: no other can be given */
  readonly heldScopes: readonly string[];
}

/** A token as it was created. */
export interface CreatedMachineToken {
  /** the token itself, which is not stored */
  readonly token: string;
  readonly row: MachineTokenRow;
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;
const GIVEN = SCOPES.filter((scope) => !PEOPLES_SCOPES.includes(scope));

/**
 * Creates a token of a machine, and audits it. Only its digest is stored.
 *
 * @throws {DomainError} VALIDATION_FAILED; FORBIDDEN for a scope that the person who asks does not have
 */
export async function createMachineToken(
  deps: Omit<AuditDeps, 'outlet'>,
  request: MachineTokenRequest,
  authorship: Authorship,
): Promise<CreatedMachineToken> {
  const { name, heldScopes } = request;
  const scopes = [...new Set(request.scopes)];
  const at = deps.clock();
  const { expiresAt = at + USUAL_DAYS * DAY_MS } = request;
  return audited(
    { ...deps, outlet: undefined },
    { ...authorship, action: 'CREATE_MACHINE_TOKEN', model: undefined },
    async () => {
      checkRequest({ name, scopes, expiresAt }, at);
      requireHeld(scopes, heldScopes);
    },
    async (trx) => {
      const token = newMachineToken();
      const digest = machineTokenDigest(token);
      const stored = { digest, name, scopes, created_at: at, created_by: authorship.by, expires_at: expiresAt };
      const row = await insertMachineToken(trx, stored);
      return { result: { token, row }, before: {}, after: tokenState(row) };
    },
  );
}

/** State of a token for the audit log. */
export function tokenState({ id, name, scopes, expires_at, revoked_at }: MachineTokenRow) {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return { token: String(id), name, scopes, expiresAt: time(expires_at), revokedAt: time(revoked_at) };
}

function checkRequest(
  { name, scopes, expiresAt }: Pick<MachineTokenRequest, 'name' | 'scopes'> & { readonly expiresAt: number },
  now: number,
): void {
  const faults = new InputFaults();
  if (!NAME.test(name)) faults.add('name', name, 'letters a–z, digits and hyphens between them, 60 at most');
  if (scopes.length === 0) faults.add('scopes', scopes, 'at least one');
  for (const [i, scope] of scopes.entries())
    if (!GIVEN.some((given) => given === scope)) faults.add(`scopes[${i}]`, scope, `one of ${GIVEN.join(', ')}`);
  if (expiresAt <= now || expiresAt > now + MOST_DAYS * DAY_MS)
    faults.add('expiresAt', new Date(expiresAt).toISOString(), `a time in the next ${MOST_DAYS} days`);
  faults.check();
}

function requireHeld(scopes: readonly string[], held: readonly string[]): void {
  const scope = scopes.find((each) => !held.includes(each));
  if (scope === undefined) return;
  throw new DomainError('FORBIDDEN', `scopes: found ${scope}, expected only scopes of your own token`, { scope });
}
