import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../../subgraphs/shared/config.ts';

const URI = { MLFLOW_TRACKING_URI: 'https://mlflow.example.com/prefix/' };

test('without a server nothing is followed, whatever else is set', () => {
  assert.equal(readConfig({}).mlflow, undefined);
  assert.equal(readConfig({ MLFLOW_TRACKING_TOKEN: 'x', MLFLOW_POLL_SECONDS: '5' }).mlflow, undefined);
});

test('a server is followed with the stated defaults', () => {
  assert.deepEqual(readConfig(URI).mlflow, {
    trackingUri: 'https://mlflow.example.com/prefix',
    authorization: undefined,
    models: [],
    pollMs: 30_000,
    timeoutMs: 10_000,
    aliasMoves: 'write-back',
  });
});

test('a token or a user name with its password becomes the authorization', () => {
  assert.equal(readConfig({ ...URI, MLFLOW_TRACKING_TOKEN: 't0ken' }).mlflow?.authorization, 'Bearer t0ken');
  const user = { MLFLOW_TRACKING_USERNAME: 'ann', MLFLOW_TRACKING_PASSWORD: 'pw' };
  assert.equal(readConfig({ ...URI, ...user }).mlflow?.authorization, 'Basic YW5uOnB3');
});

for (const [title, variables] of [
  ['a user name alone', { MLFLOW_TRACKING_USERNAME: 'ann' }],
  [
    'a token beside a user name',
    { MLFLOW_TRACKING_TOKEN: 't', MLFLOW_TRACKING_USERNAME: 'a', MLFLOW_TRACKING_PASSWORD: 'b' },
  ],
  ['a store that is no server', { MLFLOW_TRACKING_URI: 'sqlite:///mlflow.db' }],
  ['a password in the URL', { MLFLOW_TRACKING_URI: 'http://ann:s3cret@127.0.0.1:5000' }],
] as const)
  test(`${title} stops the start, and no secret is shown`, () => {
    assert.throws(
      () => readConfig({ ...URI, ...variables }),
      (error: Error & { code: string }) => error.code === 'CONFIGURATION_INVALID' && !error.message.includes('s3cret'),
    );
  });
