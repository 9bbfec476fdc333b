import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';

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
    modelNames: new Map(),
    pollMs: 30_000,
    timeoutMs: 10_000,
    aliasMoves: 'write-back',
  });
});

test('names of models are mapped, whichever way their characters are composed', () => {
  const names = JSON.stringify({ 'Gro\u0308\u00dfe 1': 'size', العملاء: 'leads' });
  assert.deepEqual(
    readConfig({ ...URI, MLFLOW_MODEL_NAMES: names }).mlflow?.modelNames,
    new Map([
      ['Gr\u00f6\u00dfe 1', 'size'],
      ['العملاء', 'leads'],
    ]),
  );
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
  ['a mapping of names that is no JSON', { MLFLOW_MODEL_NAMES: 'a=b' }],
  ['a mapping to what is no name here', { MLFLOW_MODEL_NAMES: '{"a":"b c"}' }],
  ['a mapping of two models to one', { MLFLOW_MODEL_NAMES: '{"a":"c","b":"c"}' }],
  ['a password in the URL', { MLFLOW_TRACKING_URI: 'http://ann:s3cret@127.0.0.1:5000' }],
] as const)
  test(`${title} stops the start, and no secret is shown`, () => {
    assert.throws(
      () => readConfig({ ...URI, ...variables }),
      (error: Error & { code: string }) => error.code === 'CONFIGURATION_INVALID' && !error.message.includes('s3cret'),
    );
  });
