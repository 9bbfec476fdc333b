import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { SEED_VERSION } from '../../../platform/database/pglite-seed.ts';

it('the seed was made by the installed version of PGlite', () => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  assert.equal(SEED_VERSION, version, 'run npm run seed and set SEED_VERSION');
});
