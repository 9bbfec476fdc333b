import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';
import type { DomainError } from '../../../platform/errors.ts';

describe('the configuration of webhooks', () => {
  it('reads the receivers of webhooks about models, with a secret, and shows neither', () => {
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const urls = 'https://ann:hush@hooks.example/a?b=c, http://127.0.0.1:9/';
    const given = { REGISTRY_WEBHOOK_URLS: urls, REGISTRY_WEBHOOK_SECRET: secret };
    assert.deepEqual(readConfig(given).registryWebhooks, { urls: urls.split(', '), secret, allowPrivate: false });
    assert.equal(readConfig({ ...given, REGISTRY_WEBHOOK_ALLOW_PRIVATE: 'true' }).registryWebhooks?.allowPrivate, true);
    for (const [change, expected] of [
      [
        { REGISTRY_WEBHOOK_SECRET: '' },
        /^REGISTRY_WEBHOOK_SECRET: found nothing beside REGISTRY_WEBHOOK_URLS, expected/,
      ],
      [
        { REGISTRY_WEBHOOK_SECRET: 'whsec_aHVzaA==' },
        /^REGISTRY_WEBHOOK_SECRET: .*not shown, expected whsec_ and 24 to/,
      ],
      [{ REGISTRY_WEBHOOK_URLS: 'ftp://ann:hush@hooks' }, /^REGISTRY_WEBHOOK_URLS: .*not shown, expected URLs of http/],
      [{ REGISTRY_WEBHOOK_URLS: 'http://a/, http://a/' }, /^REGISTRY_WEBHOOK_URLS: .*expected each URL once/],
    ] as const)
      assert.throws(
        () => readConfig({ ...given, ...change }),
        ({ code, message }: DomainError) =>
          code === 'CONFIGURATION_INVALID' && expected.test(message) && !/hush|aHVz/.test(message),
      );
  });
});
