import { DomainError } from '../errors.ts';
import type { Scope, SubgraphContext } from '../identity/identity.ts';

/**
 * Refuses an argument that needs a scope beside that of its field.
 *
 * @param where names the argument in the refusal
 * @throws {DomainError} FORBIDDEN
 */
export function requireScope({ identity }: Pick<SubgraphContext, 'identity'>, scope: Scope, where: string): void {
  if (identity.scopes.includes(scope)) return;
  throw new DomainError('FORBIDDEN', `${where}: found a token without the scope ${scope}, expected it`, { scope });
}
