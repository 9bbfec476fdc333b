import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTokenRequest } from '../../../gateway/auth/token-request.ts';
import { DomainError } from '../../../platform/errors.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';

describe('parseTokenRequest', () => {
  it('reads scopes, life and subject', () => {
    assert.deepEqual(parseTokenRequest(['--scopes', 'leads:read, scores:write', '--ttl', '30d', '--subject', 'crm']), {
      subject: 'crm',
      scopes: ['leads:read', 'scores:write'],
      ttlMs: 30 * 86_400_000,
    });
  });

  it('all means every scope, and a token lives an hour by default', () => {
    assert.deepEqual(parseTokenRequest(['--scopes', 'all']), { subject: 'cli', scopes: SCOPES, ttlMs: 3_600_000 });
  });

  for (const [args, part] of [
    [[], "--scopes: found ''"],
    [['--scopes', 'leads:all'], "--scopes: found 'leads:all'"],
    [['--scopes', 'all', '--ttl', '12'], "--ttl: found '12'"],
    [['--scopes', 'all', '--ttl', '0h'], "--ttl: found '0h'"],
    [['--scope', 'all'], "Unknown option '--scope'"],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}, naming what was found`, () => {
      assert.throws(
        () => parseTokenRequest(args),
        (error) => error instanceof DomainError && error.message.includes(part),
      );
    });
  }
});
