import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCOPES } from '../../../../platform/identity/identity.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { ModelsBench } from '../../../support/models/models-bench.ts';

const VIEWER = '{ viewer { subject scopes } }';

onEachDatabase((kind, open) => {
  test(`the viewer on ${kind} is the caller with the scopes of this platform that their token grants`, async () => {
    const bench = await ModelsBench.open(open);
    try {
      bench.subject = 'okta:ann';
      for (const [granted, shown] of [
        [[], []],
        [['openid', 'leads:read', 'payroll:read', 'leads:read'], ['leads:read']],
        [SCOPES, SCOPES],
      ] as const) {
        bench.scopes = granted;
        const { data, errors } = await bench.ask(VIEWER);
        assert.equal(errors, undefined);
        assert.deepEqual(data.viewer, { subject: 'okta:ann', scopes: shown });
      }
    } finally {
      await bench.close();
    }
  });
});
