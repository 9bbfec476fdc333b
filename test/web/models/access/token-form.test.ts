import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCOPES } from '../../../../platform/identity/identity.ts';
import { PEOPLES_SCOPES } from '../../../../platform/identity/machine-token.ts';
import {
  expiryOf,
  grantableScopes,
  MACHINE_SCOPES,
  tokenFaults,
  tokenState,
} from '../../../../web/src/models/access/token-form.ts';

const DAY_MS = 86_400_000;

describe('the form of a machine token', () => {
  it('offers the rights of the gateway, but for those of people alone', () => {
    assert.deepEqual([...MACHINE_SCOPES].sort(), SCOPES.filter((scope) => !PEOPLES_SCOPES.includes(scope)).sort());
  });

  it('offers only rights that the reader has', () => {
    assert.deepEqual(grantableScopes(new Set(['metrics:read', 'tokens:write'])), ['metrics:read']);
  });

  it('names its faults', () => {
    assert.deepEqual([...tokenFaults({ name: 'Prom!', days: '731', scopes: [] })], ['NAME', 'DAYS', 'SCOPES']);
    assert.deepEqual([...tokenFaults({ name: 'prometheus-1', days: '730', scopes: ['metrics:read'] })], []);
    for (const days of ['0', '1.5', '', 'x'])
      assert.ok(tokenFaults({ name: 'a', days, scopes: ['metrics:read'] }).has('DAYS'), days);
  });

  it('ends within the limit of the gateway', () => {
    const now = Date.parse('2026-11-30T12:00:00Z');
    const expiry = Date.parse(expiryOf('730', now));
    assert.ok(expiry < now + 730 * DAY_MS && expiry > now + 729 * DAY_MS);
  });
});

describe('the state of a machine token', () => {
  it('is revoked before it is expired', () => {
    const expiresAt = new Date(1_000).toISOString();
    assert.equal(tokenState({ expiresAt, revokedAt: null }, 999), 'VALID');
    assert.equal(tokenState({ expiresAt, revokedAt: null }, 1_000), 'EXPIRED');
    assert.equal(tokenState({ expiresAt, revokedAt: expiresAt }, 2_000), 'REVOKED');
  });
});
