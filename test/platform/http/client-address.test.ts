import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readClientAddress } from '../../../platform/subgraph/gateway-protocol.ts';

test("the client's address is an IP address or nothing", () => {
  for (const address of ['192.0.2.7', '2001:db8::7', '::ffff:192.0.2.7'])
    assert.equal(readClientAddress(address), address);
  for (const header of [undefined, '', 'localhost', '192.0.2.7, 10.0.0.1', '=1+1', ['192.0.2.7']])
    assert.equal(readClientAddress(header), undefined);
});
