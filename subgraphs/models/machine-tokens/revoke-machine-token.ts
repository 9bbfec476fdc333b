import { DomainError } from '../../../platform/errors.ts';
import type { Authorship } from '../audit/audit-event.ts';
import { type AuditDeps, audited } from '../audit/audited.ts';
import { tokenState } from './create-machine-token.ts';
import { findMachineToken, type MachineTokenRow, revokeStoredToken } from './machine-token-store.ts';

/**
 * Revokes a token of a machine, and audits it. Revoking it again changes nothing.
 *
 * @throws {DomainError} VALIDATION_FAILED for the reason; MACHINE_TOKEN_NOT_FOUND
 */
export async function revokeMachineToken(
  deps: Omit<AuditDeps, 'outlet'>,
  id: string,
  authorship: Authorship,
): Promise<MachineTokenRow> {
  const number = /^\d{1,15}$/.test(id) ? Number(id) : undefined;
  const { by, reason } = authorship;
  return audited(
    { ...deps, outlet: undefined },
    { ...authorship, action: 'REVOKE_MACHINE_TOKEN', model: undefined },
    async () => undefined,
    async (trx) => {
      const before = number === undefined ? undefined : await findMachineToken(trx, number);
      const row = before && (await revokeStoredToken(trx, before.id, { at: deps.clock(), by, reason }));
      if (!row) throw new DomainError('MACHINE_TOKEN_NOT_FOUND', `machine token ${id}: found none of this id`, { id });
      return { result: row, before: tokenState(before), after: tokenState(row) };
    },
  );
}
