import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPublicAddress } from '../../../platform/webhooks/public-address.ts';

const PUBLIC = [
  '8.8.8.8',
  '100.63.255.255',
  '172.15.0.1',
  '172.32.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00::1',
];
const NOT_PUBLIC: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'this machine'],
  ['0.0.0.0', 'this machine, too'],
  ['10.1.2.3', 'a private network'],
  ['172.16.0.1', 'a private network'],
  ['172.31.255.255', 'a private network'],
  ['192.168.0.1', 'a private network'],
  ['100.64.0.1', 'behind the address translation of a carrier'],
  ['169.254.169.254', 'the metadata of clouds'],
  ['198.51.100.7', 'documentation'],
  ['224.0.0.1', 'many at once'],
  ['255.255.255.255', 'everybody at once'],
  ['::1', 'this machine'],
  ['::', 'this machine, too'],
  ['fe80::1', 'this link'],
  ['fe80::1%eth0', 'this link, by its name'],
  ['fd00::1', 'a private network'],
  ['ff02::1', 'many at once'],
  ['::ffff:127.0.0.1', 'this machine in disguise'],
  ['::ffff:8.8.8.8', 'IPv4 within IPv6'],
  ['64:ff9b::7f00:1', 'this machine behind NAT64'],
  ['2002:7f00:1::', 'this machine behind 6to4'],
  ['2001::1', 'Teredo'],
  ['2001:db8::1', 'documentation'],
  ['example.com', 'no address'],
  ['', 'nothing'],
];

describe('a public address', () => {
  for (const address of PUBLIC)
    test(`is ${address}`, () => {
      assert.equal(isPublicAddress(address), true);
    });

  for (const [address, what] of NOT_PUBLIC)
    test(`is not '${address}': ${what}`, () => {
      assert.equal(isPublicAddress(address), false);
    });
});
