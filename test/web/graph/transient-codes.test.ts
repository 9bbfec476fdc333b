import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES } from '../../../platform/errors.ts';
import { PAGE_CODES, TRANSIENT_CODES } from '../../../web/src/graph/graph-error.ts';

test('Codes that pass by themselves are codes of the gateway, with a status that says so', () => {
  const [, ...codes] = TRANSIENT_CODES;
  assert.ok(TRANSIENT_CODES.has(PAGE_CODES.unreachable));
  for (const code of codes) {
    const known = ERROR_CODES[code as keyof typeof ERROR_CODES];
    assert.ok(known && [429, 503, 504].includes(known.status), `${code}: found ${known?.status ?? 'no such code'}`);
  }
});
