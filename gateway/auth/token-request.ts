import { parseArgs } from 'node:util';
import { DomainError } from '../../platform/errors.ts';
import { SCOPES, type Scope } from '../../platform/identity/identity.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../platform/time.ts';

/** Claims and lifetime of a requested token. */
export interface TokenRequest {
  readonly subject: string;
  readonly scopes: readonly Scope[];
  readonly ttlMs: number;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/**
 * Reads the arguments of `npm run token`: `--scopes leads:read,scores:write --ttl 12h --subject crm`.
 *
 * `--scopes` is required, as a comma list or `all`. `--ttl` is a number with s, m, h or d (default `1h`), `--subject` a
 * name (default `cli`).
 *
 * @throws {DomainError} VALIDATION_FAILED with the argument, the value found and the expected value
 */
export function parseTokenRequest(args: readonly string[]): TokenRequest {
  const { scopes, ttl, subject } = readOptions(args);
  return { subject, scopes: parseScopes(scopes), ttlMs: parseTtl(ttl) };
}

function readOptions(args: readonly string[]): { scopes: string; ttl: string; subject: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        scopes: { type: 'string', default: '' },
        ttl: { type: 'string', default: '1h' },
        subject: { type: 'string', default: 'cli' },
      },
    });
    return values;
  } catch (cause) {
    throw new DomainError('VALIDATION_FAILED', (cause as Error).message, {}, { cause });
  }
}

function parseScopes(text: string): readonly Scope[] {
  if (text === 'all') return SCOPES;
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const scope = SCOPES.find((known) => known === name);
    if (!scope)
      throw new DomainError('VALIDATION_FAILED', `--scopes: found '${name}', expected all or ${SCOPES.join(',')}`);
    return scope;
  });
}

function parseTtl(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ttlMs = Number(amount) * (UNIT_MS[unit ?? ''] ?? 0);
  if (!(ttlMs > 0))
    throw new DomainError('VALIDATION_FAILED', `--ttl: found '${text}', expected such as 15m, 12h or 30d`);
  return ttlMs;
}
