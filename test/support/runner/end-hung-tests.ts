import { after, afterEach, beforeEach, type TestContext } from 'node:test';
import { isThorough } from './thorough.ts';

// the longest test takes 20 s, three minutes in a thorough run, and the machine may be busy with something else
const LIMIT_MS = isThorough() ? 600_000 : 300_000;

let latest = 'none has begun';

/**
 * Ends the process, as failed, when no test begins or ends for long: one hangs. Node has no such limit for the tests of a
 * file, and without anything that keeps the process alive it would cancel every test after one that never settles.
 */
const limit = setTimeout(end, LIMIT_MS);

function end(): void {
  process.stderr.write(`no test began or ended for ${LIMIT_MS} ms; the latest: ${latest}\n`);
  process.exit(1);
}

beforeEach((test) => note('began', test as TestContext));
afterEach((test) => note('ended', test as TestContext));
after(() => {
  clearTimeout(limit);
  latest = 'all have ended, and something keeps the process alive';
  setTimeout(end, LIMIT_MS).unref();
});

function note(what: string, { name }: TestContext): void {
  latest = `${name} ${what}`;
  limit.refresh();
}
