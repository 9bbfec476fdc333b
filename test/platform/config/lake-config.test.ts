import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';

const LAKE = { url: 'data/lake', refreshMinutes: 15, memoryMb: 512, threads: 1, tempDir: 'data/lake-temp' };

const READ: readonly (readonly [string, string, object | undefined])[] = [
  ['LAKE_URL', 'off', undefined],
  ['LAKE_URL', 's3://leads/lake', { ...LAKE, url: 's3://leads/lake' }],
  ['LAKE_URL', '/mnt/lake', { ...LAKE, url: '/mnt/lake' }],
  ['LAKE_REFRESH_MINUTES', '0', { ...LAKE, refreshMinutes: 0 }],
  ['LAKE_MEMORY_MB', '2048', { ...LAKE, memoryMb: 2_048 }],
  ['LAKE_THREADS', '4', { ...LAKE, threads: 4 }],
];
for (const [name, value, lake] of READ) {
  test(`${name}=${value} is read`, () => assert.deepEqual(readConfig({ [name]: value }).lake, lake));
}

const REFUSED: readonly (readonly [string, string, RegExp])[] = [
  ['LAKE_URL', 'https://lake.example', /expected a folder, s3:\/\/bucket\/prefix, or off/],
  ['LAKE_URL', 's3:///', /expected a folder/],
  ['LAKE_REFRESH_MINUTES', '-1', /expected number to be >=0/],
  ['LAKE_MEMORY_MB', '64', /expected number to be >=128/],
  ['LAKE_THREADS', '0', /expected number to be >=1/],
];
for (const [name, value, message] of REFUSED) {
  test(`${name}=${value} is refused`, () =>
    assert.throws(() => readConfig({ [name]: value }), { code: 'CONFIGURATION_INVALID', message }));
}
