/** Scopes that a machine may have: those of people alone are left out. */
export const MACHINE_SCOPES = [
  'leads:read',
  'leads:pii',
  'leads:write',
  'scores:write',
  'models:read',
  'models:promote',
  'monitoring:read',
  'monitoring:write',
  'metrics:read',
] as const;

/** The form that creates a token, with its fields as typed. */
export interface TokenDraft {
  readonly name: string;
  readonly days: string;
  readonly scopes: readonly string[];
}

/** Fields of the form with a fault. */
export type TokenFault = 'NAME' | 'DAYS' | 'SCOPES';

/** States of a token. */
export type TokenState = 'VALID' | 'EXPIRED' | 'REVOKED';

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;
const MOST_DAYS = 730;
const DAY_MS = 86_400_000;
// a year of days lies within the limit however long the request takes
const MARGIN_MS = 60_000;

/** Scopes that a token of these rights may hand on to a machine. */
export function grantableScopes(own: ReadonlySet<string>): readonly string[] {
  return MACHINE_SCOPES.filter((scope) => own.has(scope));
}

/** Faults of the form. */
export function tokenFaults({ name, days, scopes }: TokenDraft): ReadonlySet<TokenFault> {
  const faults = new Set<TokenFault>();
  const count = Number(days);
  if (!NAME.test(name)) faults.add('NAME');
  if (days.trim() === '' || !Number.isInteger(count) || count < 1 || count > MOST_DAYS) faults.add('DAYS');
  if (scopes.length === 0) faults.add('SCOPES');
  return faults;
}

/** End of a token that lasts so many days. */
export function expiryOf(days: string, now: number): string {
  return new Date(now + Number(days) * DAY_MS - MARGIN_MS).toISOString();
}

/** State of a token at a time. */
export function tokenState(
  token: { readonly expiresAt: string; readonly revokedAt?: string | null },
  now: number,
): TokenState {
  if (token.revokedAt) return 'REVOKED';
  return Date.parse(token.expiresAt) <= now ? 'EXPIRED' : 'VALID';
}
