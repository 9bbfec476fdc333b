import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';
import type { DomainError } from '../../../platform/errors.ts';

const URL = 'postgres://crm:hush@crm.example/crm';
const CRM = { CRM_DATABASE_URL: URL, CRM_MAPPING: 'mapping.json' };

test('There is no link to a CRM without a database, a demo or a webhook', () => {
  assert.equal(readConfig({}).crm, undefined);
  assert.equal(readConfig({ CRM_POLL_MS: '100' }).crm, undefined);
});

test('The link to a CRM is read with its defaults', () => {
  const { crm } = readConfig(CRM);
  assert.deepEqual(
    [crm?.databaseUrl, crm?.mapping, crm?.isDemo, crm?.pollMs, crm?.overlapSeconds, crm?.batchRows, crm?.compareHours],
    [URL, 'mapping.json', false, 500, 30, 1_000, 24],
  );
  assert.equal(readConfig({ CRM_DEMO: 'true' }).crm?.isDemo, true);
  const webhook = { CRM_WEBHOOK_URL: 'https://crm.example/scores', CRM_WEBHOOK_SECRET: `whsec_${'a'.repeat(32)}` };
  assert.equal(readConfig(webhook).crm?.webhook?.url, 'https://crm.example/scores');
});

const REFUSED: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
  [{ CRM_DATABASE_URL: URL }, /^CRM_MAPPING: found none beside CRM_DATABASE_URL/],
  [{ CRM_MAPPING: 'mapping.json' }, /^CRM_DATABASE_URL: found none beside CRM_MAPPING/],
  [
    { ...CRM, CRM_DATABASE_URL: 'mysql://crm:hush@crm/crm' },
    /^CRM_DATABASE_URL: .*not shown, expected a URL such as postgres/,
  ],
  [{ CRM_WEBHOOK_URL: 'https://ann:hush@crm.example/' }, /^CRM_WEBHOOK_SECRET: found none beside CRM_WEBHOOK_URL/],
  [
    { CRM_WEBHOOK_URL: 'https://crm.example/', CRM_WEBHOOK_SECRET: 'hush' },
    /^CRM_WEBHOOK_SECRET: .*not shown, expected whsec_/,
  ],
  [{ ...CRM, CRM_POLL_MS: '1' }, /^CRM_POLL_MS: found '1', expected/],
];
for (const [given, message] of REFUSED)
  test(`The link to a CRM is refused with ${Object.keys(given).join(', ')}: ${message.source.slice(1, 40)}`, () =>
    assert.throws(
      () => readConfig(given),
      (error: DomainError) =>
        error.code === 'CONFIGURATION_INVALID' && message.test(error.message) && !error.message.includes('hush'),
    ));
