import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alertKey } from '../../../subgraphs/monitoring/alerts/rules/alert-identity.ts';
import { alertUrl } from '../../../subgraphs/monitoring/alerts/rules/alert-url.ts';
import { alertHref, alertIdOf, changedSearch } from '../../../web/src/monitoring/common/address.ts';

const identities = fc.record(
  { rule: fc.string(), model: fc.string(), feature: fc.string(), slice: fc.string() },
  { requiredKeys: ['rule', 'model'] },
);

test('The link of a notice leads to the id of its alert', () => {
  fc.assert(
    fc.property(identities, (identity) => {
      const id = alertKey(identity);
      const { pathname } = new URL(alertUrl('https://leads.example', id) as string);
      assert.equal(alertIdOf(pathname), id);
    }),
  );
});

test('The address of an alert’s page leads to the same alert', () => {
  fc.assert(
    fc.property(identities, (identity) => {
      const id = alertKey(identity);
      assert.equal(alertIdOf(new URL(alertHref(id), 'https://leads.example').pathname), id);
    }),
  );
});

test('An address with plain slashes names the same alert as one with encoded slashes', () => {
  const id = 'feature-drift/lead-conversion/country/country%3DAE';
  assert.equal(alertIdOf(`/alerts/${id}`), id);
  assert.equal(alertIdOf(`/alerts/${encodeURIComponent(id)}`), id);
  assert.equal(alertIdOf(`/alerts/${id.replace('%', '%25')}`), id);
});

test('An address with an invalid encoding is taken as it is', () => {
  assert.equal(alertIdOf('/alerts/%E0%A4%A'), '%E0%A4%A');
});

test('A changed search keeps what is not changed, and loses what is empty', () => {
  assert.equal(changedSearch('?a=1&b=2', { b: '3', c: 'x=y' }), '?a=1&b=3&c=x%3Dy');
  assert.equal(changedSearch('?a=1', { a: undefined }), '');
  assert.equal(changedSearch('?a=1', { a: '' }), '');
});
