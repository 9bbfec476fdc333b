import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startContender } from '../../bench/gateway/contender-process.ts';
import { QUERY } from '../../bench/gateway/subgraphs.ts';

test('Contenders of the gateway bench that run in process start on the server of today and answer alike', async (context) => {
  const answers = await Promise.all(
    ['direct', 'merged', 'merged-server'].map(async (name) => {
      const { url, token, stop } = await startContender(name);
      context.after(stop);
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      const body = JSON.stringify({ query: QUERY, variables: { first: 2, campaign: 'spring' } });
      return (await fetch(url, { method: 'POST', headers, body })).json();
    }),
  );

  assert.match(JSON.stringify(answers[0]), /"id":"lead-spring-1".*"stage":"STAGING"/);
  assert.deepEqual(answers[1], answers[0]);
  assert.deepEqual(answers[2], answers[0]);
});
