import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { mapPositions } from '../../../platform/process/source-positions.ts';

describe('positions in stack traces', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-positions-'));
  after(() => rm(folder, { recursive: true }));
  const compiled = join(folder, 'rule.js');
  // AAEE: column 1 of the first line stems from column 3 of the third line of the source
  const map = { version: 3, file: 'rule.js', sources: ['source/rule.ts'], names: [], mappings: 'AAEE' };
  await writeFile(`${compiled}.map`, JSON.stringify(map));

  it('name the source of a compiled file', () => {
    const frame = `Rule.check (${pathToFileURL(compiled)}:1:1)`;
    assert.equal(mapPositions(frame), `Rule.check (${join(folder, 'source/rule.ts')}:3:3)`);
  });

  it('stay where no map is beside the file, in packages and in Node itself', () => {
    for (const frame of [
      `${pathToFileURL(join(folder, 'other.js'))}:1:1`,
      'file:///app/node_modules/pino/pino.js:7:9',
      'async node:internal/process/task_queues:95:5',
    ])
      assert.equal(mapPositions(frame), frame);
  });
});
