import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { projectFile } from '../../platform/process/program.ts';
import { LONG_FILES } from '../support/runner/long-files.ts';
import reportSlowest from '../support/runner/report-slowest.ts';
import { SLOW_FILES } from '../support/runner/slow-files.ts';

const completed = (name: string, file: string, seconds: number, nesting = 0) =>
  ({
    type: 'test:complete',
    data: { name, file: projectFile(file).pathname, nesting, details: { duration_ms: seconds * 1_000, passed: true } },
  }) as TestEvent;

async function report(events: readonly TestEvent[]): Promise<string> {
  const parts: string[] = [];
  const source = (async function* () {
    yield* events;
  })();
  for await (const part of reportSlowest(source)) parts.push(part);
  return parts.join('');
}

describe('the runner of tests', () => {
  it('begins with files that exist', () => {
    for (const file of LONG_FILES) assert.ok(existsSync(projectFile(file)), file);
  });

  it('leaves out files that exist', () => {
    for (const file of SLOW_FILES) assert.ok(existsSync(projectFile(file)), file);
  });

  it('lists the slowest files by the time of their tests, and the slowest processes by all that they did', async () => {
    const group = 'dist/groups/000-a.test.js';
    const events = [
      completed('of a describe', 'test/a.test.ts', 90, 1),
      completed('one', 'test/a.test.ts', 1),
      completed('another', 'test/a.test.ts', 2.5),
      completed('one', 'test/b.test.ts', 100),
      completed(projectFile(group).pathname, group, 104),
    ];
    assert.deepEqual((await report(events)).trim().split('\n'), [
      'slowest of 2 test files, 103.5 s in all:',
      '  100.0 s  test/b.test.ts',
      '    3.5 s  test/a.test.ts',
      'slowest of 1 processes, 104.0 s in all:',
      '  104.0 s  dist/groups/000-a.test.js',
    ]);
  });

  it('lists twenty at the most', async () => {
    const events = Array.from({ length: 30 }, (_, n) => completed('one', `test/${n}.test.ts`, n));
    const lines = (await report(events)).split('\n').filter((line) => / s {2}test\//.test(line));
    assert.deepEqual([lines.length, lines[19]], [20, '   10.0 s  test/10.test.ts']);
  });
});
