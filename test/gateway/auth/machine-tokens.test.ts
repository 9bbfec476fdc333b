import assert from 'node:assert/strict';
import { after, describe, it, mock } from 'node:test';
import { type ListedToken, MachineTokens } from '../../../gateway/auth/machine-tokens.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { machineTokenDigest, newMachineToken } from '../../../platform/identity/machine-token.ts';
import { createLogger } from '../../../platform/logger.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time.ts';

const NOW = Date.UTC(2026, 10, 22);

describe('verification of tokens of machines', () => {
  const opened: MachineTokens[] = [];
  // nothing of a verifier keeps a process alive
  const alive = setInterval(() => undefined, MINUTE_MS);
  after(async () => {
    clearInterval(alive);
    mock.restoreAll();
    for (const tokens of opened) await tokens.close();
  });

  const open = () => {
    const token = newMachineToken();
    const listed: ListedToken = {
      id: '1',
      digest: machineTokenDigest(token),
      name: 'crm',
      scopes: ['leads:read'],
      expiresAt: NOW + HOUR_MS,
    };
    const world = { list: [listed] as readonly ListedToken[], isDown: false, now: NOW, used: [] as string[] };
    const owner = {
      list: async () => {
        if (world.isDown) throw new Error('down');
        return world.list;
      },
      recordUses: async (ids: readonly string[]) => void world.used.push(...ids),
    };
    const tokens = new MachineTokens({ owner, log: createLogger('silent'), clock: () => world.now, pollMs: 5 });
    opened.push(tokens);
    return { token, tokens, world };
  };
  const codeOf = (verified: Promise<unknown>) =>
    verified.then(
      () => 'accepted',
      (error) => (error as DomainError).code,
    );
  const until = async (isReached: () => boolean) => {
    while (!isReached()) await new Promise((resolve) => setImmediate(resolve));
  };

  it('accepts what the list has, under the name of the machine, until it expires', async () => {
    const { token, tokens, world } = open();
    const identity = await tokens.verify(token);
    assert.deepEqual([identity.subject, identity.scopes], ['machine:crm', ['leads:read']]);
    await until(() => world.used.includes('1'));
    world.now = NOW + HOUR_MS;
    assert.equal(tokens.recall(token), undefined);
    assert.equal(await codeOf(tokens.verify(token)), 'UNAUTHENTICATED');
  });

  it('ends what a revoked token has opened', async () => {
    const { token, tokens, world } = open();
    const { revoked } = await tokens.verify(token);
    world.list = [];
    await until(() => revoked?.aborted === true);
    assert.equal(tokens.recall(token), undefined);
  });

  it('keeps to the last list for ten minutes while its owner is down, then refuses every token as uncheckable', async () => {
    const { token, tokens, world } = open();
    await tokens.verify(token);
    world.isDown = true;
    assert.equal(await codeOf(tokens.verify(token)), 'accepted');
    const later = performance.now() + 11 * MINUTE_MS;
    mock.method(performance, 'now', () => later);
    assert.equal(await codeOf(tokens.verify(token)), 'TOKEN_KEYS_UNAVAILABLE');
  });
});
