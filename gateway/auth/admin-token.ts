import { SCOPES } from '../../platform/identity/identity.ts';
import type { Tokens } from './tokens.ts';

/**
 * Signs the token that the start banner prints: subject `admin`, every scope.
 *
 * @param ttlMinutes life in minutes; keep it short
 */
export function mintAdminToken(tokens: Tokens, ttlMinutes: number): Promise<string> {
  return tokens.sign('admin', SCOPES, ttlMinutes * 60_000);
}
